import { hasBit } from '../bitset'
import type { Bitset } from '../bitset'
import type { Sparse } from '../sparse'
import { noneOf } from './groups'
import type { Groups } from './groups'

/** Minimum, quartiles and maximum of each group, five numbers a group; NaN where it has none. */
export interface GroupQuartiles { five: Float64Array; counts: Uint32Array; outliers: Uint32Array }

let scratch = new Float64Array(0)
let places = new Uint32Array(0)
let starts = new Uint32Array(0)

/** Up to this many numbers are put in order by counting, for each, how many go before it: no branch that is hard to guess. */
const FEW = 24
const ranks = new Uint8Array(FEW)
const copy = new Float64Array(FEW)

function sortRange(values: Float64Array, from: number, to: number): void {
  const size = to - from
  if (size > FEW) {
    values.subarray(from, to).sort()
    return
  }
  for (let i = 0; i < size; i++) {
    const value = values[from + i]!
    let rank = i
    for (let j = 0; j < i; j++) {
      const after = +(copy[j]! > value)
      ranks[j]! += after
      rank -= after
    }
    copy[i] = value
    ranks[i] = rank
  }
  for (let i = 0; i < size; i++) values[from + ranks[i]!] = copy[i]!
}

/**
 * Quartiles by group by linear interpolation (R type 7), and how many numbers of each lie beyond `reach` interquartile ranges of them
 * (Tukey's fences). Zeros are counted, never sorted: `present[g]` is how many rows of a group have a value. Where groups are runs, their
 * numbers are neighbours already; else they are brought together first. Rows outside `mask` are left out.
 */
export function quartilesByGroup({ indexes, numbers, scale }: Sparse, groups: Groups, present: Uint32Array, reach: number, mask?: Bitset): GroupQuartiles {
  const { of, count, runs } = groups
  const none = noneOf(of)
  const size = indexes.length
  if (scratch.length < size) scratch = new Float64Array(size + (size >>> 1))
  if (starts.length < count + 1) starts = new Uint32Array(count + 1)
  const sorted = scratch
  if (runs) {
    let filled = 0
    let next = 0
    for (let k = 0; k < size; k++) {
      const row = indexes[k]!
      const group = of[row]!
      if (group === none || (mask && !hasBit(mask, row))) continue
      while (next <= group) starts[next++] = filled
      sorted[filled++] = numbers[k]!
    }
    while (next <= count) starts[next++] = filled
  } else {
    starts.fill(0, 0, count + 1)
    for (let k = 0; k < size; k++) {
      const row = indexes[k]!
      const group = of[row]!
      if (group !== none && (!mask || hasBit(mask, row))) starts[group + 1]!++
    }
    for (let g = 0; g < count; g++) starts[g + 1]! += starts[g]!
    if (places.length < count) places = new Uint32Array(count)
    places.set(starts.subarray(0, count))
    for (let k = 0; k < size; k++) {
      const row = indexes[k]!
      const group = of[row]!
      if (group !== none && (!mask || hasBit(mask, row))) sorted[places[group]!++] = numbers[k]!
    }
  }

  const five = new Float64Array(count * 5)
  const outliers = new Uint32Array(count)
  for (let g = 0; g < count; g++) {
    const total = present[g]!
    const at = g * 5
    if (total === 0) {
      five.fill(NaN, at, at + 5)
      continue
    }
    const from = starts[g]!
    const to = starts[g + 1]!
    if (from === to) continue
    sortRange(sorted, from, to)
    let below = 0
    while (from + below < to && sorted[from + below]! < 0) below++
    const zeros = total - (to - from)
    const last = total - 1
    for (let q = 0; q < 5; q++) {
      const place = last * q / 4
      const rank = Math.floor(place)
      const low = rank < below ? sorted[from + rank]! : rank < below + zeros ? 0 : sorted[from + rank - zeros]!
      const part = place - rank
      if (part === 0) five[at + q] = low / scale
      else {
        const high = rank + 1 < below ? sorted[from + rank + 1]! : rank + 1 < below + zeros ? 0 : sorted[from + rank + 1 - zeros]!
        five[at + q] = (low + (high - low) * part) / scale
      }
    }
    const spread = (five[at + 3]! - five[at + 1]!) * reach
    const low = five[at + 1]! - spread
    const high = five[at + 3]! + spread
    if (five[at]! >= low && five[at + 4]! <= high) continue
    let beyond = (low > 0 || high < 0) ? zeros : 0
    for (let k = from; k < to; k++) if (sorted[k]! / scale < low || sorted[k]! / scale > high) beyond++
    outliers[g] = beyond
  }
  return { five, counts: present, outliers }
}
