import type { Bitset } from '../bitset'
import type { Column } from '../column'

/**
 * Calls `visit` with every row of `owned` (and of `mask`) that has no value in the column, ascending, and its state as
 * the column stores it. The odd rows are walked along, as both lists ascend.
 */
export function eachAbsent(
  { present, rest, oddRows, oddStates }: Column,
  owned: Bitset,
  visit: (row: number, state: number) => void,
  mask?: Bitset,
): void {
  if (!present) return
  let k = 0
  for (let w = 0; w < owned.length; w++) {
    let word = owned[w]! & ~present[w]!
    if (mask) word &= mask[w]!
    while (word !== 0) {
      const low = word & -word
      word ^= low
      const row = (w << 5) + 31 - Math.clz32(low)
      while (k < oddRows.length && oddRows[k]! < row) k++
      visit(row, oddRows[k] === row ? oddStates[k]! : rest)
    }
  }
}
