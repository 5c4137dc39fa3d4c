import type { EChartsOption } from 'echarts'
import { wholeNumber } from '../../i18n/format'
import { STATES } from '../../pack/states'
import type { Place } from '../../query/places'
import type { ChartContext, Room } from '../figure'
import { box, clipped, drawing, word } from '../parts/drawing'
import type { Piece } from '../parts/drawing'
import { hatch } from '../parts/hatch'
import { heatKey } from '../parts/heatKey'
import { COLOUR, divergingColour } from '../parts/palette'
import { fitted, labelRoom, textWidth } from '../parts/textWidth'
import { wrapNarrow } from '../parts/wrap'
import type { ProfileState } from './state'
import { tipOf, valueText } from './words'

/** The names of offices may take this much of the width. */
const NAME_SHARE = 0.24
const MOST_LINES = 8
/** The strongest of the colours, on which ink still reads. */
const STRONGEST = 0.75
const ENDS = { low: 'profile.key.last', high: 'profile.key.first' } as const

const small = (text: number): number => text - 1
const lineOf = (text: number): number => text * 1.25
const rowOf = (text: number): number => text * 2.9

/** Where names, columns and their headings stand at a width. */
function layoutOf({ rows, columns, total }: ProfileState, width: number, text: number, { words }: ChartContext) {
  const left = labelRoom(
    rows.map(({ label }) => label),
    text,
    width * NAME_SHARE,
  )
  const column = (width - left - 2) / Math.max(1, columns.length)
  const heads = columns.map(({ name, scale, reported }) => {
    const size = small(text)
    const measure = (part: string): number => textWidth(part, size)
    const lines = wrapNarrow(name, column - 4, measure)
    const whole = `${scale.label} ${wholeNumber(reported)}/${wholeNumber(total)}`
    const count = `${wholeNumber(reported)}/${wholeNumber(total)}`
    const isWide = textWidth(whole, size) < column - 4
    return {
      lines:
        lines.length > MOST_LINES
          ? [...lines.slice(0, MOST_LINES - 1), fitted(`${lines[MOST_LINES - 1]!}……`, size, column - 2)]
          : lines,
      // The unit, and how many have a figure: apart where they do not fit beside one another.
      below: isWide
        ? [whole]
        : [
            ...wrapNarrow(scale.label, column - 4, measure),
            textWidth(count, size) < column - 2 ? count : wholeNumber(reported),
          ],
    }
  })
  const most = Math.max(1, ...heads.map(({ lines, below }) => lines.length + below.length))
  const head = most * lineOf(small(text)) + text * 0.5
  const states = STATES.filter(
    (state) => state !== 'value' && rows.some(({ cells }) => cells.some(({ datum }) => datum.state === state)),
  )
  const keyAt = (height: number) => heatKey(states, left, { width, height, text }, words, ENDS)
  return { left, column, heads, head, keyAt, row: rowOf(text) }
}

export function heightAt(state: ProfileState, width: number, ctx: ChartContext, text = 12): number {
  const { head, row, keyAt } = layoutOf(state, width, text, ctx)
  return Math.ceil(head + row * state.rows.length + keyAt(0).height + 4)
}

interface CellWords {
  place?: Place | undefined
  value: string
  frame: { x: number; y: number; width: number; height: number }
  /** Of the value; the rank is larger. */
  size: number
  isMissing: boolean
  isDoubtful?: boolean
  /** On no ground of its own. */
  plain: boolean
}

/** The rank above the value; in a low row beside it, and alone where both find no room. */
function wordsOf({ place, value, frame, size, isMissing, isDoubtful, plain }: CellWords): Piece['shapes'] {
  const [x, y] = [frame.x + frame.width / 2, frame.y + frame.height / 2]
  const ink = isDoubtful ? COLOUR.amber : isMissing ? COLOUR.muted : COLOUR.ink
  const width = textWidth(value, size)
  if (!place)
    return value === ''
      ? []
      : [
          ...(isMissing && !plain
            ? [box(x - width / 2 - 2, y - size * 0.7, width + 4, size * 1.4, { fill: COLOUR.paper })]
            : []),
          word({ x, y, text: value, size, align: 'center', colour: ink }),
        ]
  const rank = wholeNumber(place.rank)
  const large = size + 2
  const both = textWidth(rank, large) + width + size * 0.7
  const isLow = frame.height < (large + size) * 1.15
  if (isLow && value !== '' && both < frame.width - 4)
    return [
      word({ x: x - both / 2, y, text: rank, size: large, bold: true }),
      word({ x: x + both / 2, y, text: value, size, align: 'right', colour: ink }),
    ]
  if (isLow || value === '') return [word({ x, y, text: rank, size: large, align: 'center', bold: true })]
  return [
    word({ x, y: frame.y + frame.height * 0.33, text: rank, size: large, align: 'center', bold: true }),
    word({ x, y: frame.y + frame.height * 0.72, text: value, size, align: 'center', colour: ink }),
  ]
}

export function draw(state: ProfileState, room: Room, ctx: ChartContext): EChartsOption {
  const { rows, columns } = state
  const { left, column, heads, head, keyAt, row: usual } = layoutOf(state, room.width, room.text, ctx)
  const key = keyAt(room.height)
  const row = Math.min(usual * 1.6, (room.height - head - key.height) / Math.max(1, rows.length))
  const size = small(room.text)
  const pieces: Piece[] = heads.map(({ lines, below }, i) => {
    const all = [...lines, ...below]
    return {
      shapes: all.map((text, line) =>
        word({
          x: left + column * (i + 0.5),
          y: head - room.text * 0.4 - lineOf(size) * (all.length - line - 0.5),
          text,
          size,
          align: 'center',
          ...(line >= lines.length ? { colour: COLOUR.muted } : { bold: columns[i]!.metric === state.by }),
        }),
      ),
    }
  })
  rows.forEach((one, r) => {
    const top = head + row * r
    pieces.push({
      shapes: [
        word({
          x: left - 8,
          y: top + row / 2,
          text: fitted(one.label, room.text, left - 8),
          size: room.text,
          align: 'right',
          bold: one.isFocus,
          colour: one.isFocus ? COLOUR.focus : COLOUR.muted,
        }),
      ],
    })
    one.cells.forEach((cell, i) => {
      const { datum, place, height } = cell
      const frame = { x: left + column * i + 1, y: top + 1, width: column - 2, height: row - 2 }
      const value = valueText(cell, columns[i]!, ctx)
      const isFitting = textWidth(value, size) + 4 < frame.width
      const isMissing = datum.value === undefined
      const shown = isFitting ? value : datum.doubt ? '※' : ''
      pieces.push({
        ref: datum.ref,
        tip: tipOf(one, i, state, ctx),
        shapes: [
          box(frame.x, frame.y, frame.width, frame.height, {
            fill: isMissing ? COLOUR.paper : datum.doubt ? COLOUR.card : divergingColour(height * STRONGEST),
            ...(datum.doubt ? { stroke: COLOUR.amberLine, width: 1.5 } : {}),
          }),
          ...(isMissing ? [clipped(hatch(datum.state, frame), frame)] : []),
          ...wordsOf({
            place,
            value: shown,
            frame,
            size,
            isMissing,
            ...(datum.doubt && { isDoubtful: true }),
            plain: datum.state === 'dash',
          }),
        ],
      })
    })
    if (one.isFocus)
      pieces.push({
        shapes: [{ ...box(left, top, column * columns.length, row, { stroke: COLOUR.focus, width: 2 }), silent: true }],
      })
  })
  return drawing('profile', room, [...pieces, { shapes: key.shapes }])
}
