import { METRICS, cellsOf } from '../domain/metrics'
import type { Form, MetricCode, TableId } from '../domain/metrics'
import { figure, formOf } from './figures'
import { failed } from './rule'
import type { Rule } from './rule'
import { eachBit, inBoth } from '../engine/bitset'
import type { YearColumns } from '../frame/yearColumns'

const REPEATABLE: readonly TableId[] = ['2', '3', '4']

/** Digits that had to coincide before it is worth a remark: small offices repeat small figures by chance. */
const FEWEST_DIGITS = 6

/** Totals follow from their parts, so they are no further coincidence. */
const independent = (code: MetricCode): boolean => METRICS[code].column !== 'total' && METRICS[code].row !== 'closed'

/** Whether enough digits coincide: `valueOf` gives a figure, or nothing. */
const isTelling = (codes: readonly MetricCode[], valueOf: (code: MetricCode) => number | undefined): boolean =>
  codes.filter(independent).reduce((sum, code) => {
    const value = valueOf(code) ?? 0
    return sum + (value === 0 ? 0 : String(Math.trunc(Math.abs(value))).length)
  }, 0) >= FEWEST_DIGITS

/** Adds each row's figures under a different weight: tables that are alike have the same sum. */
function weigh(columns: YearColumns, codes: ReturnType<typeof cellsOf>): Float64Array {
  const sums = new Float64Array(columns.rows)
  codes.forEach((code, i) => {
    const column = columns.of(code)
    if (!column) return
    // Whole steps, so that equal tables add up to the very same number whatever the scale of a column.
    const weight = 1 + ((i * 7919) % 251)
    for (let k = 0; k < column.indexes.length; k++)
      sums[column.indexes[k]!]! += Math.round((column.numbers[k]! * 100) / column.scale) * weight
  })
  return sums
}

/** A table that is last year's in every cell was perhaps not filled in anew. Tables of zeros are not remarked on. */
export const tableRepeated: Rule = {
  check: (report, { previous }) => {
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
  },
  screen: ({ now, before }, visit) => {
    for (const table of REPEATABLE) {
      for (const form of ['2019', '2021'] as const satisfies readonly Form[]) {
        const codes = cellsOf(table, form)
        const both = inBoth(now.inForm(table, form), before.inForm(table, form))
        if (both.every((word) => word === 0)) continue
        const [a, b] = [weigh(now, codes), weigh(before, codes)]
        eachBit(both, (row) => {
          if (a[row] === b[row] && a[row] !== 0) visit(row)
        })
      }
    }
    eachBit(now.unsure, visit)
    eachBit(before.unsure, visit, now.owned)
  },
  about: () => undefined,
}
