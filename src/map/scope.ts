import type { Frame } from '../frame/frame'
import { containers, parentRows } from './parents'
import type { Level } from '../domain/orgs'
import { hasBit } from '../engine/bitset'
import { ownedIn } from '../frame/owned'

/**
 * Which offices a question is about: those of a level under an area, as the map stood in `year`. No area: all held.
 * `steady`: of these only the offices that hold a report of each of the years, so that every year counts the same ones.
 */
export interface Scope {
  area?: string
  level?: Level
  year: number
  steady?: readonly number[]
}

/** One text for one scope, to keep what is made of it under. */
export const scopeKey = ({ area, level, year, steady }: Scope): string => JSON.stringify([area, level, year, steady])

/**
 * Rows of the offices of a scope, in map order: those under the area at any depth in `scope.year`, the area itself not
 * among them, or all offices without an area. An office whose parents are known but not in force that year does not
 * exist then, unless it reports. Areas that only group others and never report count only where their level is asked
 * for.
 */
export function scopeRows(frame: Frame, { area, level, year, steady = [] }: Scope): Uint32Array {
  const parents = parentRows(frame, year)
  const grouping = containers(frame)
  const root = area === undefined ? undefined : (frame.rowOf.get(area) ?? -1)
  const owner = frame.byYear.get(year)?.owner
  const isUnder = (row: number): boolean => {
    if (root === undefined)
      return (
        parents[row]! >= 0 || frame.orgs[row]!.parents.length === 0 || (owner?.[row] !== undefined && owner[row] > 0)
      )
    // A circle of parents ends after as many steps as there are offices in it: depth is bounded to be safe.
    for (let at = parents[row]!, depth = 0; at >= 0 && depth < 16; at = parents[at]!, depth++)
      if (at === root) return at !== row
    return false
  }
  const counts = (row: number): boolean =>
    level === undefined ? frame.reports[row] === 1 || grouping[row] === 0 : frame.orgs[row]!.level === level
  const rows = new Uint32Array(frame.orgs.length)
  let count = 0
  const always = steady.map((one) => ownedIn(frame, one))
  const isSteady = (row: number): boolean => always.every((owned) => hasBit(owned, row))
  for (let row = 0; row < rows.length; row++) if (counts(row) && isSteady(row) && isUnder(row)) rows[count++] = row
  return rows.slice(0, count)
}
