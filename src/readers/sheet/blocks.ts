import { compact } from '../text/normalise'
import { isValueLike } from '../text/valueText'
import type { Block, GridCell } from '../page'

/* A line's end within a cell is no figure's. */
const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '')

/**
 * Rows of cells to blocks that follow `before` others. A cell alone in its row is a line (a title, a paragraph), unless
 * it may be a figure of a table; a sheet of one column is a text.
 */
export function blocksOfRows(rows: readonly GridCell[][], before: number): Block[] {
  const text = rows.every((cells) => cells.length === 1)
  const blocks: Block[] = []
  const push = (block: { kind: 'line'; text: string; alone?: true } | { kind: 'row'; cells: GridCell[] }): void => {
    blocks.push({ ...block, line: before + blocks.length + 1 } as Block)
  }
  for (const cells of rows) {
    if (cells.length > 1 || (!text && isValueLike(compact(cells[0]!.text)))) push({ kind: 'row', cells })
    else
      linesOf(cells[0]!.text).forEach((line) =>
        push({ kind: 'line', text: line.trim(), ...(!text && { alone: true as const }) }),
      )
  }
  return blocks
}

/* Names that a program gives. */
const UNNAMED = /^(?:sheet|工作表|表单)\s*\d*$/iu

/** Sheets one after another, each led by its name; those without rows are left out. */
export function blocksOfSheets(sheets: Iterable<{ name: string; rows: readonly GridCell[][] }>): Block[] {
  const blocks: Block[] = []
  for (const { name, rows } of sheets) {
    if (rows.length === 0) continue
    // A sheet called 3 must not be taken for a figure.
    if (!UNNAMED.test(name) && !isValueLike(name.trim()))
      blocks.push({ kind: 'line', text: name.trim(), line: blocks.length + 1 })
    blocks.push(...blocksOfRows(rows, blocks.length))
  }
  return blocks
}
