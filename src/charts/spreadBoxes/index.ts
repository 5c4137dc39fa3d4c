import type { RankResult } from '../../query/answers/rank'
import type { SpreadResult } from '../../query/answers/spread'
import type { PartShown } from '../../query/standing'
import type { ChartContext, Figure, Room } from '../figure'
import { leftOutNotes, sourceText } from '../parts/notes'
import { canBeLog } from '../parts/numberAxis'
import type { Spacing } from '../parts/numberAxis'
import { draw } from './drawing'
import { plotOf } from './plot'
import { stateOf } from './state'
import { tableOf } from './table'
import { notesOf, subtitleOf, titleOf } from './words'

/**
 * How a metric spreads over the offices of each area: the whole range as a line, the middle half as a box, the median
 * as a stroke, and by name the offices that stand far out (Tukey). `median`: of all offices of the scope.
 */
export function spreadBoxes(
  result: SpreadResult,
  asked: PartShown,
  ctx: ChartContext,
  spacing?: Spacing,
  order?: Pick<RankResult, 'summary' | 'leftOut'>,
): Figure {
  const { words } = ctx
  const { metric, year, areas } = result
  const state = stateOf(result, { part: asked, spacing, median: order?.summary?.median }, ctx)
  const { rows, window, extent, unit } = state
  const plot = rows.length > 0 ? plotOf(state, words) : undefined
  return {
    id: `spread-${metric}-${year}-${areas[0]?.level ?? ''}-${window.part}`,
    title: titleOf(state, ctx),
    subtitle: subtitleOf(state, words),
    ...(rows.length > 0 && { option: (room: Room) => draw(state, room, words) }),
    ...(plot ? { plot: () => plot } : { asPicture: true }),
    ...(canBeLog(extent, unit) && { spacing: state.spacing }),
    height: Math.max(160, rows.length * 27 + 60),
    least: Math.max(160, rows.length * 20 + 60),
    footnotes: [
      ...notesOf(state, ctx),
      ...leftOutNotes(
        (order?.leftOut ?? []).map((one) => ({ ...one, year })),
        metric,
        words,
      ),
    ],
    source: sourceText(metric, words),
    table: tableOf(state, ctx),
    name: { metric: state.name, scope: ctx.scopeName, years: String(year) },
  }
}
