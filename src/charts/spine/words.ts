import { unitOf } from '../../domain/metrics'
import { shortName } from '../../domain/orgs'
import { onScale, wholeNumber, withUnit } from '../../i18n/format'
import type { Translator } from '../../i18n'
import type { SpineRow } from '../../query/spine'
import type { ChartContext } from '../figure'
import { shortChange } from '../parts/change'
import { comparabilityNotes, leftOutNotes } from '../parts/notes'
import type { Tip } from '../parts/tooltip'
import { inFullWords } from '../readings'
import type { Datum } from '../readings'
import type { SpineLine, SpineState } from './state'

/** Metrics that a title names before it only counts them. */
const MOST_NAMED = 2

/** A figure on its row's scale, what is printed of one that was left out, or why there is none. */
export function figureText({ value, state, doubt, ref }: Datum, { scale }: SpineLine, words: Translator): string {
  if (doubt?.printed !== undefined) return `※ ${withUnit(doubt.printed, unitOf(ref.metric), words)}`
  if (value !== undefined) return `${onScale(value, scale)}${doubt ? ' ※' : ''}`
  return state === 'dash' ? '—' : words.t(`state.${state}`)
}

export const changeText = ({ change, own, before, metric }: SpineLine, words: Translator): string =>
  own.value === undefined || before.value === undefined ? '—' : shortChange(change, metric, words)

export const trendText = ({ trend }: SpineLine, { t }: Translator): string =>
  t(`spine.${trend.kind}`, { n: trend.years })

export const placeText = ({ place, reported }: SpineLine, { t }: Translator): string =>
  place
    ? t(place.equal > 1 ? 'spine.tied' : 'spine.place', { rank: wholeNumber(place.rank), of: wholeNumber(reported) })
    : '—'

export const rangeText = ({ range, scale }: SpineLine, { t }: Translator): string =>
  range ? t('spine.range', { min: onScale(range.min, scale), max: onScale(range.max, scale), n: range.years }) : '—'

/** By which metrics the office is outside its own range of earlier years; where by none, that it is within them. */
export function titleOf({ lines, year, office }: SpineState, { t, list }: Translator): string {
  const said = { office: shortName(office), year }
  const held = lines.filter(({ own }) => own.value !== undefined)
  if (held.length === 0) return t('spine.title.none', said)
  const out = (way: 'above' | 'below') => held.filter((line) => line.out === way).map(({ name }) => name)
  const named = (names: readonly string[]): string =>
    names.length <= MOST_NAMED ? list(names) : t('spine.metrics', { n: names.length })
  const [above, below] = [out('above'), out('below')]
  if (above.length > 0 && below.length > 0)
    return t('spine.title.both', { ...said, above: named(above), below: named(below) })
  if (above.length > 0) return t('spine.title.above', { ...said, above: named(above) })
  if (below.length > 0) return t('spine.title.below', { ...said, below: named(below) })
  const judged = held.filter((line) => line.out !== undefined).length
  return judged > 0 ? t('spine.title.within', { ...said, n: judged }) : t('spine.title.few', said)
}

export function notesOf({ lines, year }: SpineState, rows: readonly SpineRow[], ctx: ChartContext): string[] {
  const { words } = ctx
  const { t } = words
  return [
    t('spine.note.trend'),
    t('spine.note.range'),
    ...lines.flatMap(({ metric, name }, i) => {
      const { marks = [], orgs, years } = rows[i]!.matrix
      const out = marks.flatMap(({ at, printed, reasons }) =>
        printed === undefined ? [] : [{ org: orgs[0]!, year: years[at]!, printed, reasons }],
      )
      return [...comparabilityNotes(metric, [years[0]!, year], ctx), ...leftOutNotes(out, metric, words)].map((note) =>
        t('profile.note', { metric: name, note }),
      )
    }),
  ]
}

export const tipOf = (line: SpineLine, { year }: SpineState, { words }: ChartContext): Tip => ({
  title: line.name,
  lines: [
    { name: yearText(words, year), text: inFullWords(line.own, words), strong: true },
    { name: yearText(words, year - 1), text: inFullWords(line.before, words) },
    { name: words.t('spine.own-range'), text: rangeText(line, words) },
    { name: words.t('common.rank'), text: placeText(line, words) },
    { name: words.t('profile.reported'), text: `${wholeNumber(line.reported)}/${wholeNumber(line.total)}` },
    { name: words.t('spine.trend'), text: trendText(line, words) },
  ],
  foot: words.t('figure.open-cell'),
})
const yearText = ({ t }: Translator, year: number): string => t('scope.year-value', { year })
