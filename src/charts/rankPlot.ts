import { unitOf } from '../domain/metrics'
import { onScale } from '../i18n/format'
import type { ChartContext } from './figure'
import { COLOUR } from './parts/palette'
import type { RankGiven } from './parts/rankBars'
import { targetText } from './parts/targetLines'
import { plotScale } from './plot'
import type { Plot, PlotPoint } from './plot'

/** Bars of a ranking for programs that draw by themselves: a figure left out has a place and its words, but no bar. */
export function rankPlot(
  { metric, year, bars, leftOut = [], scale, reported, median, targets = [], beyond = [], areas }: RankGiven,
  { words, focus }: ChartContext,
): Plot {
  const base = plotScale(scale, unitOf(metric) === 'percent')
  const points = bars.map((bar): PlotPoint => {
    if (bar === 'gap') return {}
    const own = bar.org.id === focus
    return {
      value: bar.value / base.divisor,
      colour: own ? COLOUR.focus : COLOUR.peer,
      ...(!areas && { ref: { org: bar.org.id, year, metric } }),
      ...(bar.doubt && { doubt: bar.doubt }),
    }
  })
  const said = [
    ...(median !== undefined && reported > 2
      ? [words.t('export.median', { value: onScale(median, scale), n: reported })]
      : []),
    ...[...targets, ...beyond].map((target) => targetText(target, words)),
  ]
  return {
    kind: 'bar',
    ...base,
    categories: [
      ...bars.map((bar) => (bar === 'gap' ? '···' : bar.label)),
      ...leftOut.map(({ label, printed, why }) => `※ ${label} ${words.t('doubt.said', { value: printed, why })}`),
    ],
    series: [
      {
        name: words.metric(metric),
        role: 'peer',
        colour: COLOUR.peer,
        points: [...points, ...leftOut.map(() => ({}))],
      },
    ],
    ...(said.length > 0 && { note: said.join(words.t('common.clause-sep')) }),
  }
}
