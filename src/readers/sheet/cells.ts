import { attributeOf, readXml } from '../text/xml'
import { runMark, unescaped } from './strings'
import type { CellStyle } from './styles'
import { marked, settled, struck } from '../text/marks'
import type { Marks } from '../text/marks'

export interface SheetCell {
  column: number
  text: string
  framed: boolean
}
export interface SheetRow {
  row: number
  cells: SheetCell[]
}
export interface Merge {
  top: number
  left: number
  bottom: number
  right: number
}
export interface SheetContent {
  rows: SheetRow[]
  merges: Merge[]
  isHiddenColumn(column: number): boolean
  isHiddenRow(row: number): boolean
}

/** No report's sheet is longer or wider; a sheet of a million rows must not take the memory. */
export const MOST_ROWS = 20_000
export const MOST_COLUMNS = 256
const MOST_MERGES = 20_000

/** `AB12` to row and column, from 1. */
export function placeOfRef(ref: string): { row: number; column: number } | undefined {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/u.exec(ref) ?? []
  if (letters === undefined) return undefined
  return { row: Number(digits), column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) }
}

function mergeOf(ref: string): Merge | undefined {
  const [first, last] = ref.split(':').map(placeOfRef)
  return first && last && { top: first.row, left: first.column, bottom: last.row, right: last.column }
}

const isOff = (size: string | undefined): boolean => size !== undefined && Number(size) === 0
const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true'
const isFalse = (value: string | undefined): boolean => value === '0' || value === 'false'

/**
 * Puts a cell where it stands in its row. Of two cells with one address nobody knows which is right: what both say is
 * no number.
 */
export function putCell(cells: SheetCell[], cell: SheetCell): void {
  const last = cells[cells.length - 1]
  // Programs write the cells of a row in order.
  const there = last && last.column < cell.column ? undefined : cells.find(({ column }) => column === cell.column)
  if (!there) {
    cells.push(cell)
    return
  }
  const texts = new Set([there.text, cell.text].filter((text) => text !== ''))
  there.text = [...texts].join(' / ')
  there.framed ||= cell.framed
}

/** A worksheet's cells with text or a frame, its merged ranges, and what of it is hidden. */
export function readSheetXml(
  xml: Uint8Array,
  strings: readonly string[],
  styleOf: (index: string | undefined) => CellStyle,
): SheetContent {
  const rows: SheetRow[] = []
  const merges: Merge[] = []
  const hiddenColumns: { from: number; to: number }[] = []
  const hiddenRows = new Set<number>()
  let row: SheetRow | undefined
  let isAgain = false
  let at = 0
  let column = 0
  let cell: { type: string; style: CellStyle; value?: string; formula?: string; inline: string } | undefined
  /** The address of a cell that says another row than it stands in. */
  let misplaced = ''
  let marks: Marks = {}
  let into: 'value' | 'formula' | 'inline' | undefined
  let showsNoughts = true

  const textOf = ({ type, style, value, formula, inline }: NonNullable<typeof cell>): string => {
    if (type === 'inlineStr') return settled(unescaped(inline))
    // A formula that no program has worked out says nothing of its value; a text that it came to may be empty.
    if (value === undefined || value === '') return formula === undefined || type === 'str' ? '' : `=${formula}`
    // A text that is not there is no empty one.
    if (type === 's') return strings[Number(value)] ?? `#${value}`
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
    if (type !== 'n') return value
    const number = Number(value)
    if (number === 0 && !showsNoughts) return ''
    return Number.isFinite(number) ? style.format(number) : value
  }

  readXml(xml, {
    open(name, attributes, stack) {
      if (name === 'col') {
        if (isTrue(attributeOf(attributes, 'hidden')) || isOff(attributeOf(attributes, 'width'))) {
          hiddenColumns.push({
            from: Number(attributeOf(attributes, 'min')),
            to: Number(attributeOf(attributes, 'max')),
          })
        }
      } else if (name === 'sheetView') showsNoughts = !isFalse(attributeOf(attributes, 'showZeros'))
      else if (name === 'row') {
        at = Number(attributeOf(attributes, 'r') ?? at + 1)
        column = 0
        if (isTrue(attributeOf(attributes, 'hidden')) || isOff(attributeOf(attributes, 'ht'))) hiddenRows.add(at)
        // A row that is there twice is one row, so that two cells of one address meet.
        const held = at <= (rows[rows.length - 1]?.row ?? 0) ? rows.find((one) => one.row === at) : undefined
        isAgain = held !== undefined
        row = held ?? { row: at, cells: [] }
      } else if (name === 'c' && row) {
        const ref = attributeOf(attributes, 'r') ?? ''
        const place = placeOfRef(ref)
        column = place?.column ?? column + 1
        misplaced = place === undefined || place.row === at ? '' : ref
        cell = {
          type: attributeOf(attributes, 't') ?? 'n',
          style: styleOf(attributeOf(attributes, 's')),
          inline: '',
        }
        marks = {}
      } else if (name === 'mergeCell' && merges.length < MOST_MERGES) {
        const merge = mergeOf(attributeOf(attributes, 'ref') ?? '')
        if (merge) merges.push(merge)
      } else if (cell) {
        if (name === 'f') cell.formula = ''
        marks = name === 'r' ? {} : { ...marks, ...runMark(name, attributes) }
        into =
          name === 'v'
            ? 'value'
            : name === 'f'
              ? 'formula'
              : name === 't' && !stack.includes('rPh')
                ? 'inline'
                : undefined
      }
    },
    text(text) {
      if (cell && into) cell[into] = (cell[into] ?? '') + (into === 'inline' ? marked(text, marks) : text)
    },
    close(name) {
      into = undefined
      if (name === 'c' && cell && row) {
        const text = cell.style.struck ? struck(textOf(cell)) : textOf(cell)
        if (column <= MOST_COLUMNS && (text !== '' || cell.style.framed))
          putCell(row.cells, { column, text: misplaced ? `${text}〔${misplaced}〕` : text, framed: cell.style.framed })
        cell = undefined
      } else if (name === 'row' && row) {
        if (rows.length < MOST_ROWS && row.cells.length > 0 && !isAgain) rows.push(row)
        row = undefined
      }
    },
  })
  return {
    rows: rows.sort((a, b) => a.row - b.row),
    merges,
    isHiddenColumn: (one) => hiddenColumns.some(({ from, to }) => one >= from && one <= to),
    isHiddenRow: (one) => hiddenRows.has(one),
  }
}
