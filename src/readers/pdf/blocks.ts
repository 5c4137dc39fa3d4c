import { normalise } from '../text/normalise'
import type { Block } from '../page'
import { continues, textColumnOf } from './paragraphs'
import { isCut, joinRows, repeatedRows, sameShape } from './continued'
import { textOf } from './lines'
import type { LineItem, ReadPage, TableItem, TableRow } from './page'

type Part = { kind: 'row'; row: TableRow; page: number } | { kind: 'line'; item: LineItem; text: string; page: number }

/**
 * The pages' items in one sequence: paragraphs whole, tables that go on over pages in one, each row and line with its
 * page.
 */
export function pdfBlocksOf(pages: readonly ReadPage[]): Block[] {
  const parts: Part[] = []
  const column = textColumnOf(
    pages.flatMap(({ items }) => items.filter((item): item is LineItem => item.kind === 'line')),
  )
  let table: TableItem | undefined
  let last: { item: LineItem; page: number } | undefined

  const addTable = (item: TableItem, page: number): void => {
    const goesOn =
      table !== undefined &&
      parts[parts.length - 1]?.kind === 'row' &&
      parts[parts.length - 1]!.page < page &&
      sameShape(table, item)
    let rows = item.rows
    if (goesOn) {
      rows = rows.slice(repeatedRows(table!, item))
      const above = parts[parts.length - 1]
      if (above?.kind === 'row' && rows[0] && isCut(above.row, rows[0])) {
        above.row = joinRows(above.row, rows[0])
        rows = rows.slice(1)
      }
    } else table = item
    for (const row of rows) parts.push({ kind: 'row', row, page })
  }
  const addLine = (item: LineItem, page: number): void => {
    const before = parts[parts.length - 1]
    const text = textOf(item.line)
    if (
      before?.kind === 'line' &&
      last &&
      (last.page === page || last.page === page - 1) &&
      continues(last.item, item, column, last.page === page)
    )
      before.text += text
    else parts.push({ kind: 'line', item, text, page })
    last = { item, page }
  }

  pages.forEach(({ items }, i) => {
    for (const item of items) {
      if (item.kind === 'table') {
        addTable(item, i + 1)
        last = undefined
      } else addLine(item, i + 1)
    }
  })
  return parts.map((part, i): Block =>
    part.kind === 'row'
      ? {
          kind: 'row',
          cells: part.row.cells.map((cell) => ({ ...cell, text: normalise(cell.text) })),
          line: i + 1,
          page: part.page,
        }
      : { kind: 'line', text: normalise(part.text), line: i + 1, page: part.page, box: part.item.box },
  )
}
