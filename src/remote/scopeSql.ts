import { LEVELS } from '../domain/orgs'
import { maskOf } from '../map/selection'
import type { Scope } from '../map/scope'
import type { Source } from './source'
import { joined, sql } from './sql'
import type { Sql } from './sql'

/** The condition of every report. */
export const EVERYWHERE = sql`1`

/**
 * The condition that keeps a year's reports to the offices of a scope; EVERYWHERE where all who report that
 * year are in it. Nothing where the server does not know the map of the scope's year.
 */
export function scopeSql(
  { frame, load, rows, table }: Pick<Source, 'frame' | 'load' | 'rows' | 'table'>,
  scope: Scope,
  year: number,
): Sql | undefined {
  if (!maskOf(frame, scope, year)) return EVERYWHERE
  if (!frame.byYear.has(scope.year)) return undefined
  const { area, level, steady = [] } = scope
  const top = area === undefined ? undefined : frame.rowOf.get(area)
  if (area !== undefined && top === undefined) return sql`0`
  const root = top === undefined ? undefined : rows.there(top)
  const conditions = [
    sql`load = ${load}`,
    sql`year = ${scope.year}`,
    root === undefined ? sql`exists = 1` : sql`has(path, ${root})`,
    level === undefined ? sql`counts = 1` : sql`level = ${LEVELS.indexOf(level)}`,
  ]
  // Small tables are whole on every server, and an office's reports all on one: nothing is asked across.
  return joined(
    [
      sql`row IN (SELECT row FROM ${table('places')} WHERE ${joined(conditions, ' AND ')})`,
      ...steady.map((one) => sql`row IN (SELECT row FROM ${table('reports')} WHERE load = ${load} AND year = ${one})`),
    ],
    ' AND ',
  )
}

/** More stretches than this are asked for with what lies between them. */
const MOST_STRETCHES = 64

/**
 * A condition that holds at least for these of the server's rows, ascending: of many stretches, the widest gaps alone
 * are left out.
 */
export function rowsSql(rows: ArrayLike<number>): Sql {
  if (rows.length === 0) return sql`0`
  const gaps: { at: number; width: number }[] = []
  for (let i = 1; i < rows.length; i++)
    if (rows[i]! > rows[i - 1]! + 1) gaps.push({ at: i, width: rows[i]! - rows[i - 1]! })
  const kept = gaps
    .sort((a, b) => b.width - a.width)
    .slice(0, MOST_STRETCHES - 1)
    .map(({ at }) => at)
    .sort((a, b) => a - b)
  const stretches = [0, ...kept].map((from, i) => {
    const to = (kept[i] ?? rows.length) - 1
    return from === to ? sql`row = ${rows[from]!}` : sql`(row >= ${rows[from]!} AND row <= ${rows[to]!})`
  })
  return sql`(${joined(stretches, ' OR ')})`
}
