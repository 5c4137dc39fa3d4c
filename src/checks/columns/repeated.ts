import { REPEATABLE, isTelling } from '../tableRepeated'
import { cellsOf } from '../../domain/metrics'
import type { Form } from '../../domain/metrics'
import { eachBit, inBoth } from '../../engine/bitset'
import { figureAt } from '../../frame/yearColumns'
import type { YearColumns } from '../../frame/yearColumns'

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

/** Rows of which a table is last year's in every cell, once for each such table. */
export function eachRepeated(now: YearColumns, before: YearColumns, visit: (row: number) => void): void {
  for (const table of REPEATABLE) {
    for (const form of ['2019', '2021'] as const satisfies readonly Form[]) {
      const codes = cellsOf(table, form)
      const both = inBoth(now.inForm(table, form), before.inForm(table, form))
      if (both.every((word) => word === 0)) continue
      const [a, b] = [weigh(now, codes), weigh(before, codes)]
      const candidates: number[] = []
      eachBit(both, (row) => {
        if (a[row] === b[row] && a[row] !== 0) candidates.push(row)
      })
      if (candidates.length === 0) continue
      const pairs = codes.map((code) => [now.of(code), before.of(code)] as const)
      for (const row of candidates) {
        const isSame = pairs.every(([x, y]) => figureAt(now, x, row) === figureAt(before, y, row))
        if (isSame && isTelling(codes, (code) => figureAt(now, pairs[codes.indexOf(code)]![0], row))) visit(row)
      }
    }
  }
}
