import type { CustomSeriesRenderItem, EChartsOption } from 'echarts'
import { unitOf } from '../domain/metrics'
import { fullNumber, wholeNumber, withUnit } from '../i18n/format'
import { FEWEST_FOR_BOX } from '../query/answers/spread'
import type { SpreadResult } from '../query/answers/spread'
import type { Spacing } from './parts/numberAxis'
import type { PartShown } from '../query/standing'
import type { CellRef, ChartContext, Figure, FigureTable, Room } from './figure'
import { textStyle } from './parts/axes'
import { longTable } from './parts/longTable'
import { comparabilityNotes, sourceText } from './parts/notes'
import { axisOption, canBeLog, extentOf, numberAxis, spacingOf } from './parts/numberAxis'
import { COLOUR, FONT } from './parts/palette'
import { labelRoom, textWidth } from './parts/textWidth'
import { itemTooltip } from './parts/tooltip'
import { LEAST_FOR_MEDIAN, isEnough } from './titles'
import { shortName } from '../domain/orgs'

/** Areas of one window. */
export const MOST_AREAS = 20

/** An office drawn as a dot of its own. */
interface Outlier {
  value: number
  name: string
  ref: CellRef
}
interface Row {
  at: number
  id: string
  label: string
  five: readonly number[]
  reported: number
  total: number
  rank: number
  outliers: readonly Outlier[]
  own: boolean
}

/** Areas with figures by median, highest first; equals by upper quartile, then as they stand on the map. */
function ordered({ areas, five, reported }: SpreadResult): number[] {
  return areas
    .map((_, g) => g)
    .filter((g) => reported[g]! > 0)
    .sort((a, b) => five[b * 5 + 2]! - five[a * 5 + 2]! || five[b * 5 + 3]! - five[a * 5 + 3]! || a - b)
}

/** The places in the order that are shown. */
function windowOf(
  count: number,
  asked: PartShown,
  home: number,
): { part: PartShown | 'whole'; from: number; to: number } {
  if (count <= MOST_AREAS) return { part: 'whole', from: 0, to: count }
  if (asked === 'bottom') return { part: 'bottom', from: count - MOST_AREAS, to: count }
  if (asked === 'around' && home >= 0) {
    const from = Math.max(0, Math.min(count - MOST_AREAS, home - MOST_AREAS / 2))
    return { part: 'around', from, to: from + MOST_AREAS }
  }
  return { part: 'top', from: 0, to: MOST_AREAS }
}

function tableOf(
  result: SpreadResult,
  order: readonly number[],
  nameOf: (g: number) => string,
  ctx: ChartContext,
): FigureTable {
  const { t } = ctx.words
  const unit = unitOf(result.metric)
  const { areas, five, reported, totals, outlierCounts } = result
  const without = areas.map((_, g) => g).filter((g) => reported[g] === 0)
  const all = [...order, ...without]
  const numbers = ['min', 'q1', 'median', 'q3', 'max'] as const
  return longTable(
    [
      { key: 'area', label: t('common.area') },
      { key: 'reported', label: t('spread.reported'), numeric: true },
      ...numbers.map((key) => ({ key, label: t(`spread.${key}`), numeric: true })),
      { key: 'outliers', label: t('spread.outliers'), numeric: true },
    ],
    all.length,
    (i) => {
      const g = all[i]!
      return {
        id: areas[g]!.id,
        focus: areas[g]!.id === ctx.home?.id,
        entries: [
          { text: nameOf(g), sort: nameOf(g), area: areas[g]!.id },
          { text: `${wholeNumber(reported[g]!)}/${wholeNumber(totals[g]!)}`, sort: reported[g]! },
          ...numbers.map((_, q) => {
            const value = five[g * 5 + q]!
            return Number.isNaN(value) ? { text: t('spread.none') } : { text: fullNumber(value, unit), sort: value }
          }),
          { text: wholeNumber(outlierCounts[g]!), sort: outlierCounts[g]! },
        ],
      }
    },
    (i, column) => {
      const g = all[i]!
      if (column === 0) return nameOf(g)
      if (column === 1) return reported[g]!
      if (column === 7) return outlierCounts[g]!
      const value = five[g * 5 + column - 2]!
      return Number.isNaN(value) ? undefined : value
    },
  )
}

/** Medians are set against one another only where enough offices of the area have a figure. */
function titleOf(
  { metric: id, year, areas, five, reported, totals }: SpreadResult,
  order: readonly number[],
  homeAt: number,
  nameOf: (g: number) => string,
  { words, scopeName }: ChartContext,
): string {
  const { t } = words
  const unit = unitOf(id)
  const metric = words.metric(id)
  const at = (g: number, i: number): string => withUnit(five[g * 5 + i]!, unit, words)
  const counted = (g: number): { reported: string; total: string } => ({
    reported: wholeNumber(reported[g]!),
    total: wholeNumber(totals[g]!),
  })
  const [first] = order
  if (first === undefined) return t('rank.title.none', { year, metric, scope: scopeName })
  const told = homeAt < 0 ? first : order[homeAt]!
  const named = { year, metric, area: nameOf(told), ...counted(told) }
  if (reported[told] === 1) return t('spread.title.single', { ...named, value: at(told, 2) })
  if (!isEnough(reported[told]!, totals[told]!) || (order.length === 1 && reported[told]! < FEWEST_FOR_BOX))
    return t('spread.title.few', { ...named, low: at(told, 0), high: at(told, 4) })
  if (homeAt < 0) return t('spread.title', named)
  return order.length === 1
    ? t('spread.title.one', { ...named, low: at(told, 1), high: at(told, 3) })
    : t('spread.title.home', {
        ...named,
        value: at(told, 2),
        rank: wholeNumber(homeAt + 1),
        n: wholeNumber(order.length),
        level: t(`scope.level.${areas[told]!.level}`),
      })
}

/**
 * How a metric spreads over the offices of each area: the whole range as a line, the middle half as a box, the median
 * as a stroke, and by name the offices that stand far out (Tukey). `median`: of all offices of the scope.
 */
export function spreadBoxes(
  result: SpreadResult,
  asked: PartShown,
  ctx: ChartContext,
  spacing?: Spacing,
  median?: number,
): Figure {
  const { words } = ctx
  const { t } = words
  const { metric, year, areas, five, reported, totals } = result
  const unit = unitOf(metric)
  const name = words.metric(metric)
  const order = ordered(result)
  const homeAt = order.findIndex((g) => areas[g]!.id === ctx.home?.id)
  const { part, from, to } = windowOf(order.length, asked, homeAt)
  const prefixes = new Set(areas.map((area) => area.parents[0]?.org))
  const nameOf = (g: number): string => {
    const above = prefixes.size > 1 ? ctx.pathOf?.(areas[g]!).split(' ').at(-1) : undefined
    return !above || areas[g]!.name.startsWith(above) ? areas[g]!.name : `${above}${areas[g]!.name}`
  }
  const shown = order.slice(from, to)
  const placeOf = new Map(shown.map((g, i) => [g, i]))
  const outliers = shown.map((): Outlier[] => [])
  for (const { org, area, value } of [
    ...result.outliers.filter(({ area }) => reported[area]! >= FEWEST_FOR_BOX),
    ...result.few,
  ]) {
    const at = placeOf.get(area)
    if (at !== undefined) outliers[at]!.push({ value, name: shortName(org.name), ref: { org: org.id, year, metric } })
  }
  const rows = shown.map((g, at): Row => ({
    at,
    id: areas[g]!.id,
    label: nameOf(g),
    five: [...five.subarray(g * 5, g * 5 + 5)],
    reported: reported[g]!,
    total: totals[g]!,
    rank: from + at + 1,
    outliers: outliers[at]!,
    own: areas[g]!.id === ctx.home?.id,
  }))
  const extent = extentOf(Float64Array.from(rows.flatMap((row) => row.five)))
  const laid = spacingOf(extent, unit, spacing)
  const scale = rows.length === 0 ? undefined : numberAxis(extent, laid, unit, words).scale

  const option = (room: Room): EChartsOption => {
    const axis = numberAxis(extent, laid, unit, words, room.width < 460 ? 4 : 7)
    const labelled = (row: Row): string =>
      row.reported < row.total ? `${row.label}  ${wholeNumber(row.reported)}/${wholeNumber(row.total)}` : row.label
    const left = labelRoom(rows.map(labelled), room.text, room.width * 0.36)
    const right = room.text * 5
    const data = rows.map((row) => ({ value: [axis.at(row.five[2]!), row.at], row, area: row.id }))
    const points = rows.flatMap((row) =>
      row.outliers.map((one) => ({ value: [axis.at(one.value), row.at], one, row, ref: one.ref })),
    )
    const across = (value: number): number =>
      ((axis.at(value) - axis.min) / (axis.max - axis.min)) * (room.width - left - right)
    // The name of the furthest outlier on either side, where it finds room in its row.
    const sideOf = new Map(
      rows.flatMap(({ outliers: found, five: [, , middle] }): [Outlier, 'left' | 'right'][] => {
        const sorted = [...found].sort((a, b) => a.value - b.value)
        const [low, high] = [sorted[0], sorted.at(-1)]
        const wide = (one: Outlier): number => textWidth(one.name, room.text - 1) + 12
        const isBeyond = high !== undefined && across(high.value) + wide(high) >= room.width - left
        const named: [Outlier | undefined, 'left' | 'right', boolean][] = [
          [high, isBeyond ? 'left' : 'right', high !== undefined && high.value > middle!],
          [low, 'left', low !== undefined && low.value < middle! && across(low.value) > wide(low)],
        ]
        return named.flatMap(([one, side, isFree]) => {
          if (!one || !isFree) return []
          const at = across(one.value)
          const [from, to] = side === 'right' ? [at, at + wide(one)] : [at - wide(one), at]
          // A name across the median line could not be read.
          const isCrossed = median !== undefined && across(median) > from && across(median) < to
          return isCrossed ? [] : [[one, side]]
        })
      }),
    )
    const renderBox: CustomSeriesRenderItem = ({ dataIndex }, api) => {
      const { row } = data[dataIndex]!
      const x = (value: number): number => (api.coord([axis.at(value), row.at]) as [number, number])[0]
      const [, y] = api.coord([axis.at(row.five[2]!), row.at]) as [number, number]
      const half = Math.min(room.text * 0.72, (api.size!([0, 1]) as [number, number])[1] * 0.32)
      const [min, q1, middle, q3, max] = row.five.map(x) as [number, number, number, number, number]
      const line = row.own ? COLOUR.focus : COLOUR.axis
      return {
        type: 'group',
        children: [
          // The whole row can be pressed, not just the thin line.
          {
            type: 'rect',
            shape: { x: left, y: y - half * 1.5, width: room.width - left - right, height: half * 3 },
            style: { fill: row.own ? COLOUR.focusSoft : COLOUR.card, opacity: row.own ? 0.35 : 0 },
          },
          ...(row.reported >= FEWEST_FOR_BOX || row.outliers.length === 0
            ? [
                {
                  type: 'line' as const,
                  shape: { x1: min, y1: y, x2: max, y2: y },
                  style: { stroke: line, lineWidth: 1 },
                },
              ]
            : []),
          ...(row.reported >= FEWEST_FOR_BOX
            ? [
                {
                  type: 'rect' as const,
                  shape: { x: q1, y: y - half, width: Math.max(1, q3 - q1), height: half * 2, r: 2 },
                  style: { fill: row.own ? '#9cc3c9' : COLOUR.peer },
                },
              ]
            : []),
          ...(row.reported >= LEAST_FOR_MEDIAN
            ? [
                {
                  type: 'line' as const,
                  shape: { x1: middle, y1: y - half - 1, x2: middle, y2: y + half + 1 },
                  style: { stroke: row.own ? COLOUR.focus : COLOUR.ink, lineWidth: 2.2 },
                },
              ]
            : []),
        ],
      }
    }
    return {
      animation: false,
      textStyle: textStyle(room),
      grid: { left, right, top: room.text * 2, bottom: room.text * 2.2, outerBoundsMode: 'none' },
      xAxis: axisOption(axis, room),
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map(labelled),
        axisTick: { show: false },
        axisLine: { show: false },
        splitLine: { show: false },
        axisLabel: {
          ...textStyle(room),
          interval: 0,
          width: left - 10,
          overflow: 'truncate',
          color: (_name?: string | number, index?: number) => (rows[index ?? 0]?.own ? COLOUR.focus : '#3f4650'),
        },
      },
      tooltip: itemTooltip((raw) => {
        const { row, one } = (raw ?? {}) as { row?: Row; one?: Outlier }
        if (!row) return undefined
        if (one)
          return {
            title: `${row.label} ${one.name}`,
            lines: [{ name, text: withUnit(one.value, unit, words), strong: true }],
            foot: t('figure.open-cell'),
          }
        const keys = ['max', 'q3', 'median', 'q1', 'min'] as const
        return {
          title: row.label,
          lines: [
            ...keys.map((key, i) => ({
              name: t(`spread.${key}`),
              text: withUnit(row.five[4 - i]!, unit, words),
              strong: key === 'median',
            })),
            { name: t('spread.reported'), text: `${wholeNumber(row.reported)}/${wholeNumber(row.total)}` },
            {
              name: t('spread.place'),
              text: t('kpi.rank', { rank: wholeNumber(row.rank), of: wholeNumber(order.length) }),
            },
            ...(row.outliers.length > 0
              ? [{ name: t('spread.outliers'), text: words.list(row.outliers.slice(0, 4).map((each) => each.name)) }]
              : []),
          ],
          foot: t('spread.open'),
        }
      }),
      series: [
        {
          id: `spread:${metric}`,
          type: 'custom',
          renderItem: renderBox,
          data,
          encode: { x: 0, y: 1 },
          z: 2,
          ...(median !== undefined && {
            markLine: {
              silent: true,
              symbol: 'none',
              animation: false,
              lineStyle: { color: COLOUR.median, type: 'dashed' as const, width: 1.2 },
              label: {
                position: 'start' as const,
                rotate: 0,
                distance: 4,
                formatter: t('spread.all', { value: withUnit(median, unit, words) }),
                color: COLOUR.median,
                fontFamily: FONT,
                fontSize: room.text - 1,
              },
              data: [{ xAxis: axis.at(median) }],
            },
          }),
        },
        {
          id: 'spread:outliers',
          type: 'scatter',
          z: 4,
          symbolSize: room.text * 0.62,
          data: points.map((point) => ({
            ...point,
            itemStyle: {
              color: COLOUR.card,
              borderColor: point.row.own ? COLOUR.focus : COLOUR.peerInk,
              borderWidth: 1.4,
            },
            ...(sideOf.has(point.one) && {
              label: {
                show: true,
                distance: 5,
                fontFamily: FONT,
                fontSize: room.text - 1,
                color: COLOUR.peerInk,
                formatter: () => point.one.name,
                position: sideOf.get(point.one),
              },
            }),
          })),
        },
      ],
    }
  }

  const level = areas[0] ? t(`scope.level.${areas[0].level}`) : ''
  const outlying = result.outlierCounts.reduce((sum, n) => sum + n, 0)
  const empty = areas.length - order.length
  return {
    id: `spread-${metric}-${year}-${areas[0]?.level ?? ''}-${part}`,
    title: titleOf(result, order, homeAt, nameOf, ctx),
    subtitle: t('spread.subtitle', {
      unit: scale?.label ?? t(`unit.${unit}`),
      log: laid === 'log' ? t('scatter.log') : '',
    }),
    ...(rows.length > 0 && { option }),
    ...(canBeLog(extent, unit) && { spacing: laid }),
    height: Math.max(160, rows.length * 27 + 60),
    least: Math.max(160, rows.length * 20 + 60),
    footnotes: [
      ...(part === 'whole'
        ? []
        : [
            t(`spread.window.${part}`, {
              from: wholeNumber(from + 1),
              to: wholeNumber(to),
              n: wholeNumber(order.length),
              level,
            }),
          ]),
      ...(outlying > 0 ? [t('spread.outlying', { n: wholeNumber(outlying) })] : []),
      ...(empty > 0 ? [t('spread.empty', { n: wholeNumber(empty), level })] : []),
      ...(laid === 'log' && extent.zeros > 0 ? [t('scatter.zeros')] : []),
      ...comparabilityNotes(metric, [year], words),
    ],
    source: sourceText(metric, words),
    table: tableOf(result, order, nameOf, ctx),
    name: { metric: name, scope: ctx.scopeName, years: String(year) },
  }
}
