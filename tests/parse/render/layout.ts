import type { Grid } from './model'

/** A cell laid out on its page, in points from the top left. */
export interface LaidCell {
  text: string[]
  left: number
  top: number
  width: number
  height: number
  /** The rest of a cell that began on the page before. */ rest: boolean
}

export interface Frame {
  left: number
  top: number
  width: number
  bottom: number
  size: number
  leading: number
  padding: number
  /** Room that each character takes, in its width. */ stretch?: number
}

const HEADINGS = 3

const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, char) => sum + (char.charCodeAt(0) < 0x80 ? size / 2 : size), 0)

export function wrap(text: string, width: number, size: number): string[] {
  const lines = ['']
  for (const char of text) {
    const last = lines.length - 1
    if (lines[last] !== '' && widthOf(lines[last]! + char, size) > width) lines.push(char)
    else lines[last] += char
  }
  return lines
}

/** Columns of a table: even ones, the first three of table 三 wider, as its labels need. */
export function columnsOf(grid: Grid, width: number): number[] {
  const count = grid[0]!.reduce((sum, { span = 1 }) => sum + span, 0)
  if (count !== 10) return Array.from({ length: count }, () => width / count)
  const shares = [0.6, 1.3, 2.6, 1, 1, 1, 1, 1, 1, 1]
  const all = shares.reduce((sum, one) => sum + one, 0)
  return shares.map((share) => (share / all) * width)
}

/**
 * Lays a table out from `frame.top`; `heads` rows at its top are printed again on each further page. Gives the place
 * below it.
 */
export function layTable(
  grid: Grid,
  frame: Frame,
  firstTop: number,
  heads = 0,
): { pages: LaidCell[][]; below: number } {
  const columns = columnsOf(grid, frame.width)
  const x = columns.reduce<number[]>((sums, width) => [...sums, sums[sums.length - 1]! + width], [frame.left])
  const taken = new Set<string>()
  const cells = grid.flatMap((row, y) => {
    let column = 0
    return row.map(({ text, span = 1, down = 1 }) => {
      while (taken.has(`${y} ${column}`)) column++
      for (let dy = 0; dy < down; dy++) for (let dx = 0; dx < span; dx++) taken.add(`${y + dy} ${column + dx}`)
      const cell = {
        column,
        row: y,
        span,
        down,
        lines: wrap(text, x[column + span]! - x[column]! - 2 * frame.padding, frame.size * (frame.stretch ?? 1)),
      }
      column += span
      return cell
    })
  })
  const heights = grid.map(
    (_, y) =>
      Math.max(1, ...cells.filter(({ row, down }) => row === y && down === 1).map(({ lines }) => lines.length)) *
        frame.leading +
      2 * frame.padding,
  )
  for (const { row, down, lines } of cells) {
    const room = heights.slice(row, row + down).reduce((sum, one) => sum + one, 0)
    const needed = Math.min(lines.length, 12) * frame.leading + 2 * frame.padding
    if (down > 1 && needed > room) heights[row + down - 1]! += needed - room
  }
  const pages: LaidCell[][] = [[]]
  let top = firstTop
  let rows: number[] = []
  const shown = new Map<(typeof cells)[number], number>()
  const flush = (): void => {
    const at = new Map<number, number>()
    let y = rows.length > 0 ? top : 0
    for (const row of rows) {
      at.set(row, y)
      y += heights[row]!
    }
    const printed = new Set(rows)
    for (const cell of cells) {
      const { column, row, span, down, lines } = cell
      const own = Array.from({ length: down }, (_, i) => row + i).filter((one) => printed.has(one))
      if (own.length === 0) continue
      const height = own.reduce((sum, one) => sum + heights[one]!, 0)
      const room = Math.floor((height - 2 * frame.padding) / frame.leading)
      // What has no room before the page ends goes on behind it; headings printed again begin anew.
      const from = own[0] === row ? 0 : (shown.get(cell) ?? 0)
      const last = own[own.length - 1] === row + down - 1
      const text = lines.slice(from, last ? undefined : from + Math.max(1, room))
      shown.set(cell, from + text.length)
      pages[pages.length - 1]!.push({
        text,
        left: x[column]!,
        top: at.get(own[0]!)!,
        width: x[column + span]! - x[column]!,
        height,
        rest: own[0] !== row,
      })
    }
    top = y
  }
  const head = Array.from({ length: heads }, (_, i) => i)
  let used = top
  // Headings keep together with the row below them.
  const together = heights.slice(0, HEADINGS + 1).reduce((sum, one) => sum + one, 0)
  // A figure of two rows that a page's end cuts would stand in one of them, and nobody could tell that it is the
  // other's too.
  const heightOf = (row: number): number =>
    Math.max(
      heights[row]!,
      ...cells
        .filter((cell) => cell.row === row && cell.down > 1 && cell.lines.every((text) => !/[一-龥]/u.test(text)))
        .map(({ down }) => heights.slice(row, row + down).reduce((sum, one) => sum + one, 0)),
    )
  grid.forEach((_, row) => {
    if (used + (row === 0 ? together : heightOf(row)) > frame.bottom) {
      flush()
      pages.push([])
      top = frame.top
      rows = row >= heads ? [...head] : []
      used = top + rows.reduce((sum, one) => sum + heights[one]!, 0)
    }
    rows.push(row)
    used += heights[row]!
  })
  flush()
  return { pages, below: top }
}
