import { unitOf } from '../../domain/metrics'
import { challengeRows, outcomes } from '../../domain/metrics'
import { shortName } from '../../domain/orgs'
import type { Org } from '../../domain/orgs'
import { ENDING_KEY, shareText } from '../../charts/applications/counts'
import type { Figure } from '../../charts/figure'
import { shortChange } from '../../charts/parts/change'
import { comparabilityNotes } from '../../charts/parts/notes'
import type { Translator } from '../../i18n'
import { difference, fullNumber, wholeNumber } from '../../i18n/format'
import { ENDINGS, FEWEST_CLOSED, endingsOf } from '../../query/applications'
import { changeBetween } from '../../query/measures'
import { isPending } from '../../query/problems'
import type { Problem } from '../../query/problems'
import { paragraph, paragraphs, signature } from '../officialBlocks'
import type { Block, OfficialFigure, OfficialTable, Signature } from '../officialBlocks'
import type { CircularAnswers } from './answers'
import type { CircularFigures } from './figures'
import { applicationsText, challengesText, changesText, doubtText, openingText, reportsText } from './sentences'
import { problemsText, requirements } from './sentences'

/** What a circular says besides the answers. */
export interface CircularFrame extends Signature {
  area: string
  figures?: CircularFigures
  /** Of the year, with what was decided over them. */
  problems: readonly Problem[]
  /** Figures in doubt are in the sums, as the reader chose. */
  countsDoubtful: boolean
}

/** So many offices at most are rows of the table of problems. */
const MOST_ROWS = 30

function headlines({ brief }: CircularAnswers, words: Translator): OfficialTable {
  const { t } = words
  return {
    kind: 'table',
    id: 'headlines-table',
    caption: t('circular.headlines-caption', { year: brief.year }),
    columns: [
      { label: t('circular.col-metric'), width: 22 },
      { label: t('circular.col-unit'), width: 7 },
      { label: t('circular.col-year', { year: brief.from }), width: 18, numeric: true },
      { label: t('circular.col-year', { year: brief.year }), width: 18, numeric: true },
      { label: t('circular.col-change'), width: 24, numeric: true },
      { label: 'n/N', width: 11, numeric: true },
    ],
    rows: brief.headlines.map(({ metric, movers: { base, current, isBroken, paired, total, from, year } }) => {
      const unit = unitOf(metric)
      const known = base !== undefined && current !== undefined
      const change = known && changeBetween(metric, { value: base }, { value: current }, from, year)
      const step = change ? [difference(current! - base!, unit)] : []
      if (change && change.kind === 'percent') step.push(`(${shortChange(change, metric, words)})`)
      return [
        words.metric(metric),
        t(`unit.${unit}`),
        known ? fullNumber(base, unit) : '—',
        known ? fullNumber(current, unit) : '—',
        isBroken ? t('circular.broken') : known ? step.join(' ') : t('brief.no-pairs'),
        `${wholeNumber(paired)}/${wholeNumber(total)}`,
      ]
    }),
  }
}

function endings({ flow }: CircularAnswers, words: Translator): OfficialTable {
  const { t } = words
  const years = flow.years.map((year, i) => ({ year, of: flow.whole[i]!, ...endingsOf(flow.whole[i]!.sums) }))
  const isKnown = (i: number): boolean => years[i]!.of.counted > 0
  const count = (i: number, n: number): string => (isKnown(i) ? wholeNumber(n) : '—')
  const share = (n: number, closed: number): string => (closed >= FEWEST_CLOSED ? shareText(n, closed) : '—')
  return {
    kind: 'table',
    id: 'endings-table',
    caption: t('circular.endings-caption'),
    columns: [
      { label: t('circular.col-ending'), width: 32 },
      ...years.flatMap(({ year }) => [
        { label: t('circular.col-year', { year }), width: 17, numeric: true as const },
        { label: t('circular.col-share'), width: 17, numeric: true as const },
      ]),
    ],
    rows: [
      ...ENDINGS.map((ending, k) => [
        t(ENDING_KEY[ending]),
        ...years.flatMap(({ endings: of, closed }, i) => [count(i, of[k]!), share(of[k]!, closed)]),
      ]),
      [t('circular.closed'), ...years.flatMap(({ closed }, i) => [count(i, closed), share(closed, closed)])],
      [
        t('circular.counted'),
        ...years.flatMap(({ of }) => [`${wholeNumber(of.counted)}/${wholeNumber(of.total)}`, '']),
      ],
    ],
  }
}

function challenges({ challenges: { whole } }: CircularAnswers, words: Translator): OfficialTable {
  const { t } = words
  const { sums } = whole[0]!
  return {
    kind: 'table',
    id: 'challenges-table',
    caption: t('circular.challenges-caption'),
    columns: [
      { label: t('circular.col-kind'), width: 30 },
      ...outcomes.map((outcome) => ({ label: words.column(outcome), width: 14, numeric: true as const })),
    ],
    rows: challengeRows.map((row, r) => [
      words.row(row),
      ...outcomes.map((_, k) => wholeNumber(sums[r * outcomes.length + k]!)),
    ]),
  }
}

/** An office's problems that wait: where the form does not add up, and where something is to be explained. */
interface Waiting {
  org: Org
  blocks: number
  explain: number
}

function waitingOf(problems: readonly Problem[]): Waiting[] {
  const by = new Map<string, Waiting>()
  for (const { org, grade } of problems.filter(isPending)) {
    const of = by.get(org.id) ?? { org, blocks: 0, explain: 0 }
    if (grade === 'blocks') of.blocks++
    else of.explain++
    by.set(org.id, of)
  }
  return [...by.values()].sort((a, b) => b.blocks + b.explain - a.blocks - a.explain || b.blocks - a.blocks)
}

function problemsTable(waiting: readonly Waiting[], words: Translator): OfficialTable {
  const { t } = words
  const rest = waiting.slice(MOST_ROWS)
  const cells = (name: string, blocks: number, explain: number): string[] => [
    name,
    wholeNumber(blocks),
    wholeNumber(explain),
    wholeNumber(blocks + explain),
  ]
  const sum = (of: readonly Waiting[], key: 'blocks' | 'explain'): number => of.reduce((n, one) => n + one[key], 0)
  return {
    kind: 'table',
    id: 'problems-table',
    caption: t('circular.problems-caption'),
    columns: [
      { label: t('common.office'), width: 40 },
      { label: t('circular.col-blocks'), width: 20, numeric: true },
      { label: t('circular.col-explain'), width: 20, numeric: true },
      { label: t('circular.col-all'), width: 20, numeric: true },
    ],
    rows: [
      ...waiting.slice(0, MOST_ROWS).map(({ org, blocks, explain }) => cells(shortName(org.name), blocks, explain)),
      ...(rest.length > 0
        ? [cells(t('circular.rest', { n: rest.length }), sum(rest, 'blocks'), sum(rest, 'explain'))]
        : []),
    ],
  }
}

const drawn = (id: string, caption: string, figure: Figure | undefined): OfficialFigure[] =>
  figure ? [{ kind: 'figure', id, caption, figure }] : []

/** The circular of a year: paragraphs, figures and tables in their order, each sentence by a rule from the answers. */
export function circularOf(answers: CircularAnswers, frame: CircularFrame, words: Translator): Block[] {
  const { t } = words
  const { year, flow, challenges: sued } = answers
  const waiting = waitingOf(frame.problems)
  return [
    paragraph('title', 'title', t('circular.title', { area: frame.area, year })),
    paragraph('to', 'to', t('circular.to')),
    paragraph('text', 'opening', openingText(answers, frame, words)),
    paragraph('head', 'reports-head', t('circular.reports-head')),
    ...paragraphs('text', 'reports', reportsText(answers, words)),
    paragraph('head', 'headlines-head', t('circular.headlines-head')),
    paragraph('text', 'headlines', changesText(answers, words)),
    headlines(answers, words),
    paragraph('note', 'headlines-note', t('circular.headlines-note')),
    ...drawn('requests-figure', t('circular.figure-requests', { year }), frame.figures?.requests),
    paragraph('head', 'applications-head', t('circular.applications-head')),
    ...paragraphs('text', 'applications', applicationsText(answers, words)),
    ...(flow.whole.some(({ counted }) => counted > 0)
      ? [
          endings(answers, words),
          paragraph(
            'note',
            'endings-note',
            [
              t('circular.endings-note'),
              ...comparabilityNotes('applications.other.total', flow.years, { words }).map((note) =>
                t('apps.endings.other-joined', { note }),
              ),
            ].join(t('common.clause-sep')),
          ),
        ]
      : []),
    ...drawn('endings-figure', t('circular.figure-endings'), frame.figures?.endings),
    paragraph('head', 'challenges-head', t('circular.challenges-head')),
    paragraph('text', 'challenges', challengesText(answers, words)),
    ...(sued.whole[0]!.counted > 0 ? [challenges(answers, words)] : []),
    paragraph('head', 'problems-head', t('circular.problems-head')),
    paragraph('text', 'problems', problemsText(answers, waiting, words)),
    ...(waiting.length > 0 ? [problemsTable(waiting, words)] : []),
    ...paragraphs('text', 'doubt', doubtText(answers, frame, words)),
    paragraph('head', 'requirements-head', t('circular.requirements-head')),
    ...requirements(answers, waiting, words).map(({ id, text }) => paragraph('text', id, text)),
    ...signature(frame, words),
  ]
}
