import { fills } from './cellText'
import type { Rect } from './matrix'
import type { TableItem, TableRow } from './page'

const SAME_SIDE = 0.02
/** In points. */
const SAME_EDGE = 6
const MOST_HEADINGS = 6
const ORDINAL = /^\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．])/u

const compact = (text: string): string => text.replace(/\s+/gu, '')
const textsOf = ({ cells }: TableRow): string => cells.map(({ text, span }) => `${span} ${compact(text)}`).join('|')
const worded = (text: string): boolean => /[\u4e00-\u9fff]/u.test(text)

/** Whether two tables have the same columns: every side of the one with fewer is a side of the other. */
export function sameShape(a: TableItem, b: TableItem): boolean {
  const [few, many] = a.shape.length <= b.shape.length ? [a.shape, b.shape] : [b.shape, a.shape]
  const wide = Math.abs(a.place.right - a.place.left - (b.place.right - b.place.left)) <= 6
  return wide && few.length > 2 && few.every((side) => many.some((other) => Math.abs(other - side) <= SAME_SIDE))
}

/** How many rows at the top of `next` are the headings of `first` printed again. */
export function repeatedRows(first: TableItem, next: TableItem): number {
  let count = 0
  while (count < MOST_HEADINGS && count < first.rows.length && count < next.rows.length - 1) {
    const text = textsOf(next.rows[count]!)
    // A row with figures is no heading.
    if (
      text !== textsOf(first.rows[count]!) ||
      next.rows[count]!.cells.some((cell) => /^[\d.,+-]+$/u.test(compact(cell.text)))
    )
      break
    count++
  }
  return next.rows.slice(0, count).some(({ cells }) => cells.filter(({ text }) => worded(text)).length >= 2) ? count : 0
}

/** Whether two cells have the same sides; tables of two pages may count their columns otherwise. */
const isBelow = (above: Rect, below: Rect): boolean =>
  Math.abs(above.left - below.left) <= SAME_EDGE && Math.abs(above.right - below.right) <= SAME_EDGE

/**
 * Whether the page ended within a row: a label goes on below, which shows by its last line being full and the rest
 * beginning with no number of its own, and every other cell has text on one side only.
 */
export function isCut(above: TableRow, below: TableRow): boolean {
  if (above.cells.length !== below.cells.length || above.rects.some((rect, i) => !isBelow(rect, below.rects[i]!)))
    return false
  let cut = false
  for (const [i, cell] of above.cells.entries()) {
    const rest = below.cells[i]!
    if (cell.text === '' || rest.text === '') continue
    const [last, first] = [above.lines[i]!.at(-1), below.lines[i]![0]]
    if (
      !worded(cell.text) ||
      !worded(rest.text) ||
      ORDINAL.test(rest.text) ||
      !last ||
      !first ||
      !fills(last, first.glyphs[0], above.rects[i]!)
    )
      return false
    cut = true
  }
  return cut
}

export const joinRows = (above: TableRow, below: TableRow): TableRow => ({
  ...above,
  // A figure that stands on the second page is shown there.
  cells: above.cells.map((cell, i) =>
    cell.text === ''
      ? { ...below.cells[i]!, ...(cell.merged && { merged: true }) }
      : { ...cell, text: [cell.text, below.cells[i]!.text].filter((text) => text !== '').join('\n') },
  ),
})
