import { ownedIn } from '../../frame/owned'
import { areasBy, countedBy, maskOf, selectionOf } from '../../map/selection'
import { CODE, STATES } from '../../pack/states'
import { emptyRollup, rollupOf } from '../../query/answers/rollup'
import type { RollupResult, RollupSpec } from '../../query/answers/rollup'
import type { Basis } from '../../query/basis'
import { isQuotient } from '../../query/summary'
import { centsOf, inCents, partsSql } from '../figureSql'
import { underColumn } from '../schema'
import type { Source } from '../source'
import type { Asked } from '../wire'
import { joined, sql } from '../sql'
import type { Sql } from '../sql'
import { fiveColumns, NotThere, readFive, rowsOf, yearOf } from './aggregates'

/** A roll-up of which one row an area, year and kind leaves the server. */
export async function rollupThere(
  source: Source,
  spec: RollupSpec & { basis?: Basis },
  asked: Asked = {},
): Promise<RollupResult> {
  const { metric, scope, years, by, basis } = spec
  const { frame, reports } = source
  const width = years.length
  const { orgs, rows: heads } = areasBy(frame, by, years[0] ?? scope.year)
  const groupOf = new Map(Array.from(heads, (row, g) => [source.rows.there(row) + 1, g]))
  const counted = emptyRollup(spec, orgs, isQuotient(metric))
  const { values, reported, totals, missing, above, below, medians } = counted
  const under = underColumn(by)

  async function addYear(year: number, y: number): Promise<void> {
    const then = { ...scope, year }
    const { groups } = areasBy(frame, by, year)
    const all = countedBy(selectionOf(frame, then).mask, groups)
    const owned = countedBy(ownedIn(frame, year), groups, maskOf(frame, then, year))
    for (let g = 0; g < orgs.length; g++) {
      const at = g * width + y
      totals[at] = all[g]!
      missing[at * STATES.length + CODE['no-report']]! += all[g]! - owned[g]!
    }
    if (!frame.byYear.has(year)) return
    const of = yearOf(source, metric, then, year, basis, asked)
    const parts = partsSql(metric, year, basis)
    const { value, state } = of.figure
    const sums = parts
      ? [parts.above, parts.below].map(
          (part) => sql`sum(if(${parts.above.state} = 0 AND ${parts.below.state} = 0, ${centsOf(part.value)}, 0))`,
        )
      : [sql`sum(if(s = 0, ${centsOf(value)}, 0))`, sql`toInt64(0)`]
    const isOdd = (one: Pick<typeof of.figure, 'value' | 'state'>): Sql =>
      sql`(${one.state} = 0 AND NOT ${inCents(one.value)})`
    const odd = parts ? sql`${isOdd(parts.above)} OR ${isOdd(parts.below)}` : isOdd(of.figure)
    const [kinds, fives, [odds]] = await Promise.all([
      rowsOf(
        of,
        sql`SELECT ${under} AS g, toUInt8(${state}) AS s, count(), ${joined(sums, ', ')}
          FROM ${reports} WHERE ${of.within} AND ${under} > 0 GROUP BY g, s`,
        (row) => ({ g: row.u32(), state: row.u8(), count: row.u64(), first: row.i64(), other: row.i64() }),
      ),
      medians
        ? rowsOf(
            of,
            sql`SELECT g, ${joined(fiveColumns(sql`list`, sql`a`, sql`n`), ', ')}
              FROM (SELECT ${under} AS g, arraySort(groupArray(toFloat64(${value}))) AS list FROM ${reports}
              WHERE ${of.within} AND ${under} > 0 AND ${state} = 0 GROUP BY g)`,
            (row) => ({ g: row.u32(), ...readFive(row) }),
          )
        : [],
      rowsOf(of, sql`SELECT countIf(${odd}) FROM ${reports} WHERE ${of.held}`, (row) => row.u64()),
    ])
    if ((odds ?? 0) > 0) throw new NotThere()
    for (const { g: head, state: kind, count, first, other } of kinds) {
      const at = groupOf.get(head)! * width + y
      if (kind === CODE.value) reported[at] = count
      else missing[at * STATES.length + kind]! += count
      if (above && below) {
        above[at]! += first / 100
        below[at]! += other / 100
      } else values[at]! += first / 100
    }
    if (medians) for (const { g: head, five } of fives) medians[groupOf.get(head)! * width + y] = five[2]!
  }

  await Promise.all(years.map(addYear))
  return rollupOf(counted)
}
