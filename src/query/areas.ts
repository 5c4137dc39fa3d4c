import { ancestorsOf } from '../domain/orgs'
import type { Level, Org } from '../domain/orgs'
import type { Frame } from './frame'
import { scopeRows } from './scope'
import type { Scope } from './spec'

/** How many offices a scope has, and how many of them hold a report for its year. */
export function countScope(frame: Frame, scope: Scope): { offices: number; reporting: number } {
  const rows = scopeRows(frame, scope)
  const owner = frame.byYear.get(scope.year)?.owner
  let reporting = 0
  for (const row of rows) if (owner?.[row]) reporting++
  return { offices: rows.length, reporting }
}

/** Fewer reporting offices than this are no peer group. */
export const FEWEST_PEERS = 3

/** The areas an office can be compared within, nearest first. */
export function areasOf(frame: Frame, office: Org, year: number): Org[] {
  const byId = new Map(frame.orgs.map((org) => [org.id, org]))
  return ancestorsOf(byId, office.id, year).flatMap((id) => byId.get(id) ?? [])
}

/** The nearest area with enough peers in a year to compare with; none where only all offices together are enough. */
export const defaultArea = (frame: Frame, office: Org, level: Level, year: number): string | undefined =>
  areasOf(frame, office, year).find((area) => countScope(frame, { area: area.id, level, year }).reporting >= FEWEST_PEERS)?.id
