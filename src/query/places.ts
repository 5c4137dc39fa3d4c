import type { MetricId } from '../domain/metrics'
import { headlineMetrics } from './answers/brief'
import type { RankResult } from './answers/rank'
import { rankSpec } from './comparison'
import type { MatrixResult, QueryClient } from './spec'
import type { Scope } from './officeMap'
import { partOf } from './standing'
import type { PartShown } from './standing'

/** Where an office stands: 1 for the highest; `equal`: how many share its place, itself included. */
export interface Place {
  rank: number
  equal: number
}

/** Up to so many offices, all are drawn. */
export const FEW_PLACED = 24
/** Of more, so many of the first and of the last beside those asked for. */
const ENDS = 3

const orderSpec = (metric: MetricId, scope: Scope, year: number) => ({
  kind: 'rank' as const,
  metric,
  scope,
  year,
  top: FEW_PLACED,
  bottom: ENDS,
  lacking: FEW_PLACED,
})

/**
 * The places of offices named in an order: read off where the order was answered whole, else asked for one by one.
 * Offices without a figure have none.
 */
export async function placesIn(
  door: QueryClient,
  { metric, scope, year, reported, top }: RankResult,
  offices: readonly string[],
): Promise<(Place | undefined)[]> {
  if (reported <= top.length) {
    const sharing = new Map<number, number>()
    for (const { rank } of top) sharing.set(rank, (sharing.get(rank) ?? 0) + 1)
    const ranks = new Map(top.map(({ org, rank }) => [org.id, rank]))
    return offices.map((id) => {
      const rank = ranks.get(id)
      return rank === undefined ? undefined : { rank, equal: sharing.get(rank)! }
    })
  }
  return Promise.all(
    offices.map(async (around): Promise<Place | undefined> => {
      const own = await door.run({ kind: 'rank', metric, scope, year, top: 0, around, span: 0 })
      return own.around && { rank: own.around.rank, equal: own.around.equal }
    }),
  )
}

/** The order of a year of a metric, as far as places are read off it. */
export const orderOf = (door: QueryClient, metric: MetricId, scope: Scope, year: number): Promise<RankResult> =>
  door.run(orderSpec(metric, scope, year))

/** The places of offices over the years of a metric. */
export interface PlacesResult {
  /** The figures of those drawn, in the order of the map where they are all, with the summaries of the whole scope. */
  matrix: MatrixResult
  /** Row-major by office, as the matrix. */
  places: readonly (Place | undefined)[]
  /** Offices of the scope. */
  total: number
}

/** Offices of an order that are drawn: all of few, else those asked for, the first and the last. */
const drawnOf = ({ total, top, bottom, lacking = [] }: RankResult, asked: readonly string[]): string[] =>
  total <= FEW_PLACED
    ? [...top, ...lacking].map(({ org }) => org.id)
    : [...new Set([...asked, ...[...top.slice(0, ENDS), ...bottom].map(({ org }) => org.id)])]

/**
 * Where offices of a scope stand in each year: all of few, else those asked for with the first and the last of the
 * latest year that anybody has a figure of.
 */
export async function placesOver(
  door: QueryClient,
  metric: MetricId,
  scope: Scope,
  years: readonly number[],
  asked: readonly string[],
): Promise<PlacesResult> {
  const orders = await Promise.all(years.map((year) => orderOf(door, metric, scope, year)))
  const last = orders.findLast(({ reported }) => reported > 0) ?? orders.at(-1)
  const matrix = await door.run({
    kind: 'sample',
    metric,
    scope,
    years,
    offices: last ? drawnOf(last, asked) : [],
  })
  const ids = matrix.orgs.map(({ id }) => id)
  const columns = await Promise.all(orders.map((order) => placesIn(door, order, ids)))
  return {
    matrix,
    places: ids.flatMap((_, row) => columns.map((column) => column[row])),
    total: last?.total ?? 0,
  }
}

/** A metric of a year: the figures of the offices shown, and their places among all. */
export interface ProfileColumn {
  /** Of one year; the rows are those of every other column. */
  matrix: MatrixResult
  /** One a row. */
  places: readonly (Place | undefined)[]
}

/** The places of offices by several metrics of one year. */
export interface ProfileResult {
  year: number
  /** Offices of the scope, and the part of them that is shown: by the order of one metric. */
  total: number
  by: MetricId
  part: PartShown | 'whole' | 'mixed'
  /** The first and last of the places shown, where they are not all. */
  window?: { from: number; to: number }
  columns: readonly ProfileColumn[]
}

/**
 * Where offices of a scope stand by each of some metrics in its year, in the order of `by`: all of few, else a part of
 * that order with the office in focus.
 */
export async function profileOf(
  door: QueryClient,
  metrics: readonly MetricId[],
  scope: Scope,
  by: MetricId,
  asked: PartShown | 'mixed',
  focus: string | undefined,
): Promise<ProfileResult> {
  const { year } = scope
  const order = await orderOf(door, by, scope, year)
  const isFew = order.total <= FEW_PLACED
  const shown = isFew ? undefined : partOf(await door.run(rankSpec(by, scope, year, focus)), asked)
  const part = shown?.part ?? 'whole'
  const [first, last] = [shown?.entries[0], shown?.entries.at(-1)]
  const offices = (shown?.entries ?? [...order.top, ...(order.lacking ?? [])]).map(({ org }) => org.id)
  if (focus !== undefined && !isFew && part !== 'bottom' && !offices.includes(focus)) offices.push(focus)
  const columns = await Promise.all(
    metrics.map(async (metric): Promise<ProfileColumn> => {
      const [of, matrix] = await Promise.all([
        metric === by ? order : orderOf(door, metric, scope, year),
        door.run({ kind: 'sample', metric, scope, years: [year], offices }),
      ])
      return {
        matrix,
        places: await placesIn(
          door,
          of,
          matrix.orgs.map(({ id }) => id),
        ),
      }
    }),
  )
  return {
    year,
    total: order.total,
    by,
    part,
    ...(first && last && { window: { from: first.place, to: last.place } }),
    columns,
  }
}

/** What an office is told by on one page: the headline figures of the year, and the metric in view. */
export const profileMetrics = (year: number, metric: MetricId): readonly MetricId[] => [
  ...new Set([...headlineMetrics(year), metric]),
]
