import { METRICS, METRIC_CODES } from '../domain/metrics'
import type { CellMissing } from '../domain/cell'
import { encodeForms } from '../query/formCodes'
import type { Forms } from '../domain/report'
import { CODE_AT } from '../query/packer'
import type { Packer } from '../query/packer'
import { CLOSE, COLON, COMMA, OPEN, QUOTE, skipString, skipValue } from './jsonBytes'

/** What became of a report: packed up to this place; or it takes more bytes; or it is not of the plain shape and a parser must judge it. */
export type Scan = { end: number } | 'more' | 'unusual'

const encode = new TextEncoder()
const KINDS = ['blank', 'dash', 'unreadable', 'not-extracted'] as const satisfies readonly CellMissing[]
const NUMBER = -1

/** Keys of cells as they stand in a file, `"code":`, one after another. */
const KEYS = METRIC_CODES.map((code) => encode.encode(`"${code}":`))
const starts = new Uint32Array(KEYS.length + 1)
KEYS.forEach((key, i) => { starts[i + 1] = starts[i]! + key.length })
const keys = new Uint8Array(starts[KEYS.length]! + 4)
KEYS.forEach((key, i) => keys.set(key, starts[i]!))
const keyView = new DataView(keys.buffer)
const isProse = Uint8Array.from(METRIC_CODES, (code) => (METRICS[code].table === undefined ? 1 : 0))

const FIELDS = ['"org":', '"year":', '"forms":', '"source":', '"cells":', '"prose":'].map((text) => encode.encode(text))
const CELL_FIELDS = ['"value":', '"missing":', '"raw":', '"label":', '"approx":', '"unitInferred":'].map((text) => encode.encode(text))
const KIND_TEXTS = KINDS.map((kind) => encode.encode(`"${kind}"`))
const [TRUE, FALSE] = [encode.encode('true'), encode.encode('false')]

/** Longest text of a cell in bytes that is surely within the limit of the schema. */
const LONGEST = 2000

/** Gathers what columns cannot hold of reports, one line each. */
export interface TextSink {
  /** A report's line: pieces of the file between texts of its own. */
  line(fill: (write: (text: string | Uint8Array) => void) => void): void
  /** The part that the last line went to. */
  readonly part: number
}

/**
 * Reads reports of the plain shape straight from a dataset file's bytes to columns: no object is made of them. What is unusual (an unknown
 * key, an escape in a name, a place, a correction, a number with an exponent) is left to a parser, so that nothing is taken for valid that the
 * schema would refuse.
 */
export class ReportScanner {
  private readonly codes = new Uint16Array(1024)
  private readonly kinds = new Int8Array(1024)
  private readonly values = new Float64Array(1024)
  private count = 0
  /** Figures with text: where they stand, key included, in the cells and in the prose. */
  private readonly noted: { from: number; to: number; prose: boolean }[] = []
  private readonly seen = new Uint32Array(METRIC_CODES.length)
  private round = 0
  /** The code that followed each in the report before: mostly it does again. */
  private readonly follower = new Int16Array(METRIC_CODES.length + 1).fill(-1)
  private lastOrg: Uint8Array = new Uint8Array(0)
  private lastName = ''
  private bytes: Uint8Array = new Uint8Array(0)
  private view: DataView = new DataView(new ArrayBuffer(0))
  private end = 0
  private value = 0
  private hasText = false

  constructor(private readonly packer: Packer, private readonly texts: TextSink, private readonly onDuplicate: (org: string, year: number) => void) {}

  /** The report that begins at `at` with a brace. */
  scan(bytes: Uint8Array, at: number, end: number): Scan {
    if (bytes !== this.bytes) {
      this.bytes = bytes
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    }
    this.end = end
    this.count = 0
    this.round++
    this.noted.length = 0
    const result = this.report(at)
    if (result >= 0) return { end: result }
    // What looks odd at the very end may only be cut.
    return result === MORE ? 'more' : 'unusual'
  }

  private report(start: number): number {
    const { bytes, end } = this
    let at = start + 1
    let org = ''
    let year = -1
    let forms = -1
    let source: [number, number] | undefined
    let done = 0
    for (;;) {
      const field = this.field(FIELDS, at)
      if (field < 0) return field
      if (done & (1 << field)) return UNUSUAL
      done |= 1 << field
      at += FIELDS[field]!.length
      switch (field) {
        case 0: {
          const to = this.text(at)
          if (to < 0) return to
          org = this.orgAt(at, to)
          if (org === '') return UNUSUAL
          at = to
          break
        }
        case 1: {
          const to = this.number(at)
          if (to < 0) return to
          year = this.value
          if (!Number.isInteger(year) || year < 2008 || year > 2100) return UNUSUAL
          at = to
          break
        }
        case 2: {
          const to = skipValue(bytes, at, end)
          if (to < 0) return MORE
          forms = this.formsAt(at, to)
          if (forms < 0) return UNUSUAL
          at = to
          break
        }
        case 3: {
          const to = skipValue(bytes, at, end)
          if (to < 0) return MORE
          if (!this.isSource(at, to)) return UNUSUAL
          source = [at, to]
          at = to
          break
        }
        default: {
          const to = this.figures(at, field === 5)
          if (to < 0) return to
          at = to
        }
      }
      if (at >= end) return MORE
      const next = bytes[at]!
      if (next === COMMA) at++
      else if (next === CLOSE) break
      else return UNUSUAL
    }
    if ((done & 0b110111) !== 0b110111) return UNUSUAL
    this.commit(org, year, forms, source)
    return at + 1
  }

  private commit(org: string, year: number, forms: number, source?: [number, number]): void {
    const { packer, bytes, noted } = this
    if (!packer.begin(org, year, forms)) {
      this.onDuplicate(org, year)
      return
    }
    for (let i = 0; i < this.count; i++) {
      const kind = this.kinds[i]!
      if (kind === NUMBER) packer.number(this.codes[i]!, this.values[i]!)
      else packer.missing(this.codes[i]!, KINDS[kind]!)
    }
    if (!source && noted.length === 0) {
      packer.end()
      return
    }
    this.texts.line((write) => {
      write(`{"org":${JSON.stringify(org)},"year":${year},`)
      if (source) {
        write('"source":')
        write(bytes.subarray(source[0], source[1]))
        write(',')
      }
      for (const prose of [false, true]) {
        write(prose ? '},"prose":{' : '"cells":{')
        let first = true
        for (const one of noted) {
          if (one.prose !== prose) continue
          if (!first) write(',')
          first = false
          write(bytes.subarray(one.from, one.to))
        }
      }
      write('}}')
    })
    packer.end(this.texts.part)
  }

  /** Which of some keys stands at a place. */
  private field(among: readonly Uint8Array[], at: number): number {
    for (let f = 0; f < among.length; f++) if (this.matches(among[f]!, at)) return f
    return this.end - at < 20 ? MORE : UNUSUAL
  }

  private matches(text: Uint8Array, at: number): boolean {
    if (at + text.length > this.end) return false
    for (let i = 0; i < text.length; i++) if (this.bytes[at + i] !== text[i]) return false
    return true
  }

  /** Past a string without escapes and control characters, of a length that is surely allowed. */
  private text(at: number): number {
    const { bytes, end } = this
    if (at >= end) return MORE
    if (bytes[at] !== QUOTE) return UNUSUAL
    for (let i = at + 1; i < end; i++) {
      const byte = bytes[i]!
      if (byte === QUOTE) return i - at > LONGEST ? UNUSUAL : i + 1
      if (byte === 0x5c || byte < 0x20) return UNUSUAL
    }
    return MORE
  }

  private orgAt(from: number, to: number): string {
    const { lastOrg, bytes } = this
    if (to - from === lastOrg.length && this.matches(lastOrg, from)) return this.lastName
    let name: string
    try {
      name = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(from + 1, to - 1))
    } catch {
      return ''
    }
    if (name.length > 200 || name !== name.trim()) return ''
    this.lastOrg = bytes.slice(from, to)
    return this.lastName = name
  }

  /** Past a number; its value is in `value`. */
  private number(at: number): number {
    const { bytes, end } = this
    let i = at
    let value = 0
    const negative = bytes[i] === 0x2d
    if (negative) i++
    const first = i
    for (; i < end; i++) {
      const digit = bytes[i]! - 0x30
      if (digit < 0 || digit > 9) break
      value = value * 10 + digit
    }
    if (i >= end) return MORE
    const next = bytes[i]!
    if (i === first || i - first > 15 || (i - first > 1 && bytes[first] === 0x30)) return UNUSUAL
    if (next !== 0x2e) {
      if (next === 0x65 || next === 0x45) return UNUSUAL
      this.value = negative ? -value : value
      return i
    }
    let to = i + 1
    while (to < end && bytes[to]! >= 0x30 && bytes[to]! <= 0x39) to++
    if (to >= end) return MORE
    if (to === i + 1 || to - at > 24 || bytes[to] === 0x65 || bytes[to] === 0x45) return UNUSUAL
    let text = ''
    for (let k = at; k < to; k++) text += String.fromCharCode(bytes[k]!)
    this.value = Number(text)
    return to
  }

  private readonly formsKept = new Map<string, number>()
  private formsAt(from: number, to: number): number {
    let text = ''
    for (let i = from; i < to; i++) text += String.fromCharCode(this.bytes[i]!)
    const held = this.formsKept.get(text)
    if (held !== undefined) return held
    let forms = -1
    try {
      const parsed: unknown = JSON.parse(text)
      if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
        && Object.entries(parsed).every(([table, form]) => ['2', '3', '4'].includes(table) && (form === '2019' || form === '2021'))) forms = encodeForms(parsed as Forms)
    } catch {
      forms = -1
    }
    if (this.formsKept.size < 1000) this.formsKept.set(text, forms)
    return forms
  }

  /** A source of short texts only. */
  private isSource(from: number, to: number): boolean {
    const { bytes } = this
    if (bytes[from] !== OPEN) return false
    let at = from + 1
    if (bytes[at] === CLOSE) return true
    const kept = this.end
    this.end = to
    try {
      for (;;) {
        const key = ['"title":', '"url":', '"file":', '"retrieved":'].find((text) => this.startsWith(text, at))
        if (!key) return false
        at = this.text(at + key.length)
        if (at < 0) return false
        if (bytes[at] === CLOSE) return at + 1 === to
        if (bytes[at++] !== COMMA) return false
      }
    } finally {
      this.end = kept
    }
  }

  private startsWith(text: string, at: number): boolean {
    for (let i = 0; i < text.length; i++) if (this.bytes[at + i] !== text.charCodeAt(i)) return false
    return true
  }

  /** The object of cells or of prose that begins at a place. */
  private figures(start: number, prose: boolean): number {
    const { bytes, end, follower, view } = this
    if (start >= end) return MORE
    if (bytes[start] !== OPEN) return UNUSUAL
    let at = start + 1
    if (at >= end) return MORE
    if (bytes[at] === CLOSE) return at + 1
    if (prose) this.round++
    const { round, seen } = this
    let before = METRIC_CODES.length
    for (;;) {
      const key = at
      let code = follower[before]!
      if (code >= 0) {
        const from = starts[code]!
        const length = starts[code + 1]! - from
        if (at + length + 4 > end) return MORE
        let i = 0
        for (; i + 4 <= length; i += 4) if (view.getUint32(at + i) !== keyView.getUint32(from + i)) break
        if (i + 4 <= length) code = -1
        else for (; i < length; i++) if (bytes[at + i] !== keys[from + i]) { code = -1; break }
        if (code >= 0) at += length
      }
      if (code < 0) {
        const to = skipString(bytes, at, end)
        if (to < 0 || to >= end) return MORE
        let text = ''
        for (let i = at + 1; i < to - 1; i++) text += String.fromCharCode(bytes[i]!)
        code = CODE_AT.get(text) ?? -1
        if (bytes[to] !== COLON) return UNUSUAL
        if (code < 0) {
          // The one sentence that has no cell and no column of its own.
          if (!prose || text !== 'litigation.total') return UNUSUAL
          code = METRIC_CODES.length
        }
        follower[before] = code === METRIC_CODES.length ? -1 : code
        at = to + 1
      }
      if (code < METRIC_CODES.length) {
        if (seen[code] === round || (!prose && isProse[code] === 1)) return UNUSUAL
        seen[code] = round
      }
      if (at + 1 >= end) return MORE
      const own = prose ? code < METRIC_CODES.length && isProse[code] === 1 : true
      let kind = NUMBER
      let noted = !own
      if (bytes[at] === 0x30 && (bytes[at + 1] === COMMA || bytes[at + 1] === CLOSE)) {
        this.value = 0
        at++
      } else if (bytes[at] === OPEN) {
        const to = this.cell(at, prose)
        if (to < 0) return to
        kind = this.kind
        noted ||= this.hasText
        at = to
      } else {
        const to = this.number(at)
        if (to < 0) return to
        at = to
      }
      if (own) {
        const i = this.count++
        if (i >= 1000) return UNUSUAL
        this.codes[i] = code
        this.kinds[i] = kind
        this.values[i] = this.value
      }
      if (noted) this.noted.push({ from: key, to: at, prose })
      if (at >= end) return MORE
      const next = bytes[at++]!
      if (next === CLOSE) return at
      if (next !== COMMA) return UNUSUAL
      before = Math.min(code, METRIC_CODES.length)
    }
  }

  private kind = NUMBER
  /** A cell written as an object: a value or the kind of its absence, with text or without. */
  private cell(start: number, prose: boolean): number {
    const { bytes, end } = this
    let at = start + 1
    let done = 0
    let value = 0
    let missing = 3
    this.hasText = false
    if (at >= end) return MORE
    if (bytes[at] === CLOSE) {
      if (prose) return UNUSUAL
      this.kind = missing
      return at + 1
    }
    for (;;) {
      const field = this.field(CELL_FIELDS, at)
      if (field < 0) return field
      if (done & (1 << field) || (prose ? field === 1 || field === 5 : field === 3 || field === 4)) return UNUSUAL
      done |= 1 << field
      at += CELL_FIELDS[field]!.length
      let to: number
      if (field === 0) {
        to = this.number(at)
        value = this.value
      } else if (field === 1) {
        missing = KIND_TEXTS.findIndex((text) => this.matches(text, at))
        to = missing >= 0 ? at + KIND_TEXTS[missing]!.length : end - at < 20 ? MORE : UNUSUAL
      } else if (field <= 3) {
        to = this.text(at)
        this.hasText = true
      } else {
        to = this.matches(TRUE, at) ? at + 4 : this.matches(FALSE, at) ? at + 5 : end - at < 5 ? MORE : UNUSUAL
        this.hasText = true
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
    this.value = value
    return at
  }
}

const MORE = -1
const UNUSUAL = -2
