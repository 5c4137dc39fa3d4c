import type { MatrixResult } from '../../query/spec'
import type { ChartContext, Figure, Room } from '../figure'
import { canBeLog } from '../parts/numberAxis'
import type { Spacing } from '../parts/numberAxis'
import { draw } from './drawing'
import { plotOf } from './plot'
import { stateOf } from './state'
import { tableOf } from './table'
import { notesOf, sourceOf, subtitleOf, titleOf } from './words'

export { MOST_MARKS } from './drawing'
export { MOST_POINTS } from './state'

/**
 * Two metrics of the offices of a scope in one year: `x` and `y` are one-year matrices of the same scope. An office
 * that lacks either is counted, never drawn; on an axis by orders of magnitude zeros have a strip of their own.
 */
export function scatter(x: MatrixResult, y: MatrixResult, ctx: ChartContext, asked?: Spacing): Figure {
  const { words } = ctx
  const state = stateOf(x, y, ctx, asked)
  const { year, pairs, groups } = state
  const axes = [state.x, state.y]
  return {
    id: `scatter-${x.metric}-${y.metric}-${year}`,
    title: titleOf(state, words),
    subtitle: subtitleOf(state, words),
    ...(pairs.rows.length > 0
      ? {
          option: (room: Room) => draw(state, room, ctx),
          ...(!state.isDense && { plot: () => plotOf(state, ctx) }),
        }
      : { hint: words.t('scatter.hint') }),
    refAt: (series, place) => {
      const at = series === 'scatter:others' ? groups.others[place] : undefined
      return at === undefined ? undefined : state.refOf(at)
    },
    ...(axes.some(({ extent, unit }) => canBeLog(extent, unit)) && {
      spacing: axes.some(({ spacing }) => spacing === 'log') ? 'log' : 'linear',
    }),
    height: 520,
    least: 320,
    footnotes: notesOf(state, ctx),
    source: sourceOf(state, words),
    table: tableOf(x, y, ctx),
    name: { metric: `${state.x.name}-${state.y.name}`, scope: ctx.scopeName, years: String(year) },
  }
}
