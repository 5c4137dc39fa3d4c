import type { StoredProse } from '../../domain/cell'
import { METRIC_CODES, isMetricCode } from '../../domain/metrics'
import { isDay } from '../../domain/deadline'
import type { Forms, Report } from '../../domain/report'
import { FORM_CODES, encodeForms } from '../../pack/formCodes'
import type { Packer } from '../../pack/packer'
import { ByteMap } from '../byteMap'
import { duplicateKey } from './duplicateKey'
import { KeyOrder } from './figureKeys'
import { FigureScanner, kindAt } from './figureScanner'
import { CLOSE, COMMA, OPEN, skipValue } from './jsonBytes'
import { JsonCursor, MORE, UNUSUAL } from './jsonCursor'

/**
 * What became of a report: packed up to this place; or it takes more bytes; or it is not of the plain shape and a
 * parser must judge it.
 */
export type Scan = { end: number } | 'more' | 'unusual'

const encode = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoder()
const FIELDS = ['"org":', '"year":', '"forms":', '"source":', '"cells":', '"prose":'].map((text) => encode.encode(text))
const [ORG, YEAR, FORMS, SOURCE, , PROSE] = [0, 1, 2, 3, 4, 5]
const SOURCE_FIELDS = ['"title":', '"url":', '"file":', '"retrieved":', '"published":'].map((text) =>
  encode.encode(text),
)
const PUBLISHED = SOURCE_FIELDS.length - 1
/** All fields but the source must be there. */
const NEEDED = 0b110111

const DAY_LENGTH = '"2020-01-31"'.length
const isDayAt = (bytes: Uint8Array, from: number, to: number): boolean =>
  to - from === DAY_LENGTH && isDay(String.fromCharCode(...bytes.subarray(from + 1, to - 1)))

/** Gathers what columns cannot hold of reports, one line each. */
export interface TextSink {
  /** A report's line: pieces of the file between texts of its own. */
  line(fill: (write: (text: string | Uint8Array) => void) => void): void
  /** The part that the last line went to. */
  readonly part: number
}

/**
 * Reads reports of the plain shape straight from a dataset file's bytes to columns: no object is made of them. What is
 * unusual (an unknown key, an escape in a name, a place, a correction, a number with an exponent, the months covered)
 * is left to a parser, so that nothing is taken for valid that the schema would refuse.
 */
export class ReportScanner {
  private readonly cursor = new JsonCursor()
  private readonly figures = new FigureScanner(this.cursor)
  /** How reports of the same forms list their cells, and their prose; those whose forms come late share the last. */
  private readonly orders = Array.from({ length: (FORM_CODES + 1) * 2 }, () => new KeyOrder())
  private readonly orgBytes = new ByteMap()
  private readonly orgs: string[] = []
  private readonly formBytes = new ByteMap()
  private readonly formCodes: number[] = []

  constructor(
    private readonly packer: Packer,
    private readonly texts: TextSink,
    private readonly onDuplicate: (org: string, year: number) => void,
  ) {}

  /** The report that begins at `at` with a brace. */
  scan(bytes: Uint8Array, at: number, end: number): Scan {
    this.cursor.over(bytes, end)
    this.figures.begin()
    const result = this.report(at)
    if (result >= 0) return { end: result }
    // What looks odd at the very end may only be cut.
    return result === MORE ? 'more' : 'unusual'
  }

  private report(start: number): number {
    const {
      cursor,
      cursor: { bytes, end },
    } = this
    let at = start + 1
    let org = ''
    let year = -1
    let forms = -1
    let source: [number, number] | undefined
    let done = 0
    for (;;) {
      const field = cursor.oneOf(FIELDS, at)
      if (field < 0) return field
      if (done & (1 << field)) return UNUSUAL
      done |= 1 << field
      at += FIELDS[field]!.length
      let to: number
      if (field === ORG) {
        to = cursor.text(at)
        if (to >= 0 && (org = this.orgAt(at, to)) === '') return UNUSUAL
      } else if (field === YEAR) {
        to = cursor.number(at)
        year = cursor.value
        if (to >= 0 && (!Number.isInteger(year) || year < 2008 || year > 2100)) return UNUSUAL
      } else if (field === FORMS) {
        to = skipValue(bytes, at, end)
        if (to >= 0 && (forms = this.formsAt(at, to)) < 0) return UNUSUAL
      } else if (field === SOURCE) {
        to = skipValue(bytes, at, end)
        if (to >= 0 && !this.isSource(at, to)) return UNUSUAL
        source = [at, to]
      } else {
        const prose = field === PROSE
        const order = this.orders[(forms < 0 ? FORM_CODES : forms) * 2 + (prose ? 1 : 0)]!
        to = this.figures.object(at, prose, order)
        if (to >= 0) order.learn()
      }
      if (to < 0) return to
      at = to
      if (at >= end) return MORE
      const next = bytes[at]!
      if (next === COMMA) at++
      else if (next === CLOSE) break
      else return UNUSUAL
    }
    if ((done & NEEDED) !== NEEDED) return UNUSUAL
    this.commit(org, year, forms, source)
    return at + 1
  }

  private commit(org: string, year: number, forms: number, source?: [number, number]): void {
    const { packer, figures } = this
    if (!packer.begin(org, year, forms)) {
      this.onDuplicate(org, year)
      return
    }
    packer.bits(figures.words)
    for (let i = 0; i < figures.count; i++) packer.number(figures.codes[i]!, figures.values[i]!)
    for (let i = 0; i < figures.missing; i++) packer.missing(figures.missingCodes[i]!, kindAt(figures.missingKinds[i]!))
    for (const { code, marks } of figures.marked) packer.mark(METRIC_CODES[code]!, marks)
    for (const { code, value, marks } of figures.said)
      packer.said(METRIC_CODES[code] ?? 'litigation.total', value, marks)
    if (!source && figures.noted.length === 0) {
      packer.end()
      return
    }
    this.packWordings()
    if (source) packer.published(this.parsed(source[0], source[1]) as Report['source'], year)
    this.writeTexts(org, year, source)
    packer.end(this.texts.part)
  }

  /** A value that was looked through already; nothing where it is no JSON after all. */
  private parsed(from: number, to: number): unknown {
    try {
      return JSON.parse(lenient.decode(this.cursor.bytes.subarray(from, to)))
    } catch {
      return undefined
    }
  }

  /** The words that sentences give their figures in. */
  private packWordings(): void {
    for (const { prose, from, to } of this.figures.noted) {
      if (!prose) continue
      const value = this.cursor.bytes.indexOf(OPEN, from)
      const figure = value < 0 || value >= to ? undefined : (this.parsed(value, to) as StoredProse | undefined)
      const code = value < 0 ? undefined : this.parsed(from, value - 1)
      if (typeof code === 'string' && isMetricCode(code) && figure !== undefined) this.packer.worded(code, figure)
    }
  }

  private writeTexts(org: string, year: number, source?: [number, number]): void {
    const {
      cursor: { bytes },
      figures: { noted },
    } = this
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
  }

  /**
   * The name between quotation marks; an empty one where it is not of the plain shape. Offices come once a year: each
   * is decoded once.
   */
  private orgAt(from: number, to: number): string {
    const { bytes } = this.cursor
    const held = this.orgBytes.find(bytes, from, to)
    if (held >= 0) return this.orgs[held]!
    let name: string
    try {
      name = decoder.decode(bytes.subarray(from + 1, to - 1))
    } catch {
      return ''
    }
    if (name.length > 200 || name !== name.trim()) return ''
    this.orgBytes.add(bytes, from, to)
    this.orgs.push(name)
    return name
  }

  private formsAt(from: number, to: number): number {
    const { bytes } = this.cursor
    const held = this.formBytes.find(bytes, from, to)
    if (held >= 0) return this.formCodes[held]!
    let forms = -1
    try {
      const text = decoder.decode(bytes.subarray(from, to))
      const parsed: unknown = JSON.parse(text)
      if (
        duplicateKey(text) === undefined &&
        typeof parsed === 'object' &&
        parsed !== null &&
        !Array.isArray(parsed) &&
        Object.entries(parsed).every(
          ([table, form]) => ['2', '3', '4'].includes(table) && (form === '2019' || form === '2021'),
        )
      )
        forms = encodeForms(parsed as Forms)
    } catch {
      forms = -1
    }
    if (this.formBytes.size < 1000) {
      this.formBytes.add(bytes, from, to)
      this.formCodes.push(forms)
    }
    return forms
  }

  /** A source of short texts only, none of them twice, and a day where it says when it was published. */
  private isSource(from: number, to: number): boolean {
    const {
      cursor,
      cursor: { bytes, end },
    } = this
    if (bytes[from] !== OPEN) return false
    let at = from + 1
    if (bytes[at] === CLOSE) return at + 1 === to
    cursor.end = to
    let done = 0
    try {
      for (;;) {
        const field = cursor.oneOf(SOURCE_FIELDS, at)
        if (field < 0 || done & (1 << field)) return false
        done |= 1 << field
        const text = at + SOURCE_FIELDS[field]!.length
        at = cursor.text(text)
        if (at < 0) return false
        if (field === PUBLISHED && !isDayAt(bytes, text, at)) return false
        if (bytes[at] === CLOSE) return at + 1 === to
        if (bytes[at++] !== COMMA) return false
      }
    } finally {
      cursor.end = end
    }
  }
}
