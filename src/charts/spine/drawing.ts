import type { EChartsOption } from 'echarts'
import { onScale, scaled } from '../../i18n/format'
import type { ChartContext, Room } from '../figure'
import { box, drawing, stroke, word } from '../parts/drawing'
import type { Piece } from '../parts/drawing'
import { COLOUR } from '../parts/palette'
import { fitted, textWidth } from '../parts/textWidth'
import type { SpineLine, SpineState } from './state'
import { changeText, figureText, placeText, tipOf, trendText } from './words'

/** Below this width a metric takes two lines. */
const NARROW = 860
const headOf = (text: number): number => text * 2
const rowOf = (width: number, text: number): number => text * (width < NARROW ? 4.4 : 2.7)

export const heightAt = ({ lines }: SpineState, width: number, text = 12): number =>
  Math.ceil(headOf(text) + rowOf(width, text) * lines.length + 6)

/** Where each part of a row stands: its right end, or the stretch of the band. */
interface Columns {
  name: number
  value: number
  before: number
  change: number
  band: readonly [number, number]
  place: number
  trend: number
  /** The lines of text of a row, as parts of its height. */
  first: number
  second: number
}

const columnsAt = (width: number): Columns =>
  width < NARROW
    ? {
        name: 0,
        value: width * 0.56,
        before: width * 0.78,
        change: width - 2,
        band: [4, width * 0.36],
        place: width * 0.56,
        trend: width - 2,
        first: 0.28,
        second: 0.7,
      }
    : {
        name: 0,
        value: width * 0.36,
        before: width * 0.44,
        change: width * 0.54,
        band: [width * 0.57, width * 0.71],
        place: width * 0.79,
        trend: width - 2,
        first: 0.5,
        second: 0.5,
      }

/** The years before as a thin band from the least to the most, this year as a point, last year as a hollow one. */
function bandShapes(line: SpineLine, [from, to]: readonly [number, number], y: number, room: Room): Piece['shapes'] {
  const { range, own, before } = line
  const known = [own.value, before.value, range?.min, range?.max].flatMap((value) => value ?? [])
  if (known.length === 0) return []
  const [low, high] = [Math.min(0, ...known), Math.max(...known)]
  const size = room.text - 2
  const at = (value: number): number => from + ((value - low) / (high - low || 1)) * (to - from)
  const dot = (value: number, fill: string, edge: string, r: number) => ({
    type: 'circle' as const,
    shape: { cx: at(value), cy: y, r },
    style: { fill, stroke: edge, lineWidth: 1.5 },
  })
  return [
    stroke(
      [
        [from, y],
        [to, y],
      ],
      COLOUR.line,
      1,
    ),
    ...(range
      ? [
          box(at(range.min), y - room.text * 0.22, Math.max(2, at(range.max) - at(range.min)), room.text * 0.44, {
            fill: COLOUR.peer,
          }),
          ...rangeWords(line, at, y + room.text * 0.95, size, from, to),
        ]
      : []),
    ...(before.value === undefined ? [] : [dot(before.value, COLOUR.card, COLOUR.axis, room.text * 0.28)]),
    ...(own.value === undefined
      ? []
      : [
          dot(
            own.value,
            own.doubt ? COLOUR.card : COLOUR.focus,
            own.doubt ? COLOUR.amber : COLOUR.focus,
            room.text * 0.36,
          ),
        ]),
  ]
}

/** The ends of the band in numbers; one where both would touch. */
function rangeWords(
  { range, scale }: SpineLine,
  at: (value: number) => number,
  y: number,
  size: number,
  from: number,
  to: number,
): Piece['shapes'] {
  if (!range) return []
  const [least, most] = [onScale(range.min, scale), onScale(range.max, scale)]
  const half = (text: string): number => textWidth(text, size) / 2
  const inside = (x: number, text: string): number => Math.max(from + half(text) - 4, Math.min(to - half(text) + 4, x))
  const [left, right] = [inside(at(range.min), least), inside(at(range.max), most)]
  const both = `${least}–${most}`
  const middle = inside((left + right) / 2, both)
  const words =
    least === most
      ? [{ x: left, text: least }]
      : right - left > half(least) + half(most) + 6
        ? [
            { x: left, text: least },
            { x: right, text: most },
          ]
        : [{ x: middle, text: both }]
  return words.map(({ x, text }) => word({ x, y, text, size, align: 'center', colour: COLOUR.muted }))
}

export function draw(state: SpineState, room: Room, ctx: ChartContext): EChartsOption {
  const { words } = ctx
  const { t } = words
  const { lines, year } = state
  const isNarrow = room.width < NARROW
  const columns = columnsAt(room.width)
  const size = room.text - 1
  const head = headOf(room.text)
  const row = Math.min(rowOf(room.width, room.text) * 1.5, (room.height - head - 2) / Math.max(1, lines.length))
  const heading = (x: number, text: string, align: 'left' | 'right' | 'center' = 'right') =>
    word({ x, y: head / 2, text, size, align, colour: COLOUR.muted })
  const pieces: Piece[] = [
    {
      shapes: [
        heading(columns.value, String(year)),
        heading(columns.before, String(year - 1)),
        heading(columns.change, t('mode.yoy')),
        ...(isNarrow
          ? [heading(columns.name, t('spine.metric'), 'left')]
          : [
              heading(columns.name, t('spine.metric'), 'left'),
              heading((columns.band[0] + columns.band[1]) / 2, t('spine.own-range'), 'center'),
              heading(columns.place, t('common.rank')),
              heading(columns.trend, t('spine.trend')),
            ]),
      ],
    },
  ]
  lines.forEach((line, i) => {
    const top = head + row * i
    const [first, second] = [top + row * columns.first, top + row * columns.second]
    const isOut = line.own.doubt?.printed !== undefined
    const label =
      line.own.value === undefined
        ? figureText(line.own, line, words)
        : `${scaled(line.own.value, line.scale, words)}${line.own.doubt ? ' ※' : ''}`
    const width = textWidth(label, room.text + 1)
    const nameRoom = columns.value - width - columns.name - 10
    pieces.push({
      shapes: [
        stroke(
          [
            [0, top],
            [room.width, top],
          ],
          COLOUR.line,
        ),
        word({ x: columns.name, y: first, text: fitted(line.name, room.text, nameRoom), size: room.text }),
      ],
      tip: tipOf(line, state, ctx),
    })
    pieces.push({
      ref: line.own.ref,
      tip: tipOf(line, state, ctx),
      shapes: [
        ...(isOut
          ? [
              box(columns.value - width - 4, first - room.text * 0.9, width + 8, room.text * 1.8, {
                stroke: COLOUR.amberLine,
                fill: COLOUR.amberSoft,
              }),
            ]
          : []),
        word({
          x: columns.value,
          y: first,
          text: label,
          size: isOut ? size : room.text + 1,
          align: 'right',
          bold: line.own.value !== undefined,
          colour: line.own.doubt ? COLOUR.amber : line.own.value === undefined ? COLOUR.muted : COLOUR.ink,
        }),
      ],
    })
    pieces.push({
      ref: line.before.ref,
      tip: tipOf(line, state, ctx),
      shapes: [
        word({
          x: columns.before,
          y: first,
          text: fitted(figureText(line.before, line, words), size, columns.before - columns.value - 6),
          size,
          align: 'right',
          colour: line.before.doubt ? COLOUR.amber : COLOUR.muted,
        }),
      ],
    })
    pieces.push({
      tip: tipOf(line, state, ctx),
      shapes: [
        word({
          x: columns.change,
          y: first,
          text: fitted(changeText(line, words), size, columns.change - columns.before - 6),
          size,
          align: 'right',
        }),
        ...bandShapes(line, columns.band, second - room.text * 0.3, room),
        word({ x: columns.place, y: second, text: placeText(line, words), size, align: 'right' }),
        word({
          x: columns.trend,
          y: second,
          text: fitted(trendText(line, words), size, columns.trend - columns.place - 8),
          size,
          align: 'right',
          colour: line.trend.kind === 'up' || line.trend.kind === 'down' ? COLOUR.ink : COLOUR.muted,
        }),
      ],
    })
  })
  return drawing('spine', room, pieces)
}
