import type { BarSeriesOption, EChartsOption, LineSeriesOption, ScatterSeriesOption } from 'echarts'
import { median } from 'd3-array'
import { unitOf } from '../domain/metrics'
import type { MatrixResult } from '../query/spec'
import type { ChartContext, Figure, Room } from './figure'
import { abovePlot, belowYears, niceRange, textStyle, valueAxis, yearAxis } from './parts/axes'
import { DOUBT_STYLE } from './parts/doubt'
import { formChange } from './parts/formChange'
import { legendAbove } from './parts/legend'
import { figureNotes, sourceText } from './parts/notes'
import { COLOUR, FONT, HIGHLIGHTS } from './parts/palette'
import { relativeTable, withSign } from './parts/relativeTable'
import { textWidth } from './parts/textWidth'
import { yearTooltip } from './parts/tooltip'
import type { Plot, PlotSeries } from './plot'
import { labelsOf, rowOf, totalOf, whyDoubtful } from './readings'
import { lastMoves } from './titles'
import { lineAt, yoyLines } from './transformed'
import { wholeTable } from './yearsTable'

/** Of a year's width, how much its columns take together. */
const FILLED = 0.7
/** Widest column, in sizes of the text. */
const WIDEST = 3
/** Beyond the highest column, room for what is written on it. */
const HEADROOM = 1.1
/** Between a column's end and its label. */
const BESIDE = 4

interface Column {
  row: number
  name: string
  colour: string
  own: boolean
}

/** The offices with columns of their own: the one in focus, then those in colour. */
function columnsOf(result: MatrixResult, ctx: ChartContext): Column[] {
  const labels = labelsOf(result, ctx)
  return [ctx.focus, ...(ctx.highlights ?? [])].flatMap((id, i): Column[] => {
    const row = result.orgs.findIndex((org) => org.id === id)
    if (id === undefined || row < 0) return []
    const own = i === 0
    return [{ row, name: labels(row), own, colour: own ? COLOUR.focus : HIGHLIGHTS[(i - 1) % HIGHLIGHTS.length]! }]
  })
}

/**
 * 同比 year by year, where it may be said: percent, or percentage points for rates. A column for the office in focus
 * and for each in colour, a dot for every other, and the median of all of them.
 */
export function yoyColumns(result: MatrixResult, ctx: ChartContext): Figure {
  const { words } = ctx
  const { t } = words
  const lines = yoyLines(result)
  const { values } = lines
  const metric = words.metric(result.metric)
  const labels = labelsOf(result, ctx)
  const points = unitOf(result.metric) === 'percent'
  const say = (value: number): string =>
    points
      ? t('yoy.points', { sign: value > 0 ? '+' : value < 0 ? '−' : '', value: Math.abs(value * 100).toFixed(1) })
      : `${withSign(value * 100, 1)}%`
  const tick = (value: number): string => `${withSign(value * 100, 0)}${points ? '' : '%'}`
  const at = lineAt(lines, result)
  const isKnown = (row: number, column: number): boolean => !Number.isNaN(at(row, column))

  // The first year has none before it.
  const years = result.years.slice(1)
  const columns = columnsOf(result, ctx)
  const others = result.orgs.flatMap((_, row) => (columns.some((column) => column.row === row) ? [] : [row]))
  // Of some of many offices the middle would say nothing of all.
  const middles = result.years.map((_, column) =>
    totalOf(result) > result.orgs.length || result.orgs.length < 3
      ? undefined
      : median(result.orgs.keys(), (row) => at(row, column)),
  )
  const drawn = [...values].filter((value) => !Number.isNaN(value))
  const range = niceRange(Math.min(0, ...drawn) * HEADROOM, Math.max(0, ...drawn) * HEADROOM)
  const names = {
    others: t('yoy.others'),
    median: t('trend.median'),
  }

  const option = (room: Room): EChartsOption => {
    const { legend, height } = legendAbove(
      [
        ...columns.map(({ name }) => name),
        ...(others.length > 0 ? [{ name: names.others, icon: 'circle' }] : []),
        ...(middles.some((middle) => middle !== undefined) ? [names.median] : []),
      ],
      room,
    )
    const step = (room.width - room.text * 5) / Math.max(1, years.length)
    const barWidth = Math.min(room.text * WIDEST, (step * FILLED) / Math.max(1, columns.length))
    const bar = ({ row, name, colour, own }: Column): BarSeriesOption => {
      const readings = rowOf(result, row)
      return {
        id: `yoy-${result.metric}:${result.orgs[row]!.id}`,
        name,
        type: 'bar',
        barWidth,
        barGap: '0%',
        z: own ? 4 : 3,
        itemStyle: { color: colour },
        data: years.map((year, i) => {
          const value = at(row, i + 1)
          const { ref, doubt } = readings[i + 1]!
          return {
            value: [year, value],
            ref,
            itemStyle: doubt || readings[i]!.doubt ? DOUBT_STYLE : { color: colour, borderColor: COLOUR.card },
            label: {
              show: own && !Number.isNaN(value) && textWidth(say(value), room.text - 1) < step - BESIDE,
              position: value < 0 ? ('bottom' as const) : ('top' as const),
              distance: BESIDE,
              formatter: () => say(value),
              color: colour,
              fontFamily: FONT,
              fontSize: room.text - 1,
              fontWeight: 'bold' as const,
              textBorderColor: COLOUR.card,
              textBorderWidth: 3,
            },
          }
        }),
      }
    }
    const dots: ScatterSeriesOption = {
      id: 'yoy-others',
      name: names.others,
      type: 'scatter',
      z: 5,
      symbolSize: room.text * 0.5,
      // Beside the columns of their year.
      symbolOffset: [(barWidth * columns.length) / 2 + (columns.length > 0 ? room.text * 0.6 : 0), 0],
      itemStyle: { color: COLOUR.peer, borderColor: COLOUR.axis, borderWidth: 0.5 },
      data: others.flatMap((row) => {
        const readings = rowOf(result, row)
        return years.flatMap((year, i) =>
          isKnown(row, i + 1)
            ? [
                {
                  value: [year, at(row, i + 1)],
                  ref: readings[i + 1]!.ref,
                  ...((readings[i + 1]!.doubt || readings[i]!.doubt) && { itemStyle: DOUBT_STYLE }),
                },
              ]
            : [],
        )
      }),
    }
    const middle: LineSeriesOption = {
      id: 'yoy-median',
      name: names.median,
      type: 'line',
      z: 6,
      silent: true,
      symbol: 'rect',
      symbolSize: [Math.max(room.text * 2, barWidth * columns.length), 2],
      showSymbol: true,
      lineStyle: { opacity: 0 },
      itemStyle: { color: COLOUR.median },
      data: years.map((year, i) => [year, middles[i + 1] ?? NaN]),
    }
    return {
      animationDuration: 300,
      textStyle: textStyle(room),
      legend,
      grid: {
        left: 4,
        right: room.text,
        top: height + abovePlot(room),
        bottom: belowYears(room),
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      xAxis: {
        ...yearAxis(years, room),
        min: (years[0] ?? 0) - 0.5,
        max: (years.at(-1) ?? 0) + 0.5,
        axisLabel: {
          ...textStyle(room),
          customValues: step < room.text * 3.2 ? years.filter((_, i) => (years.length - 1 - i) % 2 === 0) : [...years],
          formatter: String,
        },
      },
      yAxis: valueAxis({ divisor: 1, digits: 2, label: '' }, room, {
        ...range,
        axisLabel: { ...textStyle(room), formatter: tick },
      }),
      tooltip: yearTooltip((year) => {
        const column = result.years.indexOf(year)
        if (column < 1) return undefined
        const lineOf = (row: number, strong: boolean) => ({ name: labels(row), text: say(at(row, column)), strong })
        const known = others.filter((row) => isKnown(row, column)).sort((a, b) => at(b, column) - at(a, column))
        const half = middles[column]
        return {
          title: t('scope.year-value', { year }),
          lines: [
            ...columns.filter(({ row }) => isKnown(row, column)).map(({ row, own }) => lineOf(row, own)),
            ...(half === undefined ? [] : [{ name: names.median, text: say(half) }]),
            ...known.slice(0, 10).map((row) => lineOf(row, false)),
          ],
        }
      }),
      series: [
        { id: 'form-change', type: 'line', data: [], ...formChange(result.metric, result.years, room, words) },
        ...columns.map(bar),
        ...(others.length > 0 ? [dots] : []),
        middle,
      ],
    }
  }

  const plot = (): Plot => ({
    kind: 'column',
    unit: points ? t('unit.percent') : '%',
    divisor: 1,
    digits: 'share',
    categories: years.map(String),
    series: [
      ...columns.map(({ row, name, colour, own }): PlotSeries => {
        const readings = rowOf(result, row)
        return {
          name,
          role: own ? 'focus' : 'highlight',
          colour,
          points: years.map((_, i) => {
            const doubt = readings[i + 1]!.doubt ?? readings[i]!.doubt
            const value = at(row, i + 1)
            const { ref } = readings[i + 1]!
            return Number.isNaN(value) ? {} : { value, ref, ...(doubt && { doubt: whyDoubtful(doubt.reasons, words) }) }
          }),
        }
      }),
      ...(middles.some((middle) => middle !== undefined)
        ? [
            {
              name: names.median,
              role: 'median' as const,
              colour: COLOUR.median,
              points: middles.slice(1).map((value) => (value === undefined ? {} : { value })),
            },
          ]
        : []),
    ],
  })

  return {
    id: `yoy-${result.metric}`,
    title: lastMoves(result, words) ?? t('trend.title.yoy', { metric }),
    subtitle: t(points ? 'trend.subtitle.yoy-points' : 'trend.subtitle.yoy'),
    ...(drawn.length > 0 && { option, ...(columns.length > 0 && { plot }) }),
    height: 400,
    footnotes: figureNotes(result, result.years, ctx),
    source: sourceText(result.metric, words),
    table: relativeTable(result, at, say, ctx),
    ...wholeTable(result, ctx, (whole) => relativeTable(whole, lineAt(yoyLines(whole), whole), say, ctx)),
    name: { metric, scope: ctx.scopeName, years: `${result.years[0]}-${result.years.at(-1)}` },
  }
}
