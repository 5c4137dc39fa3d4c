import { hasBit } from '../bitset'
import type { Bitset } from '../bitset'
import type { Sparse } from '../sparse'
import { noneOf } from './groups'
import type { Groups } from './groups'

/** Adds a column's numbers to `sums`, group by group, from `offset` on in steps of `stride`. Rows outside `mask` are left out. */
export function sumByGroup({ indexes, numbers, scale }: Sparse, { of, count, runs }: Groups, sums: Float64Array, offset = 0, stride = 1, mask?: Bitset): void {
  const none = noneOf(of)
  const size = indexes.length
  if (runs && !mask && count * 8 < size) {
    // Few long runs: the inner loop only adds.
    let k = 0
    for (let g = 0; g < count; g++) {
      const from = runs.from[g]!
      const to = runs.to[g]!
      while (k < size && indexes[k]! < from) k++
      let total = 0
      for (; k < size && indexes[k]! < to; k++) if (of[indexes[k]!] === g) total += numbers[k]!
      sums[offset + g * stride]! += total / scale
    }
    return
  }
  for (let k = 0; k < size; k++) {
    const row = indexes[k]!
    const group = of[row]!
    if (group === none || (mask && !hasBit(mask, row))) continue
    sums[offset + group * stride]! += numbers[k]! / scale
  }
}

/** Sum of a column's numbers, of the rows in `mask` where one is given. */
export function sumColumn({ indexes, numbers, scale }: Sparse, mask?: Bitset): number {
  let total = 0
  if (mask) for (let k = 0; k < indexes.length; k++) { if (hasBit(mask, indexes[k]!)) total += numbers[k]! }
  else for (let k = 0; k < numbers.length; k++) total += numbers[k]!
  return total / scale
}
