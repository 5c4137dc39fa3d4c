import type { CompletenessResult } from '../../query/spec'
import type { ChartContext, Figure, Room } from '../figure'
import { draw, heightOf } from './drawing'
import { stateOf } from './state'
import { tableOf } from './table'
import { notesOf, titleOf } from './words'

/**
 * When reports were published: a row a year, a dot a report on its day from 1 January on, hollow past the deadline; of
 * very many a column a day. Beside each year how many of the reports held have a day.
 */
export function calendar(result: CompletenessResult, year: number, ctx: ChartContext): Figure {
  const { words } = ctx
  const state = stateOf(result, year, ctx)
  const { years } = result
  return {
    id: `calendar-${year}`,
    title: titleOf(state, words),
    subtitle: words.t(state.isDots ? 'calendar.subtitle' : 'calendar.subtitle.columns'),
    ...(result.published.length > 0 && { option: (room: Room) => draw(state, room, ctx) }),
    asPicture: true,
    height: heightOf(state),
    footnotes: notesOf(state, words),
    source: words.t('reports.source'),
    table: tableOf(state, ctx),
    name: { metric: words.t('calendar.name'), scope: ctx.scopeName, years: `${years[0]}-${years.at(-1)}` },
  }
}
