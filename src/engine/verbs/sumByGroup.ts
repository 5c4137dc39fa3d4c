import { hasBit } from '../bitset'
import type { Bitset } from '../bitset'
import { firstFrom } from '../search'
import type { Sparse } from '../sparse'
import { sumRange } from '../sums'
import { noneOf } from './groups'
import type { Groups } from './groups'

/**
 * Adds a column's numbers to `sums`, group by group, from `offset` on in steps of `stride`. Rows outside `mask` are
 * left out.
 */
export function sumByGroup(
  column: Sparse,
  groups: Groups,
  sums: Float64Array,
  offset = 0,
  stride = 1,
  mask?: Bitset,
): void {
  const { indexes, numbers, scale } = column
  const { of, stretches, count } = groups
  const size = indexes.length
  // Divided once, at the end: whole numbers add up without rounding.
  const totals = new Float64Array(count)
  if (!mask && stretches.group.length * 8 < size) {
    // Few long stretches: sums of blocks are known.
    for (let i = 0, k = 0, end = 0; i < stretches.group.length; i++) {
      const from = stretches.from[i] === end ? k : firstFrom(indexes, stretches.from[i]!, k)
      end = stretches.to[i]!
      k = firstFrom(indexes, end, from)
      totals[stretches.group[i]!]! += sumRange(column, from, k)
    }
  } else {
    // Neighbours are mostly in one group, whose sum is kept at hand.
    const none = noneOf(of)
    let group = none
    let total = 0
    for (let k = 0; k < size; k++) {
      const row = indexes[k]!
      if (mask && !hasBit(mask, row)) continue
      const next = of[row]!
      if (next !== group) {
        if (group !== none) totals[group]! += total
        total = 0
        group = next
      }
      total += numbers[k]!
    }
    if (group !== none) totals[group]! += total
  }
  for (let g = 0; g < count; g++) if (totals[g] !== 0) sums[offset + g * stride]! += totals[g]! / scale
}

/** Sum of a column's numbers, of the rows in `mask` where one is given. */
export function sumColumn(column: Sparse, mask?: Bitset): number {
  const { indexes, numbers, scale } = column
  if (!mask) return sumRange(column, 0, numbers.length) / scale
  let total = 0
  for (let k = 0; k < indexes.length; k++) if (hasBit(mask, indexes[k]!)) total += numbers[k]!
  return total / scale
}
