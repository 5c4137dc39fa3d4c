import { shortName } from '../../domain/orgs'
import type { Org } from '../../domain/orgs'
import type { ChartContext, TableEntry } from '../figure'
import { labelsOf } from '../readings'

/** Whether offices stand under more than one area, so that a table must tell them apart. */
export function hasAreas(orgs: readonly Org[], { areaOf }: Pick<ChartContext, 'areaOf'>): boolean {
  if (!areaOf || orgs.length === 0) return false
  const first = areaOf(orgs[0]!)
  return orgs.some((org) => areaOf(org) !== first)
}

/** What an office stands under, as an entry of a table. */
export function areaEntry(org: Org, { areaOf, pathOf }: Pick<ChartContext, 'areaOf' | 'pathOf'>): TableEntry {
  const text = pathOf?.(org) ?? areaOf?.(org) ?? ''
  return { text, ...(text !== '' && { sort: text }) }
}

/** Short names of some of many offices: where they stand under more than one area, each with its own. */
export function placedLabels(
  orgs: readonly Org[],
  some: boolean,
  ctx: Pick<ChartContext, 'areaOf'>,
): (i: number) => string {
  const labels = labelsOf({ orgs }, ctx)
  const wide = some && hasAreas(orgs, ctx)
  return (i) => {
    const area = wide ? ctx.areaOf?.(orgs[i]!) : undefined
    return area === undefined ? labels(i) : `${shortName(orgs[i]!.name)}（${area}）`
  }
}
