import { issue } from '../domain/issues'
import type { Issue } from '../domain/issues'
import { METRICS, METRIC_CODES } from '../domain/metrics'
import type { Forms } from '../domain/report'
import { encodeForms } from '../query/formCodes'
import { CODE_AT, Packer } from '../query/packer'
import { REPORT_WORDS } from '../query/packedYear'
import { MOST_ISSUES } from './datasetStream'
import type { SetReading } from './datasetStream'
import { LastTexts } from './lastTexts'
import { LineBuffer } from './lineBuffer'
import { NumberBytes } from './numberBytes'
import { officeOf } from './officeFields'
import { FormatError } from './source'
import type { Chunks } from './source'
import { KINDS, TABLE_OF, WIDE_HEAD, unguarded } from './wideTable'

const [COMMA, QUOTE, FEED, RETURN, ZERO] = [0x2c, 0x22, 0x0a, 0x0d, 0x30]
const MOST_COLUMNS = 2000

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
const encode = new TextEncoder()
/** Kinds of absence by the length of their names: no two have the same. */
const KIND_OF_LENGTH = new Map(KINDS.map((kind) => [kind.length, { kind, bytes: encode.encode(kind) }]))
/** Four fields with a zero and two, as eight and four bytes read at once. They are no NaN, so that equal doubles are equal bytes. */
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

/** Reads a wide table from its bytes as they come: a cell becomes neither a text nor an object, unless it is unusual. */
class WideReader {
  private readonly buffer = new LineBuffer()
  private readonly number = new NumberBytes()
  private readonly packer = new Packer()
  private line = 1
  /** By column: the code of its figures, or -1 where it says something else. */
  private codes: Int16Array | undefined
  /** By column: the end of the row of columns from it on whose codes follow one another. */
  private runs = new Uint16Array(0)
  private readonly place: Record<string, number> = {}
  /** Where the fields of the line stand that are not plain numbers. */
  private starts = new Uint32Array(MOST_COLUMNS)
  private stops = new Uint32Array(MOST_COLUMNS)
  /** The figures of the line: a bit for each number, and the numbers that are not zero. */
  private readonly words = new Uint32Array(REPORT_WORDS)
  private readonly numberCodes = new Uint16Array(MOST_COLUMNS)
  private readonly numbers = new Float64Array(MOST_COLUMNS)
  private numberCount = 0
  /** Columns with figures that are not plain numbers. */
  private readonly others = new Uint16Array(MOST_COLUMNS)
  private otherCount = 0
  private set = { id: '', title: '', synthetic: false }
  private lastOrg = ''
  /** By column, the texts that stood in it last. */
  private readonly last: LastTexts[] = []
  readonly issues: Issue[] = []

  constructor(private readonly name: string) {}

  push(chunk: Uint8Array): void {
    this.buffer.add(chunk)
    this.lines()
  }

  private lines(): void {
    const { buffer } = this
    while (buffer.at < buffer.end && this.issues.length < MOST_ISSUES) {
      const to = this.next()
      if (to < 0) return
      buffer.at = to
      this.line++
    }
  }

  /** Takes the line at hand; past its end, or -1 where it is not whole yet. */
  private next(): number {
    const { buffer: { bytes, at }, codes } = this
    if (bytes[at] === FEED) return at + 1
    if (bytes[at] === RETURN && bytes[at + 1] === FEED) return at + 2
    if (!codes) return this.header(at)
    const to = this.fields(at, codes)
    // A line of another number of fields is judged once its end is known.
    return to === OTHER ? this.misfit(at, codes.length) : to < 0 ? -1 : (this.row(), to)
  }

  /** Finds the fields of a line and reads its plain numbers. */
  private fields(at: number, codes: Int16Array): number {
    const { buffer: { bytes, view }, number, words } = this
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
        if (i + 4 <= most && view.getUint32(p) === TWO_ZEROS) { i += 2; p += 4 }
        if (bytes[p] === ZERO && bytes[p + 1] === COMMA && i < most) { i++; p += 2 }
        if (i > from) {
          setBits(words, code, code + i - from)
          i--
          continue
        }
        for (; i + 4 <= most && view.getUint32(p) === FOUR_EMPTY; i += 4) p += 4
        if (bytes[p] === COMMA && i < most) { i++; p++ }
        if (i > from) { i--; continue }
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
  private fieldEnd(at: number): number {
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

  private misfit(at: number, wanted: number): number {
    let count = 1
    let to = this.fieldEnd(at)
    for (; to >= 0 && this.buffer.bytes[to] === COMMA; count++) to = this.fieldEnd(to + 1)
    if (to >= 0) this.bad(`${count} / ${wanted}`)
    return to < 0 ? -1 : to + 1
  }

  private readonly decode = (bytes: Uint8Array): string => {
    let text: string
    try {
      text = decoder.decode(bytes)
    } catch {
      throw new FormatError('file-damaged', { reason: 'UTF-8' }, { line: this.line })
    }
    return unguarded(text.startsWith('"') && text.endsWith('"') && text.length > 1 ? text.slice(1, -1).replaceAll('""', '"') : text)
  }

  private bad(text: string): void {
    this.issues.push(issue('csv-row', { line: this.line }, { line: this.line, text: text.slice(0, 60) }))
  }

  private header(at: number): number {
    const columns: string[] = []
    let from = at
    for (;;) {
      const to = this.fieldEnd(from)
      if (to < 0) return -1
      const isLast = this.buffer.bytes[to] === FEED
      columns.push(this.decode(this.buffer.bytes.subarray(from, isLast && this.buffer.bytes[to - 1] === RETURN ? to - 1 : to)).trim())
      from = to + 1
      if (isLast) break
    }
    for (const wanted of ['org', 'year', 'form2', 'form3', 'form4']) if (!columns.includes(wanted)) throw new FormatError('csv-column', { column: wanted }, { line: 1 })
    const unknown = columns.find((column, i) => !((WIDE_HEAD as readonly string[]).includes(column) || CODE_AT.has(column)) || columns.indexOf(column) !== i)
    if (unknown !== undefined) throw new FormatError('csv-column', { column: unknown }, { line: 1 })
    columns.forEach((column, i) => { this.place[column] = i })
    const codes = Int16Array.from(columns, (column) => CODE_AT.get(column) ?? -1)
    this.runs = new Uint16Array(codes.length)
    for (let i = codes.length - 1; i >= 0; i--) this.runs[i] = codes[i + 1] === codes[i]! + 1 ? this.runs[i + 1]! : i + 1
    for (let i = 0; i < codes.length; i++) this.last.push(new LastTexts())
    this.codes = codes
    return from
  }

  private field(name: string): string {
    const at = this.place[name]
    return at === undefined ? '' : this.last[at]!.of(this.buffer.bytes, this.starts[at]!, this.stops[at]!, this.decode)
  }

  private matches(text: Uint8Array, i: number): boolean {
    const from = this.starts[i]!
    if (this.stops[i]! - from !== text.length) return false
    for (let k = 0; k < text.length; k++) if (this.buffer.bytes[from + k] !== text[k]) return false
    return true
  }

  private row(): void {
    if (this.set.id === '') {
      this.set = { id: this.field('dataset'), title: this.field('title') || this.name, synthetic: this.field('synthetic') === '1' }
      if (!/^[\w.-]{1,80}$/u.test(this.set.id)) this.set.id = `import-${Date.now()}`
    }
    const org = this.org()
    if (org === '') return
    const yearText = this.field('year').trim()
    if (yearText === '') return
    const year = Number(yearText)
    const forms = this.forms()
    if (!forms) return
    if (!Number.isInteger(year) || year < 2008 || year > 2100) return this.bad(yearText)
    if (!this.packer.begin(org, year, encodeForms(forms))) {
      this.issues.push(issue('report-duplicate', { line: this.line }, { org, year }))
      return
    }
    this.packer.bits(this.words)
    for (let k = 0; k < this.numberCount; k++) this.packer.number(this.numberCodes[k]!, this.numbers[k]!)
    for (let k = 0; k < this.otherCount; k++) this.figure(this.others[k]!)
    this.packer.end()
  }

  /** The office of the line, made known at its first; an empty text where it is not valid, which is then an issue. */
  private org(): string {
    const id = this.field('org').trim()
    if (id === '' || id.length > 200) {
      this.bad(id)
      return ''
    }
    const name = this.field('name').trim()
    if (id !== this.lastOrg && (name !== '' || this.place.name === undefined)) {
      const org = officeOf(id, { name, level: this.field('level'), parents: this.field('parents') })
      if (typeof org === 'string') {
        this.bad(org)
        return ''
      }
      if (!this.packer.office(org) && name !== '') this.issues.push(issue('org-duplicate', { line: this.line }, { org: id }))
    }
    return this.lastOrg = id
  }

  private forms(): Forms | undefined {
    const forms: Forms = {}
    for (const column of ['form2', 'form3', 'form4'] as const) {
      const form = this.field(column).trim()
      if (form === '2019' || form === '2021') forms[TABLE_OF[column]] = form
      else if (form !== '') {
        this.bad(form)
        return undefined
      }
    }
    return forms
  }

  /** A figure that is not a plain number. */
  private figure(i: number): void {
    const code = this.codes![i]!
    const isCell = METRICS[METRIC_CODES[code]!].table !== undefined
    const known = KIND_OF_LENGTH.get(this.stops[i]! - this.starts[i]!)
    if (known && isCell && this.matches(known.bytes, i)) return this.packer.missing(code, known.kind)
    const text = this.decode(this.buffer.bytes.subarray(this.starts[i], this.stops[i])).trim()
    const kind = KINDS.find((one) => one === text)
    if (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/u.test(text) && Number.isFinite(Number(text))) this.packer.number(code, Number(text))
    else if (kind && isCell) this.packer.missing(code, kind)
    else if (text !== '') this.bad(`${METRIC_CODES[code]!}: ${text}`)
  }

  finish(): SetReading {
    this.buffer.close()
    this.lines()
    if (this.issues.length === 0 && this.buffer.at < this.buffer.end) throw new FormatError('file-damaged', { reason: 'unexpected end' }, { line: this.line })
    if (!this.codes) throw new FormatError('csv-column', { column: 'org' }, { line: 1 })
    if (this.issues.length === 0) this.issues.push(...this.packer.unknown().slice(0, MOST_ISSUES).map((org) => issue('org-missing', {}, { org })))
    return this.issues.length > 0 ? { issues: this.issues.slice(0, MOST_ISSUES) } : { prepared: this.packer.finish(this.set), issues: [] }
  }
}

/** A line has more fields than the first, or fewer. */
const OTHER = -2

/** Reads a wide table as it comes. With any issue there is no dataset. `name` is its title where it gives none itself. */
export async function readWideCsv(chunks: Chunks, name: string): Promise<SetReading> {
  const reader = new WideReader(name)
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += 1 << 20) reader.push(chunk.subarray(from, from + (1 << 20)))
    if (reader.issues.length >= MOST_ISSUES) return { issues: reader.issues.slice(0, MOST_ISSUES) }
  }
  return reader.finish()
}
