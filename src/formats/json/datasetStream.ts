import * as v from 'valibot'
import { splitCorrections } from '../../domain/correction'
import type { FigureCorrection } from '../../domain/correction'
import { readDataset, schemaIssue } from '../../domain/dataset'
import { datasetSchema } from '../../domain/datasetSchema'
import { issue } from '../../domain/issues'
import type { Issue } from '../../domain/issues'
import type { Org } from '../../domain/orgs'
import type { Report } from '../../domain/report'
import { isMetricCode } from '../../domain/metrics'
import { Packer } from '../../pack/packer'
import type { Head } from '../../pack/packer'
import type { Prepared } from '../../pack/records'
import { CLOSE, CLOSE_LIST, COLON, COMMA, OPEN, OPEN_LIST, QUOTE, skipSpace, skipString, skipValue } from './jsonBytes'
import { duplicateKey } from './duplicateKey'
import { ReportScanner } from './reportScanner'
import { officeIssues } from '../officeIssues'
import { FormatError } from '../source'
import type { Chunks } from '../source'
import { Texts } from '../texts'

/** What a file of a large set gave: a dataset ready to be stored, or what is wrong with it. */
export interface SetReading {
  prepared?: Prepared
  issues: Issue[]
}

export const MOST_ISSUES = 50
/** A single office or report larger than this is no report. */
const MOST_ITEM = 64 * 1024 * 1024

const orgSchema = datasetSchema.entries.orgs.item
const reportSchema = datasetSchema.entries.reports.item

type State = 'open' | 'key' | 'after' | 'orgs' | 'reports' | 'done'

/** Reads a dataset file from its bytes as they come: see `readDatasetStream`. */
class DatasetReader {
  private buffer = new Uint8Array(1 << 20)
  private at = 0
  private end = 0
  private offset = 0
  private state: State = 'open'
  private fresh = true
  /** No more bytes come. */
  private final = false
  private orgs = 0
  private reports = 0
  private readonly fields: string[] = []
  private readonly seen = new Set<string>()
  private readonly packer = new Packer()
  private readonly corrections: FigureCorrection[] = []
  readonly texts = new Texts()
  readonly issues: Issue[] = []
  private readonly scanner = new ReportScanner(this.packer, this.texts, (org, year) =>
    this.report(issue('report-duplicate', { path: `reports[${this.reports}]` }, { org, year })),
  )

  private report(one: Issue): void {
    if (this.issues.length < MOST_ISSUES) this.issues.push(one)
  }

  private fail(reason: string): never {
    throw new FormatError('file-not-json', { reason: `${reason} (byte ${this.offset + this.at})` })
  }

  push(chunk: Uint8Array): void {
    const left = this.end - this.at
    if (left + chunk.length > this.buffer.length || this.at > 0) {
      const target =
        left + chunk.length > this.buffer.length
          ? new Uint8Array(Math.max(this.buffer.length * 2, left + chunk.length))
          : this.buffer
      target.set(this.buffer.subarray(this.at, this.end))
      this.buffer = target
      this.offset += this.at
      this.at = 0
      this.end = left
    }
    this.buffer.set(chunk, this.end)
    this.end += chunk.length
    while (this.step()) {
      /* as far as the bytes go */
    }
    if (this.end - this.at > MOST_ITEM) this.fail('an item without end')
  }

  /** Takes one thing; false where it is not whole yet. */
  private step(): boolean {
    const at = skipSpace(this.buffer, this.at, this.end)
    if (at < 0) {
      this.at = this.end
      return false
    }
    this.at = at
    const byte = this.buffer[at]!
    switch (this.state) {
      case 'open':
        if (this.offset + at < 4 && byte === 0xef) {
          if (this.end - at < 3) return false
          this.at += 3
          return true
        }
        if (byte !== OPEN) this.fail('no object')
        return this.go('key', at + 1, true)
      case 'after':
        if (byte === COMMA) return this.go('key', at + 1, false)
        if (byte === CLOSE) return this.go('done', at + 1, false)
        return this.fail('a comma is missing')
      case 'key':
        return this.key(at, byte)
      case 'orgs':
      case 'reports':
        return this.item(at, byte)
      default:
        return this.fail('more than one object')
    }
  }

  private go(state: State, at: number, fresh: boolean): true {
    this.state = state
    this.at = at
    this.fresh = fresh
    return true
  }

  private key(at: number, byte: number): boolean {
    const { buffer, end } = this
    if (byte === CLOSE && this.fresh) return this.go('done', at + 1, false)
    if (byte !== QUOTE) this.fail('a key is missing')
    const to = skipString(buffer, at, end)
    if (to < 0) return false
    const colon = skipSpace(buffer, to, end)
    if (colon < 0) return false
    if (buffer[colon] !== COLON) this.fail('a colon is missing')
    const from = skipSpace(buffer, colon + 1, end)
    if (from < 0) return false
    const key = String(this.parse(at, to))
    if (this.seen.has(key)) throw new FormatError('key-duplicate', {}, { path: key })
    if ((key === 'orgs' || key === 'reports') && buffer[from] === OPEN_LIST) {
      this.seen.add(key)
      return this.go(key, from + 1, true)
    }
    const past = skipValue(buffer, from, end)
    if (past < 0) return false
    this.parse(from, past, key)
    this.seen.add(key)
    this.fields.push(`${JSON.stringify(key)}:${new TextDecoder().decode(buffer.subarray(from, past))}`)
    return this.go('after', past, false)
  }

  /** The value between two places. `path`: where it stands in the file, so that a key it has twice can be named. */
  private parse(from: number, to: number, path?: string): unknown {
    let text: string
    let value: unknown
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(this.buffer.subarray(from, to))
      value = JSON.parse(text)
    } catch (error) {
      this.at = from
      return this.fail(error instanceof Error ? error.message.slice(0, 80) : 'no JSON')
    }
    const twice = path === undefined ? undefined : duplicateKey(text)
    if (twice !== undefined) this.report(issue('key-duplicate', { path: `${path}.${twice}` }))
    return value
  }

  private item(at: number, byte: number): boolean {
    const { buffer, end } = this
    if (byte === CLOSE_LIST && this.fresh) return this.go('after', at + 1, false)
    if (byte === CLOSE_LIST) return this.go('after', at + 1, false)
    if (byte === COMMA) {
      if (this.fresh) this.fail('a comma before the first item')
      const next = skipSpace(buffer, at + 1, end)
      if (next < 0) return false
      if (buffer[next] === CLOSE_LIST || buffer[next] === COMMA) this.fail('an item is missing')
      return this.value(next)
    }
    if (!this.fresh) this.fail('a comma is missing')
    return this.value(at)
  }

  private value(at: number): boolean {
    const { buffer, end } = this
    if (this.state === 'reports' && buffer[at] === OPEN) {
      const scan = this.scanner.scan(buffer, at, end)
      if (scan === 'more' && !this.final) return false
      if (typeof scan === 'object') {
        this.reports++
        return this.go('reports', scan.end, false)
      }
    }
    const to = skipValue(buffer, at, end)
    if (to < 0) return false
    const input = this.parse(at, to, this.state === 'orgs' ? `orgs[${this.orgs}]` : `reports[${this.reports}]`)
    if (this.state === 'orgs') this.takeOrg(input)
    else this.takeReport(input)
    return this.go(this.state, to, false)
  }

  private takeOrg(input: unknown): void {
    const i = this.orgs++
    const result = v.safeParse(orgSchema, input)
    if (!result.success) for (const problem of result.issues) this.report(schemaIssue(problem, `orgs[${i}]`))
    else if (!this.packer.office(result.output as Org))
      this.report(issue('org-duplicate', { path: `orgs[${i}].id` }, { org: result.output.id }))
  }

  /** A report that is not of the plain shape, as the schema sees it. */
  private takeReport(input: unknown): void {
    const path = `reports[${this.reports}]`
    const result = v.safeParse(reportSchema, input)
    if (!result.success) for (const problem of result.issues) this.report(schemaIssue(problem, path))
    else {
      const { published, corrections } = splitCorrections(result.output as Report)
      const extras = memberText(published)
      if (extras) this.texts.line((write) => write(extras))
      if (!this.packer.report(published, extras ? this.texts.part : undefined))
        this.report(issue('report-duplicate', { path }, { org: published.org, year: published.year }))
      this.corrections.push(...corrections)
    }
    this.reports++
  }

  async finish(): Promise<SetReading> {
    // The scanner asks for more bytes than a short last report may have after it: a parser takes that.
    this.final = true
    while (this.step()) {
      /* to the end */
    }
    if (this.state !== 'done') this.fail('unexpected end')
    const missing = (['orgs', 'reports'] as const).filter((key) => this.seen.has(key)).map((key) => `"${key}":[]`)
    const { dataset, issues } = readDataset(JSON.parse(`{${[...this.fields, ...missing].join()}}`))
    const all = [...issues, ...this.issues]
    if (all.length === 0) all.push(...officeIssues(this.packer, true))
    if (!dataset || all.length > 0) return { issues: all.slice(0, MOST_ISSUES) }
    await this.texts.settle(true)
    const head: Head = {
      id: dataset.id,
      title: dataset.title,
      synthetic: dataset.synthetic,
      ...(dataset.extent && { extent: dataset.extent }),
      ...(dataset.start && { start: dataset.start }),
    }
    const prepared = this.packer.finish(head, this.texts.parts)
    return {
      prepared: { ...prepared, corrections: this.corrections },
      issues: [],
    }
  }
}

/** What columns cannot hold of a report, as one line of JSON; nothing where they hold all. */
export function memberText({ org, year, source, covers, cells, prose }: Report): string | undefined {
  const keep = (record: Report['cells'] | Report['prose'], isProse: boolean) =>
    Object.fromEntries(
      Object.entries(record).filter(
        ([code, figure]) =>
          (isProse && !(isMetricCode(code) && code.startsWith('published.'))) ||
          (typeof figure === 'object' && Object.keys(figure).some((key) => key !== 'value' && key !== 'missing')),
      ),
    )
  const extras = { cells: keep(cells, false), prose: keep(prose, true) }
  if (!source && !covers && Object.keys(extras.cells).length + Object.keys(extras.prose).length === 0) return undefined
  const rest = JSON.stringify({ ...(source && { source }), ...(covers && { covers }), ...extras })
  return `{"org":${JSON.stringify(org)},"year":${year},${rest.slice(1)}`
}

/**
 * Reads a dataset file (JSON) as it comes, straight to columns: memory grows with what is not zero, not with the text.
 * It is held to the schema like any other: with any issue there is no dataset. Rejects with a FormatError where it is
 * no JSON.
 */
export async function readDatasetStream(chunks: Chunks): Promise<SetReading> {
  const reader = new DatasetReader()
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += 1 << 20) reader.push(chunk.subarray(from, from + (1 << 20)))
    await reader.texts.settle()
    // With this many issues nothing will be stored: the rest need not be read.
    if (reader.issues.length >= MOST_ISSUES) return { issues: reader.issues }
  }
  return reader.finish()
}
