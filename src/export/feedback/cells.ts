import { entryOf, whyDoubtful } from '../../charts/readings'
import { unitOf } from '../../domain/metrics'
import type { MetricId } from '../../domain/metrics'
import type { Translator } from '../../i18n'
import { fullNumber } from '../../i18n/format'
import { amountText } from '../officialText'
import type { FeedbackAnswers } from './answers'

/** ① to ⑳, and (21) on. */
const CIRCLED = 20
const markText = (n: number): string => (n <= CIRCLED ? String.fromCodePoint(0x2460 + n - 1) : `(${n})`)

/** One thing to know of a figure, under its mark. */
interface Footnote {
  mark: string
  text: string
  kind: 'doubt' | 'corrected'
}

/** Why a figure of the sheet is marked; nothing of one that is not. */
function footnoteOf(
  answers: FeedbackAnswers,
  metric: MetricId,
  year: number,
  words: Translator,
): Omit<Footnote, 'mark'> | undefined {
  const { t } = words
  const { doubt, corrected, value } = answers.figure(metric, year)
  const of = { year, metric: words.metric(metric) }
  if (doubt) {
    const printed = value ?? doubt.printed
    const why = whyDoubtful(doubt.reasons, words)
    const said = printed === undefined ? '—' : amountText(printed, metric, words)
    const key = value === undefined ? 'feedback.foot-doubt' : 'feedback.foot-counted'
    return { kind: 'doubt', text: t(key, { ...of, value: said, why }) }
  }
  if (!corrected) return undefined
  const was = answers.published(metric, year)
  const said = was.value === undefined ? t(`state.${was.state}`) : amountText(was.value, metric, words)
  return { kind: 'corrected', text: t('feedback.foot-corrected', { ...of, was: said }) }
}

/** Writes the figures of an office into tables, and gathers what is to be said under them. */
export class MarkedCells {
  private readonly notes = new Map<string, Footnote>()
  private told = 0

  constructor(
    private readonly answers: FeedbackAnswers,
    private readonly words: Translator,
  ) {}

  /** A figure in full digits, or the kind of its absence; with the mark of its footnote where it has one. */
  text(metric: MetricId, year: number): string {
    const datum = this.answers.figure(metric, year)
    const { text } = entryOf(datum, this.words)
    const isOut = datum.doubt !== undefined && datum.value === undefined
    const said = isOut ? this.words.t('feedback.in-doubt', { value: text }) : text
    return `${said}${this.mark(metric, year)}`
  }

  private mark(metric: MetricId, year: number): string {
    const key = `${metric} ${year}`
    const held = this.notes.get(key)
    if (held) return held.mark
    const note = footnoteOf(this.answers, metric, year, this.words)
    if (!note) return ''
    const mark = markText(this.notes.size + 1)
    this.notes.set(key, { ...note, mark })
    return mark
  }

  /** The footnotes that no table before had. */
  footnotes(): string[] {
    const fresh = [...this.notes.values()].slice(this.told)
    this.told = this.notes.size
    return fresh.map(({ mark, text }) => `${mark}${text}`)
  }

  /** The marks of what is in doubt, or was corrected. */
  marksOf(kind: Footnote['kind']): string[] {
    return [...this.notes.values()].flatMap((note) => (note.kind === kind ? [note.mark] : []))
  }
}

/** How a figure changed: the difference in its unit, and where that says something, as a percentage. */
export function changeText(answers: FeedbackAnswers, metric: MetricId, short: string): string {
  const change = answers.changeOf(metric)
  if (change.absolute === undefined) return short
  const step = `${change.absolute > 0 ? '+' : ''}${fullNumber(change.absolute, unitOf(metric))}`
  return change.kind === 'percent' ? `${step} (${short})` : step
}
