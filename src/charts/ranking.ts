import type { EChartsOption } from 'echarts'
import { unitOf } from '../domain/metrics'
import type { MetricId } from '../domain/metrics'
import { holdsIn, keepsTo } from '../domain/targets'
import type { Target } from '../domain/targets'
import { shortName } from '../domain/orgs'
import type { Org } from '../domain/orgs'
import { scaleFor, wholeNumber } from '../i18n/format'
import type { Translator } from '../i18n'
import type { Lacking, RankEntry, RankResult } from '../query/answers/rank'
import { rank } from '../query/measures'
import type { MatrixResult } from '../query/spec'
import type { State } from '../pack/states'
import { partOf } from '../query/standing'
import type { PartShown } from '../query/standing'
import type { CellRef, ChartContext, Figure, FigureTable, Room, TableEntry } from './figure'
import { areaEntry, hasAreas, placedLabels } from './parts/areaColumn'
import { longTable } from './parts/longTable'
import { missingNotes } from './parts/missingNames'
import { comparabilityNotes, labelNotes, leftOutNotes, sourceText } from './parts/notes'
import { pinsOn, marksAt } from './parts/pinMarks'
import { heightsOf, rankBars } from './parts/rankBars'
import type { Bar, LeftOutBar } from './parts/rankBars'
import { beyondNotes, reachable, reachedNotes, targetText, targetsFor } from './parts/targetLines'
import { rankPlot } from './rankPlot'
import { datumAt, datumOf, entryOf, labelsOf, printedText, whyDoubtful } from './readings'
import type { Datum } from './readings'
import { LEAST_FOR_MEDIAN, placingTitle } from './titles'

/** A row of a ranking's table: an office with its place, or without one and why. */
interface Line {
  org: Org
  rank?: number
  value?: number
  datum(): Datum
}

/** A column for each target: whether the office reaches it. */
const targetColumns = (targets: readonly Target[], words: Translator) =>
  targets.map((target) => ({ key: `target ${target.id}`, label: targetText(target, words) }))
const reachedEntry = (target: Target, value: number | undefined, { t }: Translator): TableEntry =>
  value === undefined ? { text: '—' } : { text: t(keepsTo(target, value) ? 'target.yes' : 'target.no') }

function tableOf(
  metric: MetricId,
  year: number,
  orgs: readonly Org[],
  lineAt: (i: number) => Line,
  ctx: ChartContext,
): FigureTable {
  const { words } = ctx
  const wide = hasAreas(orgs, ctx)
  const targets = targetsFor(ctx, metric).filter((target) => holdsIn(target, year))
  const { marked } = pinsOn({ orgs, years: [year], scope: {} }, ctx)
  return longTable(
    [
      { key: 'rank', label: words.t('common.rank'), numeric: true },
      { key: 'office', label: words.t('common.office') },
      ...(wide ? [{ key: 'area', label: words.t('common.area') }] : []),
      { key: 'value', label: words.metric(metric), numeric: true },
      ...targetColumns(targets, words),
      ...(marked.length > 0 ? [{ key: 'notes', label: words.t('pin.column') }] : []),
    ],
    orgs.length,
    (i) => {
      const { org, rank, value, datum } = lineAt(i)
      return {
        id: org.id,
        focus: org.id === ctx.focus,
        entries: [
          rank === undefined ? { text: '—' } : { text: wholeNumber(rank), sort: rank },
          { text: org.name, sort: org.name },
          ...(wide ? [areaEntry(org, ctx)] : []),
          entryOf(datum(), words),
          ...targets.map((target) => reachedEntry(target, value, words)),
          ...(marked.length > 0
            ? [{ text: words.list(marked.filter((pin) => pin.row === i).map(({ mark, text }) => `${mark}${text}`)) }]
            : []),
        ],
      }
    },
    (i, column) => {
      const { org, rank, value } = lineAt(i)
      if (column === 0) return rank
      if (column === 1) return org.name
      if (wide && column === 2) return areaEntry(org, ctx).sort
      return column === (wide ? 3 : 2) ? value : undefined
    },
  )
}

/** The entries shown, and behind a whole ranking those that have no place in it. */
function linesOf(result: RankResult, entries: readonly RankEntry[], isWhole: boolean): Line[] {
  const { metric, year, leftOut = [], lacking = [] } = result
  const refOf = (org: Org): CellRef => ({ org: org.id, year, metric })
  const ranked = entries.map((entry): Line => ({
    org: entry.org,
    rank: entry.rank,
    value: entry.value,
    datum: () => datumOf(entry, refOf(entry.org)),
  }))
  if (!isWhole) return ranked
  const printed = new Map(leftOut.map((one) => [one.org, one]))
  return [
    ...ranked,
    ...lacking.map(({ org, state }): Line => {
      const out = printed.get(org)
      return {
        org,
        datum: () => ({
          state,
          ref: refOf(org),
          ...(out && { doubt: { ...(out.printed !== undefined && { printed: out.printed }), reasons: out.reasons } }),
        }),
      }
    }),
  ]
}

/** Every office of a scope with its rank in a year. */
function wholeTable(result: MatrixResult, year: number, ctx: ChartContext): FigureTable {
  const at = result.years.indexOf(year)
  const { ranked, missing } = rank(result, year)
  const without = Object.values(missing)
    .flat()
    .sort((a, b) => a - b)
  const rowOf = (i: number): number => ranked[i]?.row ?? without[i - ranked.length]!
  const orgs = [...ranked.map(({ row }) => row), ...without].map((row) => result.orgs[row]!)
  return tableOf(
    result.metric,
    year,
    orgs,
    (i) => ({
      org: orgs[i]!,
      ...(ranked[i] && { rank: ranked[i].rank, value: ranked[i].value }),
      datum: () => datumAt(result, rowOf(i), at),
    }),
    ctx,
  )
}

/** How many of a scope have no figure, by kind. */
const countsNote = (
  { missing, total, reported }: Pick<RankResult, 'missing' | 'total' | 'reported'>,
  { t, list }: ChartContext['words'],
): string[] =>
  total === reported
    ? []
    : [
        t('standing.missing', {
          n: wholeNumber(total - reported),
          kinds: list(
            Object.entries(missing).map(([state, n]) =>
              t('scatter.kind', { state: t(`state.${state as State}`), n: wholeNumber(n) }),
            ),
          ),
        }),
      ]

/** Those without a figure: named where that can be done, else counted. */
function lackingNotes({ lacking = [], ...result }: RankResult, ctx: ChartContext): string[] {
  const { doubtful = 0 } = result.missing
  // Those left out as doubtful have notes of their own, with what they print.
  const named = lacking.filter(({ state }) => state !== 'doubtful')
  if (named.length < result.total - result.reported - doubtful) return countsNote(result, ctx.words)
  const labels = labelsOf({ orgs: named.map(({ org }) => org) }, ctx)
  const rows: Partial<Record<Lacking['state'], number[]>> = {}
  named.forEach(({ state }, i) => (rows[state] ??= []).push(i))
  return missingNotes(rows, labels, ctx.words)
}

/** What a reader must know of the figures that have a bar. */
function entryNotes(entries: readonly RankEntry[], { t, ...words }: Translator): string[] {
  const corrected = entries.filter((entry) => entry.corrected).length
  const doubts = entries.flatMap(({ mark }) => (mark?.reliability === 'doubtful' ? [mark.reasons] : []))
  return [
    ...labelNotes(
      entries.flatMap(({ label }) => label ?? []),
      { t, ...words },
    ),
    ...(corrected > 0 ? [t('note.corrected', { n: corrected })] : []),
    ...(doubts.length > 0
      ? [t('note.marked', { n: doubts.length, why: whyDoubtful([...new Set(doubts.flat())], { t, ...words }) })]
      : []),
  ]
}

/** Rank and name of each entry; where they are some of many, with the area each stands under. */
export function rankLabels(entries: readonly RankEntry[], total: number, ctx: ChartContext): (i: number) => string {
  const labels = placedLabels(
    entries.map(({ org }) => org),
    total > entries.length,
    ctx,
  )
  return (i) => `${wholeNumber(entries[i]!.rank)}  ${labels(i)}`
}

function titleOf(
  { metric: id, year, reported, total, top, bottom, around }: RankResult,
  { words, focus, scopeName }: ChartContext,
): string {
  const metric = words.metric(id)
  const [first, last] = [top[0], bottom.at(-1) ?? top.at(-1)]
  if (!first || !last) return words.t('rank.title.none', { year, metric, scope: scopeName })
  const own = focus === undefined ? undefined : around?.entries.find(({ org }) => org.id === focus)?.org
  return placingTitle(
    {
      metric,
      year,
      reported,
      total,
      first: { name: shortName(first.org.name), value: first.value },
      last,
      ...(own && around && { own: { name: shortName(own.name), rank: around.rank, equal: around.equal } }),
    },
    words,
  )
}

/** Of more figures left out than this, the largest have a bar. */
const MOST_LEFT_OUT = 3

/** The offices of a ranking whose figures were left out, with what they print. */
function leftOutBars({ metric, leftOut = [] }: RankResult, ctx: ChartContext): LeftOutBar[] {
  return leftOut.slice(0, MOST_LEFT_OUT).map(({ org, printed, reasons }) => ({
    org,
    label: shortName(org.name),
    printed: printedText(printed, metric, ctx.words),
    why: whyDoubtful(reasons, ctx.words),
  }))
}

/**
 * Where offices stand by one year's figure: the first, the last or those around the office in focus, with how many have
 * none.
 */
export function ranking(result: RankResult, asked: PartShown | 'mixed', ctx: ChartContext): Figure {
  const { words, whole } = ctx
  const { t } = words
  const { metric, year, reported, total, summary } = result
  const { part, entries } = partOf(result, asked)
  const own = rankLabels(entries, total, ctx)
  const pins = pinsOn({ orgs: entries.map(({ org }) => org), years: [year], scope: result.scope }, ctx)
  const labelAt = (i: number): string => [own(i), marksAt(pins.marked, i)].filter(Boolean).join(' ')
  const name = words.metric(metric)
  const values = entries.map(({ value }) => value)
  const { within: targets, beyond } = reachable(
    targetsFor(ctx, metric).filter((target) => holdsIn(target, year)),
    Math.min(0, ...values),
    Math.max(0, ...values),
  )
  const drawn = [...values, ...targets.map(({ value }) => value)]
  const scale = scaleFor(Math.max(0, ...drawn.map(Math.abs)), unitOf(metric), words)
  const bars = entries.flatMap(
    ({ org, value, rank, place, corrected, mark, label: said, quotient }, i): (Bar | 'gap')[] => [
      ...(i > 0 && place > entries[i - 1]!.place + 1 ? ['gap' as const] : []),
      {
        org,
        value,
        rank,
        label: labelAt(i),
        ...(corrected && { corrected }),
        ...(said !== undefined && { said }),
        ...(quotient && { quotient }),
        ...(mark?.reliability === 'doubtful' && { doubt: whyDoubtful(mark.reasons, words) }),
      },
    ],
  )
  const leftOut = leftOutBars(result, ctx)
  const lines = linesOf(result, entries, part === 'whole')
  const given = {
    metric,
    year,
    bars,
    leftOut,
    scale,
    reported,
    targets,
    beyond,
    fromZero: drawn.every((value) => value >= 0),
    ...(summary?.median !== undefined && summary.reported >= LEAST_FOR_MEDIAN && { median: summary.median }),
  }
  const option = (room: Room): EChartsOption => rankBars(given, ctx, room)
  return {
    id: `rank-${metric}-${year}-${part}`,
    title: titleOf(result, ctx),
    subtitle: t(
      part === 'whole' ? 'rank.subtitle' : part === 'mixed' ? 'rank.subtitle.window' : `standing.subtitle.${part}`,
      {
        shown: entries.length,
        unit: scale.label,
        scope: ctx.scopeName,
        reported: wholeNumber(reported),
        total: wholeNumber(total),
        from: wholeNumber(entries[0]?.place ?? 0),
        to: wholeNumber(entries.at(-1)?.place ?? 0),
      },
    ),
    ...(reported > 0 && { option, plot: () => rankPlot(given, ctx) }),
    ...heightsOf(bars.length + leftOut.length, bars.length),
    ...(pins.marked.length > 0 && { pinned: pins.marked.length }),
    footnotes: [
      ...pins.notes,
      ...(summary ? reachedNotes(metric, [summary], ctx) : []),
      ...beyondNotes(beyond, words),
      ...lackingNotes(result, ctx),
      ...leftOutNotes(
        (result.leftOut ?? []).map((one) => ({ ...one, year })),
        metric,
        words,
      ),
      ...comparabilityNotes(metric, [year], ctx),
      ...entryNotes(entries, words),
      ...(part === 'whole' || whole ? [] : [t('standing.window')]),
    ],
    source: sourceText(metric, words),
    table: tableOf(
      metric,
      year,
      lines.map(({ org }) => org),
      (i) => lines[i]!,
      ctx,
    ),
    ...(whole && { whole: { rows: total, table: async () => wholeTable(await whole(), year, ctx) } }),
    name: { metric: name, scope: ctx.scopeName, years: String(year) },
  }
}
