import type { MatrixResult } from '../../query/spec'
import type { ChartContext, Figure, Room } from '../figure'
import { sourceText } from '../parts/notes'
import { draw } from './drawing'
import { plotOf } from './plot'
import { stateOf } from './state'
import type { WholeStep } from './state'
import { tableOf } from './table'
import { notesOf, titleOf } from './words'

/**
 * Two years of one metric office by office: hollow the first, solid the second, and what may be said of the change.
 * `whole`: the matrix holds only some of many offices.
 */
export function dumbbell(result: MatrixResult, from: number, to: number, ctx: ChartContext, whole?: WholeStep): Figure {
  const { words } = ctx
  const state = stateOf({ result, from, to }, ctx, whole)
  const { metric, shown, scale } = state
  return {
    id: `dumbbell-${result.metric}`,
    title: titleOf(state, whole, words),
    subtitle: words.t('dumbbell.subtitle', { unit: scale.label, from, to }),
    ...(shown.length > 0 && {
      option: (room: Room) => draw(state, room, words),
      plot: () => plotOf(state, words),
    }),
    height: Math.max(140, shown.length * 32 + 40),
    footnotes: notesOf(state, whole, ctx),
    source: sourceText(result.metric, words),
    table: tableOf(state, words),
    name: { metric, scope: ctx.scopeName, years: `${from}-${to}` },
  }
}
