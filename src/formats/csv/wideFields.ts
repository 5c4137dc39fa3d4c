import { REPORT_WORDS } from '../../pack/packedYear'
import { LineBuffer } from './lineBuffer'
import { NumberBytes } from '../numberBytes'

const [COMMA, QUOTE, FEED, RETURN, ZERO] = [0x2c, 0x22, 0x0a, 0x0d, 0x30]
const MOST_COLUMNS = 2000
const encode = new TextEncoder()
/**
 * Four fields with a zero and two, as eight and four bytes read at once. They are no NaN, so that equal doubles are
 * equal bytes.
 */
const [FOUR_ZEROS, TWO_ZEROS] = [new DataView(encode.encode('0,0,0,0,').buffer).getFloat64(0), 0x302c302c]
const FOUR_EMPTY = 0x2c2c2c2c

/** Sets the bits from `from` up to, not including, `to`. */
function setBits(words: Uint32Array, from: number, to: number): void {
  for (let i = from; i < to;) {
    const next = Math.min(to, (i & ~31) + 32)
    words[i >>> 5]! |= (0xffffffff >>> (32 - (next - i))) << (i & 31)
    i = next
  }
}

/** A line has more fields than the first, or fewer. */
export const OTHER = -2

/**
 * The lines of a wide table, as places of their fields and numbers of their figures: a cell becomes neither a text nor
 * an object.
 */
export class WideFields {
  readonly buffer = new LineBuffer()
  private readonly number = new NumberBytes()
  /** By column: the code of its figures, or -1 where it says something else. */
  codes = new Int16Array(0)
  /** By column: the end of the row of columns from it on whose codes follow one another. */
  private runs = new Uint16Array(0)
  /** Where the fields of the line stand that are not plain numbers. */
  readonly starts = new Uint32Array(MOST_COLUMNS)
  readonly stops = new Uint32Array(MOST_COLUMNS)
  /** The figures of the line: a bit for each number, and the numbers that are not zero. */
  readonly words = new Uint32Array(REPORT_WORDS)
  readonly numberCodes = new Uint16Array(MOST_COLUMNS)
  readonly numbers = new Float64Array(MOST_COLUMNS)
  numberCount = 0
  /** Columns with figures that are not plain numbers. */
  readonly others = new Uint16Array(MOST_COLUMNS)
  otherCount = 0

  /** Says what the columns hold. */
  setCodes(codes: Int16Array<ArrayBuffer>): void {
    this.codes = codes
    this.runs = new Uint16Array(codes.length)
    for (let i = codes.length - 1; i >= 0; i--)
      this.runs[i] = codes[i + 1] === codes[i]! + 1 ? this.runs[i + 1]! : i + 1
  }

  /** Past an empty line at a place, or the place. */
  emptyLine(at: number): number {
    const { bytes } = this.buffer
    if (bytes[at] === FEED) return at + 1
    return bytes[at] === RETURN && bytes[at + 1] === FEED ? at + 2 : at
  }

  /** Finds the fields of a line and reads its plain numbers; past its end, -1 where it is not whole yet, or OTHER. */
  line(at: number): number {
    const {
      buffer: { bytes, view },
      number,
      words,
      codes,
    } = this
    const last = codes.length - 1
    words.fill(0)
    this.numberCount = this.otherCount = 0
    let p = at
    for (let i = 0; i <= last; i++) {
      const code = codes[i]!
      if (code >= 0 && i < last) {
        // Most fields are zeros, or empty, and stand in rows of such.
        const from = i
        const most = Math.min(last, this.runs[i]!, bytes.length - p)
        for (; i + 8 <= most && view.getFloat64(p) === FOUR_ZEROS; i += 4) p += 8
        if (i + 4 <= most && view.getUint32(p) === TWO_ZEROS) {
          i += 2
          p += 4
        }
        if (bytes[p] === ZERO && bytes[p + 1] === COMMA && i < most) {
          i++
          p += 2
        }
        if (i > from) {
          setBits(words, code, code + i - from)
          i--
          continue
        }
        for (; i + 4 <= most && view.getUint32(p) === FOUR_EMPTY; i += 4) p += 4
        if (bytes[p] === COMMA && i < most) {
          i++
          p++
        }
        if (i > from) {
          i--
          continue
        }
      }
      if (code >= 0) {
        const past = number.read(bytes, p)
        if (past > p && bytes[past] === (i < last ? COMMA : FEED)) {
          words[code >>> 5]! |= 1 << (code & 31)
          if (number.value !== 0) {
            this.numberCodes[this.numberCount] = code
            this.numbers[this.numberCount++] = number.value
          }
          p = past + 1
          continue
        }
      }
      const to = this.fieldEnd(p)
      if (to < 0) return -1
      if ((bytes[to] === FEED) !== (i === last)) return OTHER
      this.starts[i] = p
      this.stops[i] = bytes[to] === FEED && to > p && bytes[to - 1] === RETURN ? to - 1 : to
      if (code >= 0 && this.stops[i]! > p) this.others[this.otherCount++] = i
      p = to + 1
    }
    return p
  }

  /** The comma or line feed that ends the field at a place, or -1. */
  fieldEnd(at: number): number {
    const { bytes, end } = this.buffer
    let i = at
    if (bytes[i] === QUOTE) {
      for (i++; i < end; i++) {
        if (bytes[i] !== QUOTE) continue
        if (bytes[i + 1] !== QUOTE) break
        i++
      }
    }
    for (; i < end; i++) if (bytes[i] === COMMA || bytes[i] === FEED) return i
    return -1
  }

  /** Whether these bytes stand in a column. */
  matches(text: Uint8Array, i: number): boolean {
    const from = this.starts[i]!
    if (this.stops[i]! - from !== text.length) return false
    for (let k = 0; k < text.length; k++) if (this.buffer.bytes[from + k] !== text[k]) return false
    return true
  }

  /** How many fields a line has, and where it ends; or nothing where it is not whole yet. */
  count(at: number): { fields: number; end: number } | undefined {
    let fields = 1
    let to = this.fieldEnd(at)
    for (; to >= 0 && this.buffer.bytes[to] === COMMA; fields++) to = this.fieldEnd(to + 1)
    return to < 0 ? undefined : { fields, end: to + 1 }
  }

  /** The fields of the first line, as bytes, and where it ends. */
  first(at: number): { fields: Uint8Array[]; end: number } | undefined {
    const { bytes } = this.buffer
    const fields: Uint8Array[] = []
    for (let from = at; ;) {
      const to = this.fieldEnd(from)
      if (to < 0) return undefined
      const isLast = bytes[to] === FEED
      fields.push(bytes.subarray(from, isLast && bytes[to - 1] === RETURN ? to - 1 : to))
      from = to + 1
      if (isLast) return { fields, end: from }
    }
  }
}
