import type { EChartsOption } from 'echarts'
import { unitOf } from '../../domain/metrics'
import { fullNumber } from '../../i18n/format'
import type { AlikeResult } from '../../query/likeness'
import type { ChartContext, Room } from '../figure'
import { placedLabels } from '../parts/areaColumn'
import { box, drawing, stroke, word } from '../parts/drawing'
import type { Piece } from '../parts/drawing'
import { COLOUR, HIGHLIGHTS } from '../parts/palette'
import { fitted, labelRoom, textWidth } from '../parts/textWidth'
import { wrapNarrow } from '../parts/wrap'
import { ratioOf, ratioWords } from './words'

const NAME_SHARE = 0.26
/** Below this width the figures are left to the tooltip and the table. */
const NARROW = 520
const HEAD = 4
const ROW = 2.3

export const heightOf = ({ nearest }: AlikeResult, text = 12): number =>
  Math.ceil(text * (HEAD + ROW * (nearest.length + 1)) + 6)

export function draw(result: AlikeResult, room: Room, ctx: ChartContext): EChartsOption {
  const { words, highlights = [] } = ctx
  const { t } = words
  const { office, nearest, metrics, figures, years } = result
  const size = room.text - 1
  const orgs = [...(office ? [office] : []), ...nearest.map(({ org }) => org)]
  const label = placedLabels(orgs, true, ctx)
  const names = orgs.map((_, i) => label(i))
  const left = labelRoom(names, room.text, room.width * NAME_SHARE)
  const isNarrow = room.width < NARROW
  const numbers = isNarrow ? [] : metrics
  const right = isNarrow ? room.width : left + (room.width - left) * 0.42
  const bar = right - left - textWidth('00.00', size) - 10
  const step = (room.width - right) / Math.max(1, numbers.length)
  const most = Math.max(1.2, ...nearest.map(({ distance }) => ratioOf(distance)))
  const head = room.text * HEAD
  const row = Math.min(room.text * ROW * 1.5, (room.height - head - 2) / Math.max(1, orgs.length))
  const lines = (text: string, width: number) => wrapNarrow(text, width, (part) => textWidth(part, size)).slice(0, 3)
  const columnEnd = (i: number): number => right + step * (i + 1) - 2

  const pieces: Piece[] = [
    {
      shapes: [
        word({ x: left, y: head - room.text, text: t('alike.ratio'), size, colour: COLOUR.muted }),
        ...numbers.flatMap((metric, i) => {
          const of = lines(words.metric(metric), step - 8)
          return of.map((text, line) =>
            word({
              x: columnEnd(i),
              y: head - room.text - (of.length - 1 - line) * size * 1.2,
              text,
              size,
              align: 'right',
              colour: COLOUR.muted,
            }),
          )
        }),
      ],
    },
  ]
  orgs.forEach((org, i) => {
    const isOwn = org.id === office?.id
    const one = isOwn ? undefined : nearest[i - (office ? 1 : 0)]
    const theirs = one?.figures ?? figures
    const y = head + row * (i + 0.5)
    const chosen = highlights.indexOf(org.id)
    const colour = isOwn ? COLOUR.focus : chosen >= 0 ? HIGHLIGHTS[chosen % HIGHLIGHTS.length]! : COLOUR.muted
    const length = one ? ((ratioOf(one.distance) - 1) / (most - 1)) * bar : 0
    const value = (at: number): string => {
      const figure = theirs[at]
      return figure === undefined ? t('spread.none') : fullNumber(figure, unitOf(metrics[at]!))
    }
    pieces.push({
      tip: {
        title: org.name,
        lines: [
          ...(one ? [{ name: t('alike.ratio'), text: ratioWords(one.distance), strong: true }] : []),
          ...metrics.map((metric, at) => ({ name: words.metric(metric), text: value(at) })),
        ],
        foot: t('alike.median', { from: years[0]!, to: years.at(-1)! }),
      },
      shapes: [
        ...(isOwn ? [box(0, y - row / 2, room.width, row, { fill: COLOUR.focusSoft })] : []),
        word({
          x: left - 8,
          y,
          text: fitted(names[i]!, room.text, left - 8),
          size: room.text,
          align: 'right',
          bold: isOwn,
          colour,
        }),
        ...(one
          ? [
              stroke(
                [
                  [left, y],
                  [left + length, y],
                ],
                COLOUR.peer,
                2,
              ),
              {
                type: 'circle' as const,
                shape: { cx: left + length, cy: y, r: room.text * 0.36 },
                style: { fill: chosen >= 0 ? colour : COLOUR.axis },
              },
              word({ x: left + length + room.text * 0.7, y, text: ratioWords(one.distance), size }),
            ]
          : [word({ x: left + 2, y, text: t('alike.own'), size, colour: COLOUR.focus })]),
        ...numbers.map((_, at) =>
          word({
            x: columnEnd(at),
            y,
            text: fitted(value(at), size, step - 4),
            size,
            align: 'right',
            bold: isOwn,
            colour: theirs[at] === undefined ? COLOUR.muted : COLOUR.ink,
          }),
        ),
      ],
    })
  })
  return drawing('alike', room, pieces)
}
