import { LEVELS, parentOf } from '../domain/orgs'
import type { Level, Org, Parenthood } from '../domain/orgs'

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
 * one counts, but one that knows no parents leaves the earlier one's standing.
 */
export function mergeOffices(lists: readonly (readonly Org[])[]): Org[] {
  const merged = new Map<string, Org>()
  for (const org of lists.flat()) {
    const before = merged.get(org.id)
    merged.set(org.id, before && org.parents.length === 0 ? { ...org, parents: before.parents } : org)
  }
  return [...merged.values()]
}

/** Offices as few strings and numbers: what a database keeps, and what opens fast at 40,000 of them. */
export interface PackedOffices {
  /** Joined by line feeds; empty where it is the id of the parent in `home` followed by the name. */
  ids: string
  names: string
  levels: Uint8Array
  /** Position in `families` of each office's parents. */
  family: Uint32Array
  /** JSON: parents that many share are written once. The first of each list is the office's home. */
  families: string
}

/** Texts joined by line feeds; where one holds a line feed itself, all as JSON after a NUL. */
const join = (texts: readonly string[]): string => (/[\n\0]/u.test(texts.join('')) ? `\0${JSON.stringify(texts)}` : texts.join('\n'))
const split = (text: string, count: number): string[] => (count === 0 ? [] : text.startsWith('\0') ? JSON.parse(text.slice(1)) as string[] : text.split('\n'))

/** Offices in the order given, packed. */
export function packOffices(orgs: readonly Org[]): PackedOffices {
  const families = new Map<string, number>()
  const family = new Uint32Array(orgs.length)
  const ids: string[] = []
  orgs.forEach(({ id, name, parents }, i) => {
    const key = JSON.stringify(parents)
    const held = families.get(key) ?? families.size
    families.set(key, held)
    family[i] = held
    ids.push(id === `${parents[0]?.org ?? ''}${name}` ? '' : id)
  })
  return {
    ids: join(ids), names: join(orgs.map(({ name }) => name)), levels: Uint8Array.from(orgs, ({ level }) => LEVELS.indexOf(level)),
    family, families: `[${[...families.keys()].join()}]`,
  }
}

/** As version 1 of the database kept them. */
interface OlderOffices { ids: string[]; names: string[]; levels: number[]; families: (readonly Parenthood[])[]; family: number[] }

export function unpackOffices(packed: PackedOffices | string): Org[] {
  if (typeof packed === 'string') {
    const { ids, names, levels, families, family } = JSON.parse(packed) as OlderOffices
    return ids.map((id, i) => ({ id, name: names[i]!, level: LEVELS[levels[i]!] as Level, parents: families[family[i]!]! }))
  }
  const { levels, family } = packed
  const ids = split(packed.ids, levels.length)
  const names = split(packed.names, levels.length)
  const families = JSON.parse(packed.families) as (readonly Parenthood[])[]
  const orgs = new Array<Org>(levels.length)
  for (let i = 0; i < orgs.length; i++) {
    const parents = families[family[i]!]!
    const name = names[i]!
    orgs[i] = { id: ids[i]! === '' ? `${parents[0]?.org ?? ''}${name}` : ids[i]!, name, level: LEVELS[levels[i]!] as Level, parents }
  }
  return orgs
}
