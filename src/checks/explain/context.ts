import { parentOf } from '../../domain/orgs'
import type { Level, Org } from '../../domain/orgs'
import type { Report } from '../../domain/report'
import { checkContexts } from '../contexts'
import type { CheckContext } from '../finding'

export type Below = NonNullable<CheckContext['children']>

/** The report of the organ above, those of all below it in the same year, and how many organs are below it. */
export interface Above {
  report: Report
  below: readonly Report[]
  total: number
}

/** What an explanation may use beside the report: what checks know, and further witnesses. */
export interface ExplainContext extends CheckContext {
  /** The same organ's report for the year after. */
  next?: Report
  above?: Above
  /** The organ's level, for the range in which its amounts may lie. */
  level?: Level
}

/** What is known beside each report, from all reports held and the organs they are of. */
export function explainContexts(reports: readonly Report[], orgs: readonly Org[]): (report: Report) => ExplainContext {
  const contextOf = checkContexts(reports, orgs)
  const byId = new Map(orgs.map((org) => [org.id, org]))
  const keyOf = (org: string, year: number): string => JSON.stringify([org, year])
  const held = new Map(reports.map((report) => [keyOf(report.org, report.year), report]))
  return (report) => {
    const org = byId.get(report.org)
    const parent = org && parentOf(org, report.year)
    const next = held.get(keyOf(report.org, report.year + 1))
    const above = parent === undefined ? undefined : held.get(keyOf(parent, report.year))
    const below = above && contextOf(above).children
    return {
      ...contextOf(report),
      ...(next && { next }),
      ...(above && below && { above: { report: above, below: below.reports, total: below.total } }),
      ...(org && { level: org.level }),
    }
  }
}
