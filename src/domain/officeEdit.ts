import * as v from 'valibot'
import type { Merger } from './mergers'
import { FIRST_YEAR, LEVELS } from './orgs'
import type { Org, Parenthood } from './orgs'
import { placer } from './placement'
import type { Roster, RosterEntry } from './roster'

/** What was changed of an office by hand: it holds for all its reports, whichever dataset they come from. */
export interface OfficeEdit {
  id: string
  /** Its name from now on; the one it had is kept as a former name. */
  name?: string
  /** First report year under the new name; where absent, it was never called otherwise. */
  renamedFrom?: number
  /** Id of the area that it stands under. */
  area?: string
  /** First report year under that area; where absent, it always stood there. */
  movedFrom?: number
  /** The area and those above it, parents first. */
  areas?: Org[]
  /** What it went into, with the name it bore then. */
  merged?: Omit<Merger, 'office'> & { name: string }
}

const year = v.pipe(v.number(), v.integer(), v.minValue(FIRST_YEAR), v.maxValue(2100))
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
const schema = v.object({
  id: text,
  name: v.optional(text),
  renamedFrom: v.optional(year),
  area: v.optional(text),
  movedFrom: v.optional(year),
  areas: v.optional(
    v.array(
      v.object({
        id: text,
        name: text,
        level: v.picklist(LEVELS),
        parents: v.array(v.object({ org: text, from: v.optional(year), to: v.optional(year) })),
      }),
    ),
  ),
  merged: v.optional(v.object({ into: text, name: text, from: v.optional(year), counts: v.optional(v.array(year)) })),
})
/** A change of an office as it was stored; nothing where it is none. */
export function readOfficeEdit(content: unknown): OfficeEdit | undefined {
  const parsed = v.safeParse(schema, content)
  return parsed.success ? (parsed.output as OfficeEdit) : undefined
}

/** The offices that went into others. */
export const mergersIn = (edits: readonly OfficeEdit[]): Merger[] =>
  edits.flatMap(({ id, merged }) => {
    if (!merged) return []
    const { name: _name, ...merger } = merged
    return [{ office: id, ...merger }]
  })

/** The parents that held before a year. */
const before = (parents: readonly Parenthood[], from: number): Parenthood[] =>
  parents.flatMap((one) =>
    (one.from ?? -Infinity) >= from ? [] : [{ ...one, to: Math.min(one.to ?? Infinity, from - 1) }],
  )

/** An office as it is after the change. */
export function editedOffice({ name, renamedFrom, area, movedFrom }: OfficeEdit, held: Org): Org {
  const isRenamed = name !== undefined && name !== held.name
  const former = { name: held.name, to: (renamedFrom ?? FIRST_YEAR) - 1 }
  const parents =
    area === undefined
      ? held.parents
      : movedFrom === undefined
        ? [{ org: area }]
        : [...before(held.parents, movedFrom), { org: area, from: movedFrom }]
  return {
    ...held,
    parents,
    ...(isRenamed && { name, formerNames: [...(held.formerNames ?? []), former] }),
  }
}

/** The offices that changes concern, as they are after them, with the areas they name that are not known. */
export const editedOffices = (edits: readonly OfficeEdit[], held: (id: string) => Org | undefined): Org[] =>
  edits.flatMap((edit) => {
    const office = held(edit.id)
    return office ? [...(edit.areas ?? []).filter(({ id }) => !held(id)), editedOffice(edit, office)] : []
  })

/**
 * The area that a district's name as written means, with those above it; nothing where it is none, or where the office
 * itself stands above it.
 */
export function areaNamed(
  district: string,
  office: Org,
  known: readonly Org[],
): { area: Org; areas: Org[] } | undefined {
  if (district.trim() === '') return undefined
  const places = placer(known)
  const { org: area } = places.place({ district: district.trim() })
  if (area.level === 'street' || area.level === 'department') return undefined
  const byId = new Map(places.orgs().map((one) => [one.id, one]))
  const areas: Org[] = []
  for (let at: Org | undefined = area; at && !areas.includes(at); at = byId.get(at.parents.at(-1)?.org ?? ''))
    areas.unshift({ id: at.id, name: at.name, level: at.level, parents: at.parents })
  return areas.some(({ id }) => id === office.id) ? undefined : { area, areas }
}

/** A roster after the change of an office: under its new name, on the roster of the area that it stands under now. */
export function rosterAfter(roster: Roster, edit: OfficeEdit, office: Org): Roster {
  const { name = office.name, area, movedFrom } = edit
  const entry = roster.entries.find(({ id }) => id === edit.id)
  const isHere = area === undefined || area === roster.area
  const renamed = (one: RosterEntry): RosterEntry =>
    one.name === name
      ? one
      : { ...one, name, aliases: [...new Set([...one.aliases, one.name])].filter((a) => a !== name) }
  if (!entry) {
    if (area !== roster.area) return roster
    const fresh: RosterEntry = { id: edit.id, name, level: office.level, aliases: [] }
    return { ...roster, entries: [...roster.entries, movedFrom === undefined ? fresh : { ...fresh, from: movedFrom }] }
  }
  const entries = roster.entries.flatMap((one) => {
    if (one.id !== edit.id) return [one]
    if (isHere) return [renamed(one)]
    return movedFrom === undefined ? [] : [{ ...one, to: Math.min(one.to ?? Infinity, movedFrom - 1) }]
  })
  return { ...roster, entries }
}
