import type { Mergers } from './mergers'
import type { Roster, RosterEntry } from './roster'

const open = (one: number | undefined, other: number | undefined, of: (...years: number[]) => number) =>
  one === undefined || other === undefined ? undefined : of(one, other)

/** One line in place of two of one office. */
function joined(one: RosterEntry, other: RosterEntry): RosterEntry {
  const { from: _from, to: _to, ...rest } = one
  const [from, to] = [open(one.from, other.from, Math.min), open(one.to, other.to, Math.max)]
  const aliases = [...new Set([...one.aliases, other.name, ...other.aliases])].filter((name) => name !== one.name)
  return { ...rest, aliases, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}

/**
 * Rosters after mergers: an office that went into another for all years has no line of its own, its names are other
 * names of the other; one that did from a year on must report until then. `nameOf`: of the offices held.
 */
export function mergedRosters(
  rosters: readonly Roster[],
  mergers: Mergers,
  nameOf: (id: string) => string | undefined,
): Roster[] {
  if (mergers.all.length === 0) return [...rosters]
  const listed = new Set(rosters.flatMap(({ entries }) => entries.map(({ id }) => id)))
  return rosters.map((roster) => {
    const own = new Set(roster.entries.map(({ id }) => id))
    const entries = new Map<string, RosterEntry>()
    const add = (entry: RosterEntry): void => {
      const held = entries.get(entry.id)
      entries.set(entry.id, held ? joined(held, entry) : entry)
    }
    for (const entry of roster.entries) if (mergers.officeOf(entry.id) === entry.id) entries.set(entry.id, entry)
    for (const entry of roster.entries) {
      const into = mergers.officeOf(entry.id)
      // The other must report elsewhere: it is not on two lists.
      if (into !== entry.id && (own.has(into) || !listed.has(into))) {
        const name = entries.get(into)?.name ?? nameOf(into) ?? entry.name
        const aliases = [...new Set([entry.name, ...entry.aliases])].filter((one) => one !== name)
        const line = { ...entry, id: into, name, aliases }
        if (entries.has(into)) add({ ...line, name: entry.name })
        else add(line)
      }
    }
    return {
      ...roster,
      entries: [...entries.values()].flatMap((entry): RosterEntry[] => {
        const [first, next] = mergers.spansOf(entry.id)
        if (first?.to === undefined) return [entry]
        const to = Math.min(entry.to ?? Infinity, first.to)
        const into = next && nameOf(next.org)
        return (entry.from ?? -Infinity) > to ? [] : [{ ...entry, to, ...(into !== undefined && { into }) }]
      }),
    }
  })
}

/**
 * A roster that was changed while mergers hold, as it is to be kept: with the lines that are not seen because of them
 * as they were `written`, so that they are there again when the offices are parted.
 */
export function writtenRoster(changed: Roster, written: Roster | undefined, mergers: Mergers): Roster {
  if (!written || mergers.all.length === 0) return changed
  const before = new Map(written.entries.map((entry) => [entry.id, entry]))
  const now = new Set(changed.entries.map(({ id }) => id))
  const entries = changed.entries.map((entry): RosterEntry => {
    const was = before.get(entry.id)
    const [first] = mergers.spansOf(entry.id)
    if (!was || first?.to === undefined || entry.to !== Math.min(was.to ?? Infinity, first.to)) return entry
    const { to: _to, into: _into, ...rest } = entry
    return { ...rest, ...(was.to !== undefined && { to: was.to }), ...(was.into !== undefined && { into: was.into }) }
  })
  const unseen = written.entries.filter(({ id }) => {
    const into = mergers.officeOf(id)
    return into !== id && now.has(into)
  })
  return { ...changed, entries: [...entries, ...unseen] }
}
