import { hasBit } from './bitset'
import { PRESENT } from './column'
import type { Column } from './column'
import type { Indexes } from './narrow'

/** How many of ascending rows stand before one. */
function before(rows: Indexes, row: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (rows[middle]! < row) low = middle + 1
    else high = middle
  }
  return low
}

/** Writes the rows from `from` up to, not including, `to` of a column: values (NaN where there is none) and states, at the beginning of both. */
export function fillRange(column: Column, from: number, to: number, values: Float64Array, states: Uint8Array): void {
  const { present, indexes, numbers, scale, rest, oddRows, oddStates } = column
  for (let row = from; row < to; row++) {
    const held = present === undefined || hasBit(present, row)
    values[row - from] = !held ? NaN : indexes ? 0 : numbers[row]! / scale
    states[row - from] = held ? PRESENT : rest
  }
  if (indexes) for (let k = before(indexes, from); k < indexes.length && indexes[k]! < to; k++) values[indexes[k]! - from] = numbers[k]! / scale
  for (let k = before(oddRows, from); k < oddRows.length && oddRows[k]! < to; k++) states[oddRows[k]! - from] = oddStates[k]!
}
