import type { MetricId } from '../../domain/metrics'
import type { Bound } from '../../domain/targets'
import { between } from '../../engine/narrow'
import { countBits } from '../../engine/bitset'
import { ownedIn } from '../../frame/owned'
import type { MissingCounts } from '../../frame/series'
import { maskOf, selectionOf } from '../../map/selection'
import type { Scope } from '../../map/scope'
import { STATES } from '../../pack/states'
import type { Basis } from '../../query/basis'
import type { YearSummary } from '../../query/spec'
import { isQuotient } from '../../query/summary'
import { centsOf, editionSql, figureSql, inCents } from '../figureSql'
import type { FigureSql } from '../figureSql'
import { RowReader, eachRow } from '../rows'
import { scopeSql } from '../scopeSql'
import type { Source } from '../source'
import { joined, sql } from '../sql'
import type { Sql } from '../sql'

/** A question the server cannot answer exactly as the tab would: its columns are fetched, and it is answered here. */
export class NotThere extends Error {
  override name = 'NotThere'
}

/** What one metric of one year is asked with. */
export interface YearOf {
  source: Source
  metric: MetricId
  scope: Scope
  year: number
  figure: FigureSql
  /** Reports of the year that count. */
  held: Sql
  /** Of these, the offices of the scope. */
  within: Sql
  signal?: AbortSignal
}

export function yearOf(
  source: Source,
  metric: MetricId,
  scope: Scope,
  year: number,
  basis: Basis | undefined,
  signal?: AbortSignal,
): YearOf {
  const chosen = scopeSql(source, scope, year)
  if (!chosen) throw new NotThere()
  const held = sql`load = ${source.load} AND year = ${year} AND ${editionSql(basis)}`
  return {
    source,
    metric,
    scope,
    year,
    figure: figureSql(metric, year, basis),
    held,
    within: joined([held, chosen], ' AND '),
    ...(signal && { signal }),
  }
}

export const rowsOf = async <T>({ source, signal }: YearOf, query: Sql, read: (row: RowReader) => T): Promise<T[]> =>
  eachRow(await source.ask(sql`${query} FORMAT RowBinary`, signal), read)

interface Counts {
  total: number
  reported: number
  missing: MissingCounts
  /** Not of quotients, nor where nobody has a value. */
  sum?: number
}

/**
 * Offices of the scope, those with a value, the others by kind, and the sum. A sum of other than whole cents depends on
 * the order it is made in: then NotThere.
 */
export async function countsOf(of: YearOf): Promise<Counts> {
  const { source, scope, year, metric, figure, held } = of
  const summed = !isQuotient(metric)
  const [kinds, odd] = await Promise.all([
    rowsOf(
      of,
      sql`SELECT toUInt8(${figure.state}) AS s, count(), ${summed ? sql`sum(if(s = 0, ${centsOf(figure.value)}, 0))` : sql`toInt64(0)`} FROM ${source.reports} WHERE ${of.within} GROUP BY s`,
      (row) => ({ state: row.u8(), count: row.u64(), cents: row.i64() }),
    ),
    summed
      ? rowsOf(
          of,
          sql`SELECT countIf(${figure.state} = 0 AND NOT ${inCents(figure.value)}) FROM ${source.reports} WHERE ${held}`,
          (row) => row.u64(),
        )
      : [0],
  ])
  if ((odd[0] ?? 0) > 0) throw new NotThere()
  const total = selectionOf(source.frame, scope).rows.length
  const owned = countBits(ownedIn(source.frame, year), maskOf(source.frame, scope, year))
  const counted = new Map(kinds.map(({ state, count }) => [state, count]))
  const noReport = STATES.indexOf('no-report')
  counted.set(noReport, (counted.get(noReport) ?? 0) + total - owned)
  const missing: MissingCounts = {}
  STATES.forEach((state, code) => {
    const count = counted.get(code) ?? 0
    if (state !== 'value' && count > 0) missing[state] = count
  })
  const reported = counted.get(0) ?? 0
  const cents = kinds.find(({ state }) => state === 0)?.cents
  return { total, reported, missing, ...(summed && cents !== undefined && reported > 0 && { sum: cents / 100 }) }
}

/** The numbers of a sorted list `a` that quartiles lie between: least, three pairs, greatest; zeros where it is empty. */
export const FIVE_COLUMNS: readonly Sql[] = [
  sql`toUInt64(length(a)) AS n`,
  sql`a[1]`,
  ...[1, 2, 3].flatMap((q) => [
    sql`a[toUInt64(intDiv(${q} * (n - 1), 4) + 1)]`,
    sql`a[toUInt64(least(intDiv(${q} * (n - 1), 4) + 2, n))]`,
  ]),
  sql`a[n]`,
]

/** Minimum, quartiles and maximum by linear interpolation (R type 7), from a row of FIVE_COLUMNS. */
export function readFive(row: RowReader): { n: number; five: number[] } {
  const n = row.u64()
  const least = row.f64()
  const quartiles = [1, 2, 3].map((q) => {
    const [low, high] = [row.f64(), row.f64()]
    const part = (((n - 1) * q) & 3) / 4
    return part === 0 ? low : between(low, high, part)
  })
  return { n, five: [least, ...quartiles, row.f64()] }
}

/** How many of those with a value keep to each bound. */
const keeping = (of: YearOf, bounds: readonly Bound[]): Promise<number[]> =>
  Promise.all(
    bounds.map(async ({ side, value }) => {
      const own = sql`toFloat64(${of.figure.value})`
      const [n] = await rowsOf(
        of,
        sql`SELECT count() FROM ${of.source.reports} WHERE ${of.within} AND ${of.figure.state} = 0 AND ${side === 'least' ? sql`${own} >= ${value}` : sql`${own} <= ${value}`}`,
        (row) => row.u64(),
      )
      return n ?? 0
    }),
  )

/** What the matrix of the whole scope would say of the year; with bounds, also how many keep to each. */
export async function summaryOf(of: YearOf, bounds: readonly Bound[] = []): Promise<YearSummary> {
  const { source, year, figure, within } = of
  const [counts, kept, [spread]] = await Promise.all([
    countsOf(of),
    keeping(of, bounds),
    rowsOf(
      of,
      sql`SELECT ${joined(FIVE_COLUMNS, ', ')} FROM (SELECT arraySort(groupArrayIf(toFloat64(${figure.value}), ${figure.state} = 0)) AS a FROM ${source.reports} WHERE ${within}) WHERE length(a) > 0`,
      readFive,
    ),
  ])
  const { total, reported, missing, sum } = counts
  const asked = bounds.length > 0 && { within: kept }
  if (!spread) return { year, total, reported, missing, ...asked }
  const [min, q1, median, q3, max] = spread.five as [number, number, number, number, number]
  return { year, total, reported, missing, min, q1, median, q3, max, ...(sum !== undefined && { sum }), ...asked }
}
