import { EXTENTS } from '../../domain/extent'
import { issue } from '../../domain/issues'
import type { Issue } from '../../domain/issues'
import { METRICS, METRIC_CODES } from '../../domain/metrics'
import type { Forms } from '../../domain/report'
import { encodeForms } from '../../pack/formCodes'
import { impossibility } from '../../domain/possible'
import { CODE_AT, Packer } from '../../pack/packer'
import type { Head } from '../../pack/packer'
import { MOST_ISSUES } from '../json/datasetStream'
import type { SetReading } from '../json/datasetStream'
import { LastTexts } from './lastTexts'
import { officeOf } from '../officeFields'
import { FormatError } from '../source'
import type { Chunks } from '../source'
import { OTHER, WideFields } from './wideFields'
import { officeIssues } from '../officeIssues'
import { EXTENT, FORMER, KINDS, TABLE_OF, WIDE_HEAD, unguarded } from '../wideTable'

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
const encode = new TextEncoder()
const COLUMNS: readonly string[] = [...WIDE_HEAD, EXTENT, FORMER]

/** Kinds of absence by the length of their names: no two have the same. */
const KIND_OF_LENGTH = new Map(KINDS.map((kind) => [kind.length, { kind, bytes: encode.encode(kind) }]))

/**
 * Reads a wide table from its bytes as they come: a cell becomes neither a text nor an object, unless it is unusual.
 */
class WideReader {
  private readonly fields = new WideFields()
  private readonly packer = new Packer()
  private line = 1
  private hasHeader = false
  private readonly place: Record<string, number> = {}
  private set: Head = { id: '', title: '', synthetic: false }
  private lastOrg = ''
  /** By column, the texts that stood in it last. */
  private readonly last: LastTexts[] = []
  readonly issues: Issue[] = []

  constructor(private readonly name: string) {}

  push(chunk: Uint8Array): void {
    this.fields.buffer.add(chunk)
    this.lines()
  }

  private lines(): void {
    const { buffer } = this.fields
    while (buffer.at < buffer.end && this.issues.length < MOST_ISSUES) {
      const to = this.next()
      if (to < 0) return
      buffer.at = to
      this.line++
    }
  }

  /** Takes the line at hand; past its end, or -1 where it is not whole yet. */
  private next(): number {
    const { fields } = this
    const { at } = fields.buffer
    const past = fields.emptyLine(at)
    if (past > at) return past
    if (!this.hasHeader) return this.header(at)
    const to = fields.line(at)
    if (to >= 0) this.row()
    return to === OTHER ? this.misfit(at) : to
  }

  /** A line of another number of fields than the first. */
  private misfit(at: number): number {
    const counted = this.fields.count(at)
    if (counted) this.bad(`${counted.fields} / ${this.fields.codes.length}`)
    return counted?.end ?? -1
  }

  private readonly decode = (bytes: Uint8Array): string => {
    let text: string
    try {
      text = decoder.decode(bytes)
    } catch {
      throw new FormatError('file-damaged', { reason: 'UTF-8' }, { line: this.line })
    }
    return unguarded(
      text.startsWith('"') && text.endsWith('"') && text.length > 1 ? text.slice(1, -1).replaceAll('""', '"') : text,
    )
  }

  private bad(text: string): void {
    this.issues.push(issue('csv-row', { line: this.line }, { line: this.line, text: text.slice(0, 60) }))
  }

  private header(at: number): number {
    const line = this.fields.first(at)
    if (!line) return -1
    const columns = line.fields.map((field) => this.decode(field).trim())
    for (const wanted of ['org', 'year', 'form2', 'form3', 'form4'])
      if (!columns.includes(wanted)) throw new FormatError('csv-column', { column: wanted }, { line: 1 })
    const unknown = columns.find(
      (column, i) => !(COLUMNS.includes(column) || CODE_AT.has(column)) || columns.indexOf(column) !== i,
    )
    if (unknown !== undefined) throw new FormatError('csv-column', { column: unknown }, { line: 1 })
    columns.forEach((column, i) => {
      this.place[column] = i
    })
    this.fields.setCodes(Int16Array.from(columns, (column) => CODE_AT.get(column) ?? -1))
    for (let i = 0; i < columns.length; i++) this.last.push(new LastTexts())
    this.hasHeader = true
    return line.end
  }

  private field(name: string): string {
    const at = this.place[name]
    const { buffer, starts, stops } = this.fields
    return at === undefined ? '' : this.last[at]!.of(buffer.bytes, starts[at]!, stops[at]!, this.decode)
  }

  private row(): void {
    if (this.set.id === '') {
      this.set = {
        id: this.field('dataset'),
        title: this.field('title') || this.name,
        synthetic: this.field('synthetic') === '1',
      }
      const extent = this.field(EXTENT)
      const known = EXTENTS.find((one) => one === extent)
      if (known) this.set.extent = known
      else if (extent !== '') this.bad(extent)
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
    const { fields } = this
    this.packer.bits(fields.words)
    for (let k = 0; k < fields.numberCount; k++) this.number(fields.numberCodes[k]!, fields.numbers[k]!)
    for (let k = 0; k < fields.otherCount; k++) this.figure(fields.others[k]!)
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
      const [level, parents, former] = [this.field('level'), this.field('parents'), this.field(FORMER)]
      const org = officeOf(id, { name, level, parents, former })
      if (typeof org === 'string') {
        this.bad(org)
        return ''
      }
      if (!this.packer.office(org) && name !== '')
        this.issues.push(issue('org-duplicate', { line: this.line }, { org: id }))
    }
    return (this.lastOrg = id)
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

  private number(code: number, value: number): void {
    const name = METRIC_CODES[code]!
    if (impossibility(name, value) === undefined) this.packer.number(code, value)
    else this.bad(`${name}: ${value}`)
  }

  /** A figure that is not a plain number. */
  private figure(i: number): void {
    const { fields } = this
    const code = fields.codes[i]!
    const isCell = METRICS[METRIC_CODES[code]!].table !== undefined
    const known = KIND_OF_LENGTH.get(fields.stops[i]! - fields.starts[i]!)
    if (known && isCell && fields.matches(known.bytes, i)) return this.packer.missing(code, known.kind)
    const text = this.decode(fields.buffer.bytes.subarray(fields.starts[i], fields.stops[i])).trim()
    const kind = KINDS.find((one) => one === text)
    if (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/u.test(text) && Number.isFinite(Number(text))) this.number(code, Number(text))
    else if (kind && isCell) this.packer.missing(code, kind)
    else if (text !== '') this.bad(`${METRIC_CODES[code]!}: ${text}`)
  }

  finish(): SetReading {
    const { buffer } = this.fields
    buffer.close()
    this.lines()
    if (this.issues.length === 0 && buffer.at < buffer.end)
      throw new FormatError('file-damaged', { reason: 'unexpected end' }, { line: this.line })
    if (!this.hasHeader) throw new FormatError('csv-column', { column: 'org' }, { line: 1 })
    if (this.issues.length === 0) this.issues.push(...officeIssues(this.packer).slice(0, MOST_ISSUES))
    return this.issues.length > 0
      ? { issues: this.issues.slice(0, MOST_ISSUES) }
      : { prepared: this.packer.finish(this.set), issues: [] }
  }
}

/**
 * Reads a wide table as it comes. With any issue there is no dataset. `name` is its title where it gives none itself.
 */
export async function readWideCsv(chunks: Chunks, name: string): Promise<SetReading> {
  const reader = new WideReader(name)
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += 1 << 20) reader.push(chunk.subarray(from, from + (1 << 20)))
    if (reader.issues.length >= MOST_ISSUES) return { issues: reader.issues.slice(0, MOST_ISSUES) }
  }
  return reader.finish()
}
