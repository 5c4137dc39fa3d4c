import { wholeNumber } from '../../i18n/format'
import type { Translator } from '../../i18n'
import type { Plot, PlotPoint, PlotSeries } from '../plot'
import type { BumpState, Course } from './state'

/** A course as one line, or as several where it is broken. */
function linesOf({ name, role, colour, steps }: Course): PlotSeries[] {
  const starts = [0, ...steps.flatMap(({ isJoined, place }, i) => (i > 0 && place && !isJoined ? [i] : []))]
  return starts.map((start, n) => ({
    name,
    role,
    colour,
    points: steps.map(({ place, datum }, i): PlotPoint => {
      if (i < start || i >= (starts[n + 1] ?? steps.length) || !place) return {}
      return { value: place.rank, ref: datum.ref }
    }),
  }))
}

/** Places as lines that run from the first at the top; under each year how many offices have a figure. */
export const plotOf = ({ matrix, courses, total, deepest }: BumpState, words: Translator): Plot => ({
  kind: 'line',
  places: deepest,
  categories: matrix.years.map((year, column) =>
    words.t('bump.plot.year', {
      year,
      reported: wholeNumber(matrix.summaries[column]?.reported ?? 0),
      total: wholeNumber(total),
    }),
  ),
  series: courses.flatMap(linesOf).filter(({ points }) => points.some(({ value }) => value !== undefined)),
  unit: words.t('common.rank'),
  divisor: 1,
  digits: 0,
})
