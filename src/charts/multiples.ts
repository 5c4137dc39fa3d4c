import type { EChartsOption, LineSeriesOption } from 'echarts'
import { unitOf } from '../domain/metrics'
import type { Target } from '../domain/targets'
import { onScale, scaleFor } from '../i18n/format'
import type { Scale } from '../i18n/format'
import type { Translator } from '../i18n'
import type { MatrixResult } from '../query/spec'
import type { ChartContext, Figure, FigureTable, Room } from './figure'
import { niceRange, textStyle } from './parts/axes'
import { linePoint } from './parts/brokenLine'
import { DOUBT_STYLE, LEFT_OUT_STYLE } from './parts/doubt'
import { FORM_CHANGE_AT } from './parts/formChange'
import { figureNotes, mergerNotes, sourceText } from './parts/notes'
import { COLOUR, FONT } from './parts/palette'
import { marksAt, pinsOn } from './parts/pinMarks'
import { textWidth } from './parts/textWidth'
import { beyondNotes, reachable, reachedNotes, spanOf, targetText, targetsFor } from './parts/targetLines'
import { itemTooltip } from './parts/tooltip'
import { pageOf } from './parts/window'
import { entryOf, inFullWords, labelsOf, rowOf, totalOf } from './readings'
import type { Datum } from './readings'
import { movedBetween } from './titles'
import { wholeTable, yearsTable } from './yearsTable'

/** Panels that still can be told apart on one screen. */
export const MOST_PANELS = 24

interface Panel {
  name: string
  row: Datum[]
  median: (number | undefined)[]
  focus: boolean
  largest: number
  below: boolean
  /** Targets of its metric: those are drawn that its axis has room for. */
  targets: readonly Target[]
}

/** An axis of two or three ticks that its labels state exactly; from below zero where a net change is drawn. */
function extent(largest: number, below: boolean, whole: boolean): { min: number; max: number; interval: number } {
  const { max } = niceRange(0, largest, 6, whole)
  return { min: below ? -max : 0, max, interval: below || (whole && max % 2 === 1) ? max : max / 2 }
}

/** How much wider letters are in bold. */
const BOLD = 1.06

/** Of a panel, in pixels; on a phone two stand side by side. */
const LEAST_WIDTH = 190
const ROOM_FOR_TWO = 300
const PANEL_HEIGHT = 150
/** A card of usual width. */
const USUAL_WIDTH = 760

/** As many columns as fit, then as few as keep the number of rows: 8 panels are 4 + 4, not 6 + 2. */
function columnsFor(panels: number, width: number): number {
  const fit = Math.max(1, Math.min(panels, Math.max(width >= ROOM_FOR_TWO ? 2 : 1, Math.floor(width / LEAST_WIDTH))))
  return Math.ceil(panels / Math.ceil(panels / fit))
}

/** Height that gives every panel room. */
const heightFor = (panels: number, width = USUAL_WIDTH): number =>
  Math.ceil(panels / Math.max(1, columnsFor(panels, width))) * PANEL_HEIGHT + 10

function option(
  panels: readonly Panel[],
  years: readonly number[],
  shared: boolean,
  words: Translator,
  room: Room,
): EChartsOption {
  const columns = columnsFor(panels.length, room.width)
  const rows = Math.ceil(panels.length / columns)
  const [w, h] = [room.width / columns, room.height / rows]
  const axisWidth = room.text * 4
  const fill = Math.max(...panels.map(({ name }) => (textWidth(name, room.text) * BOLD) / (w - 16)))
  // Lines end at words, not where they are full.
  const lines = fill <= 1 ? 1 : fill <= 1.5 ? 2 : 3
  const top = room.text * (0.7 + 1.4 * lines)
  const common = {
    largest: Math.max(...panels.map((panel) => panel.largest)),
    below: panels.some((panel) => panel.below),
  }
  const [first] = panels
  const isOneMetric = panels.every(({ row }) => row[0]!.ref.metric === first!.row[0]!.ref.metric)
  // Figures of one metric are read in one unit, also where each has an axis of its own.
  const scaleOf = (panel: Panel): Scale =>
    scaleFor(niceRange(0, (isOneMetric ? common : panel).largest).max, unitOf(panel.row[0]!.ref.metric), words)
  const extentOf = (panel: Panel) => {
    const { largest, below } = shared ? common : panel
    return extent(largest, below, scaleOf(panel).digits === 0)
  }
  const box = (i: number) => ({ left: (i % columns) * w, top: Math.floor(i / columns) * h })
  return {
    animation: false,
    textStyle: textStyle(room),
    title: panels.map((panel, i) => ({
      text: panel.name,
      left: box(i).left + 4,
      top: box(i).top,
      padding: 0,
      textStyle: {
        fontFamily: FONT,
        fontSize: room.text,
        fontWeight: panel.focus ? ('bold' as const) : ('normal' as const),
        color: panel.focus ? COLOUR.focus : COLOUR.ink,
        width: w - 16,
        height: room.text * 1.3 * lines,
        lineHeight: room.text * 1.3,
        overflow: lines > 1 ? ('break' as const) : ('truncate' as const),
        lineOverflow: 'truncate' as const,
      },
    })),
    grid: panels.map((_, i) => ({
      left: box(i).left + (shared && i % columns > 0 ? 10 : axisWidth),
      top: box(i).top + top,
      width: w - (shared && i % columns > 0 ? 10 : axisWidth) - 16,
      height: h - top - room.text * 2.2,
      outerBoundsMode: 'none' as const,
    })),
    xAxis: panels.map((_, i) => ({
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
    })),
    yAxis: panels.map((panel, i) => {
      const scale = scaleOf(panel)
      return {
        type: 'value' as const,
        gridIndex: i,
        ...extentOf(panel),
        axisLabel: {
          ...textStyle(room),
          fontSize: room.text - 2,
          show: !(shared && i % columns > 0),
          formatter: (v: number) => onScale(v, scale),
        },
        axisLine: { show: false },
        axisTick: { show: false },
        splitLine: { lineStyle: { color: COLOUR.line } },
      }
    }),
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
      {
        id: `median:${i}`,
        type: 'line' as const,
        xAxisIndex: i,
        yAxisIndex: i,
        silent: true,
        symbol: 'none',
        lineStyle: { color: COLOUR.median, type: 'dashed' as const, width: 1 },
        data: panel.median.map((value, k) => [years[k]!, value ?? NaN]),
        ...((years[0] ?? 0) < FORM_CHANGE_AT &&
          (years.at(-1) ?? 0) > FORM_CHANGE_AT && {
            markLine: {
              silent: true,
              symbol: 'none',
              animation: false,
              label: { show: false },
              lineStyle: { color: COLOUR.axis, type: 'dotted' as const, width: 1 },
              data: [{ xAxis: FORM_CHANGE_AT }],
            },
          }),
      },
      {
        id: `panel:${panel.row[0]!.ref.metric}:${panel.row[0]!.ref.org}`,
        type: 'line' as const,
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
      },
      ...targetSeries(panel, i, years, extentOf(panel), { room, words, panels }),
      ...leftOutPoints(panel, i, extentOf(panel).max, room),
    ]),
  }
}

/** Targets across a panel, for the years for which they are set; each is named in the first panel that has it. */
function targetSeries(
  { targets }: Panel,
  i: number,
  years: readonly number[],
  { min, max }: { min: number; max: number },
  { room, words, panels }: { room: Room; words: Translator; panels: readonly Panel[] },
): LineSeriesOption[] {
  return targets.flatMap((target): LineSeriesOption[] => {
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
function leftOutPoints(panel: Panel, i: number, top: number, room: Room): LineSeriesOption[] {
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
        value: [reading.ref.year, top],
        ref: reading.ref,
        reading,
        panel,
        itemStyle: LEFT_OUT_STYLE,
      })),
    },
  ]
}

const medianOf = (result: MatrixResult) => result.summaries.map((summary) => summary.median)
/** The largest magnitude a panel shows, whether any of it lies below zero, and the targets that it has room for. */
function reach(
  row: readonly Datum[],
  median: readonly (number | undefined)[],
  set: readonly Target[],
): Pick<Panel, 'largest' | 'below' | 'targets'> & { beyond: readonly Target[] } {
  const figures = [...row.map((reading) => reading.value ?? 0), ...median.map((value) => value ?? 0)]
  const { within: targets, beyond } = reachable(set, Math.min(...figures), Math.max(...figures))
  const drawn = [...figures, ...targets.map(({ value }) => value)]
  return {
    targets: set,
    beyond,
    largest: Math.max(0, ...drawn.map(Math.abs)),
    below: drawn.some((value) => value < 0),
  }
}

const hasFigures = ({ row, median }: Panel): boolean =>
  row.some(({ value, doubt }) => value !== undefined || doubt !== undefined) ||
  median.some((value) => value !== undefined)

/**
 * One small chart an office, with the median in each; one switch puts all on the same scale. Of more than fit, a page.
 */
export function multiplesByOffice(result: MatrixResult, shared: boolean, ctx: ChartContext, page = 0): Figure {
  const { words } = ctx
  const labels = labelsOf(result, ctx)
  const shown = pageOf(result, MOST_PANELS, page, ctx.focus)
  const median = medianOf(result)
  const set = targetsFor(ctx, result.metric).filter((target) => spanOf(target, result.years) !== undefined)
  const isShown = new Set(shown.map((i) => result.orgs[i]!.id))
  const pins = pinsOn(result, ctx, ({ id }) => isShown.has(id))
  const panels = shown.map((i) => {
    const row = rowOf(result, i)
    return {
      name: [labels(i), marksAt(pins.marked, i)].filter(Boolean).join(' '),
      row,
      median,
      focus: result.orgs[i]!.id === ctx.focus,
      ...reach(row, median, set),
    }
  })
  const scale = scaleFor(
    niceRange(0, Math.max(0, ...panels.map(({ largest }) => largest))).max,
    unitOf(result.metric),
    words,
  )
  const total = totalOf(result)
  const metric = words.metric(result.metric)
  return {
    id: `multiples-${result.metric}`,
    title:
      movedBetween(result, result.years[0] ?? 0, result.years.at(-1) ?? 0, words) ??
      words.t('multiples.title', { metric }),
    subtitle: words.t(shared ? 'multiples.subtitle.shared' : 'multiples.subtitle.free', {
      unit: scale.label,
    }),
    ...(panels.some(hasFigures) && { option: (room: Room) => option(panels, result.years, shared, words, room) }),
    height: heightFor(panels.length),
    heightAt: (width) => heightFor(panels.length, width),
    ...(pins.marked.length > 0 && { pinned: pins.marked.length }),
    footnotes: [
      ...pins.notes,
      ...reachedNotes(result.metric, result.summaries, ctx),
      ...beyondNotes(
        set.filter((target) => panels.every(({ beyond }) => beyond.some(({ id }) => id === target.id))),
        words,
      ),
      ...(shown.length < total ? [words.t('multiples.window', { shown: shown.length, total })] : []),
      ...mergerNotes(result, ctx),
      ...figureNotes(result, result.years, words),
    ],
    source: sourceText(result.metric, words),
    table: yearsTable(result, ctx),
    ...wholeTable(result, ctx),
    name: { metric, scope: ctx.scopeName, years: `${result.years[0]}-${result.years.at(-1)}` },
  }
}

/** One small chart a metric for the office in focus. Metrics of different units never share a scale. */
export function multiplesByMetric(
  results: readonly MatrixResult[],
  office: string,
  shared: boolean,
  ctx: ChartContext,
): Figure {
  const { words } = ctx
  const panels = results.flatMap((result) => {
    const at = result.orgs.findIndex((org) => org.id === office)
    if (at < 0) return []
    const row = rowOf(result, at)
    const median = medianOf(result)
    const set = targetsFor(ctx, result.metric).filter((target) => spanOf(target, result.years) !== undefined)
    const drawn = reach(row, median, set)
    const unit = scaleFor(drawn.largest, unitOf(result.metric), words).label
    return [{ name: `${words.metric(result.metric)} (${unit})`, row, median, focus: true, ...drawn }]
  })
  const units = new Set(results.map((result) => unitOf(result.metric)))
  const together = shared && units.size <= 1
  const years = results[0]?.years ?? []
  const name = results[0]?.orgs.find((org) => org.id === office)?.name ?? ''
  const table: FigureTable = {
    columns: [
      { key: 'metric', label: words.t('scope.metric') },
      ...years.map((year) => ({ key: String(year), label: String(year), numeric: true })),
    ],
    rows: panels.map((panel) => ({
      id: panel.row[0]!.ref.metric,
      entries: [
        { text: words.metric(panel.row[0]!.ref.metric) },
        ...panel.row.map((reading) => entryOf(reading, words)),
      ],
    })),
  }
  return {
    id: `metrics-${office}`,
    title: words.t('multiples.title.metrics', { office: name }),
    subtitle: words.t(together ? 'multiples.subtitle.shared' : 'multiples.subtitle.free', {
      unit: words.list([...units].map((unit) => words.t(`unit.${unit}`))),
    }),
    ...(panels.some(hasFigures) && { option: (room: Room) => option(panels, years, together, words, room) }),
    height: heightFor(panels.length),
    heightAt: (width) => heightFor(panels.length, width),
    footnotes: [
      ...new Set([
        ...beyondNotes(
          panels.flatMap(({ beyond }) => beyond),
          words,
        ),
        ...results.flatMap((result) => figureNotes(result, years, words)),
      ]),
    ],
    source: words.list([...new Set(results.map((result) => sourceText(result.metric, words)))].slice(0, 4)),
    table,
    name: { metric: words.t('multiples.by-metric'), scope: name, years: `${years[0]}-${years.at(-1)}` },
  }
}
