import { layoutOf } from './layout'
import type { Layout } from './layout'
import type { Panel } from './panels'
import type { EChartsOption, LineSeriesOption } from 'echarts'
import { unitOf } from '../../domain/metrics'
import { onScale, scaleFor } from '../../i18n/format'
import type { Scale } from '../../i18n/format'
import type { Translator } from '../../i18n'
import type { Room } from '../figure'
import { niceRange, textStyle } from '../parts/axes'
import { linePoint } from '../parts/brokenLine'
import { DOUBT_STYLE, LEFT_OUT_STYLE } from '../parts/doubt'
import { FORM_CHANGE_AT } from '../parts/formChange'
import { COLOUR, FONT } from '../parts/palette'
import { spanOf, targetText } from '../parts/targetLines'
import { itemTooltip } from '../parts/tooltip'
import { inFullWords } from '../readings'
import type { Datum } from '../readings'

/** An axis of two or three ticks that its labels state exactly; from below zero where a net change is drawn. */
function extent(largest: number, below: boolean, whole: boolean): { min: number; max: number; interval: number } {
  const { max } = niceRange(0, largest, 6, whole)
  return { min: below ? -max : 0, max, interval: below || (whole && max % 2 === 1) ? max : max / 2 }
}

/** What panels are drawn with. */
interface Drawn {
  panels: readonly Panel[]
  years: readonly number[]
  words: Translator
  room: Room
  layout: Layout
  scaleOf(panel: Panel): Scale
  extentOf(panel: Panel): { min: number; max: number; interval: number }
}

function drawnOf(
  panels: readonly Panel[],
  years: readonly number[],
  shared: boolean,
  words: Translator,
  room: Room,
): Drawn {
  const common = {
    largest: Math.max(...panels.map((panel) => panel.largest)),
    below: panels.some((panel) => panel.below),
  }
  const isOneMetric = new Set(panels.map(({ row }) => row[0]!.ref.metric)).size === 1
  // Figures of one metric are read in one unit, also where each has an axis of its own.
  const scaleOf = (panel: Panel): Scale =>
    scaleFor(niceRange(0, (isOneMetric ? common : panel).largest).max, unitOf(panel.row[0]!.ref.metric), words)
  return {
    panels,
    years,
    words,
    room,
    scaleOf,
    layout: layoutOf(
      panels.map(({ name }) => name),
      shared,
      room,
    ),
    extentOf(panel) {
      const { largest, below } = shared ? common : panel
      return extent(largest, below, scaleOf(panel).digits === 0)
    },
  }
}

const namesOf = ({ panels, layout: { corner, width, lines }, room }: Drawn): EChartsOption['title'] =>
  panels.map((panel, i) => ({
    text: panel.name,
    left: corner(i).left + 4,
    top: corner(i).top,
    padding: 0,
    textStyle: {
      fontFamily: FONT,
      fontSize: room.text,
      fontWeight: panel.focus ? ('bold' as const) : ('normal' as const),
      color: panel.focus ? COLOUR.focus : COLOUR.ink,
      width: width - 16,
      height: room.text * 1.3 * lines,
      lineHeight: room.text * 1.3,
      overflow: lines > 1 ? ('break' as const) : ('truncate' as const),
      lineOverflow: 'truncate' as const,
    },
  }))

const yearAxes = ({ panels, years, room }: Drawn): EChartsOption['xAxis'] =>
  panels.map((_, i) => ({
    type: 'value' as const,
    gridIndex: i,
    min: years[0],
    max: years.at(-1),
    interval: Math.max(1, (years.at(-1) ?? 0) - (years[0] ?? 0)),
    axisLabel: {
      ...textStyle(room),
      fontSize: room.text - 2,
      formatter: (year: number) => String(year),
      alignMinLabel: 'left' as const,
      alignMaxLabel: 'right' as const,
    },
    axisTick: { show: false },
    axisLine: { lineStyle: { color: COLOUR.line } },
    splitLine: { show: false },
  }))

const figureAxes = ({ panels, room, layout, scaleOf, extentOf }: Drawn): EChartsOption['yAxis'] =>
  panels.map((panel, i) => {
    const scale = scaleOf(panel)
    return {
      type: 'value' as const,
      gridIndex: i,
      ...extentOf(panel),
      axisLabel: {
        ...textStyle(room),
        fontSize: room.text - 2,
        show: layout.isLabelled(i),
        formatter: (v: number) => onScale(v, scale),
      },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: COLOUR.line } },
    }
  })

/** The median of all, and the line where the form of the report changed. */
const medianLine = ({ median }: Panel, i: number, { years }: Drawn): LineSeriesOption => ({
  id: `median:${i}`,
  type: 'line',
  xAxisIndex: i,
  yAxisIndex: i,
  silent: true,
  symbol: 'none',
  lineStyle: { color: COLOUR.median, type: 'dashed', width: 1 },
  data: median.map((value, k) => [years[k]!, value ?? NaN]),
  ...((years[0] ?? 0) < FORM_CHANGE_AT &&
    (years.at(-1) ?? 0) > FORM_CHANGE_AT && {
      markLine: {
        silent: true,
        symbol: 'none',
        animation: false,
        label: { show: false },
        lineStyle: { color: COLOUR.axis, type: 'dotted', width: 1 },
        data: [{ xAxis: FORM_CHANGE_AT }],
      },
    }),
})

const officeLine = (panel: Panel, i: number, { room }: Drawn): LineSeriesOption => ({
  id: `panel:${panel.row[0]!.ref.metric}:${panel.row[0]!.ref.org}`,
  type: 'line',
  xAxisIndex: i,
  yAxisIndex: i,
  symbol: 'circle',
  symbolSize: room.text / 3,
  connectNulls: false,
  lineStyle: { color: panel.focus ? COLOUR.focus : COLOUR.peerInk, width: panel.focus ? 2.4 : 1.6 },
  itemStyle: { color: panel.focus ? COLOUR.focus : COLOUR.peerInk },
  data: panel.row.flatMap((reading) => {
    const point = {
      value: [reading.ref.year, reading.value ?? NaN],
      ref: reading.ref,
      reading,
      panel,
      ...(reading.doubt && { itemStyle: DOUBT_STYLE, symbolSize: room.text / 2 }),
    }
    return linePoint(reading, point)
  }),
})

/** Panels in rows and columns, each with its axes, its office's line, the median and the targets. */
export function draw(
  panels: readonly Panel[],
  years: readonly number[],
  shared: boolean,
  words: Translator,
  room: Room,
): EChartsOption {
  const drawn = drawnOf(panels, years, shared, words, room)
  return {
    animation: false,
    textStyle: textStyle(room),
    title: namesOf(drawn),
    grid: panels.map((_, i) => ({ ...drawn.layout.grid(i), outerBoundsMode: 'none' as const })),
    xAxis: yearAxes(drawn),
    yAxis: figureAxes(drawn),
    tooltip: itemTooltip((raw) => {
      const { panel, reading } = raw as { panel?: Panel; reading?: Datum }
      if (!panel || !reading) return undefined
      return {
        title: `${panel.name} ${words.t('scope.year-value', { year: reading.ref.year })}`,
        lines: [{ name: words.metric(reading.ref.metric), text: inFullWords(reading, words), strong: true }],
        foot: words.t('figure.open-cell'),
      }
    }),
    series: panels.flatMap((panel, i) => [
      medianLine(panel, i, drawn),
      officeLine(panel, i, drawn),
      ...targetSeries(panel, i, drawn),
      ...leftOutPoints(panel, i, drawn),
    ]),
  }
}

/** Targets across a panel, for the years for which they are set; each is named in the first panel that has it. */
function targetSeries(panel: Panel, i: number, { panels, years, room, words, extentOf }: Drawn): LineSeriesOption[] {
  const { min, max } = extentOf(panel)
  return panel.targets.flatMap((target): LineSeriesOption[] => {
    const [from, to] = spanOf(target, years) ?? []
    if (from === undefined || to === undefined || target.value < min || target.value > max) return []
    const named = panels.findIndex((one) => one.targets.some(({ id }) => id === target.id)) === i
    return [
      {
        id: `target:${target.id}:${i}`,
        type: 'line',
        xAxisIndex: i,
        yAxisIndex: i,
        silent: true,
        symbol: 'circle',
        symbolSize: 0.1,
        showSymbol: true,
        animation: false,
        tooltip: { show: false },
        lineStyle: { color: COLOUR.ink, width: 1 },
        itemStyle: { color: COLOUR.ink },
        data: [
          [from === to && from === years.at(-1) ? from - 0.5 : from, target.value],
          {
            value: [from === to && from !== years.at(-1) ? to + 0.5 : to, target.value],
            ...(named && {
              label: {
                show: true,
                // Within the panel, on the side where it has room.
                position: 'left' as const,
                offset: [0, (target.value > (min + max) / 2 ? 0.75 : -0.75) * room.text],
                formatter: () => targetText(target, words),
                color: COLOUR.ink,
                textBorderColor: COLOUR.card,
                textBorderWidth: 2,
                fontFamily: FONT,
                fontSize: room.text - 2,
              },
            }),
          },
        ],
      },
    ]
  })
}

/** Numbers that were left out, at the top edge of their panel. */
function leftOutPoints(panel: Panel, i: number, { room, extentOf }: Drawn): LineSeriesOption[] {
  const readings = panel.row.filter(({ doubt }) => doubt?.printed !== undefined)
  if (readings.length === 0) return []
  return [
    {
      id: `left-out:${i}`,
      type: 'line',
      xAxisIndex: i,
      yAxisIndex: i,
      lineStyle: { opacity: 0 },
      symbol: 'arrow',
      symbolSize: room.text * 0.8,
      showSymbol: true,
      data: readings.map((reading) => ({
        value: [reading.ref.year, extentOf(panel).max],
        ref: reading.ref,
        reading,
        panel,
        itemStyle: LEFT_OUT_STYLE,
      })),
    },
  ]
}
