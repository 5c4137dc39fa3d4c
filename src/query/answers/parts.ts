import type { MetricId } from '../../domain/metrics'
import type { Level, Org } from '../../domain/orgs'
import { countBits, eachBit, hasBit, inBoth } from '../../engine/bitset'
import type { Bitset } from '../../engine/bitset'
import { valueAt } from '../../engine/column'
import { noneOf } from '../../engine/verbs/groups'
import { sumByGroup, sumColumn } from '../../engine/verbs/sumByGroup'
import type { Frame } from '../../frame/frame'
import { ownedIn } from '../../frame/owned'
import { seriesOf } from '../../frame/series'
import type { MissingCounts, Series } from '../../frame/series'
import { areasBy, countedBy, selectionOf } from '../../map/selection'
import type { Scope } from '../../map/scope'
import { CODE, STATES, WEIGHT } from '../../pack/states'
import type { State } from '../../pack/states'

/**
 * Figures that belong together, such as the outcomes of applications, added up over the offices that have every one of
 * them: only such sums can be set against one another. The offices of the scope follow the map of each year.
 * `offices` are given one by one as well; `by`: the sums of the areas of that level too. `balance`: so many of the
 * metrics, from the first, should add up to the others.
 */
export interface PartsSpec {
  kind: 'parts'
  metrics: readonly MetricId[]
  scope: Scope
  years: readonly number[]
  offices?: readonly string[]
  by?: Level
  balance?: number
}

/** By how much the sides of a balance differ, each office by itself: one office's surplus hides no other's gap. */
export interface Imbalance {
  /** Sums over the offices whose first side is larger, and over those whose other side is. */
  short: number
  over: number
  /** Offices that do not balance, and those of them that differ most: the first side less the other. */
  count: number
  largest: { org: Org; first: number; other: number }[]
}

export interface PartSums {
  /** One for each metric, over the offices counted. */
  sums: readonly number[]
  /** Offices with all of the figures, and all of the area that year. */
  counted: number
  total: number
}

export interface WholeSums extends PartSums {
  /** Offices that lack a figure, by the kind that says most of what they lack. */
  missing: MissingCounts
  balance?: Imbalance
}

/** An office's figures of a year, or why it has not got them all. */
export type OfficeParts = { values: readonly number[] } | { state: Exclude<State, 'value'> }

export interface PartsResult {
  kind: 'parts'
  metrics: readonly MetricId[]
  scope: Scope
  years: readonly number[]
  /** One for each year. */
  whole: readonly WholeSums[]
  /** Those asked for that are known, with one entry a year. */
  offices: readonly { org: Org; years: readonly OfficeParts[] }[]
  /** Areas of the level asked for that have an office of the scope in any of the years. */
  areas: readonly { org: Org; years: readonly PartSums[] }[]
}

const MOST_NAMED = 5

/** Rows with a value in every series. */
const rowsOfAll = (series: readonly Series[], mask: Bitset): Bitset =>
  series.reduce((bits, { column, owned }) => inBoth(bits, column.present ?? owned), mask)

function stateIn(series: readonly Series[], row: number): Exclude<State, 'value'> {
  let code: number = CODE['no-report']
  if (series[0] && hasBit(series[0].owned, row)) {
    code = CODE.value
    for (const { column, owned, absence } of series) {
      if (hasBit(column.present ?? owned, row)) continue
      const state = absence(row)
      if (WEIGHT[state]! > WEIGHT[code]!) code = state
    }
  }
  return (STATES[code] ?? 'no-report') as Exclude<State, 'value'>
}

function imbalance(frame: Frame, series: readonly Series[], first: number, rows: Bitset): Imbalance {
  const sides = [new Float64Array(frame.orgs.length), new Float64Array(frame.orgs.length)] as const
  series.forEach(({ column: { indexes, numbers, scale } }, i) => {
    const side = sides[i < first ? 0 : 1]
    for (let k = 0; k < indexes.length; k++) side[indexes[k]!]! += numbers[k]! / scale
  })
  let [short, over] = [0, 0]
  const uneven: number[] = []
  const gap = (row: number): number => sides[0][row]! - sides[1][row]!
  eachBit(rows, (row) => {
    const by = gap(row)
    if (by === 0) return
    uneven.push(row)
    if (by > 0) short += by
    else over -= by
  })
  const largest = [...uneven].sort((a, b) => Math.abs(gap(b)) - Math.abs(gap(a)) || a - b).slice(0, MOST_NAMED)
  return {
    short,
    over,
    count: uneven.length,
    largest: largest.map((row) => ({ org: frame.orgs[row]!, first: sides[0][row]!, other: sides[1][row]! })),
  }
}

export function runParts(frame: Frame, { metrics, scope, years, offices = [], by, balance }: PartsSpec): PartsResult {
  const width = metrics.length
  const own = offices.flatMap((id) => {
    const row = frame.rowOf.get(id)
    return row === undefined ? [] : [{ row, years: [] as OfficeParts[] }]
  })
  const heads = by === undefined ? [] : areasBy(frame, by, years[0] ?? scope.year).orgs
  const areas = heads.map((org) => ({ org, years: [] as PartSums[] }))
  const whole = years.map((year): WholeSums => {
    const series = metrics.map((metric) => seriesOf(frame, metric, year))
    const selected = selectionOf(frame, { ...scope, year })
    const owned = ownedIn(frame, year)
    const rows = rowsOfAll(series, inBoth(owned, selected.mask))
    const counted = countBits(rows)
    const missing: MissingCounts = {}
    for (const row of selected.rows) {
      if (hasBit(rows, row)) continue
      const state = stateIn(series, row)
      missing[state] = (missing[state] ?? 0) + 1
    }
    for (const { row, years: given } of own) {
      const isWhole = hasBit(owned, row) && series.every(({ column }) => !column.present || hasBit(column.present, row))
      given.push(
        isWhole ? { values: series.map(({ column }) => valueAt(column, row)) } : { state: stateIn(series, row) },
      )
    }
    if (by !== undefined) {
      const { groups } = areasBy(frame, by, year)
      const sums = new Float64Array(heads.length * width)
      series.forEach(({ column }, i) => sumByGroup(column, groups, sums, i, width, rows))
      const held = countedBy(rows, groups)
      const all = new Uint32Array(heads.length)
      const none = noneOf(groups.of)
      for (const row of selected.rows) if (groups.of[row] !== none) all[groups.of[row]!]!++
      areas.forEach(({ years: given }, g) =>
        given.push({
          sums: [...sums.subarray(g * width, (g + 1) * width)],
          counted: held[g]!,
          total: all[g]!,
        }),
      )
    }
    return {
      sums: series.map(({ column }) => sumColumn(column, rows)),
      counted,
      total: selected.rows.length,
      missing,
      ...(balance !== undefined && { balance: imbalance(frame, series, balance, rows) }),
    }
  })
  return {
    kind: 'parts',
    metrics,
    scope,
    years,
    whole,
    offices: own.map(({ row, years: given }) => ({ org: frame.orgs[row]!, years: given })),
    areas: areas.filter(({ years: given }) => given.some(({ total }) => total > 0)),
  }
}
