import { parentOf } from '../../../src/domain/orgs'
import type { Org } from '../../../src/domain/orgs'
import type { Report } from '../../../src/domain/report'
import type { ExplainContext } from '../../../src/checks/explain'
import { checkContexts } from '../contexts'

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
