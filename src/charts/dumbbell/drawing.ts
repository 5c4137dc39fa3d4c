import type { CustomSeriesRenderItem, EChartsOption } from 'echarts'
import type { Translator } from '../../i18n'
import { isRelabelled } from '../../query/measures'
import type { Room } from '../figure'
import { namesAxis, textStyle, valueAxis } from '../parts/axes'
import { COLOUR, FONT } from '../parts/palette'
import { labelRoom, textWidth } from '../parts/textWidth'
import { itemTooltip } from '../parts/tooltip'
import { heightOf } from './state'
import type { Pair, StepState } from './state'
import { labelOf, tipOf } from './words'

/** Room kept on the right of the plot, in sizes of its text. */
const NEAR_EDGE = 5

/**
 * Pixels beside the plot: for names on the left; on the right as much as the widest words need from where they begin.
 */
function marginsOf(state: StepState, room: Room, words: Translator): { left: number; right: number } {
  const { shown, labels, largest } = state
  const left = labelRoom(
    shown.map((pair) => labels(pair.row)),
    room.text,
    room.width * 0.34,
  )
  const across = room.width - left - room.text * NEAR_EDGE
  const right = Math.max(
    room.text * NEAR_EDGE,
    ...shown.map(
      (pair) =>
        textWidth(labelOf(state, pair, words), room.text) +
        room.text * 1.6 -
        across * Math.max(0, 1 - heightOf(pair) / (largest || 1)),
    ),
  )
  return { left, right }
}

/** One office: a line between both years' dots, and what is said of the change behind the higher. */
const renderPair =
  (state: StepState, room: Room, words: Translator): CustomSeriesRenderItem =>
  ({ dataIndex }, api) => {
    const { result, from, to, shown, focusRow } = state
    const pair = shown[dataIndex]!
    const point = (value: number) => api.coord([value, dataIndex]) as [number, number]
    const own = pair.row === focusRow
    const colour = own ? COLOUR.focus : COLOUR.axis
    const ends = [pair.from.value, pair.to.value].map((value) => (value === undefined ? undefined : point(value)))
    const [a, b] = ends
    const y = (a ?? b)![1]
    const r = room.text * 0.42
    const end = Math.max(a?.[0] ?? -Infinity, b?.[0] ?? -Infinity)
    return {
      type: 'group',
      children: [
        ...(a && b
          ? [
              {
                type: 'line' as const,
                shape: { x1: a[0], y1: y, x2: b[0], y2: y },
                style: {
                  stroke: own ? COLOUR.focus : COLOUR.peer,
                  lineWidth: own ? 3 : 2,
                  // Worded otherwise, the two years may count different things: no plain line between them.
                  ...(isRelabelled(result, pair.row, from, to) && { lineDash: [2, 4] }),
                },
              },
            ]
          : []),
        ...(a
          ? [
              {
                type: 'circle' as const,
                shape: { cx: a[0], cy: y, r },
                style: { fill: COLOUR.card, stroke: pair.from.doubt ? COLOUR.amber : colour, lineWidth: 1.6 },
              },
            ]
          : []),
        ...(b
          ? [
              {
                type: 'circle' as const,
                shape: { cx: b[0], cy: y, r },
                style: pair.to.doubt
                  ? { fill: COLOUR.amberSoft, stroke: COLOUR.amber, lineWidth: 2 }
                  : { fill: colour },
              },
            ]
          : []),
        {
          type: 'text' as const,
          silent: true,
          style: {
            text: labelOf(state, pair, words),
            x: end + r + 6,
            y,
            verticalAlign: 'middle' as const,
            font: `${own ? 'bold ' : ''}${room.text}px ${FONT}`,
            fill: own ? COLOUR.focus : COLOUR.muted,
            backgroundColor: COLOUR.card,
            padding: [0, 2],
          },
        },
      ],
    }
  }

export function draw(state: StepState, room: Room, words: Translator): EChartsOption {
  const { result, shown, labels, focusRow, scale } = state
  const { left, right } = marginsOf(state, room, words)
  return {
    animation: false,
    textStyle: textStyle(room),
    grid: { left, right, top: 4, bottom: room.text * 2, outerBoundsMode: 'none' },
    xAxis: valueAxis(scale, room, {
      ...(shown.every((p) => (p.from.value ?? 0) >= 0 && (p.to.value ?? 0) >= 0) && { min: 0 }),
    }),
    yAxis: namesAxis(
      shown.map((pair) => labels(pair.row)),
      left - 10,
      room,
      (i) => (shown[i]?.row === focusRow ? COLOUR.focus : '#3f4650'),
    ),
    tooltip: itemTooltip((raw) => {
      const { pair } = raw as { pair: Pair }
      return tipOf(state, pair, words)
    }),
    series: [
      {
        id: `dumbbell:${result.metric}`,
        type: 'custom',
        renderItem: renderPair(state, room, words),
        data: shown.map((pair, i) => ({
          value: [heightOf(pair), i],
          pair,
          ref: pair.to.value === undefined ? pair.from.ref : pair.to.ref,
        })),
        encode: { x: 0, y: 1 },
      },
    ],
  }
}
