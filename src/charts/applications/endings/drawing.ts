import type { EChartsOption } from 'echarts'
import type { Translator } from '../../../i18n'
import { wholeNumber } from '../../../i18n/format'
import { ENDINGS } from '../../../query/applications'
import type { Room } from '../../figure'
import { box, clipped, drawing, stroke, word } from '../../parts/drawing'
import type { Piece } from '../../parts/drawing'
import { hatch } from '../../parts/hatch'
import { COLOUR } from '../../parts/palette'
import { fitted, textWidth } from '../../parts/textWidth'
import { ENDING_KEY } from '../counts'
import { layoutOf } from './layout'
import type { Layout, PlacedGroup } from './layout'
import { isFew, shareOf, tonesOf } from './state'
import type { Group, Row } from './state'
import { tipOf } from './words'

type Shapes = Piece['shapes']

/** The names of the parts above the first bar, on two lines so that they keep clear of one another. */
function namesAbove(row: Row, { left, width, text }: Layout, { t }: Translator): Piece {
  const top = text * 0.7
  const ends = [-Infinity, -Infinity]
  let at = left
  const shapes: Shapes = []
  ENDINGS.forEach((metric, i) => {
    const name = t(ENDING_KEY[metric])
    const part = shareOf(row, i) * width || 0
    const [mid, half] = [at + part / 2, textWidth(name, text) / 2]
    at += part
    if (part <= 0) return
    const x = Math.min(Math.max(mid, left + half), left + width - half)
    const tier = ends.findIndex((end) => x - half > end + text * 0.4)
    if (tier < 0) return
    ends[tier] = x + half
    const y = top + (1 - tier) * text * 1.35
    shapes.push(word({ x, y, text: name, size: text, colour: COLOUR.muted, align: 'center' }))
    shapes.push(
      stroke(
        [
          [mid, y + text * 0.6],
          [mid, top + text * 2.4],
        ],
        COLOUR.line,
      ),
    )
  })
  return { shapes }
}

const headPiece = ({ room, text }: Layout, { t }: Translator): Piece => ({
  shapes: [
    word({
      x: room.width,
      y: text * 0.7 + text * 1.35,
      text: t('apps.endings.n'),
      size: text,
      colour: COLOUR.muted,
      align: 'right',
    }),
  ],
})

const captionPiece = (caption: NonNullable<PlacedGroup['caption']>, { room, text }: Layout): Piece => ({
  shapes: [
    stroke(
      [
        [0, caption.line],
        [room.width, caption.line],
      ],
      COLOUR.line,
    ),
    word({ x: 0, y: caption.mid, text: fitted(caption.text, text, room.width), size: text, colour: COLOUR.muted }),
  ],
})

/** Where a bar stands, in pixels. */
interface Place {
  x: number
  y: number
  width: number
  height: number
  mid: number
}

/** What stands where there is no bar: why, over the hatch of its kind of missing. */
function emptyShapes({ state }: Row, { mid, ...place }: Place, text: number, { t }: Translator): Shapes {
  const { x, y, width, height } = place
  const said = state === undefined ? t('apps.endings.nothing') : t(`state.${state}`)
  const wide = textWidth(said, text) + text
  const isDoubtful = state === 'doubtful'
  return [
    box(x, y, width, height, { fill: COLOUR.card, stroke: isDoubtful ? COLOUR.amberLine : COLOUR.line }),
    ...(state === undefined ? [] : [clipped(hatch(state, place), place)]),
    box(x + (width - wide) / 2, y + 1, wide, height - 2, { fill: COLOUR.card }),
    word({
      x: x + width / 2,
      y: mid,
      text: said,
      size: text,
      colour: isDoubtful ? COLOUR.amber : COLOUR.muted,
      align: 'center',
    }),
  ]
}

/** The parts of a bar, each with its share where that finds room. */
function barShapes(row: Row, { y, width, height, mid, x: left }: Place, text: number): Shapes {
  const tones = tonesOf(row)
  const shapes: Shapes = []
  let x = left
  row.endings!.forEach((n, i) => {
    const part = (n / row.closed) * width
    if (part <= 0) return
    shapes.push(box(x, y, Math.max(0.5, part - 1), height, { fill: tones[i]! }))
    const share = ((n / row.closed) * 100).toFixed(1)
    if (part > textWidth(share, text) + 4) {
      const isLight = row.tone === 'focus' ? i < 2 : !isFew(row) && i === 0
      shapes.push(
        word({
          x: x + part / 2,
          y: mid,
          text: share,
          size: text,
          colour: isLight ? '#ffffff' : COLOUR.ink,
          align: 'center',
        }),
      )
    }
    x += part
  })
  return shapes
}

/** A row: its name, its bar, and how many were closed. */
function rowPiece(row: Row, y: number, layout: Layout, words: Translator): Piece {
  const { room, text, left, width } = layout
  const ink = row.tone === 'focus' ? COLOUR.focus : isFew(row) ? COLOUR.muted : COLOUR.ink
  const bold = row.tone === 'focus' || row.isWhole === true
  const mid = y + layout.row / 2
  const place = { x: left, y: y + layout.row * 0.14, width, height: layout.row * 0.72, mid }
  const isEmpty = row.state !== undefined || row.closed === 0
  const side = { y: mid, size: text, colour: ink, bold, align: 'right' as const }
  return {
    ...(row.ref && { ref: row.ref }),
    ...(row.area !== undefined && { area: row.area }),
    shapes: [
      word({ ...side, x: left - text * 0.6, text: fitted(row.label, text, left - text * 0.6) }),
      word({ ...side, x: room.width, text: row.state === undefined ? wholeNumber(row.closed) : '—' }),
      ...(isEmpty ? emptyShapes(row, place, text, words) : barShapes(row, place, text)),
    ],
    tip: tipOf(row, words),
  }
}

/** Every bar is 100 %. */
export function draw(id: string, groups: readonly Group[], room: Room, words: Translator): EChartsOption {
  const layout = layoutOf(groups, room, words)
  const first = groups.flatMap(({ rows }) => rows).find(({ closed }) => closed > 0)
  return drawing(id, room, [
    ...(first ? [namesAbove(first, layout, words)] : []),
    headPiece(layout, words),
    ...layout.groups.flatMap(({ caption, rows }) => [
      ...(caption ? [captionPiece(caption, layout)] : []),
      ...rows.map(({ row, top }) => rowPiece(row, top, layout, words)),
    ]),
  ])
}
