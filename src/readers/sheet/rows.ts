import { compact, normalise } from '../text/normalise'
import { isValueLike } from '../text/valueText'
import type { GridCell } from '../page'
import { MOST_COLUMNS } from './cells'
import type { Merge, SheetContent, SheetRow } from './cells'
import { tableRuns } from './tableRuns'

/**
 * `first`: the column of the first cell; `framed`: whether it has a frame, so that nothing stands before it; `last` and
 * `closed` the same of the last cell and what stands behind it.
 */
interface PlacedRow {
  first: number
  framed: boolean
  last: number
  closed: boolean
  cells: GridCell[]
}
interface Standing {
  merge: Merge
  text: string
}

/** Columns of a range that are shown. */
const width = ({ left, right }: Merge, hidden: (column: number) => boolean): number => {
  let shown = 0
  for (let column = left; column <= Math.min(right, MOST_COLUMNS); column++) if (!hidden(column)) shown++
  return shown
}

/**
 * The rows of a sheet as it is printed: without hidden rows and columns, a merged range as one cell, an empty cell
 * where it has a frame or stands between others. Rows without any text are left out.
 */
export function gridOf({ rows, merges, isHiddenColumn, isHiddenRow }: SheetContent): GridCell[][] {
  const hidden = Array.from({ length: MOST_COLUMNS + 2 }, (_, column) => isHiddenColumn(column))
  const isHidden = (column: number): boolean => hidden[column] ?? false
  const ahead = [...merges].sort((a, b) => b.top - a.top)
  let standing: Standing[] = []
  const out: PlacedRow[] = []
  for (const row of rows) {
    standing = standing.filter(({ merge }) => merge.bottom >= row.row)
    for (let next = ahead.at(-1); next && next.top <= row.row; next = ahead.at(-1)) {
      ahead.pop()
      // Ranges never overlap in a sound sheet.
      if (
        next.bottom >= row.row &&
        next.left <= MOST_COLUMNS &&
        !standing.some(({ merge }) => merge.left <= next.right && merge.right >= next.left)
      ) {
        standing.push({ merge: next, text: next.top === row.row ? textAt(row, next.left) : '' })
      }
    }
    if (isHiddenRow(row.row)) continue
    const placed = cellsOf(row, standing, isHidden)
    if (placed.cells.some(({ text }) => text !== '')) out.push(placed)
  }
  return align(out, isHidden)
}

/** A title or a paragraph stands alone in its row, and in no table. */
const isAlone = ({ cells }: PlacedRow): boolean => cells.length === 1 && !isValueLike(compact(cells[0]!.text))

/**
 * Rows without frames begin at their first text and end at their last: the empty cells before and behind, as far as
 * their table reaches, are cells too.
 */
const align = (rows: readonly PlacedRow[], isHidden: (column: number) => boolean): GridCell[][] =>
  tableRuns(rows, isAlone, ({ last }) => last).flatMap(({ from, to, reach, behind }) => {
    const table = rows.slice(from, to)
    const left = table.reduce((least, { first }) => Math.min(least, first), MOST_COLUMNS)
    const right = Math.max(behind, table.length > 1 ? reach : 0)
    const empty = (begin: number, end: number): GridCell[] => {
      const cells: GridCell[] = []
      for (let column = begin; column <= end; column++) if (!isHidden(column)) cells.push({ text: '', span: 1 })
      return cells
    }
    return table.map(({ first, framed, last, closed, cells }) => [
      ...(framed ? [] : empty(left, first - 1)),
      ...cells,
      ...(closed ? [] : empty(last + 1, right)),
    ])
  })

const textAt = (row: SheetRow, column: number): string =>
  normalise(row.cells.find((cell) => cell.column === column)?.text ?? '').trim()

function cellsOf(row: SheetRow, standing: readonly Standing[], isHidden: (column: number) => boolean): PlacedRow {
  const texts = new Map(row.cells.map((cell) => [cell.column, cell]))
  const byLeft = new Map(standing.map((one) => [one.merge.left, one]))
  const covered = new Uint8Array(MOST_COLUMNS + 1)
  for (const { merge } of standing) covered.fill(1, merge.left, merge.right + 1)
  const shown = row.cells.filter(({ column }) => !isHidden(column) && !covered[column]).map(({ column }) => column)
  const [first, last] = [Math.min(...shown, ...byLeft.keys()), Math.max(...shown, ...byLeft.keys())]
  const cells: GridCell[] = []
  let end = first
  let closed = false
  for (let column = first; column <= Math.min(last, MOST_COLUMNS); column++) {
    const begin = column
    const range = byLeft.get(column)
    if (range) {
      const span = width(range.merge, isHidden)
      // The cell as first printed may stand in a hidden row or be wider than what is shown: it is read where it begins
      // to show.
      if (span > 0) cells.push({ text: range.text, span, ...(range.merge.top < row.row && { merged: true }) })
      column = range.merge.right
    } else if (!isHidden(column)) cells.push({ text: normalise(texts.get(column)?.text ?? '').trim(), span: 1 })
    end = column
    closed = texts.get(begin)?.framed ?? false
  }
  return {
    first,
    framed: texts.get(first)?.framed ?? false,
    last: end,
    closed,
    cells,
  }
}
