import type { Level } from '../../domain/orgs'
import type { Report } from '../../domain/report'
import type { CheckContext } from '../rule'

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
