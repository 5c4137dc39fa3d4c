import type { EChartsOption, LineSeriesOption, ScatterSeriesOption } from 'echarts'
import type { Translator } from '../../i18n'
import type { MatrixResult } from '../../query/spec'
import type { Room } from '../figure'
import { abovePlot, belowPlot, belowYears, niceRange, textStyle, valueAxis, yearAxis } from '../parts/axes'
import type { Range } from '../parts/axes'
import { linePoint } from '../parts/brokenLine'
import { DOUBT_STYLE, LEFT_OUT_STYLE } from '../parts/doubt'
import { endLabels } from '../parts/endLabels'
import { formChange } from '../parts/formChange'
import { COLOUR, FONT } from '../parts/palette'
import { textWidth } from '../parts/textWidth'
import { yearTooltip } from '../parts/tooltip'
import { datumValue, inWords } from '../readings'
import type { Datum } from '../readings'
import { nameRoom, namesIn } from './names'
import { bandOf, drawnOf, medianOf } from './state'
import type { Line, TrendState } from './state'
import { tipOf } from './words'

/** About how much of the width may be taken by what is said of a single point. */
const WORD_SHARE = 0.34

/** Whether a line runs from the point before to this one. */
const isJoined = (row: readonly Datum[], i: number): boolean =>
  row[i - 1]?.value !== undefined && row[i]?.value !== undefined && row[i]?.relabelled !== true

/** A point whose neighbours are both missing would vanish from a line: it is drawn as a dot. */
const isLone = (row: readonly Datum[], i: number): boolean =>
  row[i]?.value !== undefined && !isJoined(row, i) && !isJoined(row, i + 1)

function lineSeries(line: Line, room: Room): LineSeriesOption {
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
      const shown = line.role !== 'peer' || isLone(line.row, i)
      const point = {
        value: [reading.ref.year, reading.value ?? NaN],
        ref: reading.ref,
        itemStyle: reading.doubt ? DOUBT_STYLE : { color: line.colour, opacity: shown ? 1 : 0 },
      }
      return linePoint(reading, point)
    }),
  }
}

/** Numbers that were left out, at the top edge with an arrow: where they would be is beyond the axis. */
function leftOutPoints({ result, lines }: TrendState, top: number, room: Room, words: Translator): LineSeriesOption[] {
  const { years } = result
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

/** The value axis: from zero, or from the lowest below it, to the highest of what is drawn. */
function rangeOf(state: TrendState, room: Room): Range {
  const values = drawnOf(state)
  const isWhole = state.scale.digits === 0
  return niceRange(Math.min(0, ...values), Math.max(0, ...values), room.height < 180 ? 3 : 6, isWhole)
}

/** The median of the offices that reported, and above many of them the band between the quartiles. */
function medianSeries({ result, isBanded }: TrendState, words: Translator): LineSeriesOption[] {
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
    ...(isBanded
      ? [
          band('q1', (s) => bandOf(s)?.q1 ?? NaN, false),
          band('q3', (s) => (bandOf(s)?.q3 ?? NaN) - (bandOf(s)?.q1 ?? NaN), true),
        ]
      : []),
    {
      id: 'median',
      name: words.t('trend.median'),
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

/** Of a year: how far a target that is set for one year alone runs to either side. */
const HALF_SPAN = 0.3

/** Each target as a line over the years for which it is set; one beyond the axis as words with an arrow at its edge. */
function targetSeries({ result, targets, beyond }: TrendState, range: Range, room: Room): LineSeriesOption[] {
  const { years } = result
  const [first, last] = [years[0]!, years.at(-1)!]
  const common = { type: 'line' as const, silent: true, symbol: 'none', z: 3, tooltip: { show: false } }
  const lines = targets.map(({ id, value, span: [from, to] }): LineSeriesOption => {
    const [start, end] =
      from === to && first !== last
        ? [Math.max(first, from - HALF_SPAN), Math.min(last, to + HALF_SPAN)]
        : from === to
          ? [from - HALF_SPAN, to + HALF_SPAN]
          : [from, to]
    return {
      ...common,
      id: `target:${id}`,
      lineStyle: { color: COLOUR.ink, width: 1.2 },
      itemStyle: { color: COLOUR.ink },
      data: [
        [start, value],
        [end, value],
      ],
    }
  })
  const edges = beyond.map(({ id, text, above, span }, i): LineSeriesOption => ({
    ...common,
    id: `target-beyond:${id}`,
    symbol: 'triangle',
    symbolRotate: above ? 0 : 180,
    symbolSize: room.text * 0.7,
    showSymbol: true,
    lineStyle: { opacity: 0 },
    itemStyle: { color: COLOUR.ink },
    data: [
      {
        value: [span[1], above ? range.max : range.min],
        symbolOffset: [0, (above ? 1 : -1) * room.text * (0.5 + 1.4 * i)],
        label: {
          show: true,
          position: span[1] > first ? ('left' as const) : ('right' as const),
          color: COLOUR.ink,
          backgroundColor: COLOUR.card,
          padding: [1, 3],
          fontFamily: FONT,
          fontSize: room.text,
          formatter: () => text,
        },
      },
    ],
  }))
  return [...lines, ...edges]
}

/**
 * The marks of pinned notes: above the point of their office, at the foot where it has none, at the top for an area's.
 */
function pinSeries({ result, pins: { marked } }: TrendState, range: Range, room: Room): ScatterSeriesOption[] {
  if (marked.length === 0) return []
  const size = room.text * 1.35
  const taken = new Map<string, number>()
  return [
    {
      id: 'pins',
      type: 'scatter',
      silent: true,
      z: 8,
      animation: false,
      tooltip: { show: false },
      symbol: 'circle',
      symbolSize: size,
      itemStyle: { color: COLOUR.card, borderColor: COLOUR.ink, borderWidth: 1, opacity: 1 },
      data: marked.map(({ mark, row, year }) => {
        const own = row === undefined ? undefined : datumValue(result, row, result.years.indexOf(year))
        const y = row === undefined ? range.max : (own ?? range.min)
        const place = `${year} ${y}`
        const before = taken.get(place) ?? 0
        taken.set(place, before + 1)
        const up = row === undefined ? 0.7 : own === undefined ? -0.7 : -1.2
        return {
          value: [year, y],
          symbolOffset: [before * size * 1.1, up * size],
          label: {
            show: true,
            position: 'inside' as const,
            color: COLOUR.ink,
            fontFamily: FONT,
            fontSize: room.text * 0.85,
            formatter: () => String(mark.codePointAt(0)! - 0x245f),
          },
        }
      }),
    },
  ]
}

export function draw(state: TrendState, room: Room, words: Translator): EChartsOption {
  const { result, lines, scale, isAlone } = state
  const { metric, years } = result
  const [from, to] = [years[0], years.at(-1)]
  const range = rangeOf(state, room)
  const names = namesIn(state, room, words)
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
    xAxis: yearAxis(years, room),
    yAxis: valueAxis(scale, room, { ...range }),
    tooltip: yearTooltip((year) => tipOf(state, year, words)),
    series: [
      { id: 'form-change', type: 'line', data: [], ...formChange(metric, years, room, words) },
      ...(isAlone ? [] : medianSeries(state, words)),
      ...lines.map((line) => lineSeries(line, room)),
      ...targetSeries(state, range, room),
      ...leftOutPoints(state, range.max, room, words),
      ...pinSeries(state, range, room),
      endLabels(names, { ...range, top: abovePlot(room), bottom: belowPlot(room) }, room),
    ],
  }
}
