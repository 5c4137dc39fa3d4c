import { unitOf } from '../../domain/metrics'
import { fullNumber, wholeNumber } from '../../i18n/format'
import type { Translator } from '../../i18n'
import type { MatrixResult } from '../../query/spec'
import type { ChartContext } from '../figure'
import { figureNotes, mergerNotes } from '../parts/notes'
import { beyondNotes, reachedNotes } from '../parts/targetLines'
import type { Tip, TipLine } from '../parts/tooltip'
import { inFullWords, inWords, totalOf } from '../readings'
import { LEAST_FOR_MEDIAN } from '../titles'
import { medianOf } from './state'
import type { Line, TrendState } from './state'

export function titleOf({ focus, metric }: TrendState, words: Translator): string {
  const { t } = words
  if (!focus) return t('trend.title.scope', { metric })
  const known = focus.row.filter((reading) => reading.value !== undefined)
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last) return t('trend.title.none', { office: focus.name, metric })
  if (first === last)
    return t('trend.title.one', { office: focus.name, metric, year: first.ref.year, value: inWords(first, words) })
  const isOther = known.slice(1).some((reading) => reading.relabelled)
  const key = isOther ? 'relabelled' : last.value! > first.value! ? 'up' : last.value! < first.value! ? 'down' : 'flat'
  return t(`trend.title.${key}`, {
    office: focus.name,
    metric,
    from: first.ref.year,
    to: last.ref.year,
    first: inWords(first, words),
    last: inWords(last, words),
  })
}

export function subtitleOf(
  { isAlone, isBanded, scale }: TrendState,
  { words, scopeName, ofAreas }: ChartContext,
): string {
  if (ofAreas)
    return words.t(isBanded ? 'areas.trend.subtitle.band' : 'areas.trend.subtitle', { unit: scale.label, ...ofAreas })
  const key = isAlone ? 'trend.subtitle.alone' : isBanded ? 'trend.subtitle.band' : 'trend.subtitle'
  return words.t(key, { unit: scale.label, scope: scopeName })
}

/** Of how many the medians are, where that is not the same every year; and the years that have too few for one. */
function medianNotes(result: MatrixResult, { t, list }: Translator): string[] {
  const counts = result.summaries.map(({ reported }) => reported).filter((n) => n >= LEAST_FOR_MEDIAN)
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  const few = result.summaries.filter(({ reported }) => reported > 0 && reported < LEAST_FOR_MEDIAN)
  return [
    ...(counts.length > 1 && least < most
      ? [t('trend.median-varies', { from: wholeNumber(least), to: wholeNumber(most) })]
      : []),
    ...(few.length > 0 && totalOf(result) > 1
      ? [t('trend.median-few', { years: list(few.map(({ year }) => String(year))), n: LEAST_FOR_MEDIAN })]
      : []),
  ]
}

export const notesOf = ({ result, isAlone, beyond, pins }: TrendState, ctx: ChartContext): string[] => [
  ...pins.notes,
  ...reachedNotes(result.metric, result.summaries, ctx),
  ...beyondNotes(beyond, ctx.words),
  ...mergerNotes(result, ctx),
  ...(isAlone ? [] : medianNotes(result, ctx.words)),
  ...figureNotes(result, result.years, ctx),
  ctx.words.t('note.gap'),
]

/** A whole year: those in colour, the median, and the highest of the others. */
export function tipOf({ result, lines, isOfAreas }: TrendState, year: number, words: Translator): Tip | undefined {
  const column = result.years.indexOf(year)
  if (column < 0) return undefined
  const line = (l: Line): TipLine => ({
    name: l.name,
    text: inFullWords(l.row[column]!, words),
    strong: l.role === 'focus',
  })
  const ranked = [...lines].sort((a, b) => (b.row[column]?.value ?? -Infinity) - (a.row[column]?.value ?? -Infinity))
  const first = ranked.filter((l) => l.role !== 'peer')
  const rest = ranked.filter((l) => l.role === 'peer').slice(0, 10)
  const summary = result.summaries[column]
  const median = summary && medianOf(summary)
  const medianLine =
    median === undefined
      ? []
      : [
          {
            name: words.t('trend.median-of', {
              reported: wholeNumber(summary!.reported),
              total: wholeNumber(summary!.total),
            }),
            text: fullNumber(median, unitOf(result.metric)),
          },
        ]
  return {
    title: words.t('scope.year-value', { year }),
    lines: [...first.map(line), ...medianLine, ...rest.map(line)],
    foot: words.t(isOfAreas ? 'spread.open' : 'figure.open-cell'),
  }
}
