import type { Grid } from '../plot'
import { wholeNumber } from '../../i18n/format'
import type { ProfileResult } from '../../query/places'
import type { ChartContext, Figure, Room } from '../figure'
import { COLOUR, divergingColour } from '../parts/palette'
import { draw, heightAt } from './drawing'
import { stateOf } from './state'
import type { ProfileState } from './state'
import { tableOf } from './table'
import { notesOf, titleOf, valueText } from './words'

const gridOf = (state: ProfileState, ctx: ChartContext): Grid => ({
  columns: state.columns.map(({ name }) => name),
  rows: state.rows.map(({ label, isFocus, cells }) => ({
    label,
    focus: isFocus,
    cells: cells.map((cell, i) => {
      const value = valueText(cell, state.columns[i]!, ctx)
      return {
        text: cell.place ? `${wholeNumber(cell.place.rank)}（${value}）` : value,
        ...(cell.datum.value === undefined
          ? { isMissing: true }
          : { fill: divergingColour(cell.height * 0.75), ink: COLOUR.ink }),
        ...(cell.datum.doubt && { doubtful: true }),
      }
    }),
  })),
})

/** An area on one page: the places of its offices by the headline figures of a year, each with the figure itself. */
export function profile(result: ProfileResult, ctx: ChartContext): Figure {
  const { words } = ctx
  const state = stateOf(result, ctx)
  return {
    id: `profile-${result.by}-${result.year}-${result.part}`,
    title: titleOf(state, ctx),
    subtitle: words.t('profile.subtitle', { year: result.year }),
    ...(state.isDrawable && {
      option: (room: Room) => draw(state, room, ctx),
      grid: () => gridOf(state, ctx),
    }),
    height: heightAt(state, 900, ctx),
    heightAt: (width) => heightAt(state, width, ctx),
    footnotes: notesOf(state, ctx),
    source: words.t('profile.source'),
    table: tableOf(state, ctx),
    name: { metric: words.t('profile.name'), scope: ctx.scopeName, years: String(result.year) },
  }
}
