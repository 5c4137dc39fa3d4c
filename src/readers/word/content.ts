import { settled, settledLine } from '../text/marks'
import { normalise } from '../text/normalise'
import type { Block, GridCell, Page } from '../page'
import { MOST_LINES } from '../text/plain'

/** What a word processor's file holds, in order: paragraphs, tables, and blocks read from a file within. */
export type Piece = string | Table | { blocks: Block[] }
export interface TableCell {
  pieces: Piece[]
  span: number
  /** It reaches down from the cell above. */
  continued: boolean
}
export interface WordRow {
  /** Columns left free before the first cell. */
  before: number
  cells: TableCell[]
}
export interface Table {
  rows: WordRow[]
}

/** A cell with more lines than this holds a page, not a figure or a label. */
const MOST_CELL_LINES = 24
/** No statutory table has half as many columns. */
const MOST_CELLS = 60

const textOf = (pieces: readonly Piece[]): string | undefined =>
  pieces.every((piece) => typeof piece === 'string') ? normalise(settled(pieces.join('\n'))) : undefined

const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '')

/**
 * Pieces to lines and rows. A row with a cell that holds a table, or a whole page, is layout: its cells come one after
 * another.
 */
export function wordBlocksOf(pieces: readonly Piece[]): Block[] {
  const blocks: Block[] = []
  const push = (block: { kind: 'line'; text: string } | { kind: 'row'; cells: GridCell[] }): void => {
    if (blocks.length < MOST_LINES) blocks.push({ ...block, line: blocks.length + 1 } as Block)
  }
  const putLines = (plain: string): void =>
    lines(plain).forEach((text) => push({ kind: 'line', text: text.replace(/^ +| +$/gu, '') }))
  const putRow = (row: WordRow, above: Map<number, GridCell>): void => {
    const texts = row.cells.map((cell) => textOf(cell.pieces))
    if (texts.some((text) => text === undefined || lines(text).length > MOST_CELL_LINES)) {
      row.cells.forEach((cell, i) => (texts[i] === undefined ? put(cell.pieces) : putLines(texts[i])))
      above.clear()
      return
    }
    let column = row.before
    const next = new Map<number, GridCell>()
    const cells = row.cells.slice(0, MOST_CELLS).map((cell, i): GridCell => {
      const top = cell.continued ? above.get(column) : undefined
      // A cell that continues nothing is a cell of its own, as Word shows it.
      const out: GridCell = { text: top?.text ?? texts[i]!.trim(), span: cell.span, ...(top && { merged: true }) }
      next.set(column, out)
      column += cell.span
      return out
    })
    above.clear()
    next.forEach((cell, at) => above.set(at, cell))
    if (cells.length > 0) push({ kind: 'row', cells })
  }
  const put = (content: readonly Piece[]): void => {
    for (const piece of content) {
      if (typeof piece === 'string') putLines(normalise(settledLine(piece)))
      else if ('blocks' in piece) piece.blocks.forEach(push)
      else {
        const above = new Map<number, GridCell>()
        piece.rows.forEach((row) => putRow(row, above))
      }
    }
  }
  put(pieces)
  return blocks
}

/** A document that is known to be whole. */
export const wholePage = (blocks: Block[], titles: string[] = []): Page => ({
  blocks,
  titles,
  openEnd: false,
  mayBeCut: false,
})
