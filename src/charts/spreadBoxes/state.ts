import { unitOf } from '../../domain/metrics'
import type { Unit } from '../../domain/metrics'
import { shortName } from '../../domain/orgs'
import type { Scale } from '../../i18n/format'
import { FEWEST_FOR_BOX } from '../../query/answers/spread'
import type { SpreadResult } from '../../query/answers/spread'
import type { PartShown } from '../../query/standing'
import type { CellRef, ChartContext } from '../figure'
import { extentOf, numberAxis, spacingOf } from '../parts/numberAxis'
import type { NumberExtent, Spacing } from '../parts/numberAxis'

/** Areas of one window. */
export const MOST_AREAS = 20

/** An office drawn as a dot of its own. */
export interface Outlier {
  value: number
  name: string
  ref: CellRef
}
/** One area: where it stands, its five numbers from the least to the largest, and the offices drawn by themselves. */
export interface Row {
  at: number
  id: string
  label: string
  five: readonly number[]
  reported: number
  total: number
  rank: number
  outliers: readonly Outlier[]
  own: boolean
}

/** The places in the order that are shown. */
interface Window {
  part: PartShown | 'whole'
  from: number
  to: number
}

/** What is computed of an answer; areas go by their place in it. */
export interface SpreadState {
  result: SpreadResult
  name: string
  unit: Unit
  /** Areas with figures, highest median first. */
  order: readonly number[]
  /** The place in the order of the area of the office in focus, or -1. */
  homeAt: number
  window: Window
  rows: readonly Row[]
  extent: NumberExtent
  spacing: Spacing
  /** None where there is nothing to draw. */
  scale: Scale | undefined
  /** Of all offices of the scope. */
  median: number | undefined
  nameOf: (area: number) => string
}

/** Areas with figures by median, highest first; equals by upper quartile, then as they stand on the map. */
function ordered({ areas, five, reported }: SpreadResult): number[] {
  return areas
    .map((_, g) => g)
    .filter((g) => reported[g]! > 0)
    .sort((a, b) => five[b * 5 + 2]! - five[a * 5 + 2]! || five[b * 5 + 3]! - five[a * 5 + 3]! || a - b)
}

function windowOf(count: number, asked: PartShown, home: number): Window {
  if (count <= MOST_AREAS) return { part: 'whole', from: 0, to: count }
  if (asked === 'bottom') return { part: 'bottom', from: count - MOST_AREAS, to: count }
  if (asked === 'around' && home >= 0) {
    const from = Math.max(0, Math.min(count - MOST_AREAS, home - MOST_AREAS / 2))
    return { part: 'around', from, to: from + MOST_AREAS }
  }
  return { part: 'top', from: 0, to: MOST_AREAS }
}

/** Areas by name, under several higher ones with that of theirs before it. */
function namesOf({ areas }: SpreadResult, { pathOf }: ChartContext): SpreadState['nameOf'] {
  const prefixes = new Set(areas.map((area) => area.parents[0]?.org))
  return (g) => {
    const above = prefixes.size > 1 ? pathOf?.(areas[g]!).split(' ').at(-1) : undefined
    return !above || areas[g]!.name.startsWith(above) ? areas[g]!.name : `${above}${areas[g]!.name}`
  }
}

/** The offices drawn by themselves in each of the areas shown: those far out, and all of an area of few. */
function outliersOf({ metric, year, reported, outliers, few }: SpreadResult, shown: readonly number[]): Outlier[][] {
  const placeOf = new Map(shown.map((g, i) => [g, i]))
  const found = shown.map((): Outlier[] => [])
  for (const { org, area, value } of [...outliers.filter(({ area }) => reported[area]! >= FEWEST_FOR_BOX), ...few]) {
    const at = placeOf.get(area)
    if (at !== undefined) found[at]!.push({ value, name: shortName(org.name), ref: { org: org.id, year, metric } })
  }
  return found
}

interface Asked {
  part: PartShown
  spacing: Spacing | undefined
  median: number | undefined
}

export function stateOf(result: SpreadResult, asked: Asked, ctx: ChartContext): SpreadState {
  const { words, home } = ctx
  const { metric, areas, five, reported, totals } = result
  const unit = unitOf(metric)
  const order = ordered(result)
  const homeAt = order.findIndex((g) => areas[g]!.id === home?.id)
  const window = windowOf(order.length, asked.part, homeAt)
  const nameOf = namesOf(result, ctx)
  const shown = order.slice(window.from, window.to)
  const outliers = outliersOf(result, shown)
  const rows = shown.map((g, at): Row => ({
    at,
    id: areas[g]!.id,
    label: nameOf(g),
    five: [...five.subarray(g * 5, g * 5 + 5)],
    reported: reported[g]!,
    total: totals[g]!,
    rank: window.from + at + 1,
    outliers: outliers[at]!,
    own: areas[g]!.id === home?.id,
  }))
  const extent = extentOf(Float64Array.from(rows.flatMap((row) => row.five)))
  const spacing = spacingOf(extent, unit, asked.spacing)
  return {
    result,
    name: words.metric(metric),
    unit,
    order,
    homeAt,
    window,
    rows,
    extent,
    spacing,
    scale: rows.length === 0 ? undefined : numberAxis(extent, spacing, unit, words).scale,
    median: asked.median,
    nameOf,
  }
}
