import type { MatrixResult } from '../../query/spec'
import type { ChartContext, Figure, Room } from '../figure'
import { sourceText } from '../parts/notes'
import { wholeTable, yearsTable } from '../yearsTable'
import { draw } from './drawing'
import { plotOf } from './plot'
import { stateOf } from './state'
import { notesOf, subtitleOf, titleOf } from './words'

/** A metric year by year: the office in focus against its peers in grey, with the median and the change of form. */
export function trend(result: MatrixResult, ctx: ChartContext): Figure {
  const { words } = ctx
  const state = stateOf(result, ctx)
  return {
    id: `trend-${result.metric}`,
    title: titleOf(state, words),
    subtitle: subtitleOf(state, ctx),
    ...(state.isDrawable && {
      option: (room: Room) => draw(state, room, words),
      plot: () => plotOf(state, words),
    }),
    height: 380,
    least: 270,
    footnotes: notesOf(state, ctx),
    ...(state.pins.marked.length > 0 && { pinned: state.pins.marked.length }),
    source: sourceText(result.metric, words),
    table: yearsTable(result, ctx),
    ...wholeTable(result, ctx),
    name: { metric: state.metric, scope: ctx.scopeName, years: `${result.years[0]}-${result.years.at(-1)}` },
  }
}
