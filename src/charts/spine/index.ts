import type { SpineRow } from '../../query/spine'
import type { ChartContext, Figure, Room } from '../figure'
import { draw, heightAt } from './drawing'
import { stateOf } from './state'
import { tableOf } from './table'
import { notesOf, titleOf } from './words'

/**
 * One office by the headline metrics of a year: the figure and that of the year before, where it lies in the office's
 * own earlier years, its place among the others, and where it goes, as far as there are years enough to say so.
 */
export function spine(rows: readonly SpineRow[], year: number, ctx: ChartContext): Figure {
  const { words } = ctx
  const state = stateOf(rows, year, ctx)
  return {
    id: `spine-${year}`,
    title: titleOf(state, words),
    subtitle: words.t('spine.subtitle', { year, scope: ctx.scopeName }),
    ...(state.isDrawable && { option: (room: Room) => draw(state, room, ctx) }),
    asPicture: true,
    height: heightAt(state, 900),
    heightAt: (width) => heightAt(state, width),
    footnotes: notesOf(state, rows, ctx),
    source: words.t('profile.source'),
    table: tableOf(state, words),
    name: { metric: words.t('spine.name'), scope: state.office || ctx.scopeName, years: String(year) },
  }
}
