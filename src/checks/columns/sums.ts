import type { Equation } from '../equation'
import { same } from '../figures'
import { eachBit } from '../../engine/bitset'
import type { Bitset } from '../../engine/bitset'
import type { Sparse } from '../../engine/sparse'
import { presentIn } from '../../frame/yearColumns'
import type { YearColumns } from '../../frame/yearColumns'

let scratch = new Float64Array(0)

/** One side of a sum: columns of this year or another, added or taken away. */
export interface Term {
  column: Sparse | undefined
  columns: YearColumns
  sign: 1 | -1
}

/** Calls `visit` with the rows, of those in `among`, that have every term, and whose terms do not add up to nothing. */
export function eachUnbalanced(terms: readonly Term[], among: Bitset, visit: (row: number) => void): void {
  const all = among.slice()
  const rows = terms[0]?.columns.rows ?? 0
  if (scratch.length < rows) scratch = new Float64Array(rows)
  scratch.fill(0, 0, rows)
  for (const { column, columns, sign } of terms) {
    const present = presentIn(columns, column)
    // Without a column nobody has the term, and nothing can fail.
    if (!column || !present) return
    for (let w = 0; w < all.length; w++) all[w]! &= present[w]! & columns.owned[w]!
    const { indexes, numbers } = column
    const factor = sign / column.scale
    for (let k = 0; k < indexes.length; k++) scratch[indexes[k]!]! += numbers[k]! * factor
  }
  eachBit(all, (row) => {
    if (!same(scratch[row]!, 0)) visit(row)
  })
}

/** The rows that fail each of some equations of one report. */
export function eachFailing(
  columns: YearColumns,
  equations: readonly Equation[],
  among: Bitset,
  visit: (row: number) => void,
): void {
  for (const { stated, parts } of equations) {
    eachUnbalanced(
      [
        ...stated.map((code): Term => ({ column: columns.of(code), columns, sign: 1 })),
        ...parts.map((code): Term => ({ column: columns.of(code), columns, sign: -1 })),
      ],
      among,
      visit,
    )
  }
}
