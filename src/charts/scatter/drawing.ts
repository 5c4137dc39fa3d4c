import type { EChartsOption, ScatterSeriesOption } from 'echarts'
import { withUnit } from '../../i18n/format'
import type { Translator } from '../../i18n'
import type { ChartContext, Room } from '../figure'
import { textStyle } from '../parts/axes'
import { densitySeries } from '../parts/densitySeries'
import type { Square } from '../parts/densitySeries'
import { DOUBT_STYLE } from '../parts/doubt'
import { axisOption } from '../parts/numberAxis'
import type { NumberAxis } from '../parts/numberAxis'
import { COLOUR, FONT } from '../parts/palette'
import type { Side } from '../parts/pointLabels'
import { itemTooltip } from '../parts/tooltip'
import { captionIn, frameOf, namesIn } from './frame'
import type { Frame } from './frame'
import type { Measured, ScatterState } from './state'
import { axisName, officeTip, squareTip } from './words'

/** Up to this many offices are marks of their own; above, one series draws all from a flat array. */
export const MOST_MARKS = 2_000

/** Offices of one group and their look. */
interface Marked {
  places: ArrayLike<number>
  colour: (place: number) => string
  radius: number
  isBold?: boolean
}

/** Makes the marks of a group, each with its name where that finds room. */
const marksIn =
  (state: ScatterState, { ax, ay }: Frame, names: ReadonlyMap<number, Side | undefined>, room: Room) =>
  ({ places, colour, radius, isBold = false }: Marked): NonNullable<ScatterSeriesOption['data']> =>
    Array.from(places, (place) => {
      const side = names.get(place)
      const isDoubtful = state.isDoubtful(place)
      return {
        value: [ax.at(state.x.values[place]!), ay.at(state.y.values[place]!)],
        place,
        ref: state.refOf(place),
        symbolSize: radius * 2,
        itemStyle: isDoubtful ? DOUBT_STYLE : { color: colour(place) },
        ...(side && {
          label: {
            show: true,
            position: side,
            distance: 4,
            formatter: () => `${state.labelOf(place)}${isDoubtful ? ' ※' : ''}`,
            fontFamily: FONT,
            fontSize: room.text,
            fontWeight: isBold ? ('bold' as const) : ('normal' as const),
            color: isBold ? colour(place) : COLOUR.peerInk,
            // A name that must cross a median line stands before it.
            textBorderColor: COLOUR.card,
            textBorderWidth: 3,
          },
        }),
      }
    })

/** Offices that are neither in colour nor of the same area: marks, one flat array of points, or shaded squares. */
function othersSeries(state: ScatterState, frame: Frame, marks: ReturnType<typeof marksIn>, room: Room) {
  const { x, y, groups, pairs, refOf } = state
  const { others } = groups
  const { ax, ay, plot, acrossOf, upOf } = frame
  if (state.isDense)
    return densitySeries({
      id: 'scatter:density',
      places: others,
      pixelX: (place) => acrossOf(x.values[place]!),
      pixelY: (place) => upOf(y.values[place]!),
      plot,
      cell: room.text,
      refOf,
      room,
    })
  const base = { id: 'scatter:others', type: 'scatter' as const, z: 2 }
  if (others.length > MOST_MARKS)
    return {
      ...base,
      dimensions: ['x', 'y'],
      data: Float64Array.from({ length: others.length * 2 }, (_, i) =>
        i % 2 === 0 ? ax.at(x.values[others[i >> 1]!]!) : ay.at(y.values[others[i >> 1]!]!),
      ) as never,
      large: true,
      largeThreshold: 0,
      symbol: 'rect',
      symbolSize: 3,
      itemStyle: { color: COLOUR.axis, opacity: 0.55 },
    }
  const isCrowd = pairs.rows.length > 300
  return {
    ...base,
    data: marks({ places: others, colour: () => COLOUR.peer, radius: isCrowd ? 3 : 4.5 }),
    itemStyle: { opacity: isCrowd ? 0.7 : 0.95, borderColor: COLOUR.card, borderWidth: isCrowd ? 0 : 1 },
  }
}

interface MedianLine {
  axis: NumberAxis
  key: 'xAxis' | 'yAxis'
  /** Where its name stands. */
  position: 'end' | 'insideEndTop' | 'insideStartTop'
  measured: Measured
  room: Room
  words: Translator
}

/** A median as a dashed line, named where it meets the edge of the plot. */
const medianLine = ({ axis, key, position, measured: { median, unit }, room, words }: MedianLine) =>
  median === undefined
    ? []
    : [
        {
          [key]: axis.at(median),
          lineStyle: { color: COLOUR.median, type: 'dashed' as const, width: 1.2 },
          label: {
            show: true,
            rotate: 0,
            position,
            distance: key === 'xAxis' ? 4 : 3,
            formatter: words.t('rank.median', { value: withUnit(median, unit, words) }),
            color: COLOUR.median,
            fontFamily: FONT,
            fontSize: room.text - 1,
            backgroundColor: COLOUR.card,
            padding: [1, 2],
          },
        },
      ]

/** Both medians, and the strips that zeros stand in. */
function medianSeries(state: ScatterState, frame: Frame, room: Room, words: Translator): ScatterSeriesOption {
  const { x, y } = state
  const { ax, ay } = frame
  const isAtStart = captionIn(state, frame, room)?.at === 'start'
  const strips = [
    ...(ax.strip === undefined ? [] : [[{ xAxis: ax.min }, { xAxis: ax.strip }]]),
    ...(ay.strip === undefined ? [] : [[{ yAxis: ay.min }, { yAxis: ay.strip }]]),
  ]
  return {
    id: 'scatter:medians',
    type: 'scatter',
    z: 3,
    data: [],
    silent: true,
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      data: [
        ...medianLine({ axis: ax, key: 'xAxis', position: 'end', measured: x, room, words }),
        ...medianLine({
          axis: ay,
          key: 'yAxis',
          position: isAtStart ? 'insideStartTop' : 'insideEndTop',
          measured: y,
          room,
          words,
        }),
      ] as never,
    },
    ...(strips.length > 0 && {
      markArea: { silent: true, animation: false, itemStyle: { color: COLOUR.paper }, data: strips as never },
    }),
  }
}

export function draw(state: ScatterState, room: Room, ctx: ChartContext): EChartsOption {
  const { words } = ctx
  const { groups, isTold, colourOf } = state
  const { own, picked, near, others } = groups
  const frame = frameOf(state, room, words)
  const { ax, ay, plot } = frame
  const marks = marksIn(state, frame, namesIn(state, frame, room), room)
  const nameStyle = { ...textStyle(room), color: COLOUR.ink }
  return {
    animation: false,
    textStyle: textStyle(room),
    grid: {
      left: plot.left,
      right: room.width - plot.right,
      top: plot.top,
      bottom: room.height - plot.bottom,
      outerBoundsMode: 'none',
    },
    xAxis: axisOption(ax, room, {
      name: axisName(state.x, ax.scale.label, words),
      nameLocation: 'middle',
      nameGap: room.text * 2.1,
      nameTextStyle: nameStyle,
    }),
    yAxis: axisOption(ay, room, {
      name: axisName(state.y, ay.scale.label, words),
      nameLocation: 'end',
      nameGap: room.text * 1.7,
      nameTextStyle: { ...nameStyle, align: 'left', padding: [0, 0, 0, -(plot.left - 4)] },
    }),
    tooltip: itemTooltip((raw, series, at) => {
      const { place, members, count = 0 } = (raw ?? {}) as Partial<Square>
      if (members) return squareTip(state, members, count, words)
      const found = place ?? (series === 'scatter:others' ? others[at] : undefined)
      return found === undefined ? undefined : officeTip(state, found, ctx)
    }),
    series: [
      othersSeries(state, frame, marks, room),
      {
        id: 'scatter:near',
        type: 'scatter' as const,
        z: 4,
        data: marks({ places: near, colour: () => (isTold ? COLOUR.near : COLOUR.axis), radius: 5 }),
        itemStyle: { borderColor: COLOUR.card, borderWidth: 1, opacity: 1 },
      },
      {
        id: 'scatter:picked',
        type: 'scatter' as const,
        z: 5,
        data: marks({ places: picked, colour: (place) => colourOf(place)!, radius: 5.5, isBold: true }),
        itemStyle: { borderColor: COLOUR.card, borderWidth: 1, opacity: 1 },
      },
      {
        id: 'scatter:focus',
        type: 'scatter' as const,
        z: 6,
        data: marks({ places: own, colour: () => COLOUR.focus, radius: 7, isBold: true }),
        itemStyle: { borderColor: COLOUR.card, borderWidth: 1.5, opacity: 1 },
      },
      medianSeries(state, frame, room, words),
    ],
  }
}
