import { ENDING_KEY, shareText } from '../../charts/applications/counts'
import { shortChange } from '../../charts/parts/change'
import { comparabilityNotes, labelNotes } from '../../charts/parts/notes'
import { LEAST_FOR_MEDIAN, isEnough } from '../../charts/titles'
import { challengeRows, outcomes, unitOf } from '../../domain/metrics'
import type { MetricId } from '../../domain/metrics'
import type { Translator } from '../../i18n'
import { fullNumber, wholeNumber } from '../../i18n/format'
import { ENDINGS, FEWEST_CLOSED, endingsOf } from '../../query/applications'
import { isPending } from '../../query/problems'
import type { Problem } from '../../query/problems'
import { paragraph, paragraphs, signature } from '../officialBlocks'
import type { Block, OfficialTable, Signature } from '../officialBlocks'
import { placeOf, sentenceOf } from '../problems/sentence'
import type { FeedbackAnswers } from './answers'
import { MarkedCells, changeText } from './cells'
import { applicationsText, challengesText, headlinesText, markedText, openingText } from './sentences'
import { problemsText, reportIn, requirements, timeText } from './sentences'

/** What the sheet says besides the answers. */
export interface FeedbackFrame extends Signature {
  /** The name of the area whose offices it is compared with. */
  area: string
  /** Of the office and year, with what was decided over them. */
  problems: readonly Problem[]
  /** The day the district received the report, as YYYY-MM-DD, where it was noted. */
  received?: string
  /** Figures in doubt are in medians and ranks, as the reader chose. */
  countsDoubtful: boolean
}

/** Headline figures: both years, the difference, the median of all, and the rank where enough offices have one. */
function headlines(answers: FeedbackAnswers, cells: MarkedCells, words: Translator): OfficialTable {
  const { t } = words
  const { year, from, standings } = answers
  return {
    kind: 'table',
    id: 'headlines-table',
    caption: t('feedback.headlines-caption', { year }),
    dense: true,
    columns: [
      { label: t('circular.col-metric'), width: 206 },
      { label: t('circular.col-year', { year: from }), width: 176, numeric: true },
      { label: t('circular.col-year', { year }), width: 176, numeric: true },
      { label: t('circular.col-change'), width: 150, numeric: true },
      { label: t('feedback.col-median'), width: 98, numeric: true },
      { label: 'n/N', width: 74, numeric: true },
      { label: t('feedback.col-rank'), width: 118, numeric: true },
    ],
    rows: standings.map(({ metric, summary, reported, total, around }) => {
      const unit = unitOf(metric)
      const median =
        summary?.median === undefined || reported < LEAST_FOR_MEDIAN ? '—' : fullNumber(summary.median, unit)
      const rank =
        around && isEnough(reported, total)
          ? t(around.equal > 1 ? 'feedback.rank-tied' : 'feedback.rank', { rank: around.rank, of: reported })
          : '—'
      return [
        t('feedback.metric', { metric: words.metric(metric), unit: t(`unit.${unit}`) }),
        cells.text(metric, from),
        cells.text(metric, year),
        changeText(answers, metric, shortChange(answers.changeOf(metric), metric, words)),
        median,
        `${wholeNumber(reported)}/${wholeNumber(total)}`,
        rank,
      ]
    }),
  }
}

/** What is to be known of the headline figures before they are compared. */
function headlineNotes(answers: FeedbackAnswers, cells: MarkedCells, words: Translator): string[] {
  const { year, from, standings, figure } = answers
  const own = standings.map(({ metric }) => metric)
  const labels = own.flatMap((metric) => [from, year].flatMap((of) => figure(metric, of).label ?? []))
  return [
    words.t('feedback.headlines-note'),
    ...new Set(own.flatMap((metric) => comparabilityNotes(metric, [from, year], { words }))),
    ...labelNotes(labels, words),
    ...cells.footnotes(),
  ]
}

/** Table 三: what came in, how it ended and what is left, beside the shares over all offices. */
function endings(answers: FeedbackAnswers, cells: MarkedCells, words: Translator): OfficialTable {
  const { t } = words
  const { year, from, figure, whole } = answers
  const years = [from, year].map((of) => {
    const values = ENDINGS.map((metric) => figure(metric, of).value)
    const closed = values.every((value) => value !== undefined)
      ? values.reduce((sum: number, value) => sum + (value ?? 0), 0)
      : undefined
    return { of, closed }
  })
  const all = endingsOf(whole.whole[0]!.sums)
  const share = (n: number | undefined, closed: number | undefined): string =>
    n !== undefined && closed !== undefined && closed >= FEWEST_CLOSED ? shareText(n, closed) : '—'
  const row = (name: string, metric: MetricId, isEnding: boolean, ofAll: string): string[] => [
    name,
    ...years.flatMap(({ of, closed }) => [
      cells.text(metric, of),
      isEnding ? share(figure(metric, of).value, closed) : '',
    ]),
    ofAll,
  ]
  return {
    kind: 'table',
    id: 'endings-table',
    caption: t('feedback.endings-caption'),
    dense: true,
    columns: [
      { label: t('feedback.col-item'), width: 26 },
      ...years.flatMap(({ of }) => [
        { label: t('circular.col-year', { year: of }), width: 15, numeric: true as const },
        { label: t('circular.col-share'), width: 14, numeric: true as const },
      ]),
      { label: t('feedback.col-all', { year }), width: 16, numeric: true },
    ],
    rows: [
      row(t('apps.new'), 'applications.new.total', false, ''),
      row(t('apps.carried-in'), 'applications.carried-in.total', false, ''),
      ...ENDINGS.map((ending, k) => row(t(ENDING_KEY[ending]), ending, true, share(all.endings[k], all.closed))),
      row(t('feedback.closed'), 'applications.closed.total', false, ''),
      row(t('apps.carried-out'), 'applications.carried-out.total', false, ''),
    ],
  }
}

/** Table 四, and last year's totals beside it. */
function challenges({ year, from }: FeedbackAnswers, cells: MarkedCells, words: Translator): OfficialTable {
  const { t } = words
  return {
    kind: 'table',
    id: 'challenges-table',
    caption: t('feedback.challenges-caption', { year }),
    dense: true,
    columns: [
      { label: t('circular.col-kind'), width: 24 },
      ...outcomes.map((outcome) => ({ label: words.column(outcome), width: 12, numeric: true as const })),
      { label: t('feedback.col-before', { year: from }), width: 16, numeric: true },
    ],
    rows: challengeRows.map((row) => [
      words.row(row),
      ...outcomes.map((outcome) => cells.text(`${row}.${outcome}`, year)),
      cells.text(`${row}.total`, from),
    ]),
  }
}

function problemsTable(waiting: readonly Problem[], words: Translator): OfficialTable {
  const { t } = words
  return {
    kind: 'table',
    id: 'problems-table',
    caption: t('feedback.problems-caption'),
    columns: [
      { label: t('feedback.col-number'), width: 8 },
      { label: t('submit.col-place'), width: 24 },
      { label: t('submit.col-what'), width: 54 },
      { label: t('submit.col-grade'), width: 14 },
    ],
    rows: waiting.map((problem, i) => [
      String(i + 1),
      placeOf(problem, words),
      sentenceOf(problem, words),
      t(`submit.grade-${problem.grade}`),
    ]),
  }
}

/** The sheet of one office and year: paragraphs and tables in their order, each sentence by a rule from the answers. */
export function feedbackOf(answers: FeedbackAnswers, frame: FeedbackFrame, words: Translator): Block[] {
  const { t } = words
  const { org, year, whole } = answers
  const cells = new MarkedCells(answers, words)
  const waiting = frame.problems.filter(isPending)
  const { counted, total } = whole.whole[0]!
  const main = [
    headlines(answers, cells, words),
    ...paragraphs('note', 'headlines-note', headlineNotes(answers, cells, words)),
  ]
  const flow = [
    endings(answers, cells, words),
    ...paragraphs('note', 'endings-note', [t('feedback.endings-note', { counted, total }), ...cells.footnotes()]),
  ]
  const sued = [challenges(answers, cells, words), ...paragraphs('note', 'challenges-note', cells.footnotes())]
  return [
    paragraph('title', 'title', t('feedback.title', { year })),
    paragraph('to', 'to', t('submit.letter-to', { office: org.name })),
    paragraph('text', 'opening', openingText(answers, frame, words)),
    paragraph('head', 'headlines-head', t('feedback.headlines-head')),
    ...paragraphs('text', 'headlines', headlinesText(answers, frame, words)),
    ...main,
    paragraph('head', 'applications-head', t('feedback.applications-head')),
    ...paragraphs('text', 'applications', applicationsText(answers, frame, words)),
    ...flow,
    paragraph('head', 'challenges-head', t('feedback.challenges-head')),
    paragraph('text', 'challenges', challengesText(answers, words)),
    ...sued,
    paragraph('head', 'time-head', t('feedback.time-head')),
    ...paragraphs('text', 'time', timeText(answers, frame, words)),
    paragraph('head', 'problems-head', t('feedback.problems-head')),
    paragraph('text', 'problems', problemsText(answers, frame.problems, words)),
    ...(waiting.length > 0 && reportIn(answers, year).held ? [problemsTable(waiting, words)] : []),
    ...paragraphs('text', 'marked', markedText(cells, frame, words)),
    paragraph('head', 'requirements-head', t('feedback.requirements-head')),
    ...requirements(answers, frame.problems, cells.marksOf('doubt').length, words).map(({ id, text }) =>
      paragraph('text', id, text),
    ),
    ...signature(frame, words),
  ]
}
