import { hasBit } from './bitset'
import type { Bitset } from './bitset'
import type { Indexes, Numbers } from './narrow'
import { firstFrom } from './search'

/** State of a row that has a value. Every other state is a kind of absence, named by the caller. */
export const PRESENT = 0

/**
 * One figure for every row, packed. Zero is the rule among figures, so only other numbers are kept:
 * a row that is present and not listed is zero.
 */
export interface Column {
  rows: number
  /** Rows that have a value; absent when all have. */
  present?: Bitset
  /** Rows of `numbers`, ascending; absent when `numbers` has one entry a row. */
  indexes?: Indexes
  /** Values times `scale`. */
  numbers: Numbers
  scale: 1 | 100
  /** State of the rows without a value that `oddRows` does not list. */
  rest: number
  oddRows: Indexes
  oddStates: Uint8Array
}

function find(indexes: Indexes, row: number): number {
  const at = firstFrom(indexes, row)
  return indexes[at] === row ? at : -1
}

const isPresent = (column: Column, row: number): boolean => column.present === undefined || hasBit(column.present, row)

/** One row's value, NaN where there is none. */
export function valueAt(column: Column, row: number): number {
  if (!isPresent(column, row)) return NaN
  const at = column.indexes ? find(column.indexes, row) : row
  return at < 0 ? 0 : column.numbers[at]! / column.scale
}

/** One row's state. */
export function stateAt(column: Column, row: number): number {
  if (isPresent(column, row)) return PRESENT
  const at = find(column.oddRows, row)
  return at < 0 ? column.rest : column.oddStates[at]!
}
