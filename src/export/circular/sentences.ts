import { outcomes } from '../../domain/metrics'
import { shortName } from '../../domain/orgs'
import { ENDING_KEY, shareText } from '../../charts/applications/counts'
import { whyDoubtful } from '../../charts/readings'
import type { Translator } from '../../i18n'
import { fullNumber } from '../../i18n/format'
import { ENDINGS, FEWEST_CLOSED, FLOW, endingsOf } from '../../query/applications'
import { amountText, namesText, numbered } from '../officialText'
import type { CircularAnswers } from './answers'
import type { CircularFrame } from './blocks'

/* What a circular says, each sentence by one rule. Every number is one of the answers'. */

/** Offices without a report, in the order of the map. */
const absentIn = ({ reports: { orgs, held } }: CircularAnswers): string[] =>
  orgs.flatMap(({ name }, i) => (held[i] === 1 ? [] : [shortName(name)]))

/**
 * Reports that came late by their own page or the day noted: a day in an address may be that of a site that was moved.
 */
const lateIn = ({ reports: { published } }: CircularAnswers) =>
  published.filter(({ daysLate, from }) => daysLate > 0 && from !== 'address')

export const openingText = (
  { year, reports: { orgs } }: CircularAnswers,
  { area }: CircularFrame,
  { t }: Translator,
): string => t('circular.opening', { area, year, total: orgs.length })

/** Who reported, and when. */
export function reportsText(answers: CircularAnswers, words: Translator): string[] {
  const { t } = words
  const { year, reports } = answers
  const [absent, late] = [absentIn(answers), lateIn(answers)]
  const total = reports.orgs.length
  const dated = reports.published.filter(({ from }) => from !== 'address')
  const known = dated.length
  const what = t(dated.some(({ from }) => from === 'received') ? 'circular.dated-noted' : 'circular.dated')
  const days = late.map(({ at, daysLate }) =>
    t('circular.late-item', { office: shortName(reports.orgs[at]!.name), n: daysLate }),
  )
  return [
    absent.length === 0
      ? t('circular.all-held', { total, year })
      : t('circular.held', {
          total,
          year,
          held: total - absent.length,
          n: absent.length,
          names: namesText(absent, words),
        }),
    ...(known === 0
      ? []
      : late.length === 0
        ? [t('circular.in-time', { what, n: known })]
        : [t('circular.late', { what, n: known, late: late.length, names: namesText(days, words) })]),
  ]
}

/** Sums that moved by a tenth and beyond chance over the same offices, and who explains most of it. */
export function changesText({ brief }: CircularAnswers, words: Translator): string {
  const { t } = words
  const items = brief.events.flatMap((event) => {
    if (event.kind !== 'change') return []
    const { metric, base, current, paired, lead } = event
    const change = t(current > base ? 'circular.rose' : 'circular.fell', {
      metric: words.metric(metric),
      base: amountText(base, metric, words),
      current: amountText(current, metric, words),
      step: amountText(Math.abs(current - base), metric, words),
      n: paired,
    })
    if (!lead) return [change]
    const share = fullNumber(lead.share, 'percent')
    const key = lead.share <= 1 ? 'circular.lead' : 'circular.outweighs'
    return [t(key, { change, office: shortName(lead.org.name), share })]
  })
  return items.length > 0
    ? t('circular.changes', { list: items.join(t('common.clause-sep')) })
    : t('circular.steady', { from: brief.from })
}

/** What became of the applications of the year; no shares of few. */
export function applicationsText({ year, flow }: CircularAnswers, words: Translator): string[] {
  const { t } = words
  const whole = flow.whole.at(-1)!
  const of = { year, n: whole.counted, total: whole.total }
  if (whole.counted === 0) return [t('circular.applications-none', of)]
  const { endings, closed } = endingsOf(whole.sums)
  const items = ENDINGS.flatMap((ending, k) => {
    const n = endings[k]!
    if (n === 0) return []
    const one = { ending: t(ENDING_KEY[ending]), n, share: shareText(n, closed) }
    return [t(closed >= FEWEST_CLOSED ? 'circular.ending-share' : 'circular.ending', one)]
  })
  return [
    t('circular.applications', {
      ...of,
      fresh: whole.sums[0]!,
      carried: whole.sums[1]!,
      closed,
      out: whole.sums[FLOW.length - 1]!,
    }),
    ...(items.length > 0 ? [t('circular.endings', { list: items.join(t('common.clause-sep')) })] : []),
  ]
}

/** Reviews and lawsuits, and how many were lost. */
export function challengesText({ year, challenges }: CircularAnswers, { t }: Translator): string {
  const { sums, counted, total } = challenges.whole[0]!
  if (counted === 0) return t('circular.challenges-none', { year, n: counted, total })
  const [corrected, all] = [outcomes.indexOf('corrected'), outcomes.indexOf('total')]
  const cell = (row: number, column: number): number => sums[row * outcomes.length + column]!
  return t('circular.challenges', {
    year,
    n: counted,
    total,
    reviews: cell(0, all),
    reviewsLost: cell(0, corrected),
    suits: cell(1, all) + cell(2, all),
    suitsLost: cell(1, corrected) + cell(2, corrected),
  })
}

type Counts = readonly { blocks: number; explain: number }[]
const sumOf = (waiting: Counts, key: 'blocks' | 'explain'): number => waiting.reduce((n, one) => n + one[key], 0)

/** How many problems wait at how many offices. */
export function problemsText({ findings }: CircularAnswers, waiting: Counts, { t }: Translator): string {
  const [blocks, explain] = [sumOf(waiting, 'blocks'), sumOf(waiting, 'explain')]
  const of = { reports: findings.reports, offices: waiting.length, n: blocks + explain, blocks, explain }
  const text = t(waiting.length > 0 ? 'circular.problems' : 'circular.problems-none', of)
  return findings.isCut ? t('circular.problems-cut', { text }) : text
}

/** Figures in doubt, which are in none of the sums, each with its office. */
export function doubtText({ leftOut }: CircularAnswers, frame: CircularFrame, words: Translator): string[] {
  const { t } = words
  if (frame.countsDoubtful) return [t('circular.doubt-counted')]
  if (leftOut.length === 0) return []
  const items = leftOut.map(({ org, metric, year, printed, reasons }) =>
    t('circular.doubt-item', {
      office: shortName(org.name),
      year,
      metric: words.metric(metric),
      value: printed === undefined ? t('state.undefined-rate') : amountText(printed, metric, words),
      why: whyDoubtful(reasons, words),
    }),
  )
  return [t('circular.doubt', { n: items.length, list: namesText(items, words) })]
}

/** What is asked of the offices: each for what was found, and always that the next report comes in time. */
export function requirements(
  answers: CircularAnswers,
  waiting: Counts,
  words: Translator,
): { id: string; text: string }[] {
  const counts = {
    'ask-absent': absentIn(answers).length,
    'ask-blocks': waiting.filter(({ blocks }) => blocks > 0).length,
    'ask-explain': waiting.filter(({ explain }) => explain > 0).length,
    'ask-doubt': answers.leftOut.length,
    'ask-time': lateIn(answers).length,
  } as const
  return numbered(
    (Object.keys(counts) as (keyof typeof counts)[])
      .filter((key) => counts[key] > 0 || key === 'ask-time')
      .map((key) => ({ id: key, text: words.t(`circular.${key}`, { n: counts[key] }) })),
    words,
  )
}
