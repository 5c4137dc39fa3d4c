import { contextOf } from '../../charts/areaNames'
import type { Figure } from '../../charts/figure'
import { figureFrom } from '../../charts/recipe'
import type { Recipe } from '../../charts/recipe'
import type { Translator } from '../../i18n'
import type { OfficeMap } from '../../query/officeMap'
import type { QueryClient } from '../../query/spec'

/** The figures of a circular; none where an office program could not draw it. */
export interface CircularFigures {
  requests?: Figure
  endings?: Figure
}

const isDrawable = (figure: Figure): boolean => figure.plot !== undefined

/** Draws what a circular shows of the offices of a scope: their applications, and how these ended year by year. */
export async function circularFigures(
  door: QueryClient,
  map: OfficeMap,
  base: Pick<Recipe, 'collection' | 'scope' | 'years'>,
  words: Translator,
): Promise<CircularFigures> {
  const ctx = contextOf(map, base, words)
  const [requests, endings] = await Promise.all([
    figureFrom({ ...base, kind: 'rank', metric: 'applications.new.total', part: 'mixed' }, door, ctx),
    figureFrom({ ...base, kind: 'endings-years', metric: 'applications.closed.total' }, door, ctx),
  ])
  return { ...(isDrawable(requests) && { requests }), ...(isDrawable(endings) && { endings }) }
}
