import type { MetricId } from '../domain/metrics'
import type { Level } from '../domain/orgs'
import type { Bound } from '../domain/targets'
import { crossesBreak } from '../domain/metrics/comparable'
import type { QueryClient } from './spec'
import type { Scope } from '../map/scope'
import { WINDOW, partOf } from './standing'
import type { PartShown } from './standing'

/**
 * Of years with figures, those that count the same thing: where the form broke, the side of the last year, or the other
 * if that is alone.
 */
export function comparable(years: readonly number[], metric: MetricId): readonly number[] {
  const last = years.at(-1)
  if (last === undefined || !crossesBreak(metric, years[0]!, last)) return years
  const [near, far] = [
    years.filter((year) => !crossesBreak(metric, year, last)),
    years.filter((year) => crossesBreak(metric, year, last)),
  ]
  return near.length > 1 || far.length < 2 ? near : far
}

/** The first, the last and those around an office, with the spread of all: one question for every part of a ranking. */
export const rankSpec = (
  metric: MetricId,
  scope: Scope,
  year: number,
  around: string | undefined,
  bounds: readonly Bound[] = [],
) => ({
  kind: 'rank' as const,
  metric,
  scope,
  year,
  top: WINDOW,
  bottom: WINDOW,
  ...(around !== undefined && { around }),
  span: WINDOW / 2,
  summary: true,
  ...(bounds.length > 0 && { bounds }),
  lacking: WINDOW,
})

/** As many outliers as any map has. */
const MOST_OUTLIERS = 20_000

/** How the figures of each area's offices spread, beside the order of all offices of the scope. */
export const spreadByArea = (door: QueryClient, metric: MetricId, scope: Scope, by: Level) =>
  Promise.all([
    door.run({ kind: 'spread', metric, scope, year: scope.year, by, outliers: MOST_OUTLIERS }),
    door.run({ kind: 'rank', metric, scope, year: scope.year, top: 0, summary: true }),
  ])

/** What the offices of each area come to, beside what all offices of the scope say of the year. */
export const sumsByArea = (door: QueryClient, metric: MetricId, scope: Scope, by: Level) =>
  Promise.all([
    door.run({ kind: 'rollup', metric, scope, years: [scope.year], by, medians: true }),
    door.run({ kind: 'rank', metric, scope, year: scope.year, top: 0 }),
  ])

/** The same year by year. */
export const sumsOverYears = (door: QueryClient, metric: MetricId, scope: Scope, by: Level, years: readonly number[]) =>
  door.run({ kind: 'rollup', metric, scope, years, by, medians: true })

/** A part of a ranking, and the figures of its offices over the years beside what the whole scope says of each year. */
export async function rowsOfPart(
  door: QueryClient,
  metric: MetricId,
  scope: Scope,
  year: number,
  years: readonly number[],
  focus: string | undefined,
  asked: PartShown | 'mixed',
) {
  const order = await door.run(rankSpec(metric, scope, year, focus))
  const { part, entries } = partOf(order, asked)
  const result = await door.run({ kind: 'sample', metric, scope, years, offices: entries.map(({ org }) => org.id) })
  return { result, order, entries, part }
}

/** The largest changes between the first and last year that can be compared, with the office in focus. */
export async function largestSteps(
  door: QueryClient,
  metric: MetricId,
  scope: Scope,
  years: readonly number[],
  focus: string | undefined,
) {
  const counts = await Promise.all(years.map((year) => door.run({ kind: 'rank', metric, scope, year, top: 0 })))
  const known = comparable(
    counts.filter(({ reported }) => reported > 0).map(({ year }) => year),
    metric,
  )
  const [from, to] = [known[0] ?? years[0] ?? scope.year - 1, known.at(-1) ?? years.at(-1) ?? scope.year]
  const movers = await door.run({ kind: 'movers', metric, scope, year: to, from, most: WINDOW })
  const largest = [...movers.risers, ...movers.fallers]
    .sort((a, b) => Math.abs(b.value - b.base) - Math.abs(a.value - a.base))
    .map(({ org }) => org.id)
    .filter((id) => id !== focus)
    .slice(0, WINDOW - 1)
  const { matrix } = await door.run({
    kind: 'lines',
    metric,
    offices: focus === undefined ? largest : [focus, ...largest],
    years: from === to ? [from] : [from, to],
  })
  return { matrix: { ...matrix, scope }, movers, from, to, shown: largest.length }
}
