import { hasBit } from '../bitset'
import type { Bitset } from '../bitset'
import type { Indexes, Numbers } from '../narrow'
import type { Sparse } from '../sparse'
import { isDense } from './countByGroup'
import { noneOf } from './groups'
import type { Groups } from './groups'

/** Sum of the numbers from position `from` up to, not including, `to`: four at a time, as each addition waits for the one before. */
function sumRange(numbers: Numbers, from: number, to: number): number {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let k = from
  for (; k + 4 <= to; k += 4) {
    a += numbers[k]!
    b += numbers[k + 1]!
    c += numbers[k + 2]!
    d += numbers[k + 3]!
  }
  for (; k < to; k++) a += numbers[k]!
  return a + b + (c + d)
}

/** Position of the first index that is not below `row`, from `from` on. */
function firstFrom(indexes: Indexes, row: number, from: number): number {
  let low = from
  let high = indexes.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (indexes[middle]! < row) low = middle + 1
    else high = middle
  }
  return low
}

/** Adds a column's numbers to `sums`, group by group, from `offset` on in steps of `stride`. Rows outside `mask` are left out. */
export function sumByGroup({ indexes, numbers, scale }: Sparse, groups: Groups, sums: Float64Array, offset = 0, stride = 1, mask?: Bitset): void {
  const { of, count, runs } = groups
  const size = indexes.length
  if (runs && !mask && count * 8 < size && isDense(groups)) {
    // Few long runs without a row of no group in them: the inner loop only adds.
    let k = 0
    for (let g = 0; g < count; g++) {
      const from = firstFrom(indexes, runs.from[g]!, k)
      k = firstFrom(indexes, runs.to[g]!, from)
      sums[offset + g * stride]! += sumRange(numbers, from, k) / scale
    }
    return
  }
  // Neighbours are mostly in one group, whose sum is kept at hand.
  const none = noneOf(of)
  let group = none
  let total = 0
  for (let k = 0; k < size; k++) {
    const row = indexes[k]!
    if (mask && !hasBit(mask, row)) continue
    const next = of[row]!
    if (next !== group) {
      if (group !== none) sums[offset + group * stride]! += total / scale
      total = 0
      group = next
    }
    total += numbers[k]!
  }
  if (group !== none) sums[offset + group * stride]! += total / scale
}

/** Sum of a column's numbers, of the rows in `mask` where one is given. */
export function sumColumn({ indexes, numbers, scale }: Sparse, mask?: Bitset): number {
  if (!mask) return sumRange(numbers, 0, numbers.length) / scale
  let total = 0
  for (let k = 0; k < indexes.length; k++) if (hasBit(mask, indexes[k]!)) total += numbers[k]!
  return total / scale
}
