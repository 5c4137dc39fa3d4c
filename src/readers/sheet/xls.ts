import { issue } from '../../domain/issues'
import { openOle } from '../ole/container'
import type { DocumentReading } from '../page'
import { marked, settled, struck } from '../text/marks'
import type { Marks } from '../text/marks'
import { wholePage } from '../word/content'
import { BiffReader, recordsFrom } from './biff'
import type { BiffRecord, RichString } from './biff'
import { blocksOfSheets } from './blocks'
import { MOST_COLUMNS, MOST_ROWS, putCell } from './cells'
import type { Merge, SheetCell, SheetContent } from './cells'
import { formatOf } from './format'
import { gridOf } from './rows'
import type { CellStyle } from './styles'

/* Types of records ([MS-XLS] 2.3.1). */
const BOF = 0x809
const EOF = 0x0a
const LOCKED = 0x2f
const DATES = 0x22
const SHEET = 0x85
const STRINGS = 0xfc
const CONTINUE = 0x3c
const FONT = 0x31
const FORMAT = 0x41e
const STYLE = 0xe0
const ROW = 0x208
const COLUMNS = 0x7d
const MERGES = 0xe5
const NUMBER = 0x203
const SMALL = 0x27e
const SMALLS = 0xbd
const SHARED = 0xfd
const LABEL = 0x204
const RICH_LABEL = 0xd6
const BOOLEAN = 0x205
const FORMULA = 0x06
const RESULT = 0x207
const BLANK = 0x201
const BLANKS = 0xbe
const WINDOW = 0x23e

const VERSION = 0x600
const WORKSHEET = 0
const MOST_SHEETS = 64
const MOST_STRINGS = 500_000
const MOST_MERGES = 20_000
const ERRORS: Record<number, string> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
}

/* Colours by their number: white, of the first eight and of the palette. */
const WHITES = new Set([1, 9])
const STRUCK_OUT = 0x08
const SHOWS_NOUGHTS = 0x10
/** No font has this number. */
const NO_FONT = 4

const viewOf = (data: Uint8Array): DataView => new DataView(data.buffer, data.byteOffset, data.byteLength)

/** A number in four bytes: an integer or the upper half of a float, of either a hundredth ([MS-XLS] 2.5.222). */
function smallNumber(raw: number): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setUint32(4, raw & 0xfffffffc, true)
  const value = raw & 2 ? raw >> 2 : view.getFloat64(0, true)
  return raw & 1 ? value / 100 : value
}

interface FontMarks extends Marks {
  white?: boolean
}
interface Globals {
  locked: boolean
  sheets: { name: string; at: number }[]
  strings: RichString[]
  styleOf(index: number): CellStyle & { font: FontMarks }
  /** How a font shows its text, by its number. */
  marksOf(font: number): FontMarks
}

/** What stands before the sheets: their names and places, the texts that cells share, how numbers print. */
function globalsOf(stream: Uint8Array): Globals {
  const sheets: Globals['sheets'] = []
  const strings: RichString[] = []
  const codes = new Map<number, string>()
  const fonts: FontMarks[] = []
  const styles: { format: number; framed: boolean; font: number; filled: boolean }[] = []
  let parts: Uint8Array[] = []
  let [from1904, locked, shared] = [false, false, false]
  for (const { type, data } of recordsFrom(stream, 0)) {
    const view = viewOf(data)
    if (type === CONTINUE) {
      if (shared) parts.push(data)
      continue
    }
    shared = type === STRINGS
    if (shared) parts = [data]
    else if (type === EOF) break
    else if (type === LOCKED) locked = true
    else if (type === DATES) from1904 = view.getUint16(0, true) === 1
    else if (type === FORMAT) codes.set(view.getUint16(0, true), new BiffReader([data.subarray(2)]).string(2))
    else if (type === FONT)
      fonts.push({
        struck: (view.getUint16(2, true) & STRUCK_OUT) !== 0,
        raised: view.getUint16(8, true) !== 0,
        white: WHITES.has(view.getUint16(4, true)),
      })
    else if (type === STYLE)
      styles.push({
        format: view.getUint16(2, true),
        framed: (view.getUint16(10, true) & 0xffff) !== 0,
        font: view.getUint16(0, true),
        filled: view.getUint32(14, true) >>> 26 !== 0,
      })
    else if (type === SHEET && sheets.length < MOST_SHEETS && data[4] === 0 && data[5] === WORKSHEET)
      sheets.push({ name: new BiffReader([data.subarray(6)]).string(1), at: view.getUint32(0, true) })
  }
  if (parts.length > 0) {
    const reader = new BiffReader(parts)
    reader.skip(4)
    const count = reader.long()
    while (strings.length < Math.min(count, MOST_STRINGS) && reader.more) strings.push(reader.richString(2))
  }
  const marksOf = (font: number): FontMarks => fonts[font > NO_FONT ? font - 1 : font] ?? {}
  const cache = new Map<number, CellStyle & { font: FontMarks }>()
  return {
    locked,
    sheets,
    strings,
    marksOf,
    styleOf(index) {
      const held = cache.get(index)
      if (held) return held
      const { format, framed, font, filled } = styles[index] ?? { format: 0, framed: false, font: 0, filled: false }
      const own = marksOf(font)
      const style = {
        format: formatOf(format, codes.get(format), from1904),
        framed,
        font: own,
        // White words on no ground are seen by nobody.
        struck: own.struck === true || (own.white === true && !filled),
      }
      cache.set(index, style)
      return style
    },
  }
}

/** A sheet's cells with text or a frame, its merged ranges, and what of it is hidden. */
function contentOf(stream: Uint8Array, from: number, { strings, styleOf, marksOf }: Globals): SheetContent {
  const rows = new Map<number, SheetCell[]>()
  const merges: Merge[] = []
  const hiddenColumns: { from: number; to: number }[] = []
  const hiddenRows = new Set<number>()
  let pending: { row: number; column: number; style: number } | undefined
  const noughts: SheetCell[] = []
  let showsNoughts = true
  const putShown = (row: number, column: number, style: number, text: string): SheetCell | undefined => {
    const { framed } = styleOf(style)
    if (column >= MOST_COLUMNS || (text === '' && !framed)) return undefined
    let cells = rows.get(row)
    if (!cells && rows.size < MOST_ROWS) rows.set(row, (cells = []))
    const cell = { column: column + 1, text, framed }
    if (cells) putCell(cells, cell)
    return cell
  }
  const put = (row: number, column: number, style: number, text: string): SheetCell | undefined =>
    putShown(row, column, style, styleOf(style).struck ? struck(text) : text)
  /** A text of which each part is shown as its own font shows it, the first as the cell's does. */
  const putRich = (row: number, column: number, style: number, { text, fonts }: RichString): void => {
    if (fonts.length === 0) {
      put(row, column, style, text)
      return
    }
    const parts = fonts.map(({ from: begin, font }, i) =>
      marked(text.slice(begin, fonts[i + 1]?.from ?? text.length), marksOf(font)),
    )
    const first = marked(text.slice(0, fonts[0]!.from), styleOf(style).font)
    putShown(row, column, style, settled(first + parts.join('')))
  }
  const number = (row: number, column: number, style: number, value: number): void => {
    const cell = put(row, column, style, Number.isFinite(value) ? styleOf(style).format(value) : '')
    if (cell && value === 0) noughts.push(cell)
  }

  const read: Record<number, (data: Uint8Array, view: DataView) => void> = {
    [ROW]: (_, view) => {
      if (view.getUint16(12, true) & 0x20) hiddenRows.add(view.getUint16(0, true) + 1)
    },
    [COLUMNS]: (_, view) => {
      if (view.getUint16(8, true) & 1)
        hiddenColumns.push({ from: view.getUint16(0, true) + 1, to: view.getUint16(2, true) + 1 })
    },
    [MERGES]: (_, view) => {
      for (let i = 0; i < view.getUint16(0, true) && merges.length < MOST_MERGES; i++) {
        const [top, bottom, left, right] = [0, 2, 4, 6].map((more) => view.getUint16(2 + 8 * i + more, true) + 1)
        merges.push({ top: top!, bottom: bottom!, left: left!, right: right! })
      }
    },
    [NUMBER]: (_, view) => number(...cellOf(view), view.getFloat64(6, true)),
    [SMALL]: (_, view) => number(...cellOf(view), smallNumber(view.getInt32(6, true))),
    [SMALLS]: (data, view) => {
      const [row, first] = cellOf(view)
      for (let i = 0; 4 + 6 * (i + 1) + 2 <= data.length; i++)
        number(row, first + i, view.getUint16(4 + 6 * i, true), smallNumber(view.getInt32(6 + 6 * i, true)))
    },
    [SHARED]: (_, view) => {
      const index = view.getUint32(6, true)
      // A text that is not there is no empty one.
      putRich(...cellOf(view), strings[index] ?? { text: `#${index}`, fonts: [] })
    },
    [LABEL]: (data, view) => void put(...cellOf(view), new BiffReader([data.subarray(6)]).string(2)),
    [BOOLEAN]: (data, view) => void put(...cellOf(view), known(data[6]!, data[7] !== 0)),
    [BLANK]: (_, view) => void put(...cellOf(view), ''),
    // Whether noughts are shown is said behind the cells.
    [WINDOW]: (_, view) => {
      showsNoughts = (view.getUint16(0, true) & SHOWS_NOUGHTS) !== 0
    },
    [BLANKS]: (data, view) => {
      const [row, first] = cellOf(view)
      for (let i = 0; 4 + 2 * (i + 1) + 2 <= data.length; i++) put(row, first + i, view.getUint16(4 + 2 * i, true), '')
    },
    // What a formula came to when the file was saved; a text follows in a record of its own.
    [FORMULA]: (data, view) => {
      const at = cellOf(view)
      if (view.getUint16(12, true) !== 0xffff) number(...at, view.getFloat64(6, true))
      else if (data[6] === 0) pending = { row: at[0], column: at[1], style: at[2] }
      else put(...at, data[6] === 3 ? '' : known(data[8]!, data[6] === 2))
    },
    [RESULT]: (data) => {
      if (pending) put(pending.row, pending.column, pending.style, new BiffReader([data]).string(2))
      pending = undefined
    },
  }
  read[RICH_LABEL] = read[LABEL]!
  let depth = 0
  for (const { type, data } of recordsFrom(stream, from)) {
    // A chart within is a part of its own.
    if (type === BOF) depth++
    else if (type === EOF && --depth === 0) break
    else if (depth === 1) read[type]?.(data, viewOf(data))
  }
  if (!showsNoughts) for (const cell of noughts) cell.text = ''
  return {
    rows: [...rows]
      .sort(([a], [b]) => a - b)
      .map(([row, cells]) => ({ row, cells: cells.sort((a, b) => a.column - b.column) })),
    merges,
    isHiddenColumn: (one) => hiddenColumns.some(({ from: first, to }) => one >= first && one <= to),
    isHiddenRow: (one) => hiddenRows.has(one),
  }
}

const cellOf = (view: DataView): [row: number, column: number, style: number] => [
  view.getUint16(0, true) + 1,
  view.getUint16(2, true),
  view.getUint16(4, true),
]
const known = (value: number, isError: boolean): string =>
  isError ? (ERRORS[value] ?? '#?') : value === 1 ? 'TRUE' : 'FALSE'

const versionOf = (first: BiffRecord | undefined): number =>
  first?.type === BOF && first.data.length >= 2 ? viewOf(first.data).getUint16(0, true) : 0

/**
 * A workbook of Excel 97 to 2003 (.xls; .et of WPS) as lines and rows: its shown sheets, as `readXlsx` reads those of
 * later ones. Older ones are refused. There are no checksums in such files. Never throws.
 */
export function readXls(bytes: Uint8Array, fileName: string): DocumentReading {
  const at = { file: fileName }
  try {
    const stream = openOle(bytes)('Workbook')
    const [first] = stream ? recordsFrom(stream, 0) : []
    if (!stream || versionOf(first) !== VERSION) return { issues: [issue('file-legacy-sheet', at)] }
    const globals = globalsOf(stream)
    if (globals.locked) return { issues: [issue('file-password', at)] }
    const blocks = blocksOfSheets(
      globals.sheets.map(({ name, at: from }) => ({ name, rows: gridOf(contentOf(stream, from, globals)) })),
    )
    return blocks.length === 0 ? { issues: [issue('file-empty', at)] } : { page: wholePage(blocks), issues: [] }
  } catch {
    return { issues: [issue('file-broken', at)] }
  }
}
