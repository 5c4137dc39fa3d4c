import { unitOf } from '../../domain/metrics'
import { holdsIn } from '../../domain/targets'
import type { Translator } from '../../i18n'
import { COLOUR } from '../parts/palette'
import { marksAt } from '../parts/pinMarks'
import { beyondNotes } from '../parts/targetLines'
import { linesOfRow, plotScale } from '../plot'
import type { Plot, PlotSeries } from '../plot'
import { datumValue, whyDoubtful } from '../readings'
import { medianOf } from './state'
import type { TrendState } from './state'

/** The lines and the median for programs that draw by themselves. */
export function plotOf({ result, lines, scale, isAlone, targets, beyond, pins }: TrendState, words: Translator): Plot {
  const base = plotScale(scale, unitOf(result.metric) === 'percent')
  const median: PlotSeries = {
    name: words.t('trend.median'),
    role: 'median',
    colour: COLOUR.median,
    points: result.summaries.map((s) => {
      const value = medianOf(s)
      return value === undefined ? {} : { value: value / base.divisor }
    }),
  }
  const rows = new Map(result.orgs.map(({ id }, i) => [id, i]))
  const marks = (org: string, year: number): string => marksAt(pins.marked, rows.get(org) ?? -1, year)
  // A note that has no point stands behind its year.
  const apart = new Map<number, string>()
  for (const { mark, row, year } of pins.marked)
    if (row === undefined || datumValue(result, row, result.years.indexOf(year)) === undefined)
      apart.set(year, `${apart.get(year) ?? ''}${mark}`)
  return {
    kind: 'line',
    ...base,
    categories: result.years.map((year) => `${year}${apart.get(year) ? ` ${apart.get(year)}` : ''}`),
    series: [
      ...lines.flatMap(({ name, role, colour, row }): PlotSeries[] =>
        linesOfRow(row, base.divisor, ({ doubt }) => doubt && whyDoubtful(doubt.reasons, words)).map((points) => ({
          name,
          role,
          colour,
          points: points.map((point) => {
            const mark = point.ref && marks(point.ref.org, point.ref.year)
            return mark ? { ...point, mark } : point
          }),
        })),
      ),
      ...(isAlone ? [] : [median]),
      ...targets.map((target): PlotSeries => ({
        name: target.text,
        role: 'limit',
        colour: COLOUR.ink,
        points: result.years.map((year) => (holdsIn(target, year) ? { value: target.value / base.divisor } : {})),
      })),
    ],
    ...(beyond.length > 0 && { note: beyondNotes(beyond, words)[0]! }),
  }
}
