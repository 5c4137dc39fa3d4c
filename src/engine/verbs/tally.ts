import { countBits, hasBit } from '../bitset'
import type { Bitset } from '../bitset'
import { PRESENT } from '../column'
import type { Column } from '../column'

/**
 * How many rows of `owned` (and of `mask`) are in each state, by state: `PRESENT` and those the column stores. Rows that are owned and
 * neither present nor listed count under the column's rest.
 */
export function tally({ present, rest, oddRows, oddStates }: Column, owned: Bitset, mask?: Bitset): Uint32Array {
  const counts = new Uint32Array(256)
  const all = countBits(owned, mask)
  const held = present ? countBits(present, mask) : all
  counts[PRESENT] = held
  let odd = 0
  for (let k = 0; k < oddRows.length; k++) {
    if (!hasBit(owned, oddRows[k]!) || (mask && !hasBit(mask, oddRows[k]!))) continue
    counts[oddStates[k]!]!++
    odd++
  }
  if (all > held + odd) counts[rest]! += all - held - odd
  return counts
}
