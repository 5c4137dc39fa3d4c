import { hasBit } from './bitset'
import type { Bitset } from './bitset'
import type { Indexes, Numbers } from './narrow'

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

/** Writes the whole column: values (NaN where there is none) and states, each at least `rows` long. */
export function fill(column: Column, values: Float64Array, states: Uint8Array): void {
  const { rows, present, indexes, numbers, scale, rest, oddRows, oddStates } = column
  for (let i = 0; i < rows; i++) {
    const held = present === undefined || hasBit(present, i)
    values[i] = held ? 0 : NaN
    states[i] = held ? PRESENT : rest
  }
  if (indexes) {
    for (let k = 0; k < indexes.length; k++) values[indexes[k]!] = numbers[k]! / scale
  } else {
    for (let i = 0; i < rows; i++) if (states[i] === PRESENT) values[i] = numbers[i]! / scale
  }
  for (let k = 0; k < oddRows.length; k++) states[oddRows[k]!] = oddStates[k]!
}

function find(indexes: Indexes, row: number): number {
  let low = 0
  let high = indexes.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const at = indexes[middle]!
    if (at === row) return middle
    if (at < row) low = middle + 1
    else high = middle - 1
  }
  return -1
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
