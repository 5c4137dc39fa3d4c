import { definitionOf } from '../../domain/metrics'
import type { MetricId } from '../../domain/metrics'
import type { Level, Org } from '../../domain/orgs'
import { inBoth } from '../../engine/bitset'
import type { Bitset } from '../../engine/bitset'
import { eachAbsent } from '../../engine/verbs/absent'
import { noneOf } from '../../engine/verbs/groups'
import type { Groups } from '../../engine/verbs/groups'
import { orderOf } from '../../engine/order'
import { quartilesByGroup } from '../../engine/verbs/quartiles'
import { sumByGroup } from '../../engine/verbs/sumByGroup'
import type { Frame } from '../../frame/frame'
import { keptOfTwo } from '../../domain/keptOfTwo'
import { areasBy, countedBy, maskOf, selectionOf } from '../../map/selection'
import { ownedIn } from '../../frame/owned'
import { eachOdd, partsOf, seriesOf } from '../../frame/series'
import type { Series } from '../../frame/series'
import { STATES } from '../../pack/states'
import type { Scope } from '../../map/scope'
import { CODE } from '../../pack/states'

/**
 * A metric summed up the hierarchy to the areas of a level, year by year. The offices of the scope and what they stand
 * under follow the map of each year. `medians`: also the median of each area's offices.
 */
export interface RollupSpec {
  kind: 'rollup'
  metric: MetricId
  scope: Scope
  years: readonly number[]
  by: Level
  medians?: boolean
}

export interface RollupResult {
  kind: 'rollup'
  metric: MetricId
  scope: Scope
  years: readonly number[]
  /** Areas that have an office of the scope in any of the years. */
  areas: readonly Org[]
  /**
   * Everything below has a number for each area and year, by area. A sum over the offices that reported; of a quotient,
   * the ratio of sums. NaN where none has a value.
   */
  values: Float64Array
  /** Of a quotient: the sums it is the ratio of, over the offices that have both. */
  above?: Float64Array
  below?: Float64Array
  /** Median of the offices' own figures (of a quotient, of their ratios), where asked for. */
  medians?: Float64Array
  /** Offices with a value, of all that the area has that year: 12/14. */
  reported: Uint32Array
  totals: Uint32Array
  /** Offices without a value by kind: as many numbers as STATES for each area and year. */
  missing: Uint32Array
}

/** How many rows of each group hold a report but no value, by kind: as many numbers as STATES a group. */
function countMissing(
  series: Series,
  { of, count }: Groups,
  owned: Uint32Array,
  held: Uint32Array,
  mask?: Bitset,
): Uint32Array {
  const { column, named, rest } = series
  const none = noneOf(of)
  const width = STATES.length
  const counts = new Uint32Array(count * width)
  const add = (row: number, state: number, n: number): void => {
    const group = of[row]!
    if (group !== none) counts[group * width + state]! += n
  }
  if (rest === undefined) {
    eachAbsent(
      column,
      series.owned,
      (row, state) => {
        add(row, named(row, state), 1)
      },
      mask,
    )
    return counts
  }
  for (let g = 0; g < count; g++) counts[g * width + rest] = owned[g]! - held[g]!
  eachOdd(
    series,
    (row, state) => {
      add(row, rest, -1)
      add(row, state, 1)
    },
    mask,
  )
  return counts
}

/** The same over all rows, counted once. */
const missingBy = keptOfTwo((series: Series, groups: Groups, owned: Uint32Array, held: Uint32Array) =>
  countMissing(series, groups, owned, held),
)

/** A roll-up of which nothing has been counted yet: what answers fills, for `rollupOf`. */
export function emptyRollup(
  { metric, scope, years, medians = false }: RollupSpec,
  areas: readonly Org[],
  isOfQuotients: boolean,
): RollupResult {
  const size = areas.length * years.length
  return {
    kind: 'rollup',
    metric,
    scope,
    years,
    areas,
    values: new Float64Array(size),
    reported: new Uint32Array(size),
    totals: new Uint32Array(size),
    missing: new Uint32Array(size * STATES.length),
    ...(isOfQuotients && { above: new Float64Array(size), below: new Float64Array(size) }),
    ...(medians && { medians: new Float64Array(size).fill(NaN) }),
  }
}

export function runRollup(frame: Frame, spec: RollupSpec): RollupResult {
  const { metric, scope, years, by } = spec
  const width = years.length
  const { orgs } = areasBy(frame, by, years[0] ?? scope.year)
  const quotient = partsOf(frame, metric, years[0] ?? scope.year) !== undefined
  const counted = emptyRollup(spec, orgs, quotient)
  const { values, reported, totals, missing, above, below, medians } = counted

  years.forEach((year, y) => {
    const then = { ...scope, year }
    const { groups } = areasBy(frame, by, year)
    const mask = maskOf(frame, then, year)
    const series = seriesOf(frame, metric, year)
    const all = countedBy(selectionOf(frame, then).mask, groups)
    const owned = countedBy(ownedIn(frame, year), groups, mask)
    const held = countedBy(series.column.present ?? series.owned, groups, mask)
    const kinds = mask ? countMissing(series, groups, owned, held, mask) : missingBy(series, groups, owned, held)
    for (let g = 0; g < orgs.length; g++) {
      const at = g * width + y
      totals[at] = all[g]!
      reported[at] = held[g]!
      for (let state = 0; state < STATES.length; state++)
        missing[at * STATES.length + state] = kinds[g * STATES.length + state]!
      missing[at * STATES.length + CODE['no-report']]! += all[g]! - owned[g]!
    }
    if (above && below) {
      const parts = partsOf(frame, metric, year)!
      const both = inBoth(parts.both, mask)
      sumByGroup(parts.above, groups, above, y, width, both)
      sumByGroup(parts.below, groups, below, y, width, both)
    } else sumByGroup(series.column, groups, values, y, width, mask)
    if (medians) {
      const { five } = quartilesByGroup(
        series.column,
        groups,
        held,
        countedBy(orderOf(series.column).listed, groups, mask),
        Infinity,
        mask,
      )
      for (let g = 0; g < orgs.length; g++) medians[g * width + y] = five[g * 5 + 2]!
    }
  })
  return rollupOf(counted)
}

/**
 * The answer from what was counted of every area and year: sums that nobody reported to are none, a quotient is the
 * ratio of its sums, and areas without an office of the scope are no part of it. `values` is written to.
 */
export function rollupOf(counted: RollupResult): RollupResult {
  const { metric, areas: orgs, years, values, reported, totals, missing, above, below, medians } = counted
  const per = definitionOf(metric)?.per ?? 1
  const width = years.length
  for (let i = 0; i < values.length; i++)
    values[i] = reported[i] === 0 ? NaN : above && below ? (above[i]! / below[i]!) * per : values[i]!

  const kept = orgs.flatMap((_, g) => (totals.subarray(g * width, (g + 1) * width).some((n) => n > 0) ? [g] : []))
  if (kept.length === orgs.length) return counted
  const pick = <T extends Float64Array | Uint32Array>(from: T, per = width): T => {
    const out = new (from.constructor as new (length: number) => T)(kept.length * per)
    kept.forEach((g, i) => out.set(from.subarray(g * per, (g + 1) * per), i * per))
    return out
  }
  return {
    ...counted,
    areas: kept.map((g) => orgs[g]!),
    values: pick(values),
    reported: pick(reported),
    totals: pick(totals),
    missing: pick(missing, width * STATES.length),
    ...(above && { above: pick(above) }),
    ...(below && { below: pick(below) }),
    ...(medians && { medians: pick(medians) }),
  }
}
