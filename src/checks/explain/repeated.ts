import { METRICS, cellsOf } from '../../domain/metrics'
import type { MetricCode, TableId } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import { figure, formOf } from '../figures'

/** Whether every cell of a table is as last year. Few figures, or zeros, may be the same by chance. */
export function isLastYears(report: Report, last: Report, table: TableId): boolean {
  const form = formOf(report, table)
  if (form === undefined || form !== formOf(last, table)) return false
  return cellsOf(table, form).every((code) => figure(report, code) === figure(last, code))
}

/** The tables that cells stand in. */
export const tablesOf = (codes: readonly MetricCode[]): TableId[] => [
  ...new Set(codes.flatMap((code) => METRICS[code].table ?? [])),
]
