import type { EChartsOption, LineSeriesOption } from 'echarts'
import { unitOf } from '../domain/metrics'
import type { Org } from '../domain/orgs'
import { fullNumber, onScale, scaleFor, wholeNumber } from '../i18n/format'
import type { Scale } from '../i18n/format'
import type { Translator } from '../i18n'
import type { MatrixResult, YearSummary } from '../query/spec'
import type { ChartContext, Figure, Room } from './figure'
import { abovePlot, belowPlot, belowYears, niceRange, textStyle, valueAxis, yearAxis } from './parts/axes'
import type { Range } from './parts/axes'
import { linePoint } from './parts/brokenLine'
import { DOUBT_STYLE, LEFT_OUT_STYLE } from './parts/doubt'
import { formChange } from './parts/formChange'
import { figureNotes, mergerNotes, sourceText } from './parts/notes'
import { endLabels } from './parts/endLabels'
import type { EndLabel } from './parts/endLabels'
import { COLOUR, FONT, HIGHLIGHTS } from './parts/palette'
import { labelRoom, textWidth } from './parts/textWidth'
import { yearTooltip } from './parts/tooltip'
import type { TipLine } from './parts/tooltip'
import { linesOfRow, plotScale } from './plot'
import type { Plot, PlotSeries } from './plot'
import { inFullWords, inWords, labelsOf, rowOf, totalOf, whyDoubtful } from './readings'
import { LEAST_FOR_BAND, LEAST_FOR_MEDIAN } from './titles'
import type { Datum } from './readings'
import { wholeTable, yearsTable } from './yearsTable'

/** More peers than this are drawn as the band between the quartiles, never as lines. */
export const MOST_TREND_LINES = 40
/** More peers than this go unlabelled: their names would not fit beside the lines. */
const MOST_LABELS = 14

interface Line {
  name: string
  id: string
  row: Datum[]
  colour: string
  role: 'focus' | 'highlight' | 'peer'
}

function linesOf(result: MatrixResult, ctx: ChartContext): Line[] {
  const labels = labelsOf(result, ctx)
  const isPeer = ({ id }: Org): boolean => id !== ctx.focus && !ctx.highlights?.includes(id)
  const peers = result.orgs.reduce((n, org) => n + Number(isPeer(org)), totalOf(result) - result.orgs.length)
  // Of a crowd that is drawn as a band, no line is made.
  const drawn = result.orgs.flatMap((org, i) => (peers > MOST_TREND_LINES && isPeer(org) ? [] : [i]))
  const lines = drawn.map((i): Line => {
    const org = result.orgs[i]!
    const rank = ctx.highlights?.indexOf(org.id) ?? -1
    const role = org.id === ctx.focus ? 'focus' : rank >= 0 ? 'highlight' : 'peer'
    const colour =
      role === 'focus' ? COLOUR.focus : role === 'highlight' ? HIGHLIGHTS[rank % HIGHLIGHTS.length]! : COLOUR.peer
    return { name: labels(i), id: org.id, row: rowOf(result, i), colour, role }
  })
  return [...lines.filter((line) => line.role === 'peer'), ...lines.filter((line) => line.role !== 'peer')]
}

const lastWithValue = (row: readonly Datum[]): number => row.findLastIndex((reading) => reading.value !== undefined)

/** A point whose neighbours are both missing would vanish from a line: it is drawn as a dot. */
const isAlone = (row: readonly Datum[], i: number): boolean =>
  row[i]?.value !== undefined && !isJoined(row, i) && !isJoined(row, i + 1)

/** Whether a line runs from the point before to this one. */
const isJoined = (row: readonly Datum[], i: number): boolean =>
  row[i - 1]?.value !== undefined && row[i]?.value !== undefined && row[i]?.relabelled !== true

function series(line: Line, room: Room): LineSeriesOption {
  const focus = line.role === 'focus'
  return {
    id: `${line.row[0]?.ref.metric}:${line.id}`,
    name: line.name,
    type: 'line',
    z: focus ? 5 : line.role === 'highlight' ? 4 : 2,
    lineStyle: { color: line.colour, width: focus ? room.text / 4.4 : line.role === 'highlight' ? 2 : 1.3 },
    itemStyle: { color: line.colour },
    symbol: 'circle',
    symbolSize: room.text * 0.6,
    showSymbol: true,
    connectNulls: false,
    emphasis: { focus: focus ? 'none' : 'series', lineStyle: { width: 2.5 }, itemStyle: { opacity: 1 } },
    blur: { lineStyle: { opacity: 0.4 } },
    data: line.row.flatMap((reading, i) => {
      const shown = line.role !== 'peer' || isAlone(line.row, i)
      const point = {
        value: [reading.ref.year, reading.value ?? NaN],
        ref: reading.ref,
        itemStyle: reading.doubt ? DOUBT_STYLE : { color: line.colour, opacity: shown ? 1 : 0 },
      }
      return linePoint(reading, point)
    }),
  }
}

/** About how much of the width the years take, and how much what is said of a single point. */
const PLOT_SHARE = 0.7
const WORD_SHARE = 0.34

/** Numbers that were left out, at the top edge with an arrow: where they would be is beyond the axis. */
function leftOutPoints(
  lines: readonly Line[],
  top: number,
  years: readonly number[],
  words: Translator,
  room: Room,
): LineSeriesOption[] {
  const said = (line: Line, reading: Datum): string =>
    `${line.role === 'focus' ? '' : `${line.name} `}${inWords(reading, words)}`
  const points = lines.flatMap((line) =>
    line.row.flatMap((reading) =>
      reading.doubt?.printed === undefined || line.role === 'peer' ? [] : [{ line, reading }],
    ),
  )
  if (points.length === 0) return []
  return [
    {
      id: 'left-out',
      type: 'line',
      z: 6,
      lineStyle: { opacity: 0 },
      symbol: 'arrow',
      symbolSize: room.text,
      showSymbol: true,
      data: points.map(({ line, reading }) => ({
        value: [reading.ref.year, top],
        ref: reading.ref,
        itemStyle: LEFT_OUT_STYLE,
        label: {
          show: true,
          // Where more of the plot lies.
          position:
            reading.ref.year - years[0]! < (years.at(-1)! - years[0]!) / 2 ? ('right' as const) : ('left' as const),
          width: Math.min(textWidth(said(line, reading), room.text - 1), room.width * WORD_SHARE),
          overflow: 'break' as const,
          lineHeight: room.text * 1.2,
          color: COLOUR.amber,
          backgroundColor: COLOUR.card,
          padding: [1, 3],
          fontFamily: FONT,
          fontSize: room.text - 1,
          formatter: said(line, reading),
        },
      })),
    },
  ]
}

/** The median of a year, where enough have a figure. */
const medianOf = ({ reported, median }: YearSummary): number | undefined =>
  reported < LEAST_FOR_MEDIAN ? undefined : median
const bandOf = ({ reported, q1, q3 }: YearSummary): { q1: number; q3: number } | undefined =>
  reported < LEAST_FOR_BAND || q1 === undefined || q3 === undefined ? undefined : { q1, q3 }

const drawnOf = (result: MatrixResult, lines: readonly Line[], banded: boolean): number[] => [
  ...lines.flatMap((line) => line.row.map(({ value }) => value ?? 0)),
  ...result.summaries.flatMap((s) => (banded ? [bandOf(s)?.q1 ?? 0, bandOf(s)?.q3 ?? 0] : [medianOf(s) ?? 0])),
]

/** The value axis: from zero, or from the lowest below it, to the highest of what is drawn. */
function rangeOf(result: MatrixResult, lines: readonly Line[], banded: boolean, whole: boolean, room: Room): Range {
  const values = drawnOf(result, lines, banded)
  return niceRange(Math.min(0, ...values), Math.max(0, ...values), room.height < 180 ? 3 : 6, whole)
}

/** The name of each line at its last point; the office in focus with its value, on the axis' scale. */
function namesOf(
  result: MatrixResult,
  lines: readonly Line[],
  scale: Scale,
  labelled: boolean,
  ctx: ChartContext,
): EndLabel[] {
  const names = lines
    .filter((line) => labelled || line.role !== 'peer')
    .flatMap((line): EndLabel[] => {
      const last = line.row[lastWithValue(line.row)]
      if (last?.value === undefined) return []
      const strong = line.role === 'focus'
      return [
        {
          x: last.ref.year,
          y: last.value,
          strong,
          first: line.role !== 'peer',
          colour: line.role === 'peer' ? COLOUR.peerInk : line.colour,
          text: strong ? `${line.name} ${onScale(last.value, scale)}` : line.name,
        },
      ]
    })
  const median = result.summaries.findLast((s) => medianOf(s) !== undefined)
  return median?.median === undefined || totalOf(result) < 2
    ? names
    : [
        ...names,
        { x: median.year, y: median.median, text: ctx.words.t('trend.median'), colour: COLOUR.median, first: true },
      ]
}

/** The median of the offices that reported, and above many of them the band between the quartiles. */
function medianSeries(result: MatrixResult, ctx: ChartContext, banded: boolean): LineSeriesOption[] {
  const band = (id: string, y: (s: MatrixResult['summaries'][number]) => number, fill: boolean): LineSeriesOption => ({
    id,
    type: 'line',
    stack: 'quartiles',
    stackStrategy: 'all',
    silent: true,
    symbol: 'none',
    lineStyle: { opacity: 0 },
    z: 1,
    ...(fill && { areaStyle: { color: COLOUR.peer, opacity: 0.45 } }),
    data: result.summaries.map((s) => [s.year, y(s)]),
  })
  return [
    ...(banded
      ? [
          band('q1', (s) => bandOf(s)?.q1 ?? NaN, false),
          band('q3', (s) => (bandOf(s)?.q3 ?? NaN) - (bandOf(s)?.q1 ?? NaN), true),
        ]
      : []),
    {
      id: 'median',
      name: ctx.words.t('trend.median'),
      type: 'line',
      z: 3,
      silent: true,
      symbol: 'circle',
      symbolSize: 1,
      lineStyle: { color: COLOUR.median, type: 'dashed', width: 1.5 },
      itemStyle: { color: COLOUR.median },
      data: result.summaries.map((s) => [s.year, medianOf(s) ?? NaN]),
    },
  ]
}

function tipOf(result: MatrixResult, lines: readonly Line[], ctx: ChartContext, year: number) {
  const column = result.years.indexOf(year)
  if (column < 0) return undefined
  const { words } = ctx
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
    foot: words.t('figure.open-cell'),
  }
}

function titleOf(focus: Line | undefined, metric: string, { words }: ChartContext): string {
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

/** The names beside a plot may take this much of the width. */
const NAME_SHARE = 0.3

/**
 * Names as there is room for them: what tells namesakes apart is left to the title and the tooltip before a figure is
 * cut off.
 */
const shortened = (names: readonly EndLabel[], room: Room): EndLabel[] =>
  names.map((name) =>
    textWidth(name.text, room.text + 1) > room.width * NAME_SHARE
      ? { ...name, text: name.text.replace(/（[^）]*）/u, '') }
      : name,
  )

/** Room beside the plot for the names of lines: one that ends earlier begins further in. */
function nameRoom(names: readonly EndLabel[], from: number, to: number, room: Room): number {
  const year = (room.width * PLOT_SHARE) / (to - from)
  const most = room.width * NAME_SHARE
  return Math.max(
    labelRoom([], room.text + 1, most),
    ...names.map(({ x, text }) => Math.min(labelRoom([text], room.text + 1, room.width) - (to - x) * year, most)),
  )
}

function plotOf(result: MatrixResult, lines: readonly Line[], scale: Scale, alone: boolean, ctx: ChartContext): Plot {
  const { words } = ctx
  const base = plotScale(scale, unitOf(result.metric) === 'percent')
  const median: PlotSeries = {
    name: words.t('trend.median'),
    role: 'median',
    colour: COLOUR.median,
    points: result.summaries.map((s) => {
      const value = medianOf(s)
      return value === undefined ? {} : { value: value / base.divisor }
    }),
  }
  return {
    kind: 'line',
    ...base,
    categories: result.years.map(String),
    series: [
      ...lines.flatMap(({ name, role, colour, row }): PlotSeries[] =>
        linesOfRow(row, base.divisor, ({ doubt }) => doubt && whyDoubtful(doubt.reasons, words)).map((points) => ({
          name,
          role,
          colour,
          points,
        })),
      ),
      ...(alone ? [] : [median]),
    ],
  }
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

/** A metric year by year: the office in focus against its peers in grey, with the median and the change of form. */
export function trend(result: MatrixResult, ctx: ChartContext): Figure {
  const { words } = ctx
  const lines = linesOf(result, ctx)
  const unit = unitOf(result.metric)
  const metric = words.metric(result.metric)
  const peers = lines.filter((line) => line.role === 'peer').length
  const banded = totalOf(result) > lines.length
  const scale = scaleFor(Math.max(...drawnOf(result, lines, banded).map(Math.abs), 0), unit, words)
  const alone = result.summaries.every((s) => s.reported <= 1) && totalOf(result) <= 1
  const labelled = peers <= MOST_LABELS
  const focus = lines.find((line) => line.role === 'focus')
  const key = alone ? 'trend.subtitle.alone' : banded ? 'trend.subtitle.band' : 'trend.subtitle'
  const drawable =
    lines.some((line) => line.row.some((r) => r.value !== undefined)) ||
    result.summaries.some((s) => s.median !== undefined)

  const option = (room: Room): EChartsOption => {
    const [from, to] = [result.years[0], result.years.at(-1)]
    const range = rangeOf(result, lines, banded, scale.digits === 0, room)
    const names = shortened(namesOf(result, lines, scale, labelled, ctx), room)
    return {
      animationDuration: 300,
      grid: {
        left: 4,
        right: from === to ? 24 : nameRoom(names, from!, to!, room),
        top: abovePlot(room),
        bottom: belowYears(room),
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      textStyle: textStyle(room),
      xAxis: yearAxis(result.years, room),
      yAxis: valueAxis(scale, room, { ...range }),
      tooltip: yearTooltip((year) => tipOf(result, lines, ctx, year)),
      series: [
        { id: 'form-change', type: 'line', data: [], ...formChange(result.metric, result.years, room, words) },
        ...(alone ? [] : medianSeries(result, ctx, banded)),
        ...lines.map((line) => series(line, room)),
        ...leftOutPoints(lines, range.max, result.years, words, room),
        endLabels(names, { ...range, top: abovePlot(room), bottom: belowPlot(room) }, room),
      ],
    }
  }

  return {
    id: `trend-${result.metric}`,
    title: titleOf(focus, metric, ctx),
    subtitle: words.t(key, { unit: scale.label, scope: ctx.scopeName }),
    ...(drawable && { option, plot: () => plotOf(result, lines, scale, alone, ctx) }),
    height: 380,
    least: 270,
    footnotes: [
      ...mergerNotes(result, ctx),
      ...(alone ? [] : medianNotes(result, words)),
      ...figureNotes(result, result.years, words),
      words.t('note.gap'),
    ],
    source: sourceText(result.metric, words),
    table: yearsTable(result, ctx),
    ...wholeTable(result, ctx),
    name: { metric, scope: ctx.scopeName, years: `${result.years[0]}-${result.years.at(-1)}` },
  }
}
