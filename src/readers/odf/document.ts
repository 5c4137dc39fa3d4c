import { PICTURE, marked } from '../text/marks'
import { attributeOf, readXml } from '../text/xml'
import type { Piece, Table, TableCell, WordRow } from '../word/content'
import type { OdfStyle } from './styles'

/** Struck out, said beside the text, or not printed where it stands. */
const DROPPED = new Set([
  'tracked-changes',
  'annotation',
  'note',
  'ruby-text',
  'hidden-text',
  'hidden-paragraph',
  'title',
  'desc',
  'forms',
  'event-listeners',
])
const WIDEST = 60
const DEEPEST_ROWS = 200
const MOST_FRAMES = 50
const MOST_SPACES = 100
/** A report has some ten thousand elements; a document of millions is none, and must not take the memory. */
const MOST_ELEMENTS = 2_000_000

/** A cell that reaches into rows below, by the column it stands in. */
interface Hanging {
  span: number
  rows: number
}
interface OpenTable {
  table: Table
  row?: WordRow
  cell?: TableCell
  column: number
  hanging: Map<number, Hanging>
}
interface Frame {
  pieces: Piece[]
  tables: OpenTable[]
  paragraph?: { text: string; boxes: Piece[]; hidden: boolean }
}

const within = (value: string | undefined, most: number): number =>
  Math.min(most, Math.max(1, Number.parseInt(value ?? '1', 10) || 1))

/**
 * The text of an OpenDocument file (content.xml) to paragraphs and tables, as printed: struck-out and hidden text,
 * notes and comments are left out, what a text box holds comes behind the paragraph it hangs on. Numbers of lists stand
 * in no text and are left out. `whole` is false where the XML is too long or nests too deeply.
 */
export function readOdfText(
  xml: Uint8Array,
  styleOf: (name: string | undefined) => OdfStyle,
): { pieces: Piece[]; whole: boolean } {
  const root: Frame = { pieces: [], tables: [] }
  const frames: Frame[] = [root]
  const spans: OdfStyle[] = []
  let dropped = 0
  let elements = 0
  let begun = false

  const frame = (): Frame => frames[frames.length - 1]!
  const table = (): OpenTable | undefined => frame().tables[frame().tables.length - 1]
  const isHidden = (attributes: Record<string, string>): boolean =>
    styleOf(attributeOf(attributes, 'style-name')).hidden
  const write = (text: string): void => {
    const { paragraph } = frame()
    if (!paragraph || paragraph.hidden || spans.some(({ hidden }) => hidden)) return
    paragraph.text += marked(text, {
      struck: spans.some(({ struck }) => struck),
      raised: spans.some((span) => span.raised),
    })
  }
  const closeParagraph = (): void => {
    const { paragraph, pieces } = frame()
    if (paragraph) pieces.push(paragraph.text, ...paragraph.boxes)
    frame().paragraph = undefined
  }
  const openFrame = (): void => {
    frames.push({ pieces: [], tables: [] })
  }
  const closeFrame = (): Piece[] => {
    closeParagraph()
    return frames.pop()!.pieces
  }
  const pushCell = (open: OpenTable, cell: TableCell, rows: number): void => {
    open.row?.cells.push(cell)
    if (rows > 1) open.hanging.set(open.column, { span: cell.span, rows: rows - 1 })
    open.column += cell.span
  }
  /** A place that another cell covers: it reaches down from above, or (told by none above) from the left. */
  const cover = (open: OpenTable, count: number): void => {
    for (let left = count; left > 0;) {
      const above = open.hanging.get(open.column)
      // The cell at the left has counted the columns that it covers itself.
      if (!above) return
      open.row?.cells.push({ pieces: [], span: above.span, continued: true })
      if (above.rows > 1) open.hanging.set(open.column, { ...above, rows: above.rows - 1 })
      else open.hanging.delete(open.column)
      open.column += above.span
      left -= above.span
    }
  }
  let down = 1
  let repeated = 1
  /** Covered places that follow a cell and belong to it. */
  let owed = 0

  const opened: Record<string, (attributes: Record<string, string>) => void> = {
    p: (attributes) => {
      closeParagraph()
      frame().paragraph = { text: '', boxes: [], hidden: isHidden(attributes) }
    },
    s: (attributes) => write(' '.repeat(within(attributeOf(attributes, 'c'), MOST_SPACES))),
    tab: () => write('\t'),
    'line-break': () => write('\n'),
    span: (attributes) => {
      spans.push(styleOf(attributeOf(attributes, 'style-name')))
    },
    image: () => write(PICTURE),
    'text-box': () => {
      if (frames.length < MOST_FRAMES) openFrame()
    },
    table: () => {
      closeParagraph()
      frame().tables.push({ table: { rows: [] }, column: 0, hanging: new Map() })
    },
    'table-row': () => {
      const open = table()
      if (!open) return
      open.row = { before: 0, cells: [] }
      open.column = 0
      owed = 0
    },
    'table-cell': (attributes) => {
      const open = table()
      if (!open?.row) return
      const span = within(attributeOf(attributes, 'number-columns-spanned'), WIDEST)
      down = within(attributeOf(attributes, 'number-rows-spanned'), DEEPEST_ROWS)
      repeated = within(attributeOf(attributes, 'number-columns-repeated'), WIDEST)
      owed = span - 1
      open.cell = { pieces: [], span, continued: false }
      openFrame()
    },
    'covered-table-cell': (attributes) => {
      const open = table()
      let count = within(attributeOf(attributes, 'number-columns-repeated'), WIDEST)
      const own = Math.min(owed, count)
      owed -= own
      count -= own
      if (open) cover(open, count)
    },
  }
  opened.h = opened.p!
  const closed: Record<string, () => void> = {
    p: closeParagraph,
    h: closeParagraph,
    span: () => void spans.pop(),
    'text-box': () => {
      if (frames.length === 1) return
      const pieces = closeFrame()
      const { paragraph } = frame()
      ;(paragraph?.boxes ?? frame().pieces).push(...pieces)
    },
    'table-cell': () => {
      const open = frames[frames.length - 2]?.tables.at(-1)
      if (!open?.cell) return
      const cell = open.cell
      cell.pieces = closeFrame()
      open.cell = undefined
      pushCell(open, cell, down)
      for (let i = 1; i < repeated; i++) pushCell(open, { ...cell }, 1)
      repeated = 1
      down = 1
    },
    'table-row': () => {
      const open = table()
      if (open?.row) open.table.rows.push(open.row)
      if (open) open.row = undefined
    },
    table: () => {
      const open = frame().tables.pop()
      if (open) frame().pieces.push(open.table)
    },
  }

  const whole = readXml(xml, {
    open(name, attributes, stack) {
      if (dropped > 0 || DROPPED.has(name)) dropped++
      else if (name === 'text' && stack[stack.length - 2] === 'body') begun = true
      else if (begun) {
        elements++
        opened[name]?.(attributes)
      }
    },
    text(text) {
      // Line ends and runs of spaces in the file are one space on the page.
      if (dropped === 0 && begun) write(text.replace(/[ \t\r\n]+/gu, ' '))
    },
    close(name) {
      if (dropped > 0) dropped--
      else if (begun) closed[name]?.()
    },
    done: () => elements > MOST_ELEMENTS,
  })
  while (frames.length > 1) {
    const pieces = closeFrame()
    frame().pieces.push(...pieces)
  }
  closeParagraph()
  return { pieces: root.pieces, whole: whole && elements <= MOST_ELEMENTS }
}
