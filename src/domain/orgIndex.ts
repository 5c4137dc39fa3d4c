import { coreName, namesOf, parentOf } from './orgs'
import type { Org } from './orgs'

/** Organs by what a report may call them. Grows as reports are placed. */
export interface OrgIndex {
  byId: ReadonlyMap<string, Org>
  /** Street offices, or departments, whose names tell the same organ; the names they bore before count too. */
  alike(name: string, level: 'street' | 'department'): readonly Org[]
  /** Areas that have, or had, exactly this name. */
  areas(name: string): readonly Org[]
  /** Ids of every area an organ stood under, in any year. */
  above(org: Org): ReadonlySet<string>
  /** Whether all street offices stand under one area today. */
  oneArea(): boolean
  add(org: Org): void
}

/** `aliases`: other names of organs, by id. */
export function orgIndex(orgs: Iterable<Org>, aliases?: ReadonlyMap<string, readonly string[]>): OrgIndex {
  const byId = new Map<string, Org>()
  const byKey = new Map<string, Org[]>()
  const byName = new Map<string, Org[]>()
  const streetParents = new Set<string | undefined>()
  const keyOf = (name: string, level: string): string => `${level} ${coreName(name)}`
  const push = (groups: Map<string, Org[]>, key: string, org: Org): void => {
    const group = groups.get(key)
    if (group) group.push(org)
    else groups.set(key, [org])
  }
  const add = (org: Org): void => {
    if (byId.has(org.id)) return
    byId.set(org.id, org)
    if (org.level === 'street') streetParents.add(parentOf(org, Infinity))
    const isOffice = org.level === 'street' || org.level === 'department'
    const groups = isOffice ? byKey : byName
    const names = [...namesOf(org), ...(aliases?.get(org.id) ?? [])]
    const keys = names.map((name) => (isOffice ? keyOf(name, org.level) : name))
    for (const key of keys.length > 1 ? new Set(keys) : keys) push(groups, key, org)
  }
  const above = (org: Org, found = new Set<string>()): Set<string> => {
    for (const { org: id } of org.parents) {
      const parent = byId.get(id)
      if (found.has(id)) continue
      found.add(id)
      if (parent) above(parent, found)
    }
    return found
  }
  for (const org of orgs) add(org)
  return {
    byId,
    add,
    above: (org) => above(org),
    alike: (name, level) => byKey.get(keyOf(name, level)) ?? [],
    areas: (name) => byName.get(name) ?? [],
    oneArea: () => streetParents.size <= 1,
  }
}
