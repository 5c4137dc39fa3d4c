import { areasBy, countedBy, selectionOf } from '../../map/selection'
import { FENCE, FEWEST_FOR_BOX, FEWEST_FOR_OUTLIERS, MOST_AREAS_LISTED } from '../../query/answers/spread'
import type { SpreadResult, SpreadSpec } from '../../query/answers/spread'
import type { Basis } from '../../query/basis'
import { underColumn } from '../schema'
import type { Source } from '../source'
import type { Asked } from '../wire'
import { joined, sql } from '../sql'
import type { Sql } from '../sql'
import { fiveColumns, NotThere, officeAt, readFive, rowsOf, yearOf } from './aggregates'

/**
 * A quartile of `a`, a sorted list of `n`, as the tab interpolates it: of two amounts in cents, without rounding before
 * the end.
 */
function quartileSql(q: number): Sql {
  const low = sql`a[toUInt64(intDiv(${q} * (n - 1), 4) + 1)].1`
  const high = sql`a[toUInt64(least(intDiv(${q} * (n - 1), 4) + 2, n))].1`
  const part = sql`(((n - 1) * ${q}) % 4 / 4)`
  const cents = (of: Sql): Sql => sql`round(${of} * 100)`
  const both = sql`${cents(low)} / 100 = ${low} AND ${cents(high)} / 100 = ${high}`
  const between = (from: Sql, to: Sql): Sql => sql`${from} + (${to} - ${from}) * ${part}`
  const exact = sql`(${between(cents(low), cents(high))}) / 100`
  return sql`if(${part} = 0, ${low}, if(${both}, ${exact}, ${between(low, high)}))`
}

/** A spread of which five numbers an area and the offices named leave the server. */
export async function spreadThere(
  source: Source,
  { metric, scope, year, by, outliers: most = 20, basis }: SpreadSpec & { basis?: Basis },
  asked: Asked = {},
): Promise<SpreadResult> {
  const { frame, reports } = source
  // A report knows the areas of its own year.
  if (scope.year !== year) throw new NotThere()
  const of = yearOf(source, metric, scope, year, basis, asked)
  const { orgs, rows: heads, groups } = areasBy(frame, by, scope.year)
  const all = countedBy(selectionOf(frame, scope).mask, groups)
  const kept = Array.from(all.keys()).filter((g) => all[g]! > 0)
  const place = new Map(kept.map((g, i) => [source.rows.there(heads[g]!) + 1, i]))
  const under = underColumn(by)
  const v = sql`toFloat64(${of.figure.value})`
  const valued = sql`${of.within} AND ${under} > 0 AND ${of.figure.state} = 0`
  const isFar = sql`x.1 < q1 - (q3 - q1) * ${FENCE} OR x.1 > q3 + (q3 - q1) * ${FENCE}`
  const fenced = sql`SELECT g, toUInt64(length(a)) AS n, ${quartileSql(1)} AS q1, ${quartileSql(3)} AS q3,
      arrayFilter(x -> ${isFar}, a) AS out
    FROM (SELECT ${under} AS g, arraySort(groupArray((${v}, row))) AS a FROM ${reports} WHERE ${valued} GROUP BY g)
    WHERE n >= ${FEWEST_FOR_OUTLIERS} AND length(out) > 0`
  const [boxes, counts, furthest] = await Promise.all([
    rowsOf(
      of,
      sql`SELECT g, ${joined(fiveColumns(sql`list`, sql`a`, sql`n`), ', ')}
        FROM (SELECT ${under} AS g, arraySort(groupArray(${v})) AS list FROM ${reports} WHERE ${valued} GROUP BY g)`,
      (row) => ({ g: row.u32(), ...readFive(row) }),
    ),
    rowsOf(of, sql`SELECT g, toUInt64(length(out)) FROM (${fenced})`, (row) => ({ g: row.u32(), count: row.u64() })),
    most === 0
      ? []
      : rowsOf(
          of,
          sql`SELECT o.2 AS row, g, o.1 AS value, if(value > q3, value - q3, q1 - value) / (q3 - q1) AS ranges
            FROM (${fenced}) ARRAY JOIN out AS o ORDER BY ranges DESC, abs(value) DESC, row ASC LIMIT ${most}`,
          (row) => ({ row: row.u32(), g: row.u32(), value: row.f64(), ranges: row.f64() }),
        ),
  ])
  const five = new Float64Array(kept.length * 5).fill(NaN)
  const reported = new Uint32Array(kept.length)
  const outlierCounts = new Uint32Array(kept.length)
  for (const { g, n, five: own } of boxes) {
    five.set(own, place.get(g)! * 5)
    reported[place.get(g)!] = n
  }
  for (const { g, count } of counts) outlierCounts[place.get(g)!] = count
  const small = kept.flatMap((g, i) =>
    reported[i]! > 0 && reported[i]! < FEWEST_FOR_BOX ? [source.rows.there(heads[g]!) + 1] : [],
  )
  const few =
    kept.length > MOST_AREAS_LISTED || small.length === 0
      ? []
      : await rowsOf(
          of,
          sql`SELECT row, ${under}, ${v} FROM ${reports} WHERE ${valued} AND has(${small}, ${under}) ORDER BY row`,
          (row) => ({ org: officeAt(source, row.u32()), area: place.get(row.u32())!, value: row.f64() }),
        )
  return {
    kind: 'spread',
    metric,
    scope,
    year,
    few,
    areas: kept.map((g) => orgs[g]!),
    five,
    totals: Uint32Array.from(kept, (g) => all[g]!),
    reported,
    outlierCounts,
    outliers: furthest.map(({ row, g, value, ranges }) => ({
      org: officeAt(source, row),
      area: place.get(g)!,
      value,
      ranges,
    })),
  }
}
