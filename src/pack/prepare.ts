import { asProse } from '../domain/cell'
import type { Missing } from '../domain/cell'
import { splitCorrections } from '../domain/correction'
import type { Dataset } from '../domain/dataset'
import { METRICS, METRIC_CODES } from '../domain/metrics'
import type { MetricCode, TableCode } from '../domain/metrics'
import type { Report } from '../domain/report'
import { encodeSegment } from '../engine/codec'
import type { Column } from '../engine/column'
import { ANY, pack } from '../engine/pack'
import type { Prepared } from './records'
import { checksum } from './checksum'
import { FILLED_COLUMN, FORMS_COLUMN, PACKING, columnKey } from './columnNames'
import { encodeForms, statutoryCells } from './formCodes'
import { packOffices } from './offices'
import { inMapOrder } from '../domain/mapOrder'
import { CODE, UNLISTED } from './states'

/** A figure as its report lists it: a number, the state it has instead, or nothing where it is not listed. */
export function listed(report: Report, code: MetricCode): number | Missing | undefined {
  if (METRICS[code].table === undefined) {
    const stated = report.prose[code]
    return stated === undefined ? undefined : asProse(stated).value
  }
  const stored = report.cells[code as TableCode]
  if (stored === undefined || typeof stored === 'number') return stored
  return stored.value ?? stored.missing ?? 'not-extracted'
}

/** A statutory cell counts as filled with a number, or a dash that says there is none to give. */
function filledCells(report: Report): number {
  let filled = 0
  for (const code of statutoryCells(encodeForms(report.forms), report.year)) {
    const figure = listed(report, code)
    if (typeof figure === 'number' || figure === 'dash') filled++
  }
  return filled
}

/** Columns of one year's reports, and how many numbers they hold. `rows[i]` is the row of `reports[i]`. */
function packYear(
  size: number,
  rows: Uint32Array,
  reports: readonly Report[],
  year: number,
): { columns: Map<string, Column>; cells: number } {
  const values = new Float64Array(size)
  const states = new Uint8Array(size)
  const columns = new Map<string, Column>()
  const packWith = (key: string, read: (report: Report) => number | Missing | undefined): number => {
    states.fill(ANY)
    let listedOnes = 0
    let numbers = 0
    reports.forEach((report, i) => {
      const figure = read(report)
      const row = rows[i]!
      if (typeof figure === 'number') values[row] = figure
      states[row] = figure === undefined ? UNLISTED : typeof figure === 'number' ? CODE.value : CODE[figure]
      if (figure !== undefined) listedOnes++
      if (typeof figure === 'number') numbers++
    })
    if (listedOnes > 0) columns.set(key, pack(values, states))
    return numbers
  }
  let cells = 0
  for (const code of METRIC_CODES) cells += packWith(columnKey(year, code), (report) => listed(report, code))
  packWith(columnKey(year, FORMS_COLUMN), (report) => encodeForms(report.forms))
  packWith(columnKey(year, FILLED_COLUMN), filledCells)
  return { columns, cells }
}

export interface PrepareOptions {
  shipped?: boolean
}

/**
 * Packs a validated dataset for storage: offices in map order, a column for every figure and year as published, the
 * reports as evidence, and beside them the corrections they carry. Pure, so that a worker can do it. The dataset must
 * have passed `readDataset`.
 */
export function prepare(dataset: Dataset, { shipped = false }: PrepareOptions = {}): Prepared {
  const split = dataset.reports.map(splitCorrections)
  const years = [...new Set(dataset.reports.map((report) => report.year))].sort((a, b) => a - b)
  const orgs = inMapOrder(dataset.orgs, years.at(-1) ?? 0)
  const rowOf = new Map(orgs.map(({ id }, row) => [id, row]))
  const columns = new Map<string, Column>()
  let cells = 0
  for (const year of years) {
    const reports = split.flatMap(({ published }) => (published.year === year ? [published] : []))
    const packed = packYear(
      orgs.length,
      Uint32Array.from(reports, ({ org }) => rowOf.get(org)!),
      reports,
      year,
    )
    for (const [key, column] of packed.columns) columns.set(key, column)
    cells += packed.cells
  }
  const { id, title, synthetic, start } = dataset
  const { index, bytes } = encodeSegment(orgs.length, columns)
  return {
    manifest: {
      id,
      title,
      synthetic,
      shipped,
      years,
      version: PACKING,
      checksum: checksumOf(dataset),
      counts: { orgs: orgs.length, reports: dataset.reports.length, cells },
      ...(start && { start }),
    },
    meta: { dataset: id, orgs: packOffices(orgs) },
    segments: [{ dataset: id, part: 0, first: 0, index, bytes }],
    evidence: split.map(({ published }) => ({
      dataset: id,
      org: published.org,
      year: published.year,
      report: published,
    })),
    corrections: split.flatMap(({ corrections }) => corrections.map((one) => ({ dataset: id, ...one }))),
  }
}

/** Equal for equal content, whatever the packing. */
export function checksumOf({ title, synthetic, start, orgs, reports }: Dataset): string {
  return checksum(
    (function* () {
      yield JSON.stringify([title, synthetic, start])
      for (const part of [orgs, reports]) for (const item of part) yield JSON.stringify(item)
    })(),
  )
}
