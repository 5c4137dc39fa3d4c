/** Administrative level of an organ. An `area` only groups others and publishes no report of its own here. */
export const LEVELS = ['nation', 'province', 'city', 'district', 'street', 'department'] as const
export type Level = (typeof LEVELS)[number]

/** A parent that holds from report year `from` to report year `to`, both included; open where absent. */
export interface Parenthood {
  org: string
  from?: number
  to?: number
}

/** A name borne until report year `to`, from report year `from` on, both included; from the beginning where absent. */
export interface FormerName {
  name: string
  from?: number
  to: number
}

export interface Org {
  id: string
  /** Today's name. */
  name: string
  level: Level
  parents: readonly Parenthood[]
  /** What it was called before: an organ that is renamed stays the same organ. */
  formerNames?: readonly FormerName[]
}

/** What an organ was called in a report year. */
export const nameIn = ({ name, formerNames = [] }: Org, year: number): string =>
  formerNames.find(({ from = -Infinity, to }) => from <= year && year <= to)?.name ?? name

/** Every name an organ may be written with, today's first. */
export const namesOf = ({ name, formerNames }: Org): string[] =>
  formerNames ? [name, ...formerNames.map((former) => former.name)] : [name]

/** The parent in force in a report year, if any. */
export const parentOf = (org: Org, year: number): string | undefined =>
  org.parents.find((p) => (p.from ?? -Infinity) <= year && year <= (p.to ?? Infinity))?.org

/** Every organ's ancestors in a year, nearest first. A cycle ends the walk. */
export function ancestorsOf(orgs: Pick<ReadonlyMap<string, Org>, 'get'>, id: string, year: number): string[] {
  const found: string[] = []
  for (let org = orgs.get(id); org;) {
    const parent = parentOf(org, year)
    if (parent === undefined || found.includes(parent) || parent === id) break
    found.push(parent)
    org = orgs.get(parent)
  }
  return found
}

/** The first report year that a dataset may hold: the regulation of 2008 asked for the first reports. */
export const FIRST_YEAR = 2008

/**
 * Organs that stand under themselves by way of their parents, one of each circle by its position, with the first year
 * in which it does.
 */
export function circlesIn(orgs: readonly Org[]): { at: number; year: number }[] {
  const rows = new Map(orgs.map(({ id }, row) => [id, row]))
  const turns = new Set([FIRST_YEAR])
  for (const { parents } of orgs) {
    for (const { from, to } of parents) {
      if (from !== undefined) turns.add(from)
      if (to !== undefined) turns.add(to + 1)
    }
  }
  const found = new Map<number, number>()
  for (const year of [...turns].sort((a, b) => a - b)) {
    const above = Int32Array.from(orgs, (org) => rows.get(parentOf(org, year) ?? '') ?? -1)
    const walked = new Int32Array(orgs.length)
    for (let start = 0; start < orgs.length; start++) {
      let row = start
      for (; row >= 0 && walked[row] === 0; row = above[row]!) walked[row] = start + 1
      if (row >= 0 && walked[row] === start + 1 && !found.has(row)) found.set(row, year)
    }
  }
  return [...found].map(([at, year]) => ({ at, year }))
}

const SUFFIXES = ['人民政府办公室', '人民政府', '街道办事处', '办事处', '街道', '街']

/** The part of a name that tells one organ from another of its kind: 长庆街道办事处, 长庆街道, 长庆街 are all 长庆. */
export function coreName(name: string): string {
  const bare = name.replace(/[\s（(][^）)]*[）)]?$/u, '').replace(/人民政府(.+)/u, '$1')
  const suffix = SUFFIXES.find((s) => bare.endsWith(s) && bare.length > s.length)
  return suffix === undefined ? bare : bare.slice(0, -suffix.length)
}

/** A name short enough for a chart label: 长庆街道办事处 is 长庆, 二郎镇人民政府 is 二郎镇. */
export const shortName = (name: string): string => coreName(name) || name
