import type { MetricId } from '../../domain/metrics'
import type { Org } from '../../domain/orgs'
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
import type { Aggregate } from '../scans'
import { EVERYWHERE, scopeSql } from '../scopeSql'
import type { Source } from '../source'
import type { Asked } from '../wire'
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
  asked: Asked
}

export function yearOf(
  source: Source,
  metric: MetricId,
  scope: Scope,
  year: number,
  basis: Basis | undefined,
  asked: Asked,
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
    within: chosen === EVERYWHERE ? held : joined([held, chosen], ' AND '),
    asked,
  }
}

/** The office of a row as the server numbers them. */
export const officeAt = ({ frame, rows }: Pick<Source, 'frame' | 'rows'>, row: number): Org =>
  frame.orgs[rows.here(row)!]!

export const rowsOf = async <T>({ source, asked }: YearOf, query: Sql, read: (row: RowReader) => T): Promise<T[]> =>
  eachRow(await source.ask(sql`${query} FORMAT RowBinary`, asked), read)

/** What one pass over the reports of the scope gives, together with whatever else is asked of them in the same turn. */
export const scanned = <T>({ source, within, asked }: YearOf, aggregate: Aggregate<T>): Promise<T> =>
  source.scan(within, aggregate, asked)

interface Counts {
  total: number
  reported: number
  missing: MissingCounts
  /** Not of quotients, nor where nobody has a value. */
  sum?: number
}

/** A sum of other than whole cents depends on the order it is made in: then NotThere. */
async function assertCents({ source, figure, held, asked }: YearOf): Promise<void> {
  const odd = await source.scan(
    held,
    {
      columns: () => [sql`countIf(${figure.state} = 0 AND NOT ${inCents(figure.value)})`],
      read: (row) => row.u64(),
    },
    asked,
  )
  if (odd > 0) throw new NotThere()
}

/** Kinds of what stands in a report; an office without one is in none of them. */
const KINDS = STATES.flatMap((state, code) => (state === 'no-report' ? [] : [code]))

/** Offices of the scope, those with a value, the others by kind, and the sum. */
export async function countsOf(of: YearOf): Promise<Counts> {
  const { source, scope, year, metric, figure } = of
  const summed = !isQuotient(metric)
  const [{ counts, cents }] = await Promise.all([
    scanned(of, {
      columns: (name) => {
        const s = name('s')
        const counted = KINDS.map((code, i) => sql`countIf(${i === 0 ? sql`(${figure.state} AS ${s})` : s} = ${code})`)
        return [...counted, summed ? sql`sum(if(${s} = 0, ${centsOf(figure.value)}, 0))` : sql`toInt64(0)`]
      },
      read: (row) => ({ counts: new Map(KINDS.map((code) => [code, row.u64()])), cents: row.i64() }),
    }),
    summed ? assertCents(of) : undefined,
  ])
  const total = selectionOf(source.frame, scope).rows.length
  const owned = countBits(ownedIn(source.frame, year), maskOf(source.frame, scope, year))
  counts.set(STATES.indexOf('no-report'), total - owned)
  const missing: MissingCounts = {}
  STATES.forEach((state, code) => {
    const count = counts.get(code) ?? 0
    if (state !== 'value' && count > 0) missing[state] = count
  })
  const reported = counts.get(0) ?? 0
  return { total, reported, missing, ...(summed && reported > 0 && { sum: cents / 100 }) }
}

/** The numbers of a sorted list that quartiles lie between: least, three pairs, greatest; zeros where it is empty. */
export const fiveColumns = (list: Sql, a: Sql, n: Sql): readonly Sql[] => [
  sql`toUInt64(length(${list} AS ${a}) AS ${n})`,
  sql`${a}[1]`,
  ...[1, 2, 3].flatMap((q) => [
    sql`${a}[toUInt64(intDiv(${q} * (${n} - 1), 4) + 1)]`,
    sql`${a}[toUInt64(least(intDiv(${q} * (${n} - 1), 4) + 2, ${n}))]`,
  ]),
  sql`${a}[${n}]`,
]

/** Minimum, quartiles and maximum by linear interpolation (R type 7), from a row of `fiveColumns`. */
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
  bounds.length === 0
    ? Promise.resolve([])
    : scanned(of, {
        columns: () =>
          bounds.map(({ side, value }) => {
            const own = sql`toFloat64(${of.figure.value})`
            const keeps = side === 'least' ? sql`${own} >= ${value}` : sql`${own} <= ${value}`
            return sql`countIf(${of.figure.state} = 0 AND ${keeps})`
          }),
        read: (row) => bounds.map(() => row.u64()),
      })

/** What the matrix of the whole scope would say of the year; with bounds, also how many keep to each. */
export async function summaryOf(of: YearOf, bounds: readonly Bound[] = []): Promise<YearSummary> {
  const { year, figure } = of
  const values = sql`arraySort(groupArrayIf(toFloat64(${figure.value}), ${figure.state} = 0))`
  const [counts, kept, { n, five }] = await Promise.all([
    countsOf(of),
    keeping(of, bounds),
    scanned(of, { columns: (name) => fiveColumns(values, name('a'), name('n')), read: readFive }),
  ])
  const { total, reported, missing, sum } = counts
  const asked = bounds.length > 0 && { within: kept }
  if (n === 0) return { year, total, reported, missing, ...asked }
  const [min, q1, median, q3, max] = five as [number, number, number, number, number]
  return { year, total, reported, missing, min, q1, median, q3, max, ...(sum !== undefined && { sum }), ...asked }
}
