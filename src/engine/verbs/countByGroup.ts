import { countRange, eachBit } from '../bitset'
import type { Bitset } from '../bitset'
import { noneOf } from './groups'
import type { Groups } from './groups'

/** How many of the bits set in `bits` (and in `mask`) are in each group. */
export function countByGroup(bits: Bitset, { of, count, stretches }: Groups, mask?: Bitset): Uint32Array {
  const counts = new Uint32Array(count)
  const { group: groups, from, to } = stretches
  if (!mask && groups.length * 8 < of.length) {
    for (let i = 0; i < groups.length; i++) counts[groups[i]!]! += countRange(bits, from[i]!, to[i]!)
    return counts
  }
  const none = noneOf(of)
  eachBit(
    bits,
    (row) => {
      const group = of[row]!
      if (group !== none) counts[group]!++
    },
    mask,
  )
  return counts
}
