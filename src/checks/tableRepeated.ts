import { METRICS, cellsOf } from '../domain/metrics'
import type { MetricCode, TableId } from '../domain/metrics'
import { figure, formOf } from './figures'
import { failed } from './finding'
import type { Rule } from './finding'

export const REPEATABLE: readonly TableId[] = ['2', '3', '4']

/** Digits that had to coincide before it is worth a remark: small offices repeat small figures by chance. */
const FEWEST_DIGITS = 6

/** Totals follow from their parts, so they are no further coincidence. */
const independent = (code: MetricCode): boolean => METRICS[code].column !== 'total' && METRICS[code].row !== 'closed'

/** Whether enough digits coincide: `valueOf` gives a figure, or nothing. */
export const isTelling = (codes: readonly MetricCode[], valueOf: (code: MetricCode) => number | undefined): boolean =>
  codes.filter(independent).reduce((sum, code) => {
    const value = valueOf(code) ?? 0
    return sum + (value === 0 ? 0 : String(Math.trunc(Math.abs(value))).length)
  }, 0) >= FEWEST_DIGITS

/** A table that is last year's in every cell was perhaps not filled in anew. Tables of zeros are not remarked on. */
export const tableRepeated: Rule = (report, { previous }) => {
  if (previous?.year !== report.year - 1) return []
  return REPEATABLE.flatMap((table) => {
    const form = formOf(report, table)
    if (form === undefined || form !== formOf(previous, table)) return []
    const codes = cellsOf(table, form)
    if (!codes.every((code) => figure(report, code) === figure(previous, code))) return []
    if (!isTelling(codes, (code) => figure(report, code))) return []
    const marked = codes.filter((code) => (figure(report, code) ?? 0) !== 0)
    return [failed('table-repeated', marked, { table, year: previous.year })]
  })
}
