import { issue } from '../../domain/issues'
import type { TableCode, TableId } from '../../domain/metrics'
import type { Cell } from '../../domain/cell'
import { readChange, readCount, readMoney } from '../numbers'
import type { Row } from './rows'
import { isShared, spansIn } from './rows'
import { placeOf, put } from './sheet'
import type { Sheet } from './sheet'

export interface Column {
  code?: TableCode
  /** False where the heading does not say what the column holds. */
  known: boolean
  /** True where only the heading's place among the others says what the column holds. */
  byPlace?: boolean
  /** Set for money: the heading that may state a unit. */
  money?: { unit?: string }
}

const LONGEST_RAW = 200

/** A cell as its column counts it: cases, a change, or money. */
function readCell(raw: string, { code, money }: Column): Cell {
  if (money) return readMoney(raw, money.unit)
  return code!.endsWith('.change') ? readChange(raw) : readCount(raw)
}

/**
 * Notes a row's cells under their codes. A figure whose column is not certain is `unreadable`, with its text: an empty
 * place in a statistic is mended, a wrong number is believed.
 */
export function putRow(sheet: Sheet, table: TableId, row: Row, columns: readonly Column[], rowNumber: number): void {
  const { spacing } = row
  if (spacing) sheet.spacing[spacing]++
  // More figures than columns: which of them is whose cannot be told.
  const ambiguous =
    row.ambiguous ||
    (spacing !== undefined && sheet.doubted.has(spacing)) ||
    row.surplus.some((token) => token.text !== '')
  const all = (): string =>
    row.cells
      .concat(row.surplus)
      .map((token) => token?.raw ?? '')
      .join(' ')
      .trim()
  const rawAt = (i: number): string => row.cells[i]?.raw ?? ''
  const counted = columns.flatMap((column) => column.code ?? [])
  const isDoubled = new Set(counted).size < counted.length
  const spans = spansIn(row.cells)
  columns.forEach((column, i) => {
    const { code, known, money, byPlace } = column
    if (code === undefined || (row.cut && i >= row.cells.length)) return
    const token = row.cells[i]
    // An amount at the file's end may go on behind its point.
    if (money && token?.open) return
    const raw = rawAt(i)
    const doubt = row.unlabelled ? 'row-unlabelled' : byPlace ? 'heading-partial' : undefined
    let cell = readCell(raw, column)
    const twice =
      isDoubled &&
      columns.some((other, k) => other.code === code && k !== i && readCell(rawAt(k), other).value !== cell.value)
    const unplaced = ambiguous || twice || (cell.value !== undefined && (!known || (token && isShared(token, spans))))
    if (unplaced) cell = { missing: 'unreadable', raw: (ambiguous ? all() : raw).slice(0, LONGEST_RAW) }
    // A cell that cannot be told leads to its row.
    const at = token ?? (ambiguous ? row.cells.find((one) => one) : undefined)
    const place = placeOf(at, { table, row: rowNumber, column: i + 1 })
    put(sheet, code, cell, place, unplaced)
    if (cell.value !== undefined && doubt) sheet.issues.push(issue(doubt, { ...place, code }))
  })
}
