import * as v from 'valibot'
import { datasetSchema } from '../domain/datasetSchema'
import type { CellMissing } from '../domain/cell'
import { issue } from '../domain/issues'
import type { Issue } from '../domain/issues'
import { METRICS } from '../domain/metrics'
import type { MetricCode } from '../domain/metrics'
import type { Org } from '../domain/orgs'
import type { Forms } from '../domain/report'
import { encodeForms } from '../query/formCodes'
import { CODE_AT, Packer } from '../query/packer'
import type { Prepared } from '../storage/records'
import type { SetReading } from './datasetStream'
import { LEADING, TABLE_OF, WIDE_CODES, listedFigure, rowsOf } from './rows'
import { FormatError } from './source'
import type { Chunks } from './source'

/**
 * The wide table: a line for each office and year, a column for each figure. A field is a number, or the kind of its absence (blank, dash,
 * unreadable, not-extracted), or empty where the report does not list it. `dataset`, `title` and `synthetic` stand in the first line only;
 * name, level and parents (as JSON) in an office's first.
 */
const HEAD = ['dataset', 'title', 'synthetic', ...LEADING] as const
const KINDS: Readonly<Record<string, CellMissing>> = { 'blank': 'blank', 'dash': 'dash', 'unreadable': 'unreadable', 'not-extracted': 'not-extracted' }
const MOST_ISSUES = 50

/** A text that a spreadsheet would take for a formula is led by an apostrophe, as one that begins with one itself. */
const guarded = (text: string): string => (/^[=+\-@\t\r']/u.test(text) ? `'${text}` : text)
const unguarded = (text: string): string => (/^'[=+\-@\t\r']/u.test(text) ? text.slice(1) : text)
const quoted = (text: string): string => (/[",\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** A packed dataset as a wide table, line by line. */
export function* wideCsv(prepared: Pick<Prepared, 'manifest' | 'meta' | 'segments'>): Generator<string> {
  const { id, title, synthetic } = prepared.manifest
  yield `${[...HEAD, ...WIDE_CODES].join()}\r\n`
  let set = [id, title, synthetic ? '1' : '0']
  let last = ''
  for (const { org, report } of rowsOf(prepared)) {
    const own = org.id === last ? ['', '', ''] : [org.name, org.level, JSON.stringify(org.parents)]
    last = org.id
    const lead = [...set, org.id, ...own, String(report?.year ?? ''), report?.forms[2] ?? '', report?.forms[3] ?? '', report?.forms[4] ?? '']
    set = ['', '', '']
    yield `${[...lead.map((text) => quoted(guarded(text))), ...WIDE_CODES.map((code) => (report ? String(listedFigure(report, code) ?? '') : ''))].join()}\r\n`
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
const orgSchema = datasetSchema.entries.orgs.item

class WideReader {
  private buffer = new Uint8Array(1 << 20)
  private at = 0
  private end = 0
  private line = 1
  private columns: string[] | undefined
  private codes = new Int16Array(0)
  private readonly place: Record<string, number> = {}
  private readonly packer = new Packer()
  private starts = new Uint32Array(512)
  private stops = new Uint32Array(512)
  private set = { id: '', title: '', synthetic: false }
  private lastOrg = ''
  readonly issues: Issue[] = []

  constructor(private readonly name: string) {}

  push(chunk: Uint8Array, final = false): void {
    const left = this.end - this.at
    const target = left + chunk.length + 1 > this.buffer.length ? new Uint8Array(Math.max(this.buffer.length * 2, left + chunk.length + 1)) : this.buffer
    target.set(this.buffer.subarray(this.at, this.end))
    target.set(chunk, left)
    this.buffer = target
    this.at = 0
    this.end = left + chunk.length
    if (final && this.end > 0 && target[this.end - 1] !== 0x0a) target[this.end++] = 0x0a
    for (let to = this.fields(); to >= 0; to = this.fields()) {
      const count = this.count
      if (!(count === 1 && this.starts[0] === this.stops[0])) this.row(count)
      this.at = to
      this.line++
      if (this.issues.length >= MOST_ISSUES) return
    }
    if (final && this.at < this.end) throw new FormatError('file-damaged', { reason: 'unexpected end' }, { line: this.line })
  }

  private count = 0
  /** Finds the fields of the next line; past its end, or -1 where it is not whole yet. */
  private fields(): number {
    const { buffer, end } = this
    let count = 0
    let from = this.at
    for (let i = from; i < end; i++) {
      const byte = buffer[i]!
      if (byte === 0x22 && i === from) {
        for (i++; i < end; i++) {
          if (buffer[i] !== 0x22) continue
          if (buffer[i + 1] === 0x22) { i++; continue }
          break
        }
        continue
      }
      if (byte !== 0x2c && byte !== 0x0a) continue
      if (count === this.starts.length) {
        this.starts = grown(this.starts)
        this.stops = grown(this.stops)
      }
      this.starts[count] = from
      this.stops[count++] = byte === 0x0a && i > from && buffer[i - 1] === 0x0d ? i - 1 : i
      from = i + 1
      if (byte === 0x0a) {
        this.count = count
        return i + 1
      }
    }
    return -1
  }

  private text(i: number): string {
    let text: string
    try {
      text = decoder.decode(this.buffer.subarray(this.starts[i]!, this.stops[i]!))
    } catch {
      throw new FormatError('file-damaged', { reason: 'UTF-8' }, { line: this.line })
    }
    return unguarded(text.startsWith('"') && text.endsWith('"') && text.length > 1 ? text.slice(1, -1).replaceAll('""', '"') : text)
  }

  private bad(text: string): void {
    this.issues.push(issue('csv-row', { line: this.line }, { line: this.line, text: text.slice(0, 60) }))
  }

  private header(count: number): void {
    const columns = Array.from({ length: count }, (_, i) => this.text(i).trim())
    for (const wanted of ['org', 'year', 'form2', 'form3', 'form4']) if (!columns.includes(wanted)) throw new FormatError('csv-column', { column: wanted }, { line: 1 })
    const unknown = columns.find((column, i) => !((HEAD as readonly string[]).includes(column) || CODE_AT.has(column)) || columns.indexOf(column) !== i)
    if (unknown !== undefined) throw new FormatError('csv-column', { column: unknown }, { line: 1 })
    columns.forEach((column, i) => { this.place[column] = i })
    this.codes = Int16Array.from(columns, (column) => CODE_AT.get(column) ?? -1)
    this.columns = columns
  }

  private field(name: string): string {
    const at = this.place[name]
    return at === undefined || at >= this.count ? '' : this.text(at)
  }

  private row(count: number): void {
    if (!this.columns) return this.header(count)
    if (count !== this.columns.length) return this.bad(`${count} / ${this.columns.length}`)
    if (this.set.id === '') {
      this.set = { id: this.field('dataset'), title: this.field('title') || this.name, synthetic: this.field('synthetic') === '1' }
      if (!/^[\w.-]{1,80}$/u.test(this.set.id)) this.set.id = `import-${Date.now()}`
    }
    const id = this.field('org').trim()
    const name = this.field('name').trim()
    if (id === '' || id.length > 200) return this.bad(id)
    if (id !== this.lastOrg && (name !== '' || this.place.name === undefined)) {
      let org: unknown
      try {
        org = { id, name: name || id, level: this.field('level') || 'street', parents: JSON.parse(this.field('parents') || '[]') }
      } catch {
        return this.bad(this.field('parents'))
      }
      const checked = v.safeParse(orgSchema, org)
      if (!checked.success) return this.bad(`${checked.issues[0].expected ?? ''} ${checked.issues[0].received}`)
      if (!this.packer.office(checked.output as Org) && name !== '') this.issues.push(issue('org-duplicate', { line: this.line }, { org: id }))
    }
    this.lastOrg = id
    const yearText = this.field('year').trim()
    if (yearText === '') return
    const year = Number(yearText)
    const forms: Forms = {}
    for (const column of ['form2', 'form3', 'form4'] as const) {
      const form = this.field(column).trim()
      if (form === '2019' || form === '2021') forms[TABLE_OF[column]] = form
      else if (form !== '') return this.bad(form)
    }
    if (!Number.isInteger(year) || year < 2008 || year > 2100) return this.bad(yearText)
    if (!this.packer.begin(id, year, encodeForms(forms))) {
      this.issues.push(issue('report-duplicate', { line: this.line }, { org: id, year }))
      return
    }
    for (let i = 0; i < count; i++) {
      const code = this.codes[i]!
      const from = this.starts[i]!
      const to = this.stops[i]!
      if (code < 0 || from === to) continue
      if (to === from + 1 && this.buffer[from] === 0x30) this.packer.number(code, 0)
      else this.figure(code, i, from, to)
    }
    this.packer.end()
  }

  private figure(code: number, i: number, from: number, to: number): void {
    let value = 0
    let k = from
    for (; k < to && to - from < 16; k++) {
      const digit = this.buffer[k]! - 0x30
      if (digit < 0 || digit > 9) break
      value = value * 10 + digit
    }
    if (k === to) return this.packer.number(code, value)
    const text = this.text(i).trim()
    const kind = KINDS[text]
    const metric = METRICS[WIDE_CODES[code] as MetricCode]
    if (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/u.test(text) && Number.isFinite(Number(text))) this.packer.number(code, Number(text))
    else if (kind && metric.table !== undefined) this.packer.missing(code, kind)
    else if (text !== '') this.bad(`${WIDE_CODES[code] ?? ''}: ${text}`)
  }

  finish(): SetReading {
    if (!this.columns) throw new FormatError('csv-column', { column: 'org' }, { line: 1 })
    if (this.issues.length === 0) this.issues.push(...this.packer.unknown().slice(0, MOST_ISSUES).map((org) => issue('org-missing', {}, { org })))
    return this.issues.length > 0 ? { issues: this.issues.slice(0, MOST_ISSUES) } : { prepared: this.packer.finish(this.set), issues: [] }
  }
}

function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(array.length * 2)
  wider.set(array)
  return wider
}

/** Whether a file's first line is that of a wide table. */
export const isWideCsv = (start: string): boolean => /^\uFEFF?(?:[\w"]+,)*"?form2"?,/u.test(start.split('\n')[0] ?? '')

/** Reads a wide table as it comes. With any issue there is no dataset. `name` is its title where it gives none itself. */
export async function readWideCsv(chunks: Chunks, name: string): Promise<SetReading> {
  const reader = new WideReader(name)
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += 1 << 20) reader.push(chunk.subarray(from, from + (1 << 20)))
    if (reader.issues.length >= MOST_ISSUES) return { issues: reader.issues }
  }
  reader.push(new Uint8Array(0), true)
  return reader.finish()
}
