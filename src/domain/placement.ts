import { mergerOf, parentsIn, splitArea } from './areas'
import type { AreaStep } from './areas'
import { readName } from './names'
import { orgIndex } from './orgIndex'
import type { OrgIndex } from './orgIndex'
import { isNameless, organOf } from './organs'
import type { Org } from './orgs'

/** What a report says of its organ; `district` as written, whole (杭州市下城区) or in part (下城区). */
export interface Said {
  org?: string
  district?: string
  year?: number
}

export interface Placement {
  org: Org
  isNew: boolean
  /** Areas above a new organ that were not known, parents first. */
  newAreas: Org[]
  /**
   * `known`: matched. `new`: not held so far. `unsure`: the report does not say enough to tell, so a person should
   * decide.
   */
  confidence: 'known' | 'new' | 'unsure'
}

/** The name of an organ that its report does not name. */
export const UNNAMED = '未识别单位'

/** 杭州市 and 下城区 are 杭州市下城区; 重庆两江新区 carries its city's name already. */
const idOf = (steps: readonly AreaStep[]): string =>
  steps
    .map(({ name }) => name)
    .filter((name, i, names) => !names[i + 1]?.startsWith(name.replace(/市$/u, '')))
    .join('')

/** The known areas that the steps may mean: the last by its name, the earlier ones among those above it. */
function fitting(steps: readonly AreaStep[], index: OrgIndex): Org[] {
  const last = steps.at(-1)
  if (!last) return []
  const whole = index.byId.get(idOf(steps))
  if (whole) return [whole]
  return index.areas(last.name).filter((org) => {
    const above = [...index.above(org)].map((id) => index.byId.get(id)?.name)
    return steps.slice(0, -1).every(({ name }) => above.includes(name))
  })
}

/** The areas of the steps that are not known, parents first. */
function missingAreas(steps: readonly AreaStep[], index: OrgIndex): Org[] {
  return steps.flatMap(({ name, level }, i) => {
    const id = idOf(steps.slice(0, i + 1))
    if (index.byId.has(id)) return []
    const parent = i > 0 ? idOf(steps.slice(0, i)) : undefined
    const merger = mergerOf(id)
    return [
      {
        id,
        name,
        level,
        parents: parent === undefined ? [] : [{ org: parent, ...(merger && { to: merger.from - 1 }) }],
      },
    ]
  })
}

/** What is missing above a new organ of an area, the area that took a dissolved one in included. */
function missingAbove(area: string, steps: readonly AreaStep[], index: OrgIndex): Org[] {
  const merger = mergerOf(area)
  const all = [
    ...(merger ? missingAreas(splitArea(merger.into), index) : []),
    ...(index.byId.has(area) ? [] : missingAreas(steps, index)),
  ]
  return all.filter((org, i) => all.findIndex(({ id }) => id === org.id) === i)
}

/** The area's own government. */
function placeGovernment(steps: readonly AreaStep[], areas: readonly Org[], index: OrgIndex): Placement {
  const held = areas[0]
  if (held) return { org: held, isNew: false, newAreas: [], confidence: areas.length === 1 ? 'known' : 'unsure' }
  const created = missingAbove(idOf(steps), steps, index)
  const org = created.find(({ id }) => id === idOf(steps)) as Org
  return { org, isNew: true, newAreas: created.filter((area) => area !== org), confidence: 'new' }
}

function place(said: Said, index: OrgIndex): Placement {
  const { steps, own } = readName(said)
  const areas = fitting(steps, index)
  const organ = organOf(own)
  if (!organ && steps.length > 0) return placeGovernment(steps, areas, index)
  const named = organ !== undefined && !isNameless(own)
  const { name, level } = named ? organ : { name: UNNAMED, level: 'street' as const }

  const successor = index.byId.get(mergerOf(idOf(steps))?.into ?? '')
  const under = successor ? [...areas, successor] : areas
  const matches = index.alike(name, level).filter((org) => {
    if (steps.length === 0) return true
    const above = index.above(org)
    return under.some(({ id }) => above.has(id))
  })
  const match = matches[0]
  if (match) {
    const sure = named && matches.length === 1 && (steps.length > 0 || index.oneArea())
    return { org: match, isNew: false, newAreas: [], confidence: sure ? 'known' : 'unsure' }
  }

  // A city with towns directly below is one of the county level: 天门市.
  const [only] = steps
  const shaped = only && steps.length === 1 && level === 'street' ? [{ ...only, level: 'district' as const }] : steps
  const parent = areas[0]?.id ?? (steps.length > 0 ? idOf(shaped) : undefined)
  if (parent === undefined)
    return { org: { id: name, name, level, parents: [] }, isNew: true, newAreas: [], confidence: 'unsure' }
  return {
    org: { id: `${parent}${name}`, name, level, parents: parentsIn(parent) },
    isNew: true,
    newAreas: missingAbove(parent, shaped, index),
    confidence: areas.length > 1 || !named ? 'unsure' : 'new',
  }
}

/**
 * Which organ a report is of: one of those known, however its name is written (下城区 for 杭州市下城区, 长庆街道办事处 for 长庆街道), or a
 * new one with an id made of area and name. Without a district, a name matches for certain only where all known street
 * offices are of one area. Pure: nothing is added to `known`.
 */
export const placeReport = (said: Said, known: readonly Org[]): Placement => place(said, orgIndex(known))

/**
 * Places many reports one after another; each new organ and area is known to the next. `orgs` gives them all, parents
 * first. `aliases`: other names by which a report may call an organ, by id.
 */
export function placer(
  known: readonly Org[] = [],
  aliases?: ReadonlyMap<string, readonly string[]>,
): { place(said: Said): Placement; orgs(): Org[] } {
  const index = orgIndex(known, aliases)
  return {
    place(said) {
      const placement = place(said, index)
      for (const org of [...placement.newAreas, placement.org]) index.add(org)
      return placement
    },
    orgs: () => [...index.byId.values()],
  }
}
