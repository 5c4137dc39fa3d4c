import * as v from 'valibot'
import { parquetMetadataAsync, parquetRead } from 'hyparquet'
import type { AsyncBuffer, DecodedArray, FileMetaData } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import type { CellMissing } from '../../domain/cell'
import { datasetSchema } from '../../domain/datasetSchema'
import { issue } from '../../domain/issues'
import type { Issue } from '../../domain/issues'
import { METRICS, METRIC_CODES } from '../../domain/metrics'
import { impossibility } from '../../domain/possible'
import type { Forms } from '../../domain/report'
import { encodeForms } from '../../pack/formCodes'
import { CODE_AT, Packer } from '../../pack/packer'
import type { ReportPlace } from '../../pack/packer'
import { MOST_ISSUES } from '../json/datasetStream'
import type { SetReading } from '../json/datasetStream'
import { officeOf } from '../officeFields'
import { AT_COLUMN, META } from './parquetTable'
import { FormatError } from '../source'
import { officeIssues } from '../officeIssues'
import { FORMER, KINDS, LEADING, TABLE_OF } from '../wideTable'

const headSchema = v.object({
  id: datasetSchema.entries.id,
  title: datasetSchema.entries.title,
  synthetic: v.boolean(),
  extent: datasetSchema.entries.extent,
  start: datasetSchema.entries.start,
})

const COLUMNS: readonly string[] = [...LEADING, 'missing', FORMER]

type Cell = DecodedArray[number]
const text = (value: Cell): string => (typeof value === 'string' ? value : '')
const damaged = (error: unknown): FormatError =>
  new FormatError('file-damaged', { reason: String(error).slice(0, 120) })

class ParquetTable {
  private readonly packer = new Packer()
  private readonly seen = new Set<string>()
  readonly issues: Issue[] = []
  /** Rows of the groups before. */
  private first = 0

  constructor(
    private readonly file: AsyncBuffer,
    private readonly metadata: FileMetaData,
    private readonly columns: ReadonlySet<string>,
  ) {}

  private bad(row: number, what: unknown): void {
    this.issues.push(
      issue('csv-row', { line: this.first + row + 1 }, { line: this.first + row + 1, text: String(what).slice(0, 60) }),
    )
  }

  /** One column of a group; nothing where the file has none of this name. */
  private async column(name: string, size: number): Promise<readonly Cell[] | undefined> {
    if (!this.columns.has(name)) return undefined
    const cells = new Array<Cell>(size).fill(undefined)
    const { first } = this
    try {
      await parquetRead({
        file: this.file,
        metadata: this.metadata,
        columns: [name],
        rowStart: first,
        rowEnd: first + size,
        compressors,
        onChunk({ columnData, rowStart }) {
          for (let i = 0; i < columnData.length; i++)
            if (rowStart + i >= first && rowStart + i < first + size) cells[rowStart + i - first] = columnData[i]
        },
      })
    } catch (error) {
      throw damaged(error)
    }
    return cells
  }

  /** Reads a group, one column after another: first what its rows are of, then figure by figure. */
  async group(size: number, signal?: AbortSignal): Promise<void> {
    const lead = new Map<string, readonly Cell[] | undefined>()
    for (const name of COLUMNS) lead.set(name, await this.column(name, size))
    const at = (name: string, row: number): Cell => lead.get(name)?.[row]
    const places = Array.from({ length: size }, (_, row) => this.begin((name) => at(name, row), row))
    const missing = new Map<number, Map<number, CellMissing>>()
    places.forEach((place, row) => {
      if (place) this.listMissing(text(at('missing', row)), row, missing)
    })
    for (const [name, code] of AT_COLUMN) {
      if (this.issues.length >= MOST_ISSUES) return
      signal?.throwIfAborted()
      const cells = await this.column(name, size)
      const kinds = missing.get(code)
      if (cells) this.figures(cells, places, code, kinds)
      else
        kinds?.forEach((kind, row) => {
          places[row]!.missing(code, kind)
        })
    }
    this.first += size
  }

  private figures(
    cells: readonly Cell[],
    places: readonly (ReportPlace | undefined)[],
    code: number,
    kinds?: ReadonlyMap<number, CellMissing>,
  ): void {
    for (let row = 0; row < cells.length; row++) {
      const place = places[row]
      const value = cells[row]
      const kind = kinds?.get(row)
      if (!place || (value === undefined && !kind) || (value === null && !kind)) continue
      if (value === undefined || value === null) place.missing(code, kind!)
      else if (kind) this.bad(row, `${METRIC_CODES[code]}=${kind}`)
      else if (impossibility(METRIC_CODES[code]!, Number(value)) === undefined) place.number(code, Number(value))
      else this.bad(row, `${METRIC_CODES[code]}: ${String(value)}`)
    }
  }

  /** The office and the report of a row. */
  private begin(at: (name: string) => Cell, row: number): ReportPlace | undefined {
    const id = text(at('org')).trim()
    if (id === '' || id.length > 200) {
      this.bad(row, at('org'))
      return undefined
    }
    if (!this.seen.has(id)) {
      this.seen.add(id)
      const [name, level, parents, former] = ['name', 'level', 'parents', FORMER].map((column) => text(at(column)))
      const org = officeOf(id, { name: name!, level: level!, parents: parents!, former: former! })
      if (typeof org === 'string') {
        this.bad(row, org)
        return undefined
      }
      this.packer.office(org)
    }
    const given = at('year')
    if (given === undefined || given === null) return undefined
    const year = Number(given)
    if (!Number.isInteger(year) || year < 2008 || year > 2100) {
      this.bad(row, given)
      return undefined
    }
    const forms: Forms = {}
    for (const column of ['form2', 'form3', 'form4'] as const) {
      const form = text(at(column))
      if (form === '2019' || form === '2021') forms[TABLE_OF[column]] = form
      else if (form !== '') {
        this.bad(row, form)
        return undefined
      }
    }
    if (this.packer.begin(id, year, encodeForms(forms))) return this.packer.place()
    this.issues.push(issue('report-duplicate', { line: this.first + row + 1 }, { org: id, year }))
    return undefined
  }

  /** Notes what a row lists as missing, by code and row. */
  private listMissing(list: string, row: number, into: Map<number, Map<number, CellMissing>>): void {
    for (const entry of list === '' ? [] : list.split(';')) {
      const [name = '', kindName = ''] = entry.split('=')
      const code = CODE_AT.get(name)
      const kind = KINDS.find((one) => one === kindName)
      if (code === undefined || !kind || METRICS[METRIC_CODES[code]!].table === undefined) {
        this.bad(row, entry)
        continue
      }
      const of = into.get(code) ?? new Map<number, CellMissing>()
      into.set(code, of.set(row, kind))
    }
  }

  finish(name: string): SetReading {
    if (this.issues.length === 0) this.issues.push(...officeIssues(this.packer))
    if (this.issues.length > 0) return { issues: this.issues.slice(0, MOST_ISSUES) }
    let said: unknown
    try {
      said = JSON.parse(this.metadata.key_value_metadata?.find(({ key }) => key === META)?.value ?? 'null')
    } catch {
      said = undefined
    }
    const head = v.safeParse(headSchema, said)
    if (!head.success)
      return { prepared: this.packer.finish({ id: `import-${Date.now()}`, title: name, synthetic: false }), issues: [] }
    const { id, title, synthetic, extent, start } = head.output
    return {
      prepared: this.packer.finish({ id, title, synthetic, ...(extent && { extent }), ...(start && { start }) }),
      issues: [],
    }
  }
}

/**
 * Reads such a file column by column, one group of rows at a time; also one that another program wrote with these
 * columns. With any issue there is no dataset.
 */
export async function readParquet(
  file: AsyncBuffer,
  name: string,
  onProgress: (share: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<SetReading> {
  let metadata: FileMetaData
  try {
    metadata = await parquetMetadataAsync(file)
  } catch (error) {
    throw damaged(error)
  }
  const columns = metadata.schema.slice(1).map((column) => column.name)
  for (const wanted of ['org', 'year'])
    if (!columns.includes(wanted)) throw new FormatError('csv-column', { column: wanted })
  const unknown = columns.find((column) => !COLUMNS.includes(column) && !AT_COLUMN.has(column))
  if (unknown !== undefined) throw new FormatError('csv-column', { column: unknown })
  const table = new ParquetTable(file, metadata, new Set(columns))
  let done = 0
  for (const { num_rows } of metadata.row_groups) {
    signal?.throwIfAborted()
    await table.group(Number(num_rows), signal)
    done += Number(num_rows)
    onProgress(done / Number(metadata.num_rows))
    if (table.issues.length >= MOST_ISSUES) break
  }
  return table.finish(name)
}
