import type { CellMissing } from '../../domain/cell'
import { MARK } from '../../pack/marks'
import { METRIC_CODES } from '../../domain/metrics'
import type { ProseCode } from '../../domain/metrics'
import { impossibility } from '../../domain/possible'
import { REPORT_WORDS } from '../../pack/packedYear'
import { IS_PROSE, KeyOrder, LITIGATION, codeOf } from './figureKeys'
import { CLOSE, COLON, COMMA, OPEN, QUOTE, skipString } from './jsonBytes'
import { MORE, UNUSUAL } from './jsonCursor'
import type { JsonCursor } from './jsonCursor'
import { KINDS } from '../wideTable'

const encode = new TextEncoder()
const CELL_FIELDS = [
  '"value":',
  '"missing":',
  '"raw":',
  '"label":',
  '"approx":',
  '"unitInferred":',
  '"uncertain":',
].map((text) => encode.encode(text))
/** Fields that only cells have, and fields that only sentences have. */
const [OF_CELLS, OF_PROSE] = [
  [1, 5, 6],
  [3, 4],
]
const MARK_OF: Readonly<Record<number, number>> = { 4: MARK.approx, 5: MARK.unitInferred, 6: MARK.uncertain }
const CODES: readonly ProseCode[] = [...METRIC_CODES, 'litigation.total']
const KIND_TEXTS = KINDS.map((kind) => encode.encode(`"${kind}"`))
const [TRUE, FALSE] = [encode.encode('true'), encode.encode('false')]
const NUMBER = -1
/** More than the codes there are. */
const MOST = 512

/** Figures of a report with text: where they stand, key included, in the cells or in the prose. */
export interface Noted {
  from: number
  to: number
  prose: boolean
}

/**
 * Reads the figures of a report, its cells and its prose, from a dataset file's bytes; what was read stands in its
 * fields.
 */
export class FigureScanner {
  /** A bit for each code that has a number. */
  readonly words = new Uint32Array(REPORT_WORDS)
  /** The numbers that are not zero. */
  readonly codes = new Uint16Array(MOST)
  readonly values = new Float64Array(MOST)
  count = 0
  /** The cells without a number. */
  readonly missingCodes = new Uint16Array(MOST)
  readonly missingKinds = new Uint8Array(MOST)
  missing = 0
  /** What is known of a figure beside its value, by code. */
  readonly marked: { code: number; marks: number }[] = []
  /** What sentences say of figures that tables have. */
  readonly said: { code: number; value: number; marks: number }[] = []
  readonly noted: Noted[] = []
  private readonly seen = new Uint32Array(LITIGATION + 1)
  private round = 0
  private kind = NUMBER
  private hasText = false
  private marks = 0

  constructor(private readonly cursor: JsonCursor) {}

  begin(): void {
    this.words.fill(0)
    this.count = this.missing = this.noted.length = this.marked.length = this.said.length = 0
  }

  /** The object of cells or of prose that begins at a place. Most of it is as the order foretells. */
  object(start: number, prose: boolean, order: KeyOrder): number {
    const { bytes, end } = this.cursor
    if (start + 1 >= end) return MORE
    if (bytes[start] !== OPEN) return UNUSUAL
    if (bytes[start + 1] === CLOSE) return start + 2
    this.round++
    let at = start + 1
    let place = 0
    let before = -1
    for (;;) {
      // As far as the bytes are those of zeros in the known order.
      const from = order.keys[place]!
      const same = this.alike(order, from, at)
      const reached = same < order.text.length ? order.at[same]! : order.codes.length
      for (let i = place; i < reached; i++) {
        const code = order.codes[i]!
        if (!this.take(code, prose)) return UNUSUAL
        this.figure(code, NUMBER, 0, prose, at + order.keys[i]! - from, at + order.zeros[i]! + 1 - from)
      }
      if (reached > place) before = order.codes[reached - 1]!
      at += order.keys[reached]! - from
      place = reached
      if (at >= end) return MORE
      // Then a figure that is no zero, or another than foretold, or the last.
      const key = at
      let code: number
      if (place < order.codes.length && same >= order.zeros[place]!) {
        code = order.codes[place]!
        at = key + order.zeros[place]! - order.keys[place]!
        place++
      } else {
        if (bytes[at] !== QUOTE) return UNUSUAL
        const to = skipString(bytes, at, end)
        if (to < 0 || to >= end) return MORE
        if (bytes[to] !== COLON) return UNUSUAL
        code = codeOf(bytes, at, to)
        if (code < 0) return UNUSUAL
        const known = order.placeOf(code)
        if (known < 0) order.note(code, before)
        else place = known + 1
        at = to + 1
      }
      if (!this.take(code, prose)) return UNUSUAL
      if (at >= end) return MORE
      const to = bytes[at] === OPEN ? this.cell(at, prose) : this.number(at)
      if (to < 0) return to
      if (this.kind === NUMBER && impossibility(CODES[code]!, this.cursor.value) !== undefined) return UNUSUAL
      this.figure(code, this.kind, this.cursor.value, prose, key, to, this.hasText)
      before = code
      if (to >= end) return MORE
      if (bytes[to] === CLOSE) return to + 1
      if (bytes[to] !== COMMA) return UNUSUAL
      at = to + 1
    }
  }

  /** How far the order's text, from a place in it on, is that of the file. */
  private alike(order: KeyOrder, from: number, at: number): number {
    const { bytes, view, end } = this.cursor
    const { text, view: own } = order
    let i = from
    // Equal doubles are equal bytes, as no text is read as NaN or zero.
    for (
      const most = Math.min(text.length, end - at + from) - 8;
      i <= most && own.getFloat64(i) === view.getFloat64(at + i - from);
      i += 8
    );
    while (i < text.length && text[i] === bytes[at + i - from] && at + i - from < end) i++
    return i
  }

  /** Notes that a code was seen: each at most once, prose figures never among the cells. */
  private take(code: number, prose: boolean): boolean {
    if (this.seen[code] === this.round || (!prose && IS_PROSE[code] === 1)) return false
    this.seen[code] = this.round
    return true
  }

  private figure(
    code: number,
    kind: number,
    value: number,
    prose: boolean,
    from: number,
    to: number,
    hasText = false,
  ): void {
    // A sentence that repeats a table's figure is evidence, not the figure.
    const own = !prose || (IS_PROSE[code] === 1 && code !== LITIGATION)
    if (!own || hasText) this.noted.push({ from, to, prose })
    const marks = hasText ? this.marks : 0
    if (!own) {
      this.said.push({ code, value, marks })
      return
    }
    if (marks !== 0) this.marked.push({ code, marks })
    if (kind !== NUMBER) {
      this.missingCodes[this.missing] = code
      this.missingKinds[this.missing++] = kind
      return
    }
    this.words[code >>> 5]! |= 1 << (code & 31)
    if (value === 0) return
    this.codes[this.count] = code
    this.values[this.count++] = value
  }

  private number(at: number): number {
    this.kind = NUMBER
    this.hasText = false
    return this.cursor.number(at)
  }

  /** A cell written as an object: a value or the kind of its absence, with text or without. */
  private cell(start: number, prose: boolean): number {
    const { cursor } = this
    const { bytes, end } = cursor
    let at = start + 1
    let done = 0
    let value = 0
    let missing: number = KINDS.length - 1
    this.hasText = false
    this.marks = 0
    if (at >= end) return MORE
    if (bytes[at] === CLOSE) {
      if (prose) return UNUSUAL
      this.kind = missing
      return at + 1
    }
    for (;;) {
      const field = cursor.oneOf(CELL_FIELDS, at)
      if (field < 0) return field
      if (done & (1 << field) || (prose ? OF_CELLS : OF_PROSE).includes(field)) return UNUSUAL
      done |= 1 << field
      at += CELL_FIELDS[field]!.length
      let to: number
      if (field === 0) {
        to = cursor.number(at)
        value = cursor.value
      } else if (field === 1) {
        missing = cursor.oneOf(KIND_TEXTS, at)
        to = missing >= 0 ? at + KIND_TEXTS[missing]!.length : missing
      } else if (field <= 3) {
        to = cursor.text(at)
        this.hasText = true
      } else {
        to = cursor.matches(TRUE, at) ? at + 4 : cursor.matches(FALSE, at) ? at + 5 : end - at < 5 ? MORE : UNUSUAL
        this.hasText = true
        if (to === at + 4) this.marks |= MARK_OF[field]!
      }
      if (to < 0) return to
      at = to
      if (at >= end) return MORE
      const next = bytes[at++]!
      if (next === CLOSE) break
      if (next !== COMMA) return UNUSUAL
    }
    if (prose && !(done & 1)) return UNUSUAL
    this.kind = done & 1 ? NUMBER : missing
    cursor.value = value
    return at
  }
}

/** The kind of absence by the number that the scanner gives. */
export const kindAt = (kind: number): CellMissing => KINDS[kind]!
