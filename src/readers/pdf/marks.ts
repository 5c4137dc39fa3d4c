import type { Rect } from './matrix'

/** Quarter turns clockwise of a text's direction: 0 reads to the right, 1 down, 2 upside down, 3 up. */
export type Turn = 0 | 1 | 2 | 3

/** One character where it stands on the page, with the room it takes. */
export interface Glyph extends Rect {
  text: string
  /** Height of the font in points. */
  size: number
  turn: Turn
  /** Drawn invisibly: the text that a recognition laid over a picture. */
  hidden: boolean
  space: boolean
  /** A space is written before it. */
  spaced?: boolean
}

/** A ruling line: `across` is its place, `from` and `to` its ends. */
export interface RuledLine {
  upright: boolean
  across: number
  from: number
  to: number
}

export interface Fill extends Rect {
  white: boolean
}

/** All that a page draws and that matters for reading it, in points from its top left as displayed. */
export interface Marks {
  glyphs: Glyph[]
  rules: RuledLine[]
  fills: Fill[]
  /** There was more than the limits allow, so that this is a part. */
  tooMuch: boolean
}

export const MOST_GLYPHS = 60_000
export const MOST_RULES = 40_000
