import { dsvFormat } from 'd3-dsv'
import { issue } from '../../domain/issues'
import type { Issue } from '../../domain/issues'
import { METRICS, METRIC_CODES, isMetricCode } from '../../domain/metrics'
import type { MetricCode } from '../../domain/metrics'
import type { Org } from '../../domain/orgs'
import { UNNAMED, placeReport } from '../../domain/placement'
import { impossibility } from '../../domain/possible'
import { HEADINGS, NEEDED, cellOf, columnsOf, delimiterOf, formsOf } from '../../parse/longCsv'
import { encodeForms } from '../../pack/formCodes'
import { CODE_AT, Packer } from '../../pack/packer'
import { STATES } from '../../pack/states'
import { CODE } from '../../pack/states'
import { ByteMap } from '../byteMap'
import { MOST_ISSUES } from '../json/datasetStream'
import type { SetReading } from '../json/datasetStream'
import { LineBuffer } from './lineBuffer'
import { NumberBytes } from '../numberBytes'
import { FormatError } from '../source'
import type { Chunks } from '../source'
import { Texts } from '../texts'

const [QUOTE, FEED, RETURN] = [0x22, 0x0a, 0x0d]
/** Cells that are no number and keep their text. A table with more of them is none of figures. */
const MOST_UNREADABLE = 100_000

type Column = keyof typeof HEADINGS
export type MetricOf = (name: string) => MetricCode | undefined

/**
 * Reads a long table, one figure a line, from its bytes as they come. The same office, year and metric are named again
 * and again: their bytes are looked up, and only new ones are made texts.
 */
class LongReader {
  private readonly buffer = new LineBuffer()
  private readonly number = new NumberBytes()
  private readonly packer = new Packer()
  private line = 1
  private columns: Record<Column, number> | undefined
  private delimiter = 0x2c
  private decoder = new TextDecoder('utf-8', { fatal: true })
  private starts = new Uint32Array(64)
  private stops = new Uint32Array(64)
  /** Offices as the table names them: bytes of the district, a line feed, bytes of the name. */
  private readonly officeBytes = new ByteMap()
  private readonly officeIds: string[] = []
  private readonly orgs = new Map<string, Org>()
  private readonly metricBytes = new ByteMap()
  private readonly metricCodes: number[] = []
  private readonly yearBytes = new ByteMap()
  private readonly years: number[] = []
  private readonly unreadable = new Map<string, { org: string; year: number; cells: Record<string, object> }>()
  private unreadableCount = 0
  private key = new Uint8Array(1024)
  readonly texts = new Texts()
  readonly issues: Issue[] = []

  constructor(
    private readonly name: string,
    private readonly metricOf: MetricOf,
  ) {}

  push(chunk: Uint8Array): void {
    this.buffer.add(chunk)
    this.lines()
  }

  private lines(): void {
    const { buffer } = this
    while (buffer.at < buffer.end && this.issues.length < MOST_ISSUES) {
      const to = this.columns ? this.next() : this.header()
      if (to < 0) return
      buffer.at = to
      this.line++
    }
  }

  /** Past the first line. Its encoding is the table's. */
  private header(): number {
    const {
      buffer: { bytes, at, end },
    } = this
    const feed = bytes.subarray(at, end).indexOf(FEED)
    if (feed < 0) return -1
    const line = bytes.subarray(at, at + feed)
    let text: string
    try {
      text = this.decoder.decode(line)
    } catch {
      this.decoder = new TextDecoder('gb18030', { fatal: true })
      text = this.decode(line)
    }
    text = text.replace(/^\uFEFF/u, '').replace(/\r$/u, '')
    const mark = delimiterOf(text)
    const columns = columnsOf(dsvFormat(mark).parseRows(text)[0] ?? [])
    const lost = NEEDED.find((heading) => columns[heading] < 0)
    if (lost) throw new FormatError('csv-column', { column: HEADINGS[lost].at(2) ?? lost }, { line: 1 })
    this.delimiter = mark.charCodeAt(0)
    this.columns = columns
    return at + feed + 1
  }

  private next(): number {
    const {
      buffer: { bytes, at, end },
      delimiter,
    } = this
    let count = 0
    let from = at
    for (let i = at; i < end; i++) {
      const byte = bytes[i]!
      if (byte === QUOTE && i === from) {
        for (i++; i < end; i++) {
          if (bytes[i] !== QUOTE) continue
          if (bytes[i + 1] !== QUOTE) break
          i++
        }
        continue
      }
      if (byte !== delimiter && byte !== FEED) continue
      if (count < this.starts.length) {
        this.starts[count] = from
        this.stops[count++] = byte === FEED && i > from && bytes[i - 1] === RETURN ? i - 1 : i
      }
      from = i + 1
      if (byte !== FEED) continue
      for (let k = count; k < this.starts.length; k++) this.starts[k] = this.stops[k] = i
      this.row(count)
      return i + 1
    }
    return -1
  }

  private decode(bytes: Uint8Array): string {
    try {
      return this.decoder.decode(bytes)
    } catch {
      throw new FormatError('file-damaged', { reason: this.decoder.encoding }, { line: this.line })
    }
  }

  private text(column: number): string {
    if (column < 0) return ''
    const text = this.decode(this.buffer.bytes.subarray(this.starts[column], this.stops[column]))
    return text.startsWith('"') && text.endsWith('"') && text.length > 1
      ? text.slice(1, -1).replaceAll('""', '"')
      : text
  }

  private bad(what?: string): void {
    const text =
      what ??
      Array.from({ length: 8 }, (_, i) => this.text(i))
        .filter((field) => field !== '')
        .join()
    this.issues.push(issue('csv-row', { line: this.line }, { line: this.line, text: text.slice(0, 60) }))
  }

  private row(count: number): void {
    const columns = this.columns!
    let isEmpty = true
    for (let i = 0; i < count && isEmpty; i++) {
      const [from, to] = [this.starts[i]!, this.stops[i]!]
      isEmpty = from === to || (this.buffer.bytes[from]! <= 0x22 && this.text(i).trim() === '')
    }
    if (isEmpty) return
    const org = this.office()
    const year = this.known(this.yearBytes, this.years, columns.year, (text) =>
      Number(text.normalize('NFKC').replace(/年.*$/u, '')),
    )
    const code = this.known(
      this.metricBytes,
      this.metricCodes,
      columns.metric,
      (text) => CODE_AT.get(this.metricOf(text) ?? '') ?? -1,
    )
    if (org === '' || !Number.isInteger(year) || year < 2008 || year > 2100 || code < 0) return this.bad()
    this.packer.resume(org, year)
    this.figure(org, year, code)
  }

  /** What stands in a column, made of its text once for the same bytes. */
  private known(map: ByteMap, values: number[], column: number, make: (text: string) => number): number {
    const { bytes } = this.buffer
    const held = map.find(bytes, this.starts[column], this.stops[column])
    if (held >= 0) return values[held]!
    const value = make(this.text(column).trim())
    // Texts that are nothing lead to issues, of which there are not many.
    map.add(bytes, this.starts[column], this.stops[column])
    values.push(value)
    return value
  }

  private office(): string {
    const { bytes } = this.buffer
    const { org, district } = this.columns!
    const [from, to] = [this.starts[org]!, this.stops[org]!]
    const [first, last] = district < 0 ? [0, 0] : [this.starts[district]!, this.stops[district]!]
    const size = last - first + 1 + to - from
    if (size > this.key.length) this.key = new Uint8Array(size * 2)
    this.key.set(bytes.subarray(first, last))
    this.key[last - first] = FEED
    this.key.set(bytes.subarray(from, to), last - first + 1)
    const held = this.officeBytes.find(this.key, 0, size)
    if (held >= 0) return this.officeIds[held]!
    const id = this.place(this.text(org).trim(), this.text(district).trim())
    this.officeBytes.add(this.key, 0, size)
    this.officeIds.push(id)
    return id
  }

  /** Makes an office known by its name and district, with the areas above it; its id, or an empty text. */
  private place(name: string, district: string): string {
    if (name === '' || name.length > 200 || district.length > 200) return ''
    const { org, newAreas } = placeReport({ org: name, ...(district !== '' && { district }) }, [])
    // Who is named in a way that no organ is, is still one: what the table calls it.
    const own: Org = org.name === UNNAMED ? { ...org, id: `${org.id.slice(0, -UNNAMED.length)}${name}`, name } : org
    for (const one of [...newAreas, own]) if (!this.orgs.has(one.id)) this.orgs.set(one.id, one)
    return own.id
  }

  private figure(org: string, year: number, code: number): void {
    const {
      buffer: { bytes },
      number,
      packer,
    } = this
    const column = this.columns!.value
    const [from, to] = [this.starts[column]!, this.stops[column]!]
    const isPlain = from < to && number.read(bytes, from) === to
    const cell = isPlain ? { value: number.value } : cellOf(this.text(column))
    const name = METRIC_CODES[code]!
    if (cell.value !== undefined && impossibility(name, cell.value) !== undefined)
      return this.bad(`${name}: ${cell.value}`)
    const isCell = METRICS[name].table !== undefined
    const held = packer.held(code)
    if (held) {
      if (!isCell && cell.value === undefined) return
      const isSame = cell.value === undefined ? held.state === CODE[cell.missing!] : held.value === cell.value
      if (!isSame) this.bad(`${name}: ${held.value ?? STATES[held.state!] ?? ''} ≠ ${this.text(column)}`)
    } else if (cell.value !== undefined) packer.number(code, cell.value)
    else if (isCell) {
      packer.missing(code, cell.missing!)
      if (cell.missing === 'unreadable' && cell.raw !== undefined) this.note(org, year, name, cell.raw)
    }
  }

  /** Keeps the text of a cell that is no number. */
  private note(org: string, year: number, code: string, raw: string): void {
    if (raw === 'unreadable') return
    if (++this.unreadableCount > MOST_UNREADABLE) return this.bad(`${code}: ${raw}`)
    const key = `${year} ${org}`
    const report = this.unreadable.get(key) ?? { org, year, cells: {} }
    this.unreadable.set(key, report)
    report.cells[code] = { missing: 'unreadable', raw: raw.slice(0, 200) }
  }

  async finish(): Promise<SetReading> {
    this.buffer.close()
    this.lines()
    if (!this.columns) throw new FormatError('csv-column', { column: HEADINGS.org[2] }, { line: 1 })
    if (this.issues.length === 0 && this.buffer.at < this.buffer.end)
      throw new FormatError('file-damaged', { reason: 'unexpected end' }, { line: this.line })
    if (this.issues.length === 0 && this.packer.reports === 0)
      throw new FormatError('file-damaged', { reason: 'no lines' }, { line: this.line })
    if (this.issues.length > 0) return { issues: this.issues.slice(0, MOST_ISSUES) }
    for (const org of this.orgs.values()) this.packer.office(org)
    this.packer.setForms((year, codes) =>
      encodeForms(
        formsOf(
          codes.map((code) => METRIC_CODES[code]!).filter((code) => METRICS[code].table !== undefined),
          year,
        ),
      ),
    )
    for (const { org, year, cells } of this.unreadable.values()) {
      this.packer.resume(org, year)
      this.texts.line((write) => write(`${JSON.stringify({ org, year, cells, prose: {} })}`))
      this.packer.end(this.texts.part)
    }
    await this.texts.settle(true)
    return {
      prepared: this.packer.finish(
        { id: `import-${Date.now()}`, title: this.name, synthetic: false },
        this.texts.parts,
      ),
      issues: [],
    }
  }
}

/**
 * Reads a long table as it comes: `readLongCsv` for one that is too large to be looked through report by report. An
 * office is what the table calls it; a line that cannot be read, or that contradicts an earlier one, is an issue, and
 * with any issue there is no dataset. Texts that are no number are kept. `name` is the dataset's title; `metricOf`
 * knows metrics by code and by name.
 */
export async function readLongCsvStream(
  chunks: Chunks,
  name: string,
  metricOf: MetricOf = (code) => (isMetricCode(code) ? code : undefined),
): Promise<SetReading> {
  const reader = new LongReader(name, metricOf)
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += 1 << 20) reader.push(chunk.subarray(from, from + (1 << 20)))
    if (reader.issues.length >= MOST_ISSUES) return { issues: reader.issues.slice(0, MOST_ISSUES) }
  }
  return reader.finish()
}
