import type { MetricId } from '../../domain/metrics'
import type { Level, Org } from '../../domain/orgs'
import { hasBit } from '../../engine/bitset'
import { orderOf } from '../../engine/order'
import { quartilesByGroup } from '../../engine/verbs/quartiles'
import type { Frame } from '../../frame/frame'
import { areasBy, countedBy, maskOf, selectionOf } from '../../map/selection'
import { readMetric } from '../../frame/derived'
import { seriesOf } from '../../frame/series'
import type { Scope } from '../../map/scope'

/**
 * Median, quartiles and outliers of a metric by the areas of a level, as the map stood in `scope.year`. `outliers`: how
 * many to name.
 */
export interface SpreadSpec {
  kind: 'spread'
  metric: MetricId
  scope: Scope
  year: number
  by: Level
  outliers?: number
}

/** Beyond this many interquartile ranges of the quartiles (Tukey's fences). */
export const FENCE = 1.5
/** Fewer than this have no outliers. */
export const FEWEST_FOR_OUTLIERS = 5
/** Of fewer figures a box would pretend to a shape they have not: they are listed. */
export const FEWEST_FOR_BOX = 10
/** Of more areas than this, nobody looks at single offices. */
export const MOST_AREAS_LISTED = 60

export interface SpreadResult {
  kind: 'spread'
  metric: MetricId
  scope: Scope
  year: number
  /** Areas that have offices of the scope. */
  areas: readonly Org[]
  /**
   * Minimum, lower quartile, median, upper quartile, maximum of each area: five numbers; NaN where none reported. R
   * type 7.
   */
  five: Float64Array
  /** Offices of the scope in each area, and those with a value. */
  totals: Uint32Array
  reported: Uint32Array
  /** How many stand outside the fences of their area, where enough reported. */
  outlierCounts: Uint32Array
  /**
   * Those furthest out, in interquartile ranges beyond the quartile (Infinity where the range is zero), furthest first.
   */
  outliers: { org: Org; area: number; value: number; ranges: number }[]
  /** Every office of the areas that have fewer figures than a box needs, where there are not too many areas. */
  few: { org: Org; area: number; value: number }[]
}

interface Outlier {
  row: number
  area: number
  value: number
  ranges: number
}

/** Those furthest beyond the quartiles of their area first; of equals the larger, then by the map. */
const furthest = (a: Outlier, b: Outlier): number =>
  (a.ranges === b.ranges ? 0 : b.ranges - a.ranges) || Math.abs(b.value) - Math.abs(a.value) || a.row - b.row

/** So many times what is asked for are gathered before all but the first are let go. */
const GATHERED = 4

export function runSpread(frame: Frame, { metric, scope, year, by, outliers: most = 20 }: SpreadSpec): SpreadResult {
  const { mask: chosen } = selectionOf(frame, scope)
  const mask = maskOf(frame, scope, year)
  const { column, owned } = seriesOf(frame, metric, year)
  const { orgs, groups } = areasBy(frame, by, scope.year)
  const totals = countedBy(chosen, groups)
  const present = column.present ?? owned
  const reported = countedBy(present, groups, mask)
  const { listed } = orderOf(column)
  const notZero = countedBy(listed, groups, mask)
  const outliers: Outlier[] = []
  // Nearer than this, none can be among the first any more.
  let bar = 0
  const cut = (): void => {
    outliers.sort(furthest)
    outliers.length = Math.min(outliers.length, most)
    bar = outliers.length === most ? outliers[most - 1]!.ranges : 0
  }
  const name = (area: number, row: number, value: number, q1: number, q3: number): void => {
    const ranges = (value > q3 ? value - q3 : q1 - value) / (q3 - q1)
    if (most === 0 || reported[area]! < FEWEST_FOR_OUTLIERS || ranges < bar) return
    if (outliers.push({ row, area, value, ranges }) >= most * GATHERED) cut()
  }
  const { five, outliers: counts } = quartilesByGroup(column, groups, reported, notZero, FENCE, mask, name)
  for (let g = 0; g < counts.length; g++) if (reported[g]! < FEWEST_FOR_OUTLIERS) counts[g] = 0

  // An office at zero stands out where zero lies beyond its area's fences; the column does not list those.
  const { group, from, to } = groups.stretches
  for (let i = 0; most > 0 && i < group.length; i++) {
    const area = group[i]!
    if (counts[area] === 0 || notZero[area] === reported[area]) continue
    const q1 = five[area * 5 + 1]!
    const q3 = five[area * 5 + 3]!
    const reach = FENCE * (q3 - q1)
    if (q1 - reach <= 0 && q3 + reach >= 0) continue
    for (let row = from[i]!; row < to[i]!; row++) {
      if (hasBit(present, row) && !hasBit(listed, row) && (!mask || hasBit(mask, row))) name(area, row, 0, q1, q3)
    }
  }

  if (most > 0) cut()

  // Areas without an office of the scope are no part of the answer.
  const kept: number[] = []
  for (let g = 0; g < totals.length; g++) if (totals[g]! > 0) kept.push(g)
  const all = kept.length === totals.length
  const place = new Map(all ? [] : kept.map((g, i) => [g, i]))
  const few: SpreadResult['few'] = []
  if (kept.length <= MOST_AREAS_LISTED) {
    const { values } = readMetric(frame, metric, year)
    group.forEach((area, i) => {
      if (reported[area]! === 0 || reported[area]! >= FEWEST_FOR_BOX) return
      for (let row = from[i]!; row < to[i]!; row++)
        if (hasBit(present, row) && (!mask || hasBit(mask, row)))
          few.push({ org: frame.orgs[row]!, area: all ? area : place.get(area)!, value: values[row]! })
    })
  }
  return {
    kind: 'spread',
    metric,
    scope,
    year,
    few,
    areas: all ? orgs : kept.map((g) => orgs[g]!),
    five: all ? five : Float64Array.from(kept.flatMap((g) => [...five.subarray(g * 5, g * 5 + 5)])),
    totals: all ? totals.slice() : Uint32Array.from(kept, (g) => totals[g]!),
    reported: all ? reported.slice() : Uint32Array.from(kept, (g) => reported[g]!),
    outlierCounts: all ? counts : Uint32Array.from(kept, (g) => counts[g]!),
    outliers: outliers.map(({ row, area, value, ranges }) => ({
      org: frame.orgs[row]!,
      area: all ? area : place.get(area)!,
      value,
      ranges,
    })),
  }
}
