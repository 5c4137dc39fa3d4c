import { unitOf } from '../../domain/metrics'
import type { Translator } from '../../i18n'
import { COLOUR } from '../parts/palette'
import { linesOfRow, plotScale } from '../plot'
import type { Plot, PlotSeries } from '../plot'
import { whyDoubtful } from '../readings'
import { medianOf } from './state'
import type { TrendState } from './state'

/** The lines and the median for programs that draw by themselves. */
export function plotOf({ result, lines, scale, isAlone }: TrendState, words: Translator): Plot {
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
  return {
    kind: 'line',
    ...base,
    categories: result.years.map(String),
    series: [
      ...lines.flatMap(({ name, role, colour, row }): PlotSeries[] =>
        linesOfRow(row, base.divisor, ({ doubt }) => doubt && whyDoubtful(doubt.reasons, words)).map((points) => ({
          name,
          role,
          colour,
          points,
        })),
      ),
      ...(isAlone ? [] : [median]),
    ],
  }
}
