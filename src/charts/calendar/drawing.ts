import type { EChartsOption } from 'echarts'
import { wholeNumber } from '../../i18n/format'
import type { ChartContext, Room } from '../figure'
import { box, drawing, stroke, word } from '../parts/drawing'
import type { Piece } from '../parts/drawing'
import { COLOUR } from '../parts/palette'
import { textWidth } from '../parts/textWidth'
import type { CalendarState, CalendarYear, Mark } from './state'

/** Dots no smaller and no larger than this, pixels. */
const LEAST_DOT = 4
const MOST_DOT = 8
/** The height of a year, in sizes of text. */
const [LOWEST, HIGHEST] = [2.4, 6.5]
const headOf = (text: number): number => text * 2.4

const rowOf = (most: number, text: number): number =>
  Math.max(text * LOWEST, Math.min(text * HIGHEST, most * MOST_DOT + text * 0.9))

export const heightOf = ({ years, most }: CalendarState, text = 12): number =>
  Math.ceil(headOf(text) + rowOf(most, text) * years.length + 6)

/** Marks of one day, the office in focus first: nearest to the line. */
function byDay(marks: readonly Mark[]): Map<number, Mark[]> {
  const days = new Map<number, Mark[]>()
  for (const mark of marks) days.set(mark.at, [...(days.get(mark.at) ?? []), mark])
  for (const on of days.values()) on.sort((a, b) => Number(b.isFocus) - Number(a.isFocus) || a.row - b.row)
  return days
}

interface Layout {
  left: number
  right: number
  /** Pixels of a day. */
  day: number
  row: number
  unit: number
}

function layoutOf({ years, span, most }: CalendarState, room: Room): Layout {
  const size = room.text
  const left = size * 3.2
  const counts = years.map(({ marks, held }) => `${wholeNumber(marks.length)}/${wholeNumber(held)}`)
  const right = Math.max(...counts.map((text) => textWidth(text, size)), size * 4) + size * 3.6
  const row = Math.min(rowOf(most, size) * 1.5, (room.height - headOf(size) - 4) / Math.max(1, years.length))
  const unit = Math.min(MOST_DOT, (row - size * 0.7) / Math.max(1, most))
  return { left, right, day: (room.width - left - right) / span, row, unit }
}

/** The first days of the months that the axis runs over, and their names where there is room. */
function months({ years, span }: CalendarState, { left, day }: Layout, room: Room, { words }: ChartContext): Piece {
  const name = new Intl.DateTimeFormat(words.locale, { month: 'short', timeZone: 'UTC' })
  const size = room.text - 1
  const bottom = room.height - 2
  const shapes: Piece['shapes'] = []
  let free = 0
  for (let month = 0; month < 12; month++) {
    const at = Math.round((Date.UTC(2024, month, 1) - Date.UTC(2024, 0, 1)) / 86_400_000)
    if (at >= span) break
    const x = left + at * day
    const text = name.format(Date.UTC(2024, month, 15))
    shapes.push(
      stroke(
        [
          [x, headOf(room.text)],
          [x, bottom],
        ],
        COLOUR.line,
      ),
    )
    if (x < free) continue
    shapes.push(word({ x, y: room.text, text, size, colour: COLOUR.muted }))
    free = x + textWidth(text, size) + 6
  }
  return { shapes: years.length > 0 ? shapes : [] }
}

function dots(on: readonly Mark[], base: number, layout: Layout, state: CalendarState, ctx: ChartContext): Piece[] {
  const { t } = ctx.words
  const radius = Math.max(LEAST_DOT, Math.min(layout.unit, Math.max(layout.day, LEAST_DOT))) / 2
  return on.map((mark, i): Piece => {
    const colour = mark.isFocus ? COLOUR.focus : COLOUR.axis
    return {
      shapes: [
        {
          type: 'circle',
          shape: {
            cx: layout.left + (mark.at + 0.5) * layout.day,
            cy: base - layout.unit * (i + 0.5),
            r: mark.isFocus ? radius + 1 : radius,
          },
          style: { fill: mark.daysLate > 0 ? COLOUR.card : colour, stroke: colour, lineWidth: 1.4 },
        },
      ],
      tip: {
        title: state.result.orgs[mark.row]!.name,
        lines: [
          {
            name: mark.day,
            text: mark.daysLate > 0 ? t('quality.late', { days: mark.daysLate }) : t('reports.in-time'),
            strong: mark.isFocus,
          },
        ],
      },
    }
  })
}

function column(on: readonly Mark[], base: number, layout: Layout, ctx: ChartContext): Piece[] {
  const { t } = ctx.words
  const [first] = on
  const x = layout.left + first!.at * layout.day
  const height = Math.max(1, on.length * layout.unit)
  const late = on.filter(({ daysLate }) => daysLate > 0).length
  const isOwn = on.some(({ isFocus }) => isFocus)
  return [
    {
      shapes: [
        box(x, base - height, Math.max(1, layout.day - 0.5), height, {
          fill: late > 0 ? COLOUR.peer : COLOUR.axis,
        }),
        ...(isOwn
          ? [
              {
                type: 'circle' as const,
                shape: { cx: x + layout.day / 2, cy: base - 3, r: 4 },
                style: { fill: COLOUR.focus, stroke: COLOUR.card, lineWidth: 1 },
              },
            ]
          : []),
      ],
      tip: {
        title: first!.day,
        lines: [
          { name: t('calendar.reports'), text: wholeNumber(on.length) },
          ...(late > 0 ? [{ name: t('calendar.late'), text: wholeNumber(late) }] : []),
        ],
      },
    },
  ]
}

function yearPieces(
  one: CalendarYear,
  i: number,
  layout: Layout,
  room: Room,
  state: CalendarState,
  ctx: ChartContext,
): Piece[] {
  const { left, right, row, day } = layout
  const base = headOf(room.text) + row * (i + 1) - room.text * 0.35
  const size = room.text
  const isOwn = one.year === state.year
  const middle = base - row / 2 + size * 0.3
  return [
    {
      shapes: [
        word({ x: 0, y: middle, text: String(one.year), size, bold: isOwn }),
        stroke(
          [
            [left, base],
            [room.width - right, base],
          ],
          COLOUR.axis,
        ),
        word({
          x: room.width - size * 3.2,
          y: middle,
          text: `${wholeNumber(one.marks.length)}/${wholeNumber(one.held)}`,
          size,
          align: 'right',
          colour: one.marks.length === 0 ? COLOUR.muted : COLOUR.ink,
        }),
        word({
          x: room.width - 1,
          y: middle,
          text: one.marks.length === 0 ? '—' : wholeNumber(one.late),
          size,
          align: 'right',
          colour: one.late > 0 ? COLOUR.ink : COLOUR.muted,
        }),
      ],
    },
    {
      shapes: one.deadlines.map((end) => ({
        ...stroke(
          [
            [left + end * day, base - row + size * 0.5],
            [left + end * day, base + size * 0.2],
          ],
          COLOUR.median,
          1.4,
        ),
      })),
    },
    ...[...byDay(one.marks).values()].flatMap((on) =>
      state.isDots ? dots(on, base, layout, state, ctx) : column(on, base, layout, ctx),
    ),
  ]
}

export function draw(state: CalendarState, room: Room, ctx: ChartContext): EChartsOption {
  const { t } = ctx.words
  const layout = layoutOf(state, room)
  const size = room.text - 1
  return drawing('calendar', room, [
    months(state, layout, room, ctx),
    {
      shapes: [
        word({ x: 0, y: room.text, text: t('calendar.year'), size, colour: COLOUR.muted }),
        word({
          x: room.width - room.text * 3.2,
          y: room.text,
          text: t('calendar.dated'),
          size,
          align: 'right',
          colour: COLOUR.muted,
        }),
        word({ x: room.width - 1, y: room.text, text: t('calendar.late'), size, align: 'right', colour: COLOUR.muted }),
      ],
    },
    ...state.years.flatMap((one, i) => yearPieces(one, i, layout, room, state, ctx)),
  ])
}
