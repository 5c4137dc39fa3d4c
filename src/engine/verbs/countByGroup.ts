import { countRange, eachBit } from '../bitset'
import type { Bitset } from '../bitset'
import { noneOf } from './groups'
import type { Groups } from './groups'

/** How many of the bits set in `bits` (and in `mask`) are in each group. Rows between the members of a run must not be set, or be masked. */
export function countByGroup(bits: Bitset, groups: Groups, mask?: Bitset): Uint32Array {
  const { of, count, runs } = groups
  const counts = new Uint32Array(count)
  if (runs && !mask && isDense(groups)) {
    for (let g = 0; g < count; g++) counts[g] = countRange(bits, runs.from[g]!, runs.to[g]!)
    return counts
  }
  const none = noneOf(of)
  eachBit(bits, (row) => {
    const group = of[row]!
    if (group !== none) counts[group]!++
  }, undefined, mask)
  return counts
}

/** Every row within a run is of its group: remembered, as it takes a pass over the rows. */
const dense = new WeakMap<Groups, boolean>()
export function isDense(groups: Groups): boolean {
  const held = dense.get(groups)
  if (held !== undefined) return held
  const { of, runs, count } = groups
  let all = runs !== undefined
  for (let g = 0; all && g < count; g++) for (let row = runs!.from[g]!; row < runs!.to[g]!; row++) if (of[row] !== g) { all = false; break }
  dense.set(groups, all)
  return all
}
