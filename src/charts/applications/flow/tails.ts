import type { Translator } from '../../../i18n'
import { ENDINGS } from '../../../query/applications'
import { box, stroke, word } from '../../parts/drawing'
import type { Piece } from '../../parts/drawing'
import { COLOUR } from '../../parts/palette'
import { fitted } from '../../parts/textWidth'
import { shareText } from '../counts'
import { PEERS } from './bars'
import type { Layout } from './layout'
import type { FlowState, Tail } from './state'
import { perHundred } from './words'

interface Place {
  x: number
  y: number
  width: number
}

/** A block of the tail: its name and count, a bar in two tones, what it is of what was closed, and how it ended. */
function tailPieces(state: FlowState, tail: Tail, { x, y, width }: Place, text: number, words: Translator): Piece[] {
  const { t } = words
  const { name, all, own, lines, metric } = tail
  const per = perHundred(state, tail, words)
  const said = [
    ...(per === undefined ? [] : [{ text: per, colour: COLOUR.ink }]),
    ...(own > 0
      ? [
          {
            text: t('apps.tail-own', { office: state.office, n: own, share: shareText(own, all) }),
            colour: COLOUR.focus,
          },
        ]
      : []),
    ...lines.map((one) => ({ text: one, colour: COLOUR.muted })),
  ]
  const most = Math.max(0, ...state.tails.map((each) => each.all))
  const length = most > 0 ? (all / most) * width * 0.92 : 0
  const ownLength = all > 0 ? (own / all) * length : 0
  const ref = state.refOf(metric)
  const line = text * 1.5
  return [
    {
      shapes: [
        word({ x, y, text: name, size: text, bold: true }),
        word({ x: x + width, y, text: t('apps.cases', { n: all }), size: text, bold: true, align: 'right' }),
      ],
    },
    {
      ...(ref && { ref }),
      shapes: [
        box(x, y + text * 0.9, Math.max(0, length), text * 0.65, { fill: PEERS }),
        box(x, y + text * 0.9, Math.max(0, ownLength), text * 0.65, { fill: COLOUR.focus }),
      ],
    },
    {
      shapes: said.map((one, i) =>
        word({
          x,
          y: y + text * 2.5 + i * line,
          text: fitted(one.text, text, width),
          size: text,
          colour: one.colour,
        }),
      ),
    },
  ]
}

/** Only what was answered can be challenged: a bracket spans those rows, and reviews and suits stand behind it. */
function besidePieces(state: FlowState, layout: Layout, words: Translator): Piece[] {
  const { room, ends, right, tailWidth, height, head } = layout
  const { width, text } = room
  const last = ends[ENDINGS.length - 1]!
  const x = right + text * 0.4
  const [from, to] = [ends[0]!.top, last.top + last.all]
  const bracket: Piece = {
    shapes: [
      stroke(
        [
          [x, from],
          [x + text * 0.5, from],
          [x + text * 0.5, to],
          [x, to],
        ],
        COLOUR.axis,
      ),
    ],
  }
  return [
    bracket,
    ...state.tails.flatMap((tail, i) => {
      const place = { x: width - tailWidth, y: text + i * (height + head) * 0.5, width: tailWidth }
      return tailPieces(state, tail, place, text, words)
    }),
  ]
}

/** Where there is no room beside the flow, they stand below a line. */
function belowPieces(state: FlowState, { room, below }: Layout, words: Translator): Piece[] {
  const { width, text } = room
  const top = room.height - below + text
  const each = (width - 2 * text) / 2
  const line: Piece = {
    shapes: [
      stroke(
        [
          [0, top - text * 1.4],
          [width, top - text * 1.4],
        ],
        COLOUR.line,
      ),
    ],
  }
  return [
    line,
    ...state.tails.flatMap((tail, i) =>
      tailPieces(state, tail, { x: i * (each + 2 * text), y: top, width: each }, text, words),
    ),
  ]
}

/** Reviews and suits. */
export function allTailPieces(state: FlowState, layout: Layout, words: Translator): Piece[] {
  if (state.tails.length === 0) return []
  return layout.isBeside ? besidePieces(state, layout, words) : belowPieces(state, layout, words)
}
