import { unitOf } from '../../domain/metrics'
import type { Unit } from '../../domain/metrics'
import { shortName } from '../../domain/orgs'
import type { Scale } from '../../i18n/format'
import { FEWEST_FOR_BOX } from '../../query/answers/spread'
import type { SpreadResult } from '../../query/answers/spread'
import { windowIn } from '../../query/standing'
import type { PartShown, PartWindow } from '../../query/standing'
import type { CellRef, ChartContext } from '../figure'
import { areaLabels } from '../parts/areaLabels'
import { extentOf, numberAxis, spacingOf } from '../parts/numberAxis'
import type { NumberExtent, Spacing } from '../parts/numberAxis'

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

/** What is computed of an answer; areas go by their place in it. */
export interface SpreadState {
  result: SpreadResult
  name: string
  unit: Unit
  /** Areas with figures, highest median first. */
  order: readonly number[]
  /** The place in the order of the area of the office in focus, or -1. */
  homeAt: number
  window: PartWindow
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
  const window = windowIn(order.length, asked.part, homeAt)
  const nameOf = areaLabels(result.areas, ctx)
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
