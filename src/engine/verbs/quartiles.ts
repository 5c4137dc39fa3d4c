import { hasBit } from '../bitset'
import type { Bitset } from '../bitset'
import { between } from '../narrow'
import { orderOf } from '../order'
import type { Sparse } from '../sparse'
import { noneOf } from './groups'
import type { Groups } from './groups'

/**
 * Minimum, quartiles and maximum of each group, five numbers a group; NaN where it has none. `outliers`: how many lie
 * beyond its fences.
 */
export interface GroupQuartiles {
  five: Float64Array
  outliers: Uint32Array
}

let placed = new Uint32Array(0)
let starts = new Uint32Array(0)

/**
 * Brings the places of a column's order together by group, that of a group's lowest number first: in `placed` from
 * `starts[g]` up to `starts[g + 1]`. `listed[g]`: how many of a group's rows are not zero.
 */
function placeByGroup(column: Sparse, { of, count }: Groups, listed: Uint32Array, mask?: Bitset): void {
  const { rows } = orderOf(column)
  const none = noneOf(of)
  const size = rows.length
  if (placed.length < size) placed = new Uint32Array(size + (size >>> 1))
  if (starts.length < count + 1) starts = new Uint32Array(count + 1)
  // One to the right, and moved on as places are given out: each then stands where the next group begins.
  const at = starts
  at[0] = 0
  for (let g = 0, sum = 0; g < count; g++) {
    at[g + 1] = sum
    sum += listed[g]!
  }
  const into = placed
  for (let i = size - 1; i >= 0; i--) {
    const row = rows[i]!
    const group = of[row]!
    if (group !== none && (!mask || hasBit(mask, row))) into[at[group + 1]!++] = i
  }
}

/**
 * Quartiles by group by linear interpolation (R type 7), and how many numbers of each lie beyond `reach` interquartile
 * ranges of them (Tukey's fences). Zeros are counted, never sorted: `present[g]` is how many rows of a group (and of
 * `mask`) have a value, and `listed[g]` how many of these are not zero. `beyond` is told of each that lies beyond and
 * is not zero, with its group's quartiles.
 */
export function quartilesByGroup(
  column: Sparse,
  groups: Groups,
  present: Uint32Array,
  listed: Uint32Array,
  reach: number,
  mask?: Bitset,
  beyond?: (group: number, row: number, value: number, q1: number, q3: number) => void,
): GroupQuartiles {
  const { count } = groups
  const { scale } = column
  const { rows, numbers } = orderOf(column)
  placeByGroup(column, groups, listed, mask)
  const places = placed
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
    const zeros = total - (to - from)
    let below = 0
    while (from + below < to && numbers[places[from + below]!]! < 0) below++
    const shift = from - zeros
    for (let q = 0; q < 5; q++) {
      const quarters = (total - 1) * q
      const rank = quarters >>> 2
      // Among the zeros, where most stand, there is nothing to look up.
      if (rank >= below && rank + 1 < below + zeros) continue
      const number =
        rank < below ? numbers[places[from + rank]!]! : rank < below + zeros ? 0 : numbers[places[shift + rank]!]!
      const part = (quarters & 3) / 4
      if (part === 0) five[at + q] = number / scale
      else {
        const next =
          rank + 1 < below
            ? numbers[places[from + rank + 1]!]!
            : rank + 1 < below + zeros
              ? 0
              : numbers[places[shift + rank + 1]!]!
        five[at + q] = between(number / scale, next / scale, part)
      }
    }
    const q1 = five[at + 1]!
    const q3 = five[at + 3]!
    const spread = (q3 - q1) * reach
    const low = q1 - spread
    const high = q3 + spread
    if (five[at]! >= low && five[at + 4]! <= high) continue
    // They stand in order: those beyond are at the ends.
    let first = from
    let last = to - 1
    for (; first <= last; first++) {
      const value = numbers[places[first]!]! / scale
      if (value >= low) break
      beyond?.(g, rows[places[first]!]!, value, q1, q3)
    }
    for (; last >= first; last--) {
      const value = numbers[places[last]!]! / scale
      if (value <= high) break
      beyond?.(g, rows[places[last]!]!, value, q1, q3)
    }
    outliers[g] = first - from + (to - 1 - last) + (low > 0 || high < 0 ? zeros : 0)
  }
  return { five, outliers }
}
