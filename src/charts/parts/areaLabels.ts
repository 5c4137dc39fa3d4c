import type { Org } from '../../domain/orgs'
import type { ChartContext } from '../figure'

/** Areas by name, under several higher ones with that of theirs before it. */
export function areaLabels(areas: readonly Org[], { pathOf }: ChartContext): (i: number) => string {
  const prefixes = new Set(areas.map((area) => area.parents[0]?.org))
  return (i) => {
    const above = prefixes.size > 1 ? pathOf?.(areas[i]!).split(' ').at(-1) : undefined
    return !above || areas[i]!.name.startsWith(above) ? areas[i]!.name : `${above}${areas[i]!.name}`
  }
}
