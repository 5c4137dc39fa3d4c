import { onScale } from '../../i18n/format'
import type { Translator } from '../../i18n'
import type { Room } from '../figure'
import type { EndLabel } from '../parts/endLabels'
import { COLOUR } from '../parts/palette'
import { labelRoom, textWidth } from '../parts/textWidth'
import { totalOf } from '../readings'
import { medianOf } from './state'
import type { TrendState } from './state'

/** About how much of the width the years take. */
const PLOT_SHARE = 0.7
/** The names beside a plot may take this much of the width. */
const NAME_SHARE = 0.3

/** The name of each line at its last point; the office in focus with its value, on the axis' scale. */
function allNames({ result, lines, scale, isLabelled, targets }: TrendState, words: Translator): EndLabel[] {
  const names = lines
    .filter((line) => isLabelled || line.role !== 'peer')
    .flatMap((line): EndLabel[] => {
      const last = line.row.findLast((reading) => reading.value !== undefined)
      if (last?.value === undefined) return []
      const strong = line.role === 'focus'
      return [
        {
          x: last.ref.year,
          y: last.value,
          strong,
          first: line.role !== 'peer',
          colour: line.role === 'peer' ? COLOUR.peerInk : line.colour,
          text: strong ? `${line.name} ${onScale(last.value, scale)}` : line.name,
        },
      ]
    })
    .concat(targets.map(({ text, value, span }) => ({ x: span[1], y: value, text, colour: COLOUR.ink, first: true })))
  const median = result.summaries.findLast((s) => medianOf(s) !== undefined)
  return median?.median === undefined || totalOf(result) < 2
    ? names
    : [
        ...names,
        { x: median.year, y: median.median, text: words.t('trend.median'), colour: COLOUR.median, first: true },
      ]
}

/**
 * Names as there is room for them: what tells namesakes apart is left to the title and the tooltip before a figure is
 * cut off.
 */
export const namesIn = (state: TrendState, room: Room, words: Translator): EndLabel[] =>
  allNames(state, words).map((name) =>
    textWidth(name.text, room.text + 1) > room.width * NAME_SHARE
      ? { ...name, text: name.text.replace(/（[^）]*）/u, '') }
      : name,
  )

/** Room beside the plot for the names of lines: one that ends earlier begins further in. */
export function nameRoom(names: readonly EndLabel[], from: number, to: number, room: Room): number {
  const year = (room.width * PLOT_SHARE) / (to - from)
  const most = room.width * NAME_SHARE
  return Math.max(
    labelRoom([], room.text + 1, most),
    ...names.map(({ x, text }) => Math.min(labelRoom([text], room.text + 1, room.width) - (to - x) * year, most)),
  )
}
