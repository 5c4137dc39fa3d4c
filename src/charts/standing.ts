import type { EChartsOption } from 'echarts'
import { unitOf } from '../domain/metrics'
import { shortName } from '../domain/orgs'
import { scaleFor, wholeNumber, withUnit } from '../i18n/format'
import type { RankEntry, RankResult } from '../query/answers/rank'
import type { State } from '../pack/states'
import { partOf } from '../query/standing'
import type { PartShown } from '../query/standing'
import type { ChartContext, Figure, FigureTable, Room } from './figure'
import { areaEntry, hasAreas, placedLabels } from './parts/areaColumn'
import { longTable } from './parts/longTable'
import { comparabilityNotes, leftOutNotes, sourceText } from './parts/notes'
import { rankBars } from './parts/rankBars'
import type { Bar, LeftOutBar } from './parts/rankBars'
import { rankPlot } from './rankPlot'
import { rankTable } from './ranking'
import { entryOf, whyDoubtful } from './readings'
import { LEAST_FOR_MEDIAN, placingTitle } from './titles'

function tableOf(result: RankResult, entries: readonly RankEntry[], ctx: ChartContext): FigureTable {
  const { words } = ctx
  const wide = hasAreas(
    entries.map(({ org }) => org),
    ctx,
  )
  return longTable(
    [
      { key: 'rank', label: words.t('common.rank'), numeric: true },
      { key: 'office', label: words.t('common.office') },
      ...(wide ? [{ key: 'area', label: words.t('common.area') }] : []),
      { key: 'value', label: words.metric(result.metric), numeric: true },
    ],
    entries.length,
    (i) => {
      const { org, value, rank } = entries[i]!
      return {
        id: org.id,
        focus: org.id === ctx.focus,
        entries: [
          { text: wholeNumber(rank), sort: rank },
          { text: org.name, sort: org.name },
          ...(wide ? [areaEntry(org, ctx)] : []),
          entryOf({ value, state: 'value', ref: { org: org.id, year: result.year, metric: result.metric } }, words),
        ],
      }
    },
    (i, column) => {
      const { org, value, rank } = entries[i]!
      return column === 0 ? rank : column === 1 ? org.name : wide && column === 2 ? areaEntry(org, ctx).sort : value
    },
  )
}

/** How many of a scope have no figure, by kind. */
export const missingNote = (
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
    printed: withUnit(printed, unitOf(metric), ctx.words),
    why: whyDoubtful(reasons, ctx.words),
  }))
}

/**
 * Where offices stand by one year's figure: the first, the last or those around the office in focus, with how many have
 * none.
 */
export function standing(result: RankResult, asked: PartShown | 'mixed', ctx: ChartContext): Figure {
  const { words, whole } = ctx
  const { t } = words
  const { metric, year, reported, total, summary } = result
  const { part, entries } = partOf(result, asked)
  const labelAt = rankLabels(entries, total, ctx)
  const name = words.metric(metric)
  const scale = scaleFor(Math.max(0, ...entries.map(({ value }) => Math.abs(value))), unitOf(metric), words)
  const bars = entries.flatMap(({ org, value, rank, place }, i): (Bar | 'gap')[] => [
    ...(i > 0 && place > entries[i - 1]!.place + 1 ? ['gap' as const] : []),
    { org, value, rank, label: labelAt(i) },
  ])
  const leftOut = leftOutBars(result, ctx)
  const given = {
    metric,
    year,
    bars,
    leftOut,
    scale,
    reported,
    fromZero: entries.every(({ value }) => value >= 0),
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
    height: Math.max(150, (bars.length + leftOut.length) * 26 + 40),
    least: Math.max(150, (bars.length + leftOut.length) * 20 + 40),
    footnotes: [
      ...missingNote(result, words),
      ...leftOutNotes(
        (result.leftOut ?? []).map((one) => ({ ...one, year })),
        metric,
        words,
      ),
      ...comparabilityNotes(metric, [year], words),
      ...(part === 'whole' || whole ? [] : [t('standing.window')]),
    ],
    source: sourceText(metric, words),
    table: tableOf(result, entries, ctx),
    ...(whole && { whole: { rows: total, table: async () => rankTable(await whole(), year, ctx) } }),
    name: { metric: name, scope: ctx.scopeName, years: String(year) },
  }
}
