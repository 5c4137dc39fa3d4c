import { crossesBreak } from '../../domain/metrics'
import { moverOf } from '../../query/answers/movers'
import type { Mover, MoversResult, MoversSpec } from '../../query/answers/movers'
import type { Basis } from '../../query/basis'
import { isQuotient } from '../../query/summary'
import { centsOf } from '../figureSql'
import type { Source } from '../source'
import type { Asked } from '../wire'
import { sql } from '../sql'
import { countsOf, officeAt, rowsOf, yearOf } from './aggregates'

/** Changes between two years, of which the offices named alone leave the server. */
export async function moversThere(
  source: Source,
  { metric, scope, year, from = year - 1, most = 20, basis }: MoversSpec & { basis?: Basis },
  asked: Asked = {},
): Promise<MoversResult> {
  const [before, after] = [from, year].map((one) => yearOf(source, metric, scope, one, basis, asked)) as [
    ReturnType<typeof yearOf>,
    ReturnType<typeof yearOf>,
  ]
  const [base, current] = await Promise.all([countsOf(before), countsOf(after)])
  const empty = {
    kind: 'movers',
    metric,
    scope,
    year,
    from,
    total: current.total,
    missingBase: base.missing,
    missingCurrent: current.missing,
  } as const
  if (crossesBreak(metric, from, year))
    return { ...empty, isBroken: true, paired: 0, rose: 0, fell: 0, same: 0, risers: [], fallers: [] }

  // An office's reports are all on one shard: each joins its own.
  const pairs = sql`${source.reports}
    ANY INNER JOIN (SELECT row, toFloat64(${before.figure.value}) AS first FROM ${source.table('reports')}
    WHERE ${before.within} AND ${before.figure.state} = 0) USING row
    WHERE ${after.within} AND ${after.figure.state} = 0`
  const v = sql`toFloat64(${after.figure.value})`
  const moved = async (sign: 1 | -1): Promise<Mover[]> =>
    most === 0
      ? []
      : (
          await rowsOf(
            after,
            sql`SELECT row, first, ${v} AS v, v - first AS d
              FROM ${pairs} AND d * ${sign} > 0 ORDER BY d * ${sign} DESC, row ASC LIMIT ${most}`,
            (row) => ({ row: row.u32(), base: row.f64(), value: row.f64(), by: row.f64() }),
          )
        ).map(({ row, base: first, value }) => moverOf(officeAt(source, row), metric, { from, year }, first, value))
  const summed = !isQuotient(metric)
  const sums = summed ? sql`sum(${centsOf(sql`first`)}), sum(${centsOf(v)})` : sql`toInt64(0), toInt64(0)`
  const [[counts], risers, fallers] = await Promise.all([
    rowsOf(
      after,
      sql`SELECT count(), countIf(${v} > first), countIf(${v} < first), ${sums}
        FROM ${pairs}`,
      (row) => ({ paired: row.u64(), rose: row.u64(), fell: row.u64(), base: row.i64(), current: row.i64() }),
    ),
    moved(1),
    moved(-1),
  ])
  const { paired, rose, fell } = counts!
  return {
    ...empty,
    isBroken: false,
    paired,
    rose,
    fell,
    same: paired - rose - fell,
    ...(summed && paired > 0 && { base: counts!.base / 100, current: counts!.current / 100 }),
    risers,
    fallers,
  }
}
