import { hasBit } from './bitset'
import { PRESENT } from './column'
import type { Column } from './column'
import { firstFrom } from './search'

/**
 * Writes the rows from `from` up to, not including, `to` of a column, all without them: values (NaN where there is
 * none) and states, at the beginning of both.
 */
export function fill(column: Column, values: Float64Array, states: Uint8Array, from = 0, to = column.rows): void {
  const { present, indexes, numbers, scale, rest, oddRows, oddStates } = column
  for (let row = from; row < to; row++) {
    const held = present === undefined || hasBit(present, row)
    values[row - from] = !held ? NaN : indexes ? 0 : numbers[row]! / scale
    states[row - from] = held ? PRESENT : rest
  }
  if (indexes)
    for (let k = firstFrom(indexes, from); k < indexes.length && indexes[k]! < to; k++)
      values[indexes[k]! - from] = numbers[k]! / scale
  for (let k = firstFrom(oddRows, from); k < oddRows.length && oddRows[k]! < to; k++)
    states[oddRows[k]! - from] = oddStates[k]!
}
