import { wholeNumber } from '../../i18n/format'
import type { Translator } from '../../i18n'
import { brokenAt } from '../plot'
import type { Plot, PlotPoint, PlotSeries } from '../plot'
import type { BumpState, Course } from './state'

/** A course as one line, or as several where it is broken. */
function linesOf({ name, role, colour, steps }: Course): PlotSeries[] {
  const breaks = steps.flatMap(({ isJoined, place }, i) => (i > 0 && place && !isJoined ? [i] : []))
  const points = steps.map(({ place, datum }): PlotPoint => (place ? { value: place.rank, ref: datum.ref } : {}))
  return brokenAt(points, breaks).map((part) => ({ name, role, colour, points: part }))
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
