import { parentOf } from './orgs'
import type { Org } from './orgs'

/** The parent an office is filed under: the one in force in `year`, else the last it had. */
export const home = (org: Org, year: number): string | undefined => parentOf(org, year) ?? org.parents.at(-1)?.org

/**
 * Offices in the order of the map of `year`: each before those under it, so that a district and its offices are
 * neighbours. Siblings stay in the order given; offices in a circle of parents come last.
 */
export function inMapOrder(orgs: readonly Org[], year: number): Org[] {
  const known = new Set(orgs.map(({ id }) => id))
  const under = new Map<string | undefined, Org[]>()
  for (const org of orgs) {
    const parent = home(org, year)
    const key = parent !== undefined && known.has(parent) ? parent : undefined
    const siblings = under.get(key)
    if (siblings) siblings.push(org)
    else under.set(key, [org])
  }
  const ordered = new Set<Org>()
  const waiting: Org[] = []
  const wait = (siblings: Org[] = []): void => {
    for (let i = siblings.length - 1; i >= 0; i--) waiting.push(siblings[i]!)
  }
  wait(under.get(undefined))
  for (let org = waiting.pop(); org; org = waiting.pop()) {
    ordered.add(org)
    wait(under.get(org.id))
  }
  for (const org of orgs) ordered.add(org)
  return [...ordered]
}

/**
 * Offices of several datasets as one list, in order of first appearance. Where two describe the same office, the later
 * one counts, but one that knows no parents, or no former names, leaves the earlier one's standing.
 */
export function mergeOffices(lists: readonly (readonly Org[])[]): Org[] {
  const merged = new Map<string, Org>()
  for (const org of lists.flat()) {
    const before = merged.get(org.id)
    const parents = org.parents.length === 0 ? before?.parents : undefined
    const formerNames = org.formerNames ? undefined : before?.formerNames
    merged.set(
      org.id,
      parents || formerNames ? { ...org, ...(parents && { parents }), ...(formerNames && { formerNames }) } : org,
    )
  }
  return [...merged.values()]
}
