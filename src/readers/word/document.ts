import { PICTURE, marked } from '../text/marks'
import type { Marks } from '../text/marks'
import { attributeOf, readXml } from '../text/xml'
import type { Piece, Table, TableCell, WordRow } from './content'
import { addCode, newField, unworked } from './field'
import type { Field } from './field'
import type { Numbering } from './numbering'
import { isOn, isRaised } from './styles'
import type { Style } from './styles'
import { symbol } from './symbol'

/** What a document's XML refers to and does not hold. */
export interface Surroundings {
  numbering: Numbering
  style(id: string | undefined): Style
  /** The content of a file within the file, by its relationship. */
  chunk(id: string): Piece[]
}

/** Struck out, replaced, not printed, or said a second time. */
const DROPPED = new Set([
  'moveFrom',
  'rPrChange',
  'pPrChange',
  'tcPrChange',
  'trPrChange',
  'tblPrChange',
  'tblGridChange',
  'sectPrChange',
  'rt',
  'docPartGallery',
  'delText',
  'delInstrText',
])
const WIDEST = 60
/** Half points by which a note's mark is lifted above its line at least. */
const LIFTED = 4
/** Half points of a size that nobody reads. */
const SMALLEST = 4
const MOST_DEPTH = 50
/** A report has some ten thousand elements; a document of millions is none, and must not take the memory. */
const MOST_ELEMENTS = 2_000_000

interface Paragraph {
  text: string
  list?: string
  level?: number
  style?: string
  boxes: Piece[]
  joins: boolean
}
interface Frame {
  pieces: Piece[]
  table?: { table: Table; row?: WordRow & { dropped: boolean }; cell?: TableCell & { joined?: boolean } }
  paragraph?: Paragraph
  fields: Field[]
}

const spanOf = (value: string | undefined): number =>
  Math.min(WIDEST, Math.max(1, Number.parseInt(value ?? '1', 10) || 1))

/**
 * WordprocessingML (of .docx, or of Word 2003's XML: its names are the same) to paragraphs and tables, as printed:
 * struck-out and hidden text, deleted rows, prompts of empty controls and the code of fields are left out; numbers of
 * lists are put in. `whole` is false where the XML is too long or nests too deeply.
 */
export function readDocumentXml(xml: Uint8Array, around: Surroundings): { pieces: Piece[]; whole: boolean } {
  const root: Frame = { pieces: [], fields: [] }
  /** Text boxes, and cells with what stands in them, are documents of their own within. */
  const frames: Frame[] = [root]
  let run: ({ hidden: boolean } & Marks) | undefined
  let dropped = 0
  let elements = 0
  let begun = false
  let ended = false
  let reading = false
  let coding = false
  const prompts: boolean[] = []
  const chosen: boolean[] = []

  const frame = (): Frame => frames[frames.length - 1]!
  const open = (): Paragraph => (frame().paragraph ??= { text: '', boxes: [], joins: false })
  const write = (text: string): void => {
    const { fields } = frame()
    if (run?.hidden || fields.some(({ part }) => part === 'code') || prompts.includes(true)) return
    for (const field of fields) field.shown = true
    open().text += marked(text, run)
  }
  const closeField = (): void => {
    const field = frame().fields.pop()
    const text = field ? unworked(field) : ''
    if (text !== '') write(text)
  }
  const closeParagraph = (): void => {
    const { paragraph } = frame()
    // A paragraph whose mark is struck out goes on in the next.
    if (!paragraph || paragraph.joins) {
      if (paragraph) paragraph.joins = false
      return
    }
    frame().paragraph = undefined
    frame().fields = frame().fields.filter(({ part }) => part === 'result')
    const style = around.style(paragraph.style)
    const list = paragraph.list ?? style.list
    const number =
      list === undefined || list === '0' ? '' : around.numbering.next(list, paragraph.level ?? style.level ?? 0)
    // The number of a line of a cell must not run into its figure: 1. and 3 are not 1.3.
    const label = frames.length > 1 && /^\s*[\d+\-−.０-９]/u.test(paragraph.text) ? '' : number
    frame().pieces.push(label + paragraph.text, ...paragraph.boxes)
  }
  const closeFrame = (): Piece[] => {
    closeParagraph()
    if (frame().paragraph) closeParagraph()
    return frames.pop()!.pieces
  }

  const opened: Record<string, (attributes: Record<string, string>, stack: readonly string[]) => void> = {
    p: () => void open(),
    r: () => {
      run = { hidden: false }
    },
    t: () => {
      reading = true
    },
    tab: (_, stack) => {
      if (stack[stack.length - 2] === 'r') write('\t')
    },
    ptab: () => write('\t'),
    br: () => write('\n'),
    cr: () => write('\n'),
    noBreakHyphen: () => write('-'),
    sym: (attributes) => write(symbol(attributeOf(attributes, 'font') ?? '', attributeOf(attributes, 'char') ?? '')),
    vanish: (attributes, stack) => {
      if (run && stack[stack.length - 3] === 'r') run.hidden = isOn(attributes)
    },
    rStyle: (attributes) => {
      if (!run) return
      const { hidden, struck, raised } = around.style(attributeOf(attributes, 'val'))
      run = { struck, raised, ...run, hidden: run.hidden || hidden === true }
    },
    strike: (attributes, stack) => {
      if (run && stack[stack.length - 3] === 'r') run.struck = isOn(attributes)
    },
    vertAlign: (attributes, stack) => {
      if (run && stack[stack.length - 3] === 'r') run.raised = isRaised(attributeOf(attributes, 'val'))
    },
    // White words, and words of a point's height, are seen by nobody; a ground behind them is not looked for.
    color: (attributes, stack) => {
      if (run && stack[stack.length - 3] === 'r' && /^f{6}$/iu.test(attributeOf(attributes, 'val') ?? ''))
        run.struck = true
    },
    sz: (attributes, stack) => {
      if (run && stack[stack.length - 3] === 'r' && Number(attributeOf(attributes, 'val')) <= SMALLEST)
        run.struck = true
    },
    position: (attributes, stack) => {
      if (run && stack[stack.length - 3] === 'r' && Math.abs(Number(attributeOf(attributes, 'val'))) >= LIFTED)
        run.raised = true
    },
    drawing: () => write(PICTURE),
    pict: () => write(PICTURE),
    object: () => write(PICTURE),
    pStyle: (attributes) => {
      open().style = attributeOf(attributes, 'val')
    },
    numId: (attributes, stack) => {
      if (stack.includes('p')) open().list = attributeOf(attributes, 'val')
    },
    ilvl: (attributes, stack) => {
      if (stack.includes('p')) open().level = Number(attributeOf(attributes, 'val'))
    },
    fldChar: (attributes) => {
      const { fields } = frame()
      const type = attributeOf(attributes, 'fldCharType')
      if (type === 'begin') fields.push(newField())
      else if (type === 'separate' && fields.length > 0) fields[fields.length - 1]!.part = 'result'
      else if (type === 'end') closeField()
    },
    instrText: () => {
      coding = true
    },
    fldSimple: (attributes) => {
      frame().fields.push(newField('result', attributeOf(attributes, 'instr')))
    },
    sdt: () => {
      prompts.push(false)
    },
    showingPlcHdr: () => {
      if (prompts.length > 0) prompts[prompts.length - 1] = true
    },
    AlternateContent: () => {
      chosen.push(false)
    },
    txbxContent: () => {
      if (frames.length < MOST_DEPTH) frames.push({ pieces: [], fields: [] })
    },
    tbl: () => {
      frame().table = { table: { rows: [] } }
    },
    tr: () => {
      const { table } = frame()
      if (table) table.row = { before: 0, cells: [], dropped: false }
    },
    gridBefore: (attributes) => {
      const row = frame().table?.row
      if (row) row.before = spanOf(attributeOf(attributes, 'val'))
    },
    hidden: (_, stack) => {
      const row = frame().table?.row
      if (row && stack[stack.length - 2] === 'trPr') row.dropped = true
    },
    tc: () => {
      const { table } = frame()
      if (!table?.row) return
      table.cell = { pieces: [], span: 1, continued: false }
      frames.push({ pieces: [], fields: [] })
    },
    gridSpan: (attributes) => {
      const cell = frames[frames.length - 2]?.table?.cell
      if (cell) cell.span = spanOf(attributeOf(attributes, 'val'))
    },
    vMerge: (attributes) => {
      const cell = frames[frames.length - 2]?.table?.cell
      if (cell) cell.continued = attributeOf(attributes, 'val') !== 'restart'
    },
    // Cells joined in the way of early Words.
    hMerge: (attributes) => {
      const cell = frames[frames.length - 2]?.table?.cell
      if (cell) cell.joined = attributeOf(attributes, 'val') !== 'restart'
    },
    altChunk: (attributes) => {
      frame().pieces.push(...around.chunk(attributeOf(attributes, 'id') ?? ''))
    },
  }
  opened.vmerge = opened.vMerge!
  opened.hmerge = opened.hMerge!
  opened.dstrike = opened.strike!

  const closed: Record<string, () => void> = {
    p: closeParagraph,
    r: () => {
      run = undefined
    },
    t: () => {
      reading = false
    },
    instrText: () => {
      coding = false
    },
    fldSimple: closeField,
    sdt: () => {
      prompts.pop()
    },
    AlternateContent: () => {
      chosen.pop()
    },
    txbxContent: () => {
      if (frames.length === 1) return
      const pieces = closeFrame()
      // What stands in the box comes behind the paragraph it hangs on.
      open().boxes.push(...pieces)
    },
    tc: () => {
      const cell = frames[frames.length - 2]?.table?.cell
      if (!cell) return
      cell.pieces = closeFrame()
      const table = frame().table!
      const left = table.row?.cells.at(-1)
      if (cell.joined && left) {
        left.span += cell.span
        left.pieces.push(...cell.pieces)
      } else table.row?.cells.push(cell)
      table.cell = undefined
    },
    tr: () => {
      const { table } = frame()
      if (table?.row && !table.row.dropped) table.table.rows.push(table.row)
      if (table) table.row = undefined
    },
    tbl: () => {
      const { table } = frame()
      if (table) frame().pieces.push(table.table)
      frame().table = undefined
    },
    // Beyond the body there are settings only.
    body: () => {
      ended = true
    },
  }

  const isDropped = (name: string, stack: readonly string[]): boolean => {
    if (DROPPED.has(name)) return true
    // Word 2003 keeps the printed form in `pict` alone; later Words say a box twice, for old readers too.
    if (name === 'Choice' || name === 'Fallback') {
      const seen = chosen[chosen.length - 1] ?? false
      if (chosen.length > 0) chosen[chosen.length - 1] = true
      return seen
    }
    if (name !== 'del') return false
    const parent = stack[stack.length - 2]
    if (parent === 'trPr') {
      const row = frame().table?.row
      if (row) row.dropped = true
      return false
    }
    if (parent === 'rPr') {
      if (stack[stack.length - 3] === 'pPr') open().joins = true
      return false
    }
    return true
  }

  const whole = readXml(xml, {
    open(name, attributes, stack) {
      if (dropped > 0 || isDropped(name, stack)) dropped++
      else {
        elements++
        // One file may hold its styles and headers before the body.
        if (name === 'body') begun = true
        else if (!begun) return
        opened[name]?.(attributes, stack)
      }
    },
    text(text) {
      if (dropped > 0) return
      if (reading) write(text)
      else if (coding) addCode(frame().fields.at(-1), text)
    },
    close(name) {
      if (dropped > 0) dropped--
      else if (begun) closed[name]?.()
    },
    done: () => ended || elements > MOST_ELEMENTS,
  })
  while (frames.length > 1) {
    const pieces = closeFrame()
    frame().pieces.push(...pieces)
  }
  closeFrame()
  return { pieces: root.pieces, whole: whole && elements <= MOST_ELEMENTS }
}
