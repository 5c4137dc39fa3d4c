import { textOf } from './lines'
import type { LineItem } from './page'

const HAN = '一二三四五六七八九十'
const ORDINALS = [
  `[${HAN}]{1,3}[、.．]`,
  `[（(][${HAN}\\d]{1,3}[)）]`,
  `第[${HAN}]+[章节条项部]`,
  '\\d{1,2}[、.．](?!\\d)',
]
const HEADING = new RegExp(`^(?:${ORDINALS.join('|')})`, 'u')
/** How far a line may end before the right edge of the text, in em, and still be a full one. */
const SHORT = 1.6
const INDENT = 0.9
const LEADING = 2.4

/** The edges between which most of a document's text runs. */
export interface ParagraphColumn {
  left: number
  right: number
}

export function textColumnOf(lines: readonly LineItem[]): ParagraphColumn {
  const long = lines.filter(({ line }) => line.glyphs.length >= 12)
  const lefts = long.map(({ place }) => place.left).sort((a, b) => a - b)
  const rights = long.map(({ place }) => place.right).sort((a, b) => a - b)
  return {
    left: lefts[Math.floor(lefts.length * 0.25)] ?? 0,
    right: rights[Math.floor(rights.length * 0.75)] ?? Infinity,
  }
}

/**
 * Whether `next` goes on with the sentence of the line before: that one is full, this one begins at the text's left
 * edge.
 */
export function continues(before: LineItem, next: LineItem, column: ParagraphColumn, samePage: boolean): boolean {
  const { size } = next.line
  if (HEADING.test(textOf(next.line)) || Math.abs(before.line.size - size) > 0.15 * size) return false
  if (samePage && next.place.top - before.place.top > LEADING * size + (before.place.bottom - before.place.top) * 0.2)
    return false
  return (
    before.place.right >= column.right - SHORT * size &&
    next.place.left <= column.left + INDENT * size &&
    before.place.right - before.place.left > 8 * size
  )
}
