import type { PartsResult } from '../../../query/answers/parts'
import { emptyFigure } from '../../figure'
import type { ChartContext, Figure, Room } from '../../figure'
import { countedNote } from '../counts'
import { draw } from './drawing'
import { BESIDE, FLOW_HEIGHT, TAIL_HEIGHT } from './layout'
import { stateOf } from './state'
import { tableOf } from './table'
import { notesOf, subtitleOf, titleOf } from './words'

/**
 * How applications end, in the order of table 三: what came in, what had to be answered, how it ended and what is left.
 * Whatever does not balance is a band of its own, and no band leads to reviews and suits, since no report says which
 * answer was challenged. `flow` asks for FLOW with a balance of 2, `challenges` for CHALLENGES.
 */
export function applicationFlow(flow: PartsResult, challenges: PartsResult, year: number, ctx: ChartContext): Figure {
  const { words, scopeName } = ctx
  const { t } = words
  const id = 'flow-applications'
  const name = { metric: t('apps.flow.name'), scope: scopeName, years: String(year) }
  const source = t('apps.flow.source')
  const whole = flow.whole[flow.years.indexOf(year)]
  const state = stateOf(flow, challenges, year, ctx)
  if (!whole || !state) {
    const empty = emptyFigure(id, t('apps.flow.none', { scope: scopeName, year }), ctx)
    return { ...empty, footnotes: whole ? [countedNote(whole, words)] : [], source, name }
  }
  return {
    id,
    title: titleOf(state, words),
    subtitle: subtitleOf(state, words),
    ...(state.due.all + state.closed.all > 0 && {
      option: (room: Room) => draw(state, room, words),
      asPicture: true,
    }),
    height: (FLOW_HEIGHT + 1) * 12,
    heightAt: (width) => (width >= BESIDE * 12 ? FLOW_HEIGHT + 1 : FLOW_HEIGHT + TAIL_HEIGHT) * 12,
    least: (FLOW_HEIGHT + 1) * 12,
    footnotes: notesOf(state, whole, challenges.whole[challenges.years.indexOf(year)], words),
    source,
    table: tableOf(state, words),
    name,
  }
}
