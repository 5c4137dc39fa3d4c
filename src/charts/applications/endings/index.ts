import type { PartsResult } from '../../../query/answers/parts'
import { FEWEST_CLOSED } from '../../../query/applications'
import { emptyFigure } from '../../figure'
import type { ChartContext, Figure, Room } from '../../figure'
import { spanOf } from '../counts'
import { draw } from './drawing'
import { heightOf } from './layout'
import { plotOf } from './plot'
import { officesOf, yearsOf } from './state'
import type { Group } from './state'
import { tableOf } from './table'
import { officesNotes, officesTitle, yearsNotes, yearsTitle } from './words'

const heightsOf = (groups: readonly Group[]): Pick<Figure, 'height' | 'least'> => {
  const height = heightOf(groups, 12)
  return { height, least: Math.min(height, 420) }
}

/** How what was closed ended as bars of 100 %, office by office, or area by area where the offices are too many. */
export function endingsByOffice(result: PartsResult, year: number, ctx: ChartContext): Figure {
  const { words } = ctx
  const { t } = words
  const id = 'endings-by-office'
  const name = { metric: t('apps.endings.name'), scope: ctx.scopeName, years: String(year) }
  const state = officesOf(result, year, ctx)
  if (!state) return { ...emptyFigure(id, t('apps.endings.empty', { year }), ctx), name }
  const { all, areas, offices, groups } = state
  return {
    id,
    title: officesTitle(state, words),
    subtitle: t('apps.endings.subtitle', { year }),
    ...(all.closed > 0 && {
      option: (room: Room) => draw(id, groups, room, words),
      plot: () => plotOf(groups, true, words),
    }),
    ...heightsOf(groups),
    footnotes: officesNotes(state, words),
    source: t('apps.endings.source'),
    table: tableOf(t('common.office'), [all, ...areas, ...offices], words),
    name,
  }
}

/** The same year by year: of the office in focus with `own`, else of all offices that have the figures. */
export function endingsByYear(result: PartsResult, own: boolean, ctx: ChartContext): Figure {
  const { words } = ctx
  const { t } = words
  const state = yearsOf(result, own, ctx)
  const { who, rows, groups } = state
  return {
    id: own ? 'endings-by-year-own' : 'endings-by-year',
    title: yearsTitle(state, words),
    subtitle: t('apps.endings.subtitle-years', { who, n: FEWEST_CLOSED }),
    ...(rows.some(({ closed }) => closed > 0) && {
      option: (room: Room) => draw('endings', groups, room, words),
      plot: () => plotOf(groups, false, words),
    }),
    ...heightsOf(groups),
    footnotes: yearsNotes(state, words),
    source: t('apps.endings.source'),
    table: tableOf(t('scope.year'), rows, words),
    name: { metric: t('apps.endings.name'), scope: who, years: spanOf(result.years) },
  }
}
