import type { CustomSeriesOption, EChartsOption } from 'echarts'
import type { Room, WithRef } from '../figure'
import { textStyle } from './axes'
import { COLOUR, FONT } from './palette'
import { itemTooltip } from './tooltip'
import type { Tip } from './tooltip'

type Shape = Extract<NonNullable<ReturnType<NonNullable<CustomSeriesOption['renderItem']>>>, object>

/** Shapes that belong together: what they stand for, and what is said of them under the pointer. */
export interface Piece extends WithRef {
  shapes: Shape[]
  tip?: Tip
}

interface Word {
  x: number
  y: number
  text: string
  size: number
  colour?: string
  bold?: boolean
  align?: 'left' | 'center' | 'right'
}

/** A line of text, its middle at `y`. */
export const word = ({ x, y, text, size, colour = COLOUR.ink, bold = false, align = 'left' }: Word): Shape => ({
  type: 'text',
  style: {
    x,
    y,
    text,
    fill: colour,
    font: `${bold ? 'bold ' : ''}${size}px ${FONT}`,
    align,
    verticalAlign: 'middle',
  },
})

interface Look {
  fill?: string
  stroke?: string
  width?: number
}
export const box = (
  x: number,
  y: number,
  width: number,
  height: number,
  { fill, stroke, width: line }: Look,
): Shape => ({
  type: 'rect',
  shape: { x, y, width, height },
  style: { fill: fill ?? 'none', ...(stroke !== undefined && { stroke, lineWidth: line ?? 1 }) },
})

export const stroke = (points: readonly (readonly [number, number])[], colour: string, width = 1): Shape => ({
  type: 'polyline',
  silent: true,
  shape: { points: points.map(([x, y]) => [x, y]) },
  style: { stroke: colour, lineWidth: width, fill: 'none' },
})

/** A band from a stretch of one upright line to a stretch of another. */
export const band = (
  from: { x: number; top: number; bottom: number },
  to: { x: number; top: number; bottom: number },
  fill: string,
): Shape => {
  const mid = (from.x + to.x) / 2
  const pathData = [
    `M${from.x} ${from.top}`,
    `C${mid} ${from.top} ${mid} ${to.top} ${to.x} ${to.top}`,
    `L${to.x} ${to.bottom}`,
    `C${mid} ${to.bottom} ${mid} ${from.bottom} ${from.x} ${from.bottom}`,
    'Z',
  ].join('')
  return { type: 'path', shape: { pathData }, style: { fill } }
}

/** Shapes of which nothing is seen outside a frame. */
export const clipped = (
  shapes: readonly Shape[],
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): Shape => ({
  type: 'group',
  children: [...shapes],
  clipPath: { type: 'rect', shape: { x, y, width, height } },
})

/** A chart laid out by hand: one series of shapes in the pixels of its room. */
export const drawing = (id: string, room: Room, pieces: readonly Piece[]): EChartsOption => ({
  animation: false,
  textStyle: textStyle(room),
  tooltip: itemTooltip((data) => (data as { tip?: Tip }).tip),
  series: {
    id,
    type: 'custom',
    coordinateSystem: 'none',
    clip: false,
    data: pieces.map(({ ref, area, tip }) => ({
      value: 0,
      ...(ref && { ref }),
      ...(area !== undefined && { area }),
      ...(tip && { tip }),
    })),
    renderItem: ({ dataIndex }) => ({
      type: 'group',
      $mergeChildren: false,
      children: pieces[dataIndex]?.shapes ?? [],
    }),
  },
})
