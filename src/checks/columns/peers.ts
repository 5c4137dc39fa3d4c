import { ADDITIVE } from '../childrenSum'
import { same } from '../figures'
import { WATCHED, jumps, outside } from '../outlier'
import { AMOUNTS, SLIP, slipAgainst } from '../unitSlip'
import { hasBit } from '../../engine/bitset'
import type { Frame } from '../../frame/frame'
import { parentRows } from '../../map/parents'
import { siblingsIn } from '../../map/siblings'
import { valuesOf } from '../../frame/yearColumns'
import type { YearColumns } from '../../frame/yearColumns'

const numbersOf = (values: Float64Array, rows: readonly number[], own: number): number[] =>
  rows.flatMap((row) => (row === own || Number.isNaN(values[row]!) ? [] : [values[row]!])).sort((a, b) => a - b)

export function eachOutlier(frame: Frame, now: YearColumns, before: YearColumns, visit: (row: number) => void): void {
  const { of, members } = siblingsIn(frame, now.year)
  for (const code of WATCHED) {
    const values = valuesOf(now, now.of(code))
    const last = valuesOf(before, before.of(code))
    for (let row = 0; row < values.length; row++) {
      if (of[row]! < 0 || !jumps(values[row]!, last[row]!)) continue
      if (outside(values[row]!, numbersOf(values, members[of[row]!]!, row)) !== undefined) visit(row)
    }
  }
}

export function eachUnitSlip(frame: Frame, now: YearColumns, before: YearColumns, visit: (row: number) => void): void {
  const { of, members } = siblingsIn(frame, now.year)
  for (const code of AMOUNTS) {
    const values = valuesOf(now, now.of(code))
    const last = valuesOf(before, before.of(code))
    const { least, most } = reachOf(values, of, members.length)
    for (let row = 0; row < values.length; row++) {
      const own = values[row]!
      if (!(own > 0)) continue
      const group = of[row]!
      // A middle lies between the least and the most: where neither is far off, it is not.
      const isFar = group >= 0 && (most[group]! / own >= SLIP || own / least[group]! >= SLIP)
      const factor = Math.max(own / last[row]!, last[row]! / own)
      if (!isFar && !(factor >= SLIP)) continue
      const others = of[row]! < 0 ? [] : numbersOf(values, members[of[row]!]!, row).filter((value) => value > 0)
      const previous = Number.isNaN(last[row]!) ? undefined : last[row]!
      if (slipAgainst(values[row]!, previous, others, false) !== undefined) visit(row)
    }
  }
}

/** The least and the most amount above zero of each group. */
function reachOf(values: Float64Array, of: Int32Array, groups: number): { least: Float64Array; most: Float64Array } {
  const least = new Float64Array(groups).fill(Infinity)
  const most = new Float64Array(groups)
  for (let row = 0; row < values.length; row++) {
    const group = of[row]!
    if (group < 0 || !(values[row]! > 0)) continue
    least[group] = Math.min(least[group]!, values[row]!)
    most[group] = Math.max(most[group]!, values[row]!)
  }
  return { least, most }
}

/** What stands under an office adds up to more than the office itself reports. */
export function eachExceeded(frame: Frame, now: YearColumns, visit: (row: number) => void): void {
  const parents = parentRows(frame, now.year)
  // Most maps have no area that reports as well as what stands under it.
  const above = new Set<number>()
  parents.forEach((parent, row) => {
    if (parent >= 0 && hasBit(now.owned, parent) && hasBit(now.owned, row)) above.add(parent)
  })
  if (above.size === 0) return
  for (const code of ADDITIVE) {
    const values = valuesOf(now, now.of(code))
    const sums = new Float64Array(values.length).fill(NaN)
    for (let row = 0; row < values.length; row++) {
      const parent = parents[row]!
      if (parent >= 0 && !Number.isNaN(values[row]!))
        sums[parent] = (Number.isNaN(sums[parent]!) ? 0 : sums[parent]!) + values[row]!
    }
    for (const row of above) if (sums[row]! > values[row]! && !same(sums[row]!, values[row]!)) visit(row)
  }
}
