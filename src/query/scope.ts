import { parentOf } from '../domain/orgs'
import type { Frame } from './frame'
import { remembered } from './remembered'
import type { Scope } from './spec'

/** The frame's row of every office's parent in a year; -1 where it has none in force. */
export const parentRows = (frame: Frame, year: number): Int32Array => remembered(frame, `parents ${year}`, () =>
  Int32Array.from(frame.orgs, (org) => {
    const parent = parentOf(org, year)
    return parent === undefined ? -1 : frame.rowOf.get(parent) ?? -1
  }))

/** Offices that have others under them in any year. */
const containers = (frame: Frame): Uint8Array => remembered(frame, 'containers', () => {
  const found = new Uint8Array(frame.orgs.length)
  for (const org of frame.orgs) {
    for (const { org: parent } of org.parents) {
      const row = frame.rowOf.get(parent)
      if (row !== undefined) found[row] = 1
    }
  }
  return found
})

/**
 * Rows of the offices of a scope, in map order: those under the area at any depth in `scope.year`, the area itself not
 * among them, or all offices without an area. An office whose parents are known but not in force that year does not exist
 * then, unless it reports. Areas that only group others and never report count only where their level is asked for.
 */
export function scopeRows(frame: Frame, { area, level, year }: Scope): Uint32Array {
  const parents = parentRows(frame, year)
  const grouping = containers(frame)
  const root = area === undefined ? undefined : frame.rowOf.get(area) ?? -1
  const owner = frame.byYear.get(year)?.owner
  const isUnder = (row: number): boolean => {
    if (root === undefined) return parents[row]! >= 0 || frame.orgs[row]!.parents.length === 0 || owner?.[row] !== undefined && owner[row] > 0
    // A circle of parents ends after as many steps as there are offices in it: depth is bounded to be safe.
    for (let at = parents[row]!, depth = 0; at >= 0 && depth < 16; at = parents[at]!, depth++) if (at === root) return at !== row
    return false
  }
  const counts = (row: number): boolean =>
    level === undefined ? frame.reports[row] === 1 || grouping[row] === 0 : frame.orgs[row]!.level === level
  const rows: number[] = []
  for (let row = 0; row < frame.orgs.length; row++) if (counts(row) && isUnder(row)) rows.push(row)
  return Uint32Array.from(rows)
}
