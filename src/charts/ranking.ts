import type { EChartsOption } from 'echarts'
import { unitOf } from '../domain/metrics'
import { scaleFor, wholeNumber, withUnit } from '../i18n/format'
import type { Translator } from '../i18n'
import { rank } from '../query/measures'
import type { RankedRow, Ranking } from '../query/measures'
import type { MatrixResult } from '../query/spec'
import type { ChartContext, Figure, FigureTable, Room, FigureRow } from './figure'
import { longTable } from './parts/longTable'
import { rankPlot } from './rankPlot'
import { missingNotes } from './parts/missingNames'
import { figureNotes, sourceText } from './parts/notes'
import { rankBars } from './parts/rankBars'
import type { Bar, LeftOutBar } from './parts/rankBars'
import { LEAST_FOR_MEDIAN, placingTitle } from './titles'
import { entryOf, labelsOf, datumAt, whyDoubtful } from './readings'
import type { Datum } from './readings'

/** Bars that can be read on one card; of more offices, the first, the last and those around the one in focus. */
const MOST_BARS = 18

/** Top, bottom and around the focus, in rank order, with a gap marked where offices are left out. */
export function rankWindow(ranked: readonly RankedRow[], most: number, focusRow?: number): (RankedRow | 'gap')[] {
  if (ranked.length <= most) return [...ranked]
  const at = ranked.findIndex(({ row }) => row === focusRow)
  const wanted = new Set<number>()
  const side = Math.floor((most - 2) / 3)
  for (let i = 0; i < side; i++) {
    wanted.add(i)
    wanted.add(ranked.length - 1 - i)
    if (at >= 0) wanted.add(Math.min(ranked.length - 1, Math.max(0, at - Math.floor(side / 2) + i)))
  }
  for (let i = side; wanted.size < most - 2 && i < ranked.length; i++) wanted.add(i)
  const shown: (RankedRow | 'gap')[] = []
  let before = -1
  for (const i of [...wanted].sort((a, b) => a - b)) {
    if (i > before + 1) shown.push('gap')
    shown.push(ranked[i]!)
    before = i
  }
  return shown
}

function tableOf(result: MatrixResult, year: number, { ranked, missing }: Ranking, ctx: ChartContext): FigureTable {
  const { words } = ctx
  const at = result.years.indexOf(year)
  const without = Object.values(missing)
    .flat()
    .sort((a, b) => a - b)
  const columns = [
    { key: 'rank', label: words.t('common.rank'), numeric: true },
    { key: 'office', label: words.t('common.office') },
    { key: 'value', label: words.metric(result.metric), numeric: true },
  ]
  const rowOf = (i: number): number => ranked[i]?.row ?? without[i - ranked.length]!
  const row = (i: number): FigureRow => {
    const org = result.orgs[rowOf(i)]!
    return {
      id: org.id,
      focus: org.id === ctx.focus,
      entries: [
        { text: ranked[i] ? wholeNumber(ranked[i].rank) : '—', ...(ranked[i] && { sort: ranked[i].rank }) },
        { text: org.name, sort: org.name },
        at < 0
          ? { text: words.t('state.no-report'), state: 'no-report' }
          : entryOf(datumAt(result, rowOf(i), at), words),
      ],
    }
  }
  return longTable(columns, result.orgs.length, row, (i, column) =>
    column === 1 ? result.orgs[rowOf(i)]!.name : column === 0 ? ranked[i]?.rank : ranked[i]?.value,
  )
}

/** Every office of a scope with its rank in a year. */
export const rankTable = (result: MatrixResult, year: number, ctx: ChartContext): FigureTable =>
  tableOf(result, year, rank(result, year), ctx)

const doubtOf = ({ doubt }: Datum, words: Translator): Pick<Bar, 'doubt'> =>
  doubt ? { doubt: whyDoubtful(doubt.reasons, words) } : {}

/** Offices of a scope in order of one year's figure, the median as a line, those without a figure named. */
export function ranking(result: MatrixResult, year: number, ctx: ChartContext): Figure {
  const { words } = ctx
  const { t } = words
  const { ranked, missing } = rank(result, year)
  const { doubtful = [], ...named } = missing
  const labels = labelsOf(result, ctx)
  const metric = words.metric(result.metric)
  const unit = unitOf(result.metric)
  const focusRow = result.orgs.findIndex((org) => org.id === ctx.focus)
  const focus = ranked.find(({ row }) => row === focusRow)
  const shown = rankWindow(ranked, MOST_BARS, focusRow)
  const summary = result.summaries.find((s) => s.year === year)
  const scale = scaleFor(Math.max(Math.abs(ranked[0]?.value ?? 0), Math.abs(ranked.at(-1)?.value ?? 0)), unit, words)
  const [first, last] = [ranked[0], ranked.at(-1)]
  const title =
    first && last
      ? placingTitle(
          {
            metric,
            year,
            reported: ranked.length,
            total: result.orgs.length,
            first: { name: labels(first.row), value: first.value },
            last,
            ...(focus && {
              own: {
                name: labels(focus.row),
                rank: focus.rank,
                equal: ranked.filter((one) => one.rank === focus.rank).length,
              },
            }),
          },
          words,
        )
      : t('rank.title.none', { year, metric, scope: ctx.scopeName })

  const column = result.years.indexOf(year)
  const bars = shown.map((entry): Bar | 'gap' =>
    entry === 'gap'
      ? entry
      : {
          org: result.orgs[entry.row]!,
          value: entry.value,
          rank: entry.rank,
          label: labels(entry.row),
          corrected: result.corrected.includes(entry.row * result.years.length + column),
          ...doubtOf(datumAt(result, entry.row, column), words),
        },
  )
  const leftOut = doubtful.flatMap((row): LeftOutBar[] => {
    const { doubt } = datumAt(result, row, column)
    if (doubt?.printed === undefined) return []
    const why = whyDoubtful(doubt.reasons, words)
    return [{ org: result.orgs[row]!, label: labels(row), printed: withUnit(doubt.printed, unit, words), why }]
  })
  const given = {
    metric: result.metric,
    year,
    bars,
    leftOut,
    scale,
    reported: ranked.length,
    fromZero: (ranked.at(-1)?.value ?? 0) >= 0,
    ...(summary?.median !== undefined && summary.reported >= LEAST_FOR_MEDIAN && { median: summary.median }),
  }
  const option = (room: Room): EChartsOption => rankBars(given, ctx, room)

  return {
    id: `rank-${result.metric}-${year}`,
    title,
    subtitle: t(shown.length < ranked.length ? 'rank.subtitle.window' : 'rank.subtitle', {
      unit: scale.label,
      scope: ctx.scopeName,
      reported: wholeNumber(ranked.length),
      total: wholeNumber(result.orgs.length),
      shown: shown.filter((entry) => entry !== 'gap').length,
    }),
    ...(ranked.length > 0 && { option, plot: () => rankPlot(given, ctx) }),
    height: Math.max(130, (shown.length + leftOut.length) * 34 + 40),
    least: Math.max(130, (shown.length + leftOut.length) * 22 + 40),
    // Those left out as doubtful have notes of their own, with what they print.
    footnotes: [...missingNotes(named, labels, words), ...figureNotes(result, [year], words)],
    source: sourceText(result.metric, words),
    table: tableOf(result, year, { ranked, missing }, ctx),
    name: { metric, scope: ctx.scopeName, years: String(year) },
  }
}
