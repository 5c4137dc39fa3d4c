import * as v from 'valibot'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import type { AsyncBuffer, SchemaElement } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { CellMissing } from '../domain/cell'
import { datasetSchema } from '../domain/datasetSchema'
import { issue } from '../domain/issues'
import type { Issue } from '../domain/issues'
import { METRICS } from '../domain/metrics'
import type { Org } from '../domain/orgs'
import type { Forms } from '../domain/report'
import { encodeForms } from '../query/formCodes'
import { CODE_AT, Packer } from '../query/packer'
import type { Prepared } from '../storage/records'
import type { SetReading } from './datasetStream'
import { LEADING, TABLE_OF, WIDE_CODES, listedFigure, rowsOf } from './rows'
import { FormatError } from './source'

/** Rows of a group: what is held in memory at a time. */
const GROUP = 10_000
const MOST_ISSUES = 50
/** What the file says of its dataset, as key and value beside its schema. */
const META = 'disclosure-dataset'

/** A code as a name that needs no quotes in SQL: applications.carried-in.total is applications_carried_in_total. */
export const columnName = (code: string): string => code.replaceAll(/[.-]/gu, '_')
const CODE_OF = new Map(WIDE_CODES.map((code) => [columnName(code), code]))

/** `missing` names the cells that a report lists without a number: `penalty.previous=dash;fee.change=blank`. */
const TEXT_COLUMNS = ['org', 'name', 'level', 'parents', 'form2', 'form3', 'form4', 'missing'] as const

const schema: SchemaElement[] = [
  { name: 'root', num_children: TEXT_COLUMNS.length + 1 + WIDE_CODES.length },
  ...TEXT_COLUMNS.map((name): SchemaElement => ({ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: name === 'org' || name === 'name' || name === 'level' || name === 'parents' ? 'REQUIRED' : 'OPTIONAL' })),
  { name: 'year', type: 'INT32', repetition_type: 'OPTIONAL' },
  ...WIDE_CODES.map((code): SchemaElement => ({ name: columnName(code), type: 'DOUBLE', repetition_type: 'OPTIONAL' })),
]

/** How a program that has one compresses a page; without it, Snappy. */
export type Compress = { codec: 'ZSTD'; with: (bytes: Uint8Array) => Uint8Array }

/** A packed dataset as Parquet: a row for each office and year, a nullable column for each figure. Money in yuan. */
export function parquetFile(prepared: Pick<Prepared, 'manifest' | 'meta' | 'segments'>, compress?: Compress): Uint8Array {
  const { id, title, synthetic, start } = prepared.manifest
  const writer = new ByteWriter()
  const parquet = new ParquetWriter({
    writer, schema, codec: compress?.codec ?? 'SNAPPY', ...(compress && { compressors: { ZSTD: compress.with } }),
    kvMetadata: [{ key: META, value: JSON.stringify({ id, title, synthetic, ...(start && { start }) }) }],
  })
  let texts: (string | undefined)[][] = TEXT_COLUMNS.map(() => [])
  let years: (number | undefined)[] = []
  let figures: (number | undefined)[][] = WIDE_CODES.map(() => [])
  const flush = (): void => {
    if (years.length === 0) return
    parquet.write({
      columnData: [
        ...TEXT_COLUMNS.map((name, i) => ({ name, data: texts[i]! })), { name: 'year', data: years },
        ...WIDE_CODES.map((code, i) => ({ name: columnName(code), data: figures[i]! })),
      ],
      rowGroupSize: GROUP,
    })
    texts = TEXT_COLUMNS.map(() => [])
    years = []
    figures = WIDE_CODES.map(() => [])
  }
  for (const { org, report } of rowsOf(prepared)) {
    const missing: string[] = []
    WIDE_CODES.forEach((code, i) => {
      const figure = report && listedFigure(report, code)
      figures[i]!.push(typeof figure === 'number' ? figure : undefined)
      if (typeof figure === 'string') missing.push(`${code}=${figure}`)
    })
    const lead = [org.id, org.name, org.level, JSON.stringify(org.parents), report?.forms[2], report?.forms[3], report?.forms[4], missing.join(';') || undefined]
    lead.forEach((text, i) => texts[i]!.push(text))
    years.push(report?.year)
    if (years.length === GROUP) flush()
  }
  flush()
  parquet.finish()
  return new Uint8Array(writer.getBytes())
}

const orgSchema = datasetSchema.entries.orgs.item
const headSchema = v.object({ id: datasetSchema.entries.id, title: datasetSchema.entries.title, synthetic: v.boolean(), start: datasetSchema.entries.start })
const KINDS = new Set<string>(['blank', 'dash', 'unreadable', 'not-extracted'])

/** Reads such a file, one group of rows at a time; also one that another program wrote with these columns. With any issue there is no dataset. */
export async function readParquet(file: AsyncBuffer, name: string, onProgress: (share: number) => void = () => undefined, signal?: AbortSignal): Promise<SetReading> {
  let metadata: ReturnType<typeof parquetMetadata>
  try {
    const { parquetMetadataAsync } = await import('hyparquet')
    metadata = await parquetMetadataAsync(file)
  } catch (error) {
    throw new FormatError('file-damaged', { reason: String(error).slice(0, 120) })
  }
  const columns = metadata.schema.slice(1).map((column) => column.name)
  for (const wanted of ['org', 'year']) if (!columns.includes(wanted)) throw new FormatError('csv-column', { column: wanted })
  const unknown = columns.find((column) => !([...LEADING, 'missing'] as string[]).includes(column) && !CODE_OF.has(column))
  if (unknown !== undefined) throw new FormatError('csv-column', { column: unknown })
  const packer = new Packer()
  const issues: Issue[] = []
  let line = 0
  const text = (value: unknown): string => (typeof value === 'string' ? value : '')
  const bad = (what: unknown): void => { issues.push(issue('csv-row', { line }, { line, text: String(what).slice(0, 60) })) }
  const seen = new Set<string>()

  const take = (row: Record<string, unknown>): void => {
    line++
    const id = text(row.org).trim()
    if (id === '' || id.length > 200) { bad(row.org); return }
    if (!seen.has(id)) {
      seen.add(id)
      let org: unknown
      try {
        org = { id, name: text(row.name) || id, level: text(row.level) || 'street', parents: JSON.parse(text(row.parents) || '[]') }
      } catch { bad(row.parents); return }
      const checked = v.safeParse(orgSchema, org)
      if (!checked.success) { bad(checked.issues[0].received); return }
      packer.office(checked.output as Org)
    }
    if (row.year === undefined || row.year === null) return
    const year = Number(row.year)
    if (!Number.isInteger(year) || year < 2008 || year > 2100) { bad(row.year); return }
    const forms: Forms = {}
    for (const column of ['form2', 'form3', 'form4'] as const) {
      const form = text(row[column])
      if (form === '2019' || form === '2021') forms[TABLE_OF[column]] = form
      else if (form !== '') { bad(form); return }
    }
    if (!packer.begin(id, year, encodeForms(forms))) { issues.push(issue('report-duplicate', { line }, { org: id, year })); return }
    for (const [column, code] of CODE_OF) {
      const value = row[column]
      if (value === undefined || value === null) continue
      const number = Number(value)
      if (!Number.isFinite(number)) bad(`${code}: ${String(value)}`)
      else packer.number(CODE_AT.get(code)!, number)
    }
    for (const entry of text(row.missing).split(';')) {
      if (entry === '') continue
      const [code = '', kind = ''] = entry.split('=')
      const at = CODE_AT.get(code)
      if (at === undefined || !KINDS.has(kind) || METRICS[WIDE_CODES[at]!].table === undefined || row[columnName(code)] != null) bad(entry)
      else packer.missing(at, kind as CellMissing)
    }
    packer.end()
  }

  const total = Number(metadata.num_rows)
  for (let from = 0; from < total; from += GROUP) {
    signal?.throwIfAborted()
    const to = Math.min(total, from + GROUP)
    let rows: Record<string, unknown>[]
    try {
      rows = await parquetReadObjects({ file, metadata, rowStart: from, rowEnd: to, compressors })
    } catch (error) {
      throw new FormatError('file-damaged', { reason: String(error).slice(0, 120) })
    }
    for (const row of rows) take(row)
    onProgress(to / total)
    if (issues.length >= MOST_ISSUES) break
  }
  if (issues.length === 0) issues.push(...packer.unknown().slice(0, MOST_ISSUES).map((org) => issue('org-missing', {}, { org })))
  if (issues.length > 0) return { issues: issues.slice(0, MOST_ISSUES) }
  let said: unknown
  try {
    said = JSON.parse(metadata.key_value_metadata?.find(({ key }) => key === META)?.value ?? 'null')
  } catch { said = undefined }
  const head = v.safeParse(headSchema, said)
  const known = head.success ? head.output : { id: `import-${Date.now()}`, title: name, synthetic: false }
  return { prepared: packer.finish({ id: known.id, title: known.title, synthetic: known.synthetic, ...('start' in known && known.start && { start: known.start }) }), issues: [] }
}
