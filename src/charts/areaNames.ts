import { ancestorsOf, parentOf } from '../domain/orgs'
import type { Level, Org } from '../domain/orgs'
import type { Translator } from '../i18n'
import type { OfficeMap, Scope } from '../query/officeMap'
import type { ChartContext } from './figure'

/** The map of offices, as far as names need it. */
type Known = Pick<OfficeMap, 'get'>

/** What an office stands under in a year, or last stood. */
export const aboveOf = (map: Known, org: Org, year: number): Org | undefined =>
  map.get(parentOf(org, year) ?? org.parents.at(-1)?.org)

/**
 * What an office stands under. Districts of different cities may have one name: beyond a city they are told with it.
 */
export function areaNameOf(map: Known, org: Org, within: { year: number; area?: string }): string | undefined {
  const area = aboveOf(map, org, within.year)
  if (!area) return undefined
  const wider = area.id === within.area ? undefined : aboveOf(map, area, within.year)
  const isPlain = !wider || wider.id === within.area || wider.level === 'nation' || area.name.startsWith(wider.name)
  return isPlain ? area.name : `${wider.name}${area.name}`
}

/** A scope in words: 下城区 8 个街道. */
export function scopeNameOf(map: Pick<OfficeMap, 'get' | 'count'>, scope: Scope, { t }: Translator): string {
  const area = map.get(scope.area)
  const of = { n: map.count(scope).offices, level: t(`scope.level.${scope.level ?? 'street'}`) }
  return area ? t('scope.in', { area: area.name, ...of }) : t('scope.everywhere', of)
}

/**
 * What a chart of a scope may know beside its data, from the map of offices alone. `by`: the level of the areas that
 * are compared, of which the one that the office in focus stands under is its home.
 */
export function contextOf(
  map: OfficeMap,
  { scope, focus, highlights, by }: { scope: Scope; focus?: string; highlights?: readonly string[]; by?: Level },
  words: Translator,
): ChartContext {
  const office = map.get(focus)
  const above = office && aboveOf(map, office, scope.year)
  const areas = office && by ? map.areasOf(office, scope.year) : []
  const home = areas.find(({ level }) => level === by) ?? above
  return {
    words,
    scopeName: scopeNameOf(map, scope, words),
    ...(office && { focus: office.id }),
    ...(highlights && highlights.length > 0 && { highlights }),
    areaOf: (org) => areaNameOf(map, org, scope),
    pathOf: (org) =>
      ancestorsOf(map, org.id, scope.year)
        .reverse()
        .map((id) => map.get(id)?.name ?? '')
        .join(' '),
    isUnder: (id, area, year) => ancestorsOf(map, id, year).includes(area),
    nameOf: (id) => map.get(id)?.name,
    baseSources: map.baseSources,
    ...(home && { home }),
    ...(above && { isNear: (org: Org) => parentOf(org, scope.year) === above.id }),
  }
}
