import { wholeNumber } from '../../i18n/format'
import type { PlacesResult } from '../../query/places'
import type { ChartContext, Figure, Room } from '../figure'
import { sourceText } from '../parts/notes'
import { draw } from './drawing'
import { plotOf } from './plot'
import { stateOf } from './state'
import { tableOf } from './table'
import { notesOf, titleOf } from './words'

/** The height of one place, and of what stands around them all. */
const LINE = 24
const AROUND = 90
const [LEAST, MOST] = [260, 620]

/**
 * The places of offices over the years of a metric, the office in focus and those chosen beside it in colour. Where the
 * form changed, or a figure cannot be relied on, the line is broken; under each year stands how many have a figure.
 */
export function bump(result: PlacesResult, ctx: ChartContext): Figure {
  const { words } = ctx
  const state = stateOf(result, ctx)
  const { matrix, deepest } = state
  const height = Math.max(LEAST, Math.min(MOST, (deepest + 1) * LINE + AROUND))
  return {
    id: `bump-${matrix.metric}`,
    title: titleOf(state, words),
    subtitle: words.t('bump.subtitle', { total: wholeNumber(state.total) }),
    ...(state.isDrawable && {
      option: (room: Room) => draw(state, room, words),
      plot: () => plotOf(state, words),
    }),
    height,
    least: Math.min(height, 380),
    footnotes: notesOf(state, ctx),
    source: sourceText(matrix.metric, words),
    table: tableOf(state, ctx),
    name: {
      metric: words.t('bump.name', { metric: state.metric }),
      scope: ctx.scopeName,
      years: `${matrix.years[0]}-${matrix.years.at(-1)}`,
    },
  }
}
