import { band, box } from '../../parts/drawing'
import type { Piece } from '../../parts/drawing'
import { BANDS, COLOUR } from '../../parts/palette'
import { isGap } from './state'
import type { Count, Shared } from './state'

/** An upright bar in pixels: the office in focus on top, everyone else below. */
export interface Bar extends Shared {
  x: number
  top: number
}

/** Everyone but the office in focus, and the same of reviews and suits. */
export const PEERS = '#a3abb5'

export const barPiece = (bar: Bar, width: number, count: Count): Piece => ({
  shapes: isGap(count)
    ? [box(bar.x, bar.top, width, Math.max(3, bar.all), { fill: COLOUR.card, stroke: COLOUR.amberLine, width: 1.5 })]
    : [
        ...(bar.all > bar.own
          ? [box(bar.x, bar.top + bar.own, width, Math.max(1, bar.all - bar.own), { fill: PEERS })]
          : []),
        ...(bar.own > 0 ? [box(bar.x, bar.top, width, Math.max(1, bar.own), { fill: COLOUR.focus })] : []),
      ],
})

const cut = (bar: Bar, from: number, to: number, edge: number) => ({
  x: edge,
  top: bar.top + from,
  bottom: bar.top + to,
})

interface Side {
  middle: Bar
  bars: readonly Bar[]
  counts: readonly Count[]
  /** Of a bar. */
  width: number
  side: 'in' | 'out'
}

/** Bands between the middle and one side, in the order of that side; those of the office in focus at the top. */
export function bands({ middle, bars, counts, width, side }: Side): Piece[] {
  let [own, other] = [0, middle.own]
  return bars.map((bar, i) => {
    const gap = isGap(counts[i]!)
    const [at, to] = side === 'in' ? [middle.x, bar.x + width] : [middle.x + width, bar.x]
    const rest = bar.all - bar.own
    const shapes = [
      ...(rest > 0
        ? [
            band(
              cut(middle, other, other + rest, at),
              cut(bar, bar.own, bar.all, to),
              gap ? COLOUR.amberLine : BANDS.peers,
            ),
          ]
        : []),
      ...(bar.own > 0
        ? [band(cut(middle, own, own + bar.own, at), cut(bar, 0, bar.own, to), gap ? COLOUR.amberLine : BANDS.focus)]
        : []),
    ]
    own += bar.own
    other += rest
    return { shapes }
  })
}
