import { COLOUR } from '../charts/parts/palette'
import { textWidth } from '../charts/parts/textWidth'
import { SVG_FONT } from './chartSvg'

/** How wide a text is at a size, CSS pixels. */
export type Measure = (text: string, size: number, bold?: boolean) => number

/** Without a page to measure on: as wide as its letters usually are. */
export const usualWidth: Measure = (text, size) => textWidth(text, size)

// eslint-disable-next-line no-control-regex -- XML 1.0 has no place for them.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** A text as XML holds it. */
export const escaped = (text: string): string =>
  text.replace(CONTROLS, '').replace(/[&<>"]/gu, (letter) => ENTITIES[letter]!)

interface TextStyle {
  size: number
  colour?: string
  bold?: boolean
  anchor?: 'start' | 'middle' | 'end'
}

/** One line of text whose base line stands at `y`. */
export const svgText = (
  text: string,
  x: number,
  y: number,
  { size, colour = COLOUR.ink, bold = false, anchor = 'start' }: TextStyle,
): string =>
  `<text x="${x}" y="${y.toFixed(1)}" font-family="${SVG_FONT}" font-size="${size}" fill="${colour}"` +
  `${bold ? ' font-weight="bold"' : ''}${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}>${escaped(text)}</text>`
