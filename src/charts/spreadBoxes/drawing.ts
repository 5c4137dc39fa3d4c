import type { CustomSeriesOption, CustomSeriesRenderItem, EChartsOption, ScatterSeriesOption } from 'echarts'
import { withUnit } from '../../i18n/format'
import type { Translator } from '../../i18n'
import { FEWEST_FOR_BOX } from '../../query/answers/spread'
import type { Room } from '../figure'
import { namesAxis, textStyle } from '../parts/axes'
import { axisOption, numberAxis } from '../parts/numberAxis'
import type { NumberAxis } from '../parts/numberAxis'
import { COLOUR, FONT } from '../parts/palette'
import { labelRoom, textWidth } from '../parts/textWidth'
import { itemTooltip } from '../parts/tooltip'
import { LEAST_FOR_MEDIAN } from '../titles'
import type { Outlier, Row, SpreadState } from './state'
import { areaTip, labelled, officeTip } from './words'

/** Where the plot stands in its room, and how many pixels within it a figure stands across. */
interface Frame {
  axis: NumberAxis
  left: number
  right: number
  across: (value: number) => number
}

function frameOf({ rows, extent, spacing, unit }: SpreadState, room: Room, words: Translator): Frame {
  const axis = numberAxis(extent, spacing, unit, words, room.width < 460 ? 4 : 7)
  const left = labelRoom(rows.map(labelled), room.text, room.width * 0.36)
  const right = room.text * 5
  const width = room.width - left - right
  return { axis, left, right, across: (value) => ((axis.at(value) - axis.min) / (axis.max - axis.min)) * width }
}

/** The furthest outlier on either side of an area's median is named, on the side where it finds room in its row. */
function namedOf({ rows, median }: SpreadState, { left, across }: Frame, room: Room): Map<Outlier, 'left' | 'right'> {
  const wide = (one: Outlier): number => textWidth(one.name, room.text - 1) + 12
  return new Map(
    rows.flatMap(({ outliers: found, five: [, , middle] }): [Outlier, 'left' | 'right'][] => {
      const sorted = [...found].sort((a, b) => a.value - b.value)
      const [low, high] = [sorted[0], sorted.at(-1)]
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
}

/**
 * One area: its range as a line, its middle half as a box, its median as a stroke, each where enough stands behind it.
 */
const renderRow =
  (rows: readonly Row[], { axis, left, right }: Frame, room: Room): CustomSeriesRenderItem =>
  ({ dataIndex }, api) => {
    const row = rows[dataIndex]!
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

/** The areas, and across them the median of all offices. */
function boxSeries(state: SpreadState, frame: Frame, room: Room, words: Translator): CustomSeriesOption {
  const { result, rows, median, unit } = state
  const { axis } = frame
  return {
    id: `spread:${result.metric}`,
    type: 'custom',
    renderItem: renderRow(rows, frame, room),
    data: rows.map((row) => ({ value: [axis.at(row.five[2]!), row.at], row, area: row.id })),
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
          formatter: words.t('spread.all', { value: withUnit(median, unit, words) }),
          color: COLOUR.median,
          fontFamily: FONT,
          fontSize: room.text - 1,
        },
        data: [{ xAxis: axis.at(median) }],
      },
    }),
  }
}

function outlierSeries(state: SpreadState, frame: Frame, room: Room): ScatterSeriesOption {
  const { axis } = frame
  const sideOf = namedOf(state, frame, room)
  return {
    id: 'spread:outliers',
    type: 'scatter',
    z: 4,
    symbolSize: room.text * 0.62,
    data: state.rows.flatMap((row) =>
      row.outliers.map((one) => ({
        value: [axis.at(one.value), row.at],
        one,
        row,
        ref: one.ref,
        itemStyle: {
          color: COLOUR.card,
          borderColor: row.own ? COLOUR.focus : COLOUR.peerInk,
          borderWidth: 1.4,
        },
        ...(sideOf.has(one) && {
          label: {
            show: true,
            distance: 5,
            fontFamily: FONT,
            fontSize: room.text - 1,
            color: COLOUR.peerInk,
            formatter: () => one.name,
            position: sideOf.get(one),
          },
        }),
      })),
    ),
  }
}

export function draw(state: SpreadState, room: Room, words: Translator): EChartsOption {
  const { rows } = state
  const frame = frameOf(state, room, words)
  const { axis, left, right } = frame
  return {
    animation: false,
    textStyle: textStyle(room),
    grid: { left, right, top: room.text * 2, bottom: room.text * 2.2, outerBoundsMode: 'none' },
    xAxis: axisOption(axis, room),
    yAxis: namesAxis(rows.map(labelled), left - 10, room, (i) => (rows[i]?.own ? COLOUR.focus : '#3f4650')),
    tooltip: itemTooltip((raw) => {
      const { row, one } = (raw ?? {}) as { row?: Row; one?: Outlier }
      if (!row) return undefined
      return one ? officeTip(state, row, one, words) : areaTip(state, row, words)
    }),
    series: [boxSeries(state, frame, room, words), outlierSeries(state, frame, room)],
  }
}
