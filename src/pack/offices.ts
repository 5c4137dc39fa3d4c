import { LEVELS } from '../domain/orgs'
import type { FormerName, Level, Org, Parenthood } from '../domain/orgs'

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
  /** JSON: position and former names of each office that has some; absent where none has. */
  renamed?: string
}

/** Texts joined by line feeds; where one holds a line feed itself, all as JSON after a NUL. */
const join = (texts: readonly string[]): string =>
  /[\n\0]/u.test(texts.join('')) ? `\0${JSON.stringify(texts)}` : texts.join('\n')
const split = (text: string, count: number): string[] =>
  count === 0 ? [] : text.startsWith('\0') ? (JSON.parse(text.slice(1)) as string[]) : text.split('\n')

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
  const renamed = orgs.flatMap(({ formerNames }, i) => (formerNames?.length ? [[i, formerNames] as const] : []))
  return {
    ids: join(ids),
    names: join(orgs.map(({ name }) => name)),
    levels: Uint8Array.from(orgs, ({ level }) => LEVELS.indexOf(level)),
    family,
    families: `[${[...families.keys()].join()}]`,
    ...(renamed.length > 0 && { renamed: JSON.stringify(renamed) }),
  }
}

/** As version 1 of the database kept them. */
interface OlderOffices {
  ids: string[]
  names: string[]
  levels: number[]
  families: (readonly Parenthood[])[]
  family: number[]
}

export function unpackOffices(packed: PackedOffices | string): Org[] {
  if (typeof packed === 'string') {
    const { ids, names, levels, families, family } = JSON.parse(packed) as OlderOffices
    return ids.map((id, i) => ({
      id,
      name: names[i]!,
      level: LEVELS[levels[i]!] as Level,
      parents: families[family[i]!]!,
    }))
  }
  const { levels, family } = packed
  const ids = split(packed.ids, levels.length)
  const names = split(packed.names, levels.length)
  const families = JSON.parse(packed.families) as (readonly Parenthood[])[]
  const orgs = new Array<Org>(levels.length)
  for (let i = 0; i < orgs.length; i++) {
    const parents = families[family[i]!]!
    const name = names[i]!
    orgs[i] = {
      id: ids[i]! === '' ? `${parents[0]?.org ?? ''}${name}` : ids[i]!,
      name,
      level: LEVELS[levels[i]!] as Level,
      parents,
    }
  }
  const renamed = JSON.parse(packed.renamed ?? '[]') as [number, readonly FormerName[]][]
  for (const [i, formerNames] of renamed) orgs[i] = { ...orgs[i]!, formerNames }
  return orgs
}
