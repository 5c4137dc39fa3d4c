import { PICTURE, marked } from '../text/marks'
import type { Marks } from '../text/marks'
import type { Piece } from '../word/content'
import { tableOfEdges } from '../word/edges'
import type { EdgedRow } from '../word/edges'
import { addCode, newField, unworked } from '../word/field'
import type { Field } from '../word/field'
import { viewOf } from './file'
import type { WordFile } from './file'
import { characterRuns, paragraphRuns, propertiesIn } from './properties'
import type { PropertyRun } from './properties'

/* Codes of properties ([MS-DOC] 2.6). */
const DELETED = 0x0800
const HIDDEN = 0x083c
const STRUCK = new Set([0x0837, 0x2a53])
const RAISED = 0x2a48
const LIFTED = 0x4845
/** Half points by which a note's mark is lifted above its line at least. */
const LIFTED_LEAST = 4
const IN_TABLE = 0x2416
const ROW_END = 0x2417
const DEPTH = 0x6649
const INNER_CELL = 0x244b
const INNER_ROW_END = 0x244c
const TABLE_DEFINITION = 0xd608
const MERGED_DOWN = 0xd62b
const ELSEWHERE = new Set([0x6646, 0x646b])

/* Characters that stand for something else ([MS-DOC] 2.4.1, 2.8.25). */
const CELL = '\u0007'
const PARAGRAPH = '\r'
const PAGE_BREAK = '\f'
const [FIELD, RESULT, FIELD_END] = ['\u0013', '\u0014', '\u0015']
const MEANING: Record<string, string> = {
  '\u0001': PICTURE,
  '\u0008': PICTURE,
  '\u000b': '\n',
  '\u001e': '-',
  '\u00a0': '\u00a0',
}
// eslint-disable-next-line no-control-regex
const SILENT = /[\u0000-\u0008\u000e-\u001f]/u

const LONGEST = 4_000_000
const MOST_CELLS = 64
const DEEPEST_TABLE = 20

interface Paragraph {
  depth: number
  rowEnd: boolean
  cellEnd: boolean
  sides: { left: number; cells: { right: number; joined: boolean; continued: boolean }[] } | undefined
}
interface Level {
  pieces: Piece[]
  cells: Piece[][]
  rows: EdgedRow[]
}

/** Where a row's cells end, and which of them are joined ([MS-DOC] 2.9.321, 2.9.310). */
function sidesOf(operand: Uint8Array): Paragraph['sides'] {
  const view = viewOf(operand)
  const count = operand[0] ?? 0
  if (count === 0 || 1 + 2 * (count + 1) > operand.length) return undefined
  const cells = Array.from({ length: count }, (_, i) => {
    const at = 1 + 2 * (count + 1) + 20 * i
    const flags = at + 2 <= operand.length ? view.getUint16(at, true) : 0
    return {
      right: view.getInt16(1 + 2 * (i + 1), true),
      joined: (flags & 3) === 2,
      continued: (flags & 0x60) === 0x20,
    }
  })
  return { left: view.getInt16(1, true), cells }
}

function paragraphOf(list: Uint8Array, data: Uint8Array | undefined): Paragraph {
  const out: Paragraph = { depth: 0, rowEnd: false, cellEnd: false, sides: undefined }
  const read = (some: Uint8Array, far: boolean): void => {
    for (const { code, operand } of propertiesIn(some)) {
      const [first = 0] = operand
      if (code === IN_TABLE) out.depth = Math.max(out.depth, first ? 1 : 0)
      else if (code === DEPTH) out.depth = Math.min(DEEPEST_TABLE, viewOf(operand).getUint32(0, true))
      else if (code === ROW_END || code === INNER_ROW_END) out.rowEnd ||= first !== 0
      else if (code === INNER_CELL) out.cellEnd = first !== 0
      else if (code === TABLE_DEFINITION) out.sides = sidesOf(operand) ?? out.sides
      else if (code === MERGED_DOWN && out.sides) {
        const cell = out.sides.cells[first]
        if (cell) cell.continued = operand[1] === 1
      } else if (ELSEWHERE.has(code) && data && !far) {
        const at = viewOf(operand).getUint32(0, true)
        if (at + 2 <= data.length) read(data.subarray(at + 2, at + 2 + viewOf(data).getUint16(at, true)), true)
      }
    }
  }
  read(list, false)
  return out
}

/** How characters are shown: not at all, struck out, above or below their line. */
function showingOf(list: Uint8Array): { hidden: boolean } & Marks {
  const out: { hidden: boolean } & Marks = { hidden: false }
  for (const { code, operand } of propertiesIn(list)) {
    if (code === DELETED || code === HIDDEN) out.hidden ||= operand[0] === 1
    else if (STRUCK.has(code)) out.struck = operand[0] === 1
    else if (code === RAISED) out.raised = operand[0] === 1 || operand[0] === 2
    else if (code === LIFTED) out.raised ||= Math.abs(viewOf(operand).getInt16(0, true)) >= LIFTED_LEAST
  }
  return out
}

/** The run that has a byte; asked for in any order, mostly forward. */
function runsAt(runs: readonly PropertyRun[]): (at: number) => PropertyRun | undefined {
  let last = 0
  return (at) => {
    const held = runs[last]
    if (held && at >= held.from && at < held.to) return held
    let [low, high] = [0, runs.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const run = runs[middle]!
      if (at < run.from) high = middle - 1
      else if (at >= run.to) low = middle + 1
      else {
        last = middle
        return run
      }
    }
    return undefined
  }
}

/**
 * The text of a Word document to paragraphs and tables, as printed: hidden and struck-out text, the code of fields and
 * marks of pictures and notes are left out; headers, notes and text boxes are texts of their own and are not read.
 */
export function readWordText(file: WordFile): Piece[] {
  const paragraphAt = runsAt(paragraphRuns(file))
  const runAt = runsAt(characterRuns(file))
  const known = new Map<PropertyRun, Paragraph>()
  const showing = new Map<PropertyRun, ReturnType<typeof showingOf>>()
  const levels: Level[] = [{ pieces: [], cells: [], rows: [] }]
  const fields: Field[] = []
  const narrow = new TextDecoder('windows-1252')
  let text = ''
  let count = 0

  const level = (): Level => levels[levels.length - 1]!
  const goTo = (wanted: number): void => {
    while (levels.length - 1 > wanted) {
      const inner = levels.pop()!
      if (inner.rows.length > 0) level().pieces.push(tableOfEdges(inner.rows))
      level().pieces.push(...inner.cells.flat(), ...inner.pieces)
    }
    while (levels.length - 1 < wanted) levels.push({ pieces: [], cells: [], rows: [] })
  }
  const closeRow = (sides: Paragraph['sides']): void => {
    const own = level()
    const { left, cells } = sides ?? { left: 0, cells: [] }
    const last = cells.at(-1)?.right ?? left
    own.rows.push({
      left,
      cells: Array.from({ length: Math.max(own.cells.length, cells.length) }, (_, i) => ({
        pieces: own.cells[i] ?? [],
        ...(cells[i] ?? { right: last + (i - cells.length + 1) * 100, joined: false, continued: false }),
      })),
    })
    own.cells = []
    own.pieces = []
    text = ''
  }
  const closeParagraph = (at: number, mark: string): void => {
    const run = paragraphAt(at)
    let paragraph = run && known.get(run)
    if (run && !paragraph) known.set(run, (paragraph = paragraphOf(run.properties, file.data)))
    const { depth = 0, rowEnd = false, cellEnd = false, sides } = paragraph ?? {}
    const isMark = mark === CELL
    goTo(isMark ? Math.max(1, depth) : depth)
    if (rowEnd) {
      closeRow(sides)
      return
    }
    level().pieces.push(text)
    text = ''
    // Tables within end their cells with a paragraph's mark.
    if ((isMark || cellEnd) && level().cells.length < MOST_CELLS) {
      level().cells.push(level().pieces)
      level().pieces = []
    }
  }

  for (const piece of file.pieces) {
    const length = Math.min(piece.to, file.length) - piece.from
    if (length <= 0 || count > LONGEST) continue
    const bytes = file.main.subarray(piece.at, piece.at + length * piece.width)
    const view = viewOf(bytes)
    for (let i = 0; (i + 1) * piece.width <= bytes.length && count <= LONGEST; i++, count++) {
      const at = piece.at + i * piece.width
      const char =
        piece.width === 2 ? String.fromCharCode(view.getUint16(2 * i, true)) : narrow.decode(bytes.subarray(i, i + 1))
      if (char === PARAGRAPH || char === CELL || char === PAGE_BREAK) {
        closeParagraph(at, char)
        continue
      }
      let said = MEANING[char] ?? (SILENT.test(char) ? '' : char)
      if (char === FIELD) fields.push(newField())
      else if (char === RESULT && fields.length > 0) fields[fields.length - 1]!.part = 'result'
      else if (char === FIELD_END) {
        const field = fields.pop()
        if (field) said = unworked(field)
      } else addCode(fields[fields.length - 1], char)
      if (said === '' || fields.some(({ part }) => part === 'code')) continue
      const run = runAt(at)
      if (run && !showing.has(run)) showing.set(run, showingOf(run.properties))
      const own = run && showing.get(run)
      if (own?.hidden) continue
      for (const field of fields) field.shown = true
      text += marked(said, own)
    }
  }
  goTo(0)
  if (text !== '') level().pieces.push(text)
  return levels[0]!.pieces
}
