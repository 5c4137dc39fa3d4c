/** Administrative level of an organ. An `area` only groups others and publishes no report of its own here. */
export const LEVELS = ['nation', 'province', 'city', 'district', 'street', 'department'] as const
export type Level = (typeof LEVELS)[number]

/** A parent that holds from report year `from` to report year `to`, both included; open where absent. */
export interface Parenthood {
  org: string
  from?: number
  to?: number
}

export interface Org {
  id: string
  name: string
  level: Level
  parents: readonly Parenthood[]
}

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

const SUFFIXES = ['人民政府办公室', '人民政府', '街道办事处', '办事处', '街道', '街']

/** The part of a name that tells one organ from another of its kind: 长庆街道办事处, 长庆街道, 长庆街 are all 长庆. */
export function coreName(name: string): string {
  const bare = name.replace(/[\s（(][^）)]*[）)]?$/u, '').replace(/人民政府(.+)/u, '$1')
  const suffix = SUFFIXES.find((s) => bare.endsWith(s) && bare.length > s.length)
  return suffix === undefined ? bare : bare.slice(0, -suffix.length)
}

/** A name short enough for a chart label: 长庆街道办事处 is 长庆, 二郎镇人民政府 is 二郎镇. */
export const shortName = (name: string): string => coreName(name) || name
