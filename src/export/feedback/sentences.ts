import { ENDING_KEY, shareText } from '../../charts/applications/counts'
import { isEnough } from '../../charts/titles'
import { daysLate as lateness, deadlineOf } from '../../domain/deadline'
import type { MetricId } from '../../domain/metrics'
import type { Translator } from '../../i18n'
import { ENDINGS, FEWEST_CLOSED, FLOW, INFLOW, endingsOf } from '../../query/applications'
import type { Ending } from '../../query/applications'
import { isPending } from '../../query/problems'
import type { Problem } from '../../query/problems'
import type { PublishedReport } from '../../query/spec'
import { amountText, numbered } from '../officialText'
import type { FeedbackAnswers } from './answers'
import type { FeedbackFrame } from './blocks'
import type { MarkedCells } from './cells'

/* What an office is told of its year, each sentence by one rule. Every number is one of the answers'. */

const CARRIED_OUT = 'applications.carried-out.total'

/** Whether a report of the office is held, and the day it was published where that is known. */
export function reportIn(
  { reports, org }: FeedbackAnswers,
  year: number,
): { held: boolean; published?: PublishedReport } {
  const row = reports.orgs.findIndex(({ id }) => id === org.id)
  const at = row * reports.years.length + reports.years.indexOf(year)
  const published = row < 0 ? undefined : reports.published.find((one) => one.at === at)
  return { held: row >= 0 && reports.held[at] === 1, ...(published && { published }) }
}

export const openingText = (answers: FeedbackAnswers, { area }: FeedbackFrame, { t }: Translator): string =>
  t(reportIn(answers, answers.year).held ? 'feedback.opening' : 'feedback.opening-absent', {
    year: answers.year,
    from: answers.from,
    area,
    total: answers.reports.orgs.length,
  })

const isRelabelled = (answers: FeedbackAnswers, metric: MetricId): boolean => {
  const change = answers.changeOf(metric)
  return change.kind === 'suppressed' && change.reason === 'relabelled'
}

/** Headline figures that moved by a tenth and beyond chance. */
function changedText(answers: FeedbackAnswers, words: Translator): string {
  const { t } = words
  const { brief, from } = answers
  const comparable = brief.headlines.filter(({ metric }) => {
    const change = answers.changeOf(metric)
    return change.kind !== 'suppressed' || change.absolute !== undefined
  })
  if (comparable.length === 0) return t('feedback.no-pairs', { from })
  const items = brief.events.flatMap((event) => {
    if (event.kind !== 'change' || isRelabelled(answers, event.metric)) return []
    const { metric, base, current } = event
    return [
      t(current > base ? 'feedback.rose' : 'feedback.fell', {
        metric: words.metric(metric),
        base: amountText(base, metric, words),
        current: amountText(current, metric, words),
        step: amountText(Math.abs(current - base), metric, words),
      }),
    ]
  })
  return items.length > 0
    ? t('feedback.changes', { from, list: items.join(t('common.clause-sep')) })
    : t('feedback.steady', { from, n: comparable.length })
}

/** Headline figures above and below the median, where enough offices have one. */
function standingText(
  { standings, figure, year }: FeedbackAnswers,
  { area }: FeedbackFrame,
  words: Translator,
): string {
  const { t } = words
  const sides = { above: [] as string[], below: [] as string[], equal: [] as string[] }
  for (const { metric, summary, reported, total } of standings) {
    const { value } = figure(metric, year)
    if (value === undefined || summary?.median === undefined || !isEnough(reported, total)) continue
    sides[value > summary.median ? 'above' : value < summary.median ? 'below' : 'equal'].push(words.metric(metric))
  }
  const parts = (Object.keys(sides) as (keyof typeof sides)[]).flatMap((side) =>
    sides[side].length > 0 ? [t(`feedback.${side}`, { list: words.list(sides[side]) })] : [],
  )
  return parts.length > 0 ? t('feedback.standing', { area, list: parts.join(t('common.clause-sep')) }) : ''
}

/** What the office reports for the first time in the years held. */
function firstsText({ brief }: FeedbackAnswers, words: Translator): string {
  const items = brief.events.flatMap((event) =>
    event.kind === 'first'
      ? [
          words.t('feedback.first', {
            metric: words.metric(event.metric),
            value: amountText(event.value, event.metric, words),
            n: event.years,
          }),
        ]
      : [],
  )
  return items.length > 0 ? words.t('feedback.firsts', { list: items.join(words.t('common.clause-sep')) }) : ''
}

export const headlinesText = (answers: FeedbackAnswers, frame: FeedbackFrame, words: Translator): string[] =>
  [changedText(answers, words), standingText(answers, frame, words), firstsText(answers, words)].filter(Boolean)

/** What became of the applications of the year, and whether that adds up; no shares of few. */
export function applicationsText(answers: FeedbackAnswers, frame: FeedbackFrame, words: Translator): string[] {
  const { t, list } = words
  const { year, figure, whole, brief } = answers
  if (!reportIn(answers, year).held) return [t('feedback.data-absent', { year })]
  const figures = FLOW.map((metric) => ({ metric, ...figure(metric, year) }))
  const lacking = figures.filter(({ value }) => value === undefined)
  if (lacking.length > 0) {
    const kinds = [...new Set(lacking.map(({ state }) => t(`state.${state}`)))]
    return [t('feedback.applications-none', { year, n: lacking.length, kinds: list(kinds) })]
  }
  const values = figures.map(({ value }) => value!)
  const { endings, closed } = endingsOf(values)
  const [fresh, carried] = values as [number, number]
  const out = values[FLOW.indexOf(CARRIED_OUT)]!
  const items = ENDINGS.flatMap((ending, k) => {
    const one = { ending: t(ENDING_KEY[ending]), n: endings[k]!, share: shareText(endings[k]!, closed) }
    return one.n === 0 ? [] : [t(closed >= FEWEST_CLOSED ? 'circular.ending-share' : 'circular.ending', one)]
  })
  const due = values.slice(0, INFLOW.length).reduce((sum, n) => sum + n, 0)
  const all = whole.whole[0]!
  const odd = brief.events.flatMap((event) =>
    event.kind === 'rate'
      ? [
          t('feedback.odd-rate', {
            area: frame.area,
            ending: t(ENDING_KEY[event.metric as Ending]),
            n: event.count,
            share: shareText(event.count, event.closed),
            all: shareText(event.all.count, event.all.closed),
            counted: all.counted,
            total: all.total,
          }),
        ]
      : [],
  )
  return [
    t('feedback.applications', { year, fresh, carried, closed, out }),
    ...(items.length > 0 ? [t('circular.endings', { list: items.join(t('common.clause-sep')) })] : []),
    ...odd,
    ...(due === closed + out
      ? []
      : [t('feedback.uneven', { due, sum: closed + out, gap: Math.abs(due - closed - out) })]),
  ]
}

/** Reviews and lawsuits, and how many were lost. */
export function challengesText(answers: FeedbackAnswers, words: Translator): string {
  const { t, list } = words
  const { year, figure } = answers
  if (!reportIn(answers, year).held) return t('feedback.data-absent', { year })
  const of = (metrics: readonly MetricId[]) => metrics.map((metric) => figure(metric, year))
  const review = of(['review.total', 'review.corrected'])
  const suits = of(['suit-direct.total', 'suit-reviewed.total', 'suit-direct.corrected', 'suit-reviewed.corrected'])
  const lacking = [...review, ...suits].filter(({ value }) => value === undefined)
  if (lacking.length > 0)
    return t('feedback.challenges-none', {
      year,
      kinds: list([...new Set(lacking.map(({ state }) => t(`state.${state}`)))]),
    })
  const [reviews, reviewsLost] = review.map(({ value }) => value!) as [number, number]
  const [direct, after, directLost, afterLost] = suits.map(({ value }) => value!) as [number, number, number, number]
  return t('feedback.challenges', {
    year,
    reviews,
    reviewsLost,
    suits: direct + after,
    suitsLost: directLost + afterLost,
  })
}

const dayText = (day: string, { locale }: Translator): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day))

/** Whether the report came in time, by its own page; a day in an address may be that of a site that was moved. */
export function timeText(answers: FeedbackAnswers, { received }: FeedbackFrame, words: Translator): string[] {
  const { t } = words
  const { org, year, from, reports } = answers
  const limit = dayText(deadlineOf(org, year), words)
  const { held, published } = reportIn(answers, year)
  const own = (): string => {
    if (!held) return t('feedback.time-absent', { year, limit })
    if (published?.from === 'page')
      return t(published.daysLate > 0 ? 'feedback.time-late' : 'feedback.time-held', {
        year,
        day: dayText(published.day, words),
        limit,
        n: published.daysLate,
      })
    if (received !== undefined)
      return t(lateness({ day: received }, year, org) > 0 ? 'feedback.received-late' : 'feedback.received', {
        year,
        day: dayText(received, words),
        limit,
      })
    return published
      ? t('feedback.time-address', { year, day: dayText(published.day, words) })
      : t('feedback.time-unknown', { year })
  }
  const before = reportIn(answers, from).published
  const column = reports.years.indexOf(year)
  const known = reports.published.filter(
    ({ at, from: source }) => at % reports.years.length === column && source === 'page',
  )
  return [
    own(),
    ...(before?.from === 'page' && before.daysLate > 0
      ? [t('feedback.time-before', { from, n: before.daysLate })]
      : []),
    ...(known.length > 0
      ? [t('feedback.time-others', { n: known.length, late: known.filter(({ daysLate }) => daysLate > 0).length })]
      : []),
  ]
}

/** What waits for an answer, and what was answered. */
export function problemsText(answers: FeedbackAnswers, problems: readonly Problem[], { t }: Translator): string {
  const { year } = answers
  if (!reportIn(answers, year).held) return t('feedback.problems-absent', { year })
  const waiting = problems.filter(isPending)
  if (problems.length === 0) return t('feedback.problems-none', { year })
  return t('feedback.problems', {
    year,
    n: waiting.length,
    blocks: waiting.filter(({ grade }) => grade === 'blocks').length,
    explain: waiting.filter(({ grade }) => grade !== 'blocks').length,
    rest: problems.length - waiting.length,
  })
}

/** Which figures of the tables are in doubt or were corrected: by their marks. */
export function markedText(cells: MarkedCells, { countsDoubtful }: FeedbackFrame, { t }: Translator): string[] {
  const [doubt, corrected] = [cells.marksOf('doubt'), cells.marksOf('corrected')]
  return [
    ...(doubt.length > 0 ? [t('feedback.doubt', { n: doubt.length, marks: doubt.join('') })] : []),
    ...(corrected.length > 0 ? [t('feedback.corrected', { n: corrected.length, marks: corrected.join('') })] : []),
    ...(countsDoubtful ? [t('feedback.doubt-counted')] : []),
  ]
}

/** What is asked of the office: for what was found, and always that the next report comes in time. */
export function requirements(
  answers: FeedbackAnswers,
  problems: readonly Problem[],
  doubts: number,
  words: Translator,
): { id: string; text: string }[] {
  const waiting = problems.filter(isPending)
  const asked = {
    'ask-absent': !reportIn(answers, answers.year).held,
    'ask-blocks': waiting.some(({ grade }) => grade === 'blocks'),
    'ask-explain': waiting.some(({ grade }) => grade === 'explain'),
    'ask-doubt': doubts > 0,
    'ask-time': true,
  } as const
  return numbered(
    (Object.keys(asked) as (keyof typeof asked)[])
      .filter((key) => asked[key])
      .map((key) => ({ id: key, text: words.t(`feedback.${key}`) })),
    words,
  )
}
