import { issue } from '../domain/issues'
import { normalise } from './text/normalise'
import type { DocumentReading, GridCell } from './page'
import { decode } from './text/decode'
import { blocksOfRows } from './sheet/blocks'
import { tableRuns } from './sheet/tableRuns'
import { wholePage } from './word/content'

const MOST_ROWS = 20_000
const MOST_COLUMNS = 256
const MARKS = [',', '\t', ';'] as const

/** The mark that stands most often outside quotes in the first lines. */
function markOf(text: string): string {
  const head = text.slice(0, 20_000).replace(/"[^"]*"/gu, '')
  return MARKS.reduce((best, mark) => (head.split(mark).length > head.split(best).length ? mark : best))
}

/** Fields in quotes may hold marks, line ends and doubled quotes. Nothing where a quote is never closed. */
function rowsOf(text: string, mark: string, quoted: boolean): string[][] | undefined {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length && rows.length < MOST_ROWS) {
    let field: string
    if (quoted && text[at] === '"') {
      let end = text.indexOf('"', at + 1)
      while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2)
      if (end < 0) return undefined
      field = text.slice(at + 1, end).replace(/""/gu, '"')
      at = end + 1
      // What stands between a closing quote and the next mark belongs to the field.
      const from = at
      while (at < text.length && text[at] !== mark && text[at] !== '\n') at++
      field += text.slice(from, at)
    } else {
      const from = at
      while (at < text.length && text[at] !== mark && text[at] !== '\n') at++
      field = text.slice(from, at)
    }
    if (row.length < MOST_COLUMNS) row.push(field)
    if (at >= text.length || text[at] === '\n') {
      rows.push(row)
      row = []
    }
    at++
  }
  if (row.length > 0) rows.push(row)
  return rows
}

/** A sheet saved as text keeps `="12"` of figures that a program wanted shown as they are. */
const fieldOf = (field: string): string =>
  normalise(field)
    .trim()
    .replace(/^="(.*)"$/u, '$1')

const widthOf = (row: readonly GridCell[]): number => row.findLastIndex(({ text }) => text !== '') + 1

/**
 * Every row is as wide as the sheet's widest table: blanks behind a title, and beyond the table a row belongs to, are
 * no cells.
 */
const trimmed = (rows: readonly GridCell[][]): GridCell[][] =>
  tableRuns(rows, (row) => widthOf(row) <= 1, widthOf).flatMap(({ from, to, isTable, reach, behind }) => {
    const width = isTable ? Math.max(reach, behind) : 1
    return rows.slice(from, to).map((row) => row.slice(0, width))
  })

/**
 * A sheet exported to CSV or TSV (UTF-8, UTF-16, GB18030; comma, tab or semicolon) as rows of cells. The merged cells
 * of the sheet are blanks there. Never throws.
 */
export function readCsv(bytes: Uint8Array, fileName: string): DocumentReading {
  const text = decode(bytes)
  if (text === undefined) return { issues: [issue('file-not-text', { file: fileName })] }
  const told = /^\ufeff?sep=(.)\r?\n/iu.exec(text)
  // Wide commas within fields become marks only once the fields are apart.
  const plain = (told ? text.slice(told[0].length) : text.replace(/^\ufeff/u, '')).replace(/\r\n?/gu, '\n')
  const mark = told?.[1] ?? markOf(plain)
  const rows = (rowsOf(plain, mark, true) ?? rowsOf(plain, mark, false)!)
    .map((row) => row.map((field): GridCell => ({ text: fieldOf(field), span: 1 })))
    .filter((row) => row.some((cell) => cell.text !== ''))
  if (rows.length === 0) return { issues: [issue('file-empty', { file: fileName })] }
  return { page: wholePage(blocksOfRows(trimmed(rows), 0)), issues: [] }
}
