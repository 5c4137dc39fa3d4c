import { FIRST_YEAR, namesOf } from './orgs'
import type { FormerName, Org, Parenthood } from './orgs'

/** An office that goes into another: the same one under two names, or from a report year on, a real merger. */
export interface Merger {
  office: string
  into: string
  /** First report year in which its reports are the other's; where absent, it was never another office. */
  from?: number
  /** Years that both report in which this office's report counts; in all others the other's own does. */
  counts?: readonly number[]
}

/** Which office reports stand under. */
export interface Mergers {
  all: readonly Merger[]
  /** Where an office's reports stand, as spans of years: under itself, or under what it went into. */
  spansOf(office: string): readonly Parenthood[]
  /** The office under which another's report of a year stands. */
  officeIn(office: string, year: number): string
  /** The same where it holds for all years; an office that is an office of its own in any year stays itself. */
  officeOf(office: string): string
  /** The offices whose reports of a year stand under an office, itself first. */
  originsOf(office: string, year: number): string[]
}

const holds = ({ from = -Infinity, to = Infinity }: Omit<Parenthood, 'org'>, year: number): boolean =>
  from <= year && year <= to

/**
 * Mergers ready to be asked. Those of or into an office that is not known are left out, and those that would lead an
 * office back to itself.
 */
export function mergersOf(given: readonly Merger[], isKnown: (office: string) => boolean): Mergers {
  const byOffice = new Map<string, Merger>()
  const leadsTo = (from: string, office: string): boolean => {
    for (let at: string | undefined = from; at !== undefined; at = byOffice.get(at)?.into)
      if (at === office) return true
    return false
  }
  for (const one of given)
    if (isKnown(one.office) && isKnown(one.into) && !leadsTo(one.into, one.office)) byOffice.set(one.office, one)
  const standing = ({ org, ...span }: Parenthood): Parenthood[] => {
    const merger = byOffice.get(org)
    if (!merger) return [{ org, ...span }]
    const { into, from } = merger
    if (from === undefined) return standing({ org: into, ...span })
    const [first, last] = [span.from ?? -Infinity, span.to ?? Infinity]
    return [
      ...(first < from ? [{ org, ...span, to: Math.min(last, from - 1) }] : []),
      ...(last >= from ? standing({ org: into, ...span, from: Math.max(first, from) }) : []),
    ]
  }
  const spans = new Map([...byOffice.keys()].map((office) => [office, standing({ org: office })]))
  const spansOf = (office: string): readonly Parenthood[] => spans.get(office) ?? [{ org: office }]
  const officeIn = (office: string, year: number): string =>
    spans.get(office)?.find((span) => holds(span, year))?.org ?? office
  return {
    all: [...byOffice.values()],
    spansOf,
    officeIn,
    officeOf(office) {
      let at = office
      for (let merger = byOffice.get(at); merger && merger.from === undefined; merger = byOffice.get(at))
        at = merger.into
      return at
    },
    originsOf: (office, year) => [
      ...(officeIn(office, year) === office ? [office] : []),
      ...[...byOffice.keys()].filter((one) => one !== office && officeIn(one, year) === office),
    ],
  }
}

export const NO_MERGERS: Mergers = mergersOf([], () => false)

/** Parents after mergers: what went into another is not stood under any more. */
function parentsAfter(parents: readonly Parenthood[], mergers: Mergers): readonly Parenthood[] {
  if (parents.every(({ org }) => mergers.spansOf(org)[0]!.org === org && mergers.spansOf(org).length === 1))
    return parents
  return parents.flatMap(({ org, from = -Infinity, to = Infinity }) =>
    mergers.spansOf(org).flatMap((span) => {
      const [first, last] = [Math.max(from, span.from ?? -Infinity), Math.min(to, span.to ?? Infinity)]
      if (first > last) return []
      return [{ org: span.org, ...(first > -Infinity && { from: first }), ...(last < Infinity && { to: last }) }]
    }),
  )
}

/** The years of a parent in which an office is one of its own. */
const within = (parents: readonly Parenthood[], { from = -Infinity, to = Infinity }: Parenthood): Parenthood[] =>
  parents.flatMap((one) => {
    const [first, last] = [Math.max(one.from ?? -Infinity, from), Math.min(one.to ?? Infinity, to)]
    if (first > last) return []
    return [{ org: one.org, ...(first > -Infinity && { from: first }), ...(last < Infinity && { to: last }) }]
  })

/**
 * Offices after mergers. One that went into another for all years is no office any more, and its names are former names
 * of the other; one that did from a year on stands where it stood until then.
 */
export function mergedOffices(orgs: readonly Org[], mergers: Mergers): readonly Org[] {
  if (mergers.all.length === 0) return orgs
  const byId = new Map(orgs.map((org) => [org.id, org]))
  const gained = new Map<string, Org[]>()
  for (const { office } of mergers.all) {
    const into = mergers.officeOf(office)
    if (into !== office) gained.set(into, [...(gained.get(into) ?? []), byId.get(office)!])
  }
  const families = new Map<readonly Parenthood[], readonly Parenthood[]>()
  const familyOf = (parents: readonly Parenthood[]): readonly Parenthood[] => {
    const known = families.get(parents) ?? parentsAfter(parents, mergers)
    families.set(parents, known)
    return known
  }
  return orgs.flatMap((org): Org[] => {
    if (mergers.officeOf(org.id) !== org.id) return []
    const others = gained.get(org.id) ?? []
    const placed = org.parents.length > 0 ? org : (others.find((one) => one.parents.length > 0) ?? org)
    const family = familyOf(placed.parents)
    const own = mergers.spansOf(org.id)[0]!
    const stood = own.to === undefined ? family : within(family, own)
    // What stood under what it took in stands under nothing then.
    const isOwn = family !== placed.parents && family.some((one) => one.org === org.id)
    const parents = isOwn ? stood.filter((one) => one.org !== org.id) : stood
    const names = new Set(namesOf(org))
    const former = [...new Set(others.flatMap(namesOf))]
      .filter((name) => !names.has(name))
      .map((name): FormerName => ({ name, to: FIRST_YEAR - 1 }))
    if (parents === org.parents && former.length === 0) return [org]
    return [{ ...org, parents, ...(former.length > 0 && { formerNames: [...(org.formerNames ?? []), ...former] }) }]
  })
}

/* No id of a dataset holds a line break: one that would is no version of another office's report. */
const BREAK = '\n'

/** Names the version of a report that a dataset holds of an office, where it stands under another. */
export const versionOf = (dataset: string, office: string): string => `${dataset}${BREAK}${office}`

/** The dataset and office that a version of an office's report comes from. */
export function originOf(version: string, office: string): { dataset: string; org: string } {
  const at = version.indexOf(BREAK)
  return at < 0
    ? { dataset: version, org: office }
    : { dataset: version.slice(0, at), org: version.slice(at + BREAK.length) }
}
