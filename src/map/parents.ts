import { parentOf } from '../domain/orgs'
import type { Org, Parenthood } from '../domain/orgs'
import type { Frame } from '../frame/frame'
import { home } from '../domain/mapOrder'
import { rememberIn } from '../frame/remembered'

type Family = readonly Parenthood[]

/**
 * Rows of the offices that others stand under, by id. In map order an area is followed by the first office under it, so
 * that most are met where one list of parents gives way to the next; only for the others are all offices looked
 * through.
 */
const areaRows = (frame: Frame): ReadonlyMap<string, number> =>
  rememberIn(frame, 'area rows', () => {
    const { orgs, rowOf } = frame
    const rows = new Map<string, number>()
    const families = new Set<Family>()
    orgs.forEach(({ parents }, row) => {
      if (row > 0 && parents === orgs[row - 1]!.parents) return
      families.add(parents)
      const { id } = orgs[row - 1] ?? {}
      if (id !== undefined && parents.some(({ org }) => org === id)) rows.set(id, row - 1)
    })
    for (const family of families) {
      for (const { org } of family) {
        const row = rows.has(org) ? undefined : rowOf.get(org)
        if (row !== undefined) rows.set(org, row)
      }
    }
    return rows
  })

/** Asks once for all offices that share a list of parents. */
function byFamily<T>(ask: (org: Org) => T): (org: Org) => T {
  const held = new Map<Family, T>()
  let family: Family | undefined
  let last: T
  return (org) => {
    if (org.parents === family) return last
    family = org.parents
    if (held.has(family)) return (last = held.get(family)!)
    last = ask(org)
    held.set(family, last)
    return last
  }
}

/**
 * The row of what `ask` gives for each office; -1 where that is none the frame knows. Offices that share their parents
 * share the answer.
 */
function rowsBy(frame: Frame, ask: (org: Org) => string | undefined): Int32Array {
  const areas = areaRows(frame)
  const rowIn = byFamily((org) => areas.get(ask(org) ?? '') ?? -1)
  const rows = new Int32Array(frame.orgs.length)
  for (let row = 0; row < rows.length; row++) rows[row] = rowIn(frame.orgs[row]!)
  return rows
}

/** The frame's row of every office's parent in a year; -1 where it has none in force. */
export const parentRows = (frame: Frame, year: number): Int32Array =>
  rememberIn(frame, `parents ${year}`, () => rowsBy(frame, (org) => parentOf(org, year)))

/**
 * The frame's row of what every office is filed under in a year: its parent in force, else the last it had; -1 where it
 * never had one.
 */
export const homeRows = (frame: Frame, year: number): Int32Array => rowsBy(frame, (org) => home(org, year))

/** 1 for the offices that have others under them in any year. */
export const containers = (frame: Frame): Uint8Array =>
  rememberIn(frame, 'containers', () => {
    const found = new Uint8Array(frame.orgs.length)
    for (const row of areaRows(frame).values()) found[row] = 1
    return found
  })
