import { hasBit } from '../../engine/bitset'
import { ownedIn } from '../../frame/owned'
import { selectionOf } from '../../map/selection'
import type { RankEntry, RankResult, RankSpec } from '../../query/answers/rank'
import type { Basis } from '../../query/basis'
import type { Source } from '../source'
import type { Asked } from '../wire'
import { sql } from '../sql'
import type { Sql } from '../sql'
import { countsOf, officeAt, rowsOf, scanned, summaryOf, yearOf } from './aggregates'
import type { YearOf } from './aggregates'

interface Placed {
  row: number
  value: number
}

const FIRST = sql`v DESC, row ASC`
const LAST = sql`v ASC, row DESC`

/** Rows of the scope that have a value and meet a condition, in an order of the ranking. */
const placed = (of: YearOf, condition: Sql, order: Sql, most: number): Promise<Placed[]> =>
  most === 0
    ? Promise.resolve([])
    : rowsOf(
        of,
        sql`SELECT row, toFloat64(${of.figure.value}) AS v
          FROM ${of.source.reports} WHERE ${of.within} AND ${of.figure.state} = 0 AND ${condition}
          ORDER BY ${order} LIMIT ${most}`,
        (row) => ({ row: row.u32(), value: row.f64() }),
      )

const counted = (of: YearOf, condition: Sql): Promise<number> =>
  scanned(of, {
    columns: () => [sql`countIf(${of.figure.state} = 0 AND ${condition})`],
    read: (row) => row.u64(),
  })

/** As entries: `before` stand before the first, and all of its value have their rank from `above`. */
function entriesOf(source: Source, run: readonly Placed[], before: number, above: number): RankEntry[] {
  let rank = above + 1
  return run.map(({ row, value }, i) => {
    if (i > 0 && value !== run[i - 1]!.value) rank = before + i + 1
    return { org: officeAt(source, row), value, rank, place: before + i + 1 }
  })
}

async function aroundOf(of: YearOf, office: string, span: number): Promise<RankResult['around']> {
  const { source, scope, year, figure } = of
  const own = source.frame.rowOf.get(office)
  if (own === undefined || !hasBit(selectionOf(source.frame, scope).mask, own)) return undefined
  if (!hasBit(ownedIn(source.frame, year), own)) return undefined
  const row = source.rows.there(own)
  const [at] = await placed(of, sql`row = ${row}`, FIRST, 1)
  if (!at) return undefined
  const v = sql`toFloat64(${figure.value})`
  const [above, equal, below, tiedBefore, before, after] = await Promise.all([
    counted(of, sql`${v} > ${at.value}`),
    counted(of, sql`${v} = ${at.value}`),
    counted(of, sql`${v} < ${at.value}`),
    counted(of, sql`${v} = ${at.value} AND row < ${row}`),
    placed(of, sql`(${v} > ${at.value} OR (${v} = ${at.value} AND row < ${row}))`, LAST, span),
    placed(of, sql`(${v} < ${at.value} OR (${v} = ${at.value} AND row > ${row}))`, FIRST, span),
  ])
  const run = [...before.reverse(), at, ...after]
  const place = above + tiedBefore + 1
  const aboveFirst = run[0]!.value === at.value ? above : await counted(of, sql`${v} > ${run[0]!.value}`)
  return {
    rank: above + 1,
    place,
    above,
    equal,
    below,
    entries: entriesOf(source, run, place - 1 - before.length, aboveFirst),
  }
}

/** A ranking whose rows alone leave the server. */
export async function rankThere(
  source: Source,
  spec: RankSpec & { basis?: Basis },
  asked: Asked = {},
): Promise<RankResult> {
  const { metric, scope, year, top = 20, bottom = 0, around, span = 5, summary = false, bounds, basis } = spec
  const of = yearOf(source, metric, scope, year, basis, asked)
  const [counts, spread, first, last, own] = await Promise.all([
    countsOf(of),
    summary ? summaryOf(of, bounds) : undefined,
    placed(of, sql`1`, FIRST, top),
    placed(of, sql`1`, LAST, bottom),
    around === undefined ? undefined : aroundOf(of, around, span),
  ])
  last.reverse()
  const { total, reported, missing, sum } = counts
  const result: RankResult = {
    kind: 'rank',
    metric,
    scope,
    year,
    total,
    reported,
    missing,
    ...(sum !== undefined && { sum }),
    top: entriesOf(source, first, 0, 0),
    bottom: [],
    ...(spread && { summary: spread }),
  }
  if (last[0])
    result.bottom = entriesOf(
      source,
      last,
      reported - last.length,
      await counted(of, sql`toFloat64(${of.figure.value}) > ${last[0].value}`),
    )
  if (own) result.around = own
  return result
}
