import { ancestorsOf } from '../domain/orgs'
import type { Level, Org } from '../domain/orgs'
import type { Frame } from '../frame/frame'
import { rememberIn } from '../frame/remembered'
import { countBits } from '../engine/bitset'
import { selectionOf } from './selection'
import { ownedIn } from '../frame/owned'
import type { Scope } from './scope'

/** How many offices a scope has, and how many of them hold a report for its year. */
export function countScope(frame: Frame, scope: Scope): { offices: number; reporting: number } {
  const { rows, mask } = selectionOf(frame, scope)
  return { offices: rows.length, reporting: countBits(ownedIn(frame, scope.year), mask) }
}

/** Offices that hold a report in any year: one list a frame. */
export const reportingOffices = (frame: Frame | undefined): readonly Org[] =>
  frame ? rememberIn(frame, 'reporting offices', () => frame.orgs.filter((_, row) => frame.reports[row])) : []

/** Whether another office held has the same name. */
export const hasNamesake = (frame: Frame, name: string): boolean =>
  (rememberIn(frame, 'names', () => {
    const counts = new Map<string, number>()
    for (const org of frame.orgs) counts.set(org.name, (counts.get(org.name) ?? 0) + 1)
    return counts
  }).get(name) ?? 0) > 1

/** Fewer reporting offices than this are no peer group. */
export const FEWEST_PEERS = 3

/** The areas an office can be compared within, nearest first. */
export function areasOf(frame: Frame, office: Org, year: number): Org[] {
  const byId = { get: (id: string): Org | undefined => frame.orgs[frame.rowOf.get(id) ?? -1] }
  return ancestorsOf(byId, office.id, year).flatMap((id) => byId.get(id) ?? [])
}

/** The nearest area with enough peers in a year to compare with; none where only all offices together are enough. */
export const defaultArea = (frame: Frame, office: Org, level: Level, year: number): string | undefined =>
  areasOf(frame, office, year).find(
    (area) => countScope(frame, { area: area.id, level, year }).reporting >= FEWEST_PEERS,
  )?.id

/** Offices and reports held, and the first and last year; nothing where none is. */
export const heldIn = (frame: Frame): { offices: number; from: number; to: number; reports: number } | undefined => {
  const [from, to] = [frame.years[0], frame.years.at(-1)]
  if (from === undefined || to === undefined) return undefined
  return {
    offices: reportingOffices(frame).length,
    from,
    to,
    reports: frame.years.reduce((sum, year) => sum + countBits(ownedIn(frame, year)), 0),
  }
}
