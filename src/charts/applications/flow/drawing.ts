import type { EChartsOption } from 'echarts'
import type { Translator } from '../../../i18n'
import { wholeNumber } from '../../../i18n/format'
import type { Room } from '../../figure'
import { box, drawing, word } from '../../parts/drawing'
import type { Piece } from '../../parts/drawing'
import { COLOUR } from '../../parts/palette'
import { fitted } from '../../parts/textWidth'
import { shareText } from '../counts'
import { bands, barPiece } from './bars'
import type { Bar } from './bars'
import { layoutOf } from './layout'
import type { Layout } from './layout'
import { isGap } from './state'
import type { Count, FlowState } from './state'
import { allTailPieces } from './tails'

/** What is said of a source beside it, line by line. */
function sourceWords(source: Count, { isFocused }: FlowState, office: string, { t }: Translator) {
  return [
    { text: source.name, colour: source.key === 'over' ? COLOUR.amber : COLOUR.ink, bold: false },
    ...(source.all > 0
      ? [
          { text: t('apps.cases', { n: source.all }), colour: COLOUR.ink, bold: true },
          ...(isFocused
            ? [
                { text: t('apps.own-cases', { office, n: source.own }), colour: COLOUR.focus, bold: true },
                { text: shareText(source.own, source.all), colour: COLOUR.focus, bold: false },
              ]
            : []),
        ]
      : [{ text: t('apps.cases', { n: 0 }), colour: COLOUR.muted, bold: false }]),
  ]
}

function sourcePieces(state: FlowState, layout: Layout, source: Count, bar: Bar, words: Translator): Piece[] {
  const { node, labelWidth, office, room } = layout
  const { text } = room
  const said = sourceWords(source, state, office, words)
  const step = text * 1.25
  const from = bar.top + bar.all / 2 - ((said.length - 1) * step) / 2
  return [
    barPiece(bar, node, source),
    {
      shapes: said.map((one, k) =>
        word({
          x: labelWidth,
          y: from + k * step,
          text: fitted(one.text, text, labelWidth),
          size: text,
          colour: one.colour,
          bold: one.bold,
          align: 'right',
        }),
      ),
    },
  ]
}

/** What came in: bands from each source to the middle, or in a narrow room one line of words. */
function inflowPieces(state: FlowState, layout: Layout, words: Translator): Piece[] {
  const { t } = words
  const { isWide, middle, node, room } = layout
  const { width, text } = room
  if (!isWide) {
    const parts = state.sources.filter(({ all }) => all > 0).map((one) => `${one.name} ${wholeNumber(one.all)}`)
    const said = t('apps.due-of', { n: state.due.all, parts: parts.join('＋') })
    return [{ shapes: [word({ x: 0, y: text * 0.8, text: fitted(said, text, width), size: text })] }]
  }
  const x = middle.x + node / 2
  return [
    ...bands({ middle, bars: layout.sources, counts: state.sources, width: node, side: 'in' }),
    ...state.sources.flatMap((source, i) => sourcePieces(state, layout, source, layout.sources[i]!, words)),
    {
      shapes: [
        word({ x, y: middle.top - text * 2.1, text: t('apps.due'), size: text, align: 'center' }),
        word({
          x,
          y: middle.top - text * 0.8,
          text: t('apps.cases', { n: state.due.all }),
          size: text,
          bold: true,
          align: 'center',
        }),
      ],
    },
  ]
}

const headPiece = ({ columns, head, room: { text } }: Layout): Piece => ({
  shapes: columns.map((column) =>
    word({
      x: column.edge,
      y: head - text,
      text: column.head,
      size: text,
      colour: column.own ? COLOUR.focus : COLOUR.muted,
      bold: column.own && column.bold,
      align: 'right',
    }),
  ),
})

/** An end: its bar, its name and its numbers, all of which can be pressed. */
function endPieces({ refOf }: FlowState, layout: Layout, end: Count, bar: Bar): Piece[] {
  const { node, row, names, columns, room } = layout
  const { text } = room
  const mid = bar.top + bar.all / 2
  const from = bar.x + node
  const ref = refOf(end.metric)
  const gap = isGap(end)
  return [
    barPiece(bar, node, end),
    {
      ...(ref && { ref }),
      shapes: [
        box(from, mid - row / 2, columns.at(-1)!.edge - bar.x - node, row, { fill: 'rgba(255,255,255,0)' }),
        word({
          x: from + text * 0.4,
          y: mid,
          text: fitted(end.name, text, names - text * 0.3),
          size: text,
          colour: gap ? COLOUR.amber : COLOUR.ink,
        }),
        ...columns.map((column) =>
          word({
            x: column.edge,
            y: mid,
            text: column.of(end),
            size: text,
            bold: column.bold,
            colour: gap ? COLOUR.amber : column.own ? COLOUR.focus : column.bold ? COLOUR.ink : COLOUR.muted,
            align: 'right',
          }),
        ),
      ],
    },
  ]
}

export function draw(state: FlowState, room: Room, words: Translator): EChartsOption {
  const layout = layoutOf(state, room, words)
  const { middle, node, ends } = layout
  return drawing('flow', room, [
    ...inflowPieces(state, layout, words),
    ...bands({ middle, bars: ends, counts: state.ends, width: node, side: 'out' }),
    barPiece(middle, node, state.due),
    headPiece(layout),
    ...state.ends.flatMap((end, i) => endPieces(state, layout, end, ends[i]!)),
    ...allTailPieces(state, layout, words),
  ])
}
