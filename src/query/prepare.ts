import { asCell, asProse } from '../domain/cell'
import type { Dataset } from '../domain/dataset'
import { METRICS, METRIC_CODES } from '../domain/metrics'
import type { MetricCode, TableCode } from '../domain/metrics'
import type { Report } from '../domain/report'
import { encodeSegment } from '../engine/codec'
import type { Column } from '../engine/column'
import { ANY, pack } from '../engine/pack'
import type { Prepared } from '../storage/records'
import { checksum } from './checksum'
import { encodeForms, statutoryCells } from './formCodes'
import { inMapOrder, packOffices } from './offices'
import { CODE, UNLISTED } from './stateCodes'

/** Version of what the columns below mean. */
export const PACKING = 1

/** Columns beside the figures: the forms of each report held, and how many of its statutory cells are filled. */
export const FORMS_COLUMN = '@forms'
export const FILLED_COLUMN = '@filled'

export const columnKey = (year: number, column: MetricCode | typeof FORMS_COLUMN | typeof FILLED_COLUMN): string => `${year}/${column}`

/** Number or state of a figure as its report lists it; nothing where it does not. */
function listed(report: Report, code: MetricCode): { value?: number; state: number } | undefined {
  if (METRICS[code].table === undefined) {
    const stated = report.prose[code]
    return stated === undefined ? undefined : { value: asProse(stated).value, state: CODE.value }
  }
  const stored = report.cells[code as TableCode]
  if (stored === undefined) return undefined
  const { value, missing = 'not-extracted' } = asCell(stored)
  return value === undefined ? { state: CODE[missing] } : { value, state: CODE.value }
}

/** A statutory cell counts as filled with a number, or a dash that says there is none to give. */
function filledCells(report: Report): number {
  const said = (code: TableCode): boolean => {
    const state = listed(report, code)?.state
    return state === CODE.value || state === CODE.dash
  }
  return statutoryCells(report.forms, report.year).filter(said).length
}

function packYear(rows: number, reports: ReadonlyMap<number, Report>, year: number): { columns: Map<string, Column>; cells: number } {
  const values = new Float64Array(rows)
  const states = new Uint8Array(rows)
  const columns = new Map<string, Column>()
  let cells = 0
  const packWith = (key: string, read: (report: Report) => { value?: number; state: number } | undefined): void => {
    states.fill(ANY)
    let any = false
    for (const [row, report] of reports) {
      const figure = read(report)
      states[row] = figure?.state ?? UNLISTED
      values[row] = figure?.value ?? NaN
      any ||= figure !== undefined
    }
    if (any) columns.set(key, pack(values, states))
  }
  for (const code of METRIC_CODES) {
    packWith(columnKey(year, code), (report) => {
      const figure = listed(report, code)
      if (figure?.value !== undefined) cells++
      return figure
    })
  }
  packWith(columnKey(year, FORMS_COLUMN), (report) => ({ value: encodeForms(report.forms), state: CODE.value }))
  packWith(columnKey(year, FILLED_COLUMN), (report) => ({ value: filledCells(report), state: CODE.value }))
  return { columns, cells }
}

export interface PrepareOptions { shipped?: boolean }

/**
 * Packs a validated dataset for storage: offices in map order, a column for every figure and year, the reports as
 * evidence. Pure, so that a worker can do it. The dataset must have passed `readDataset`.
 */
export function prepare(dataset: Dataset, { shipped = false }: PrepareOptions = {}): Prepared {
  const years = [...new Set(dataset.reports.map((report) => report.year))].sort((a, b) => a - b)
  const orgs = inMapOrder(dataset.orgs, years.at(-1) ?? 0)
  const rowOf = new Map(orgs.map(({ id }, row) => [id, row]))
  const columns = new Map<string, Column>()
  let cells = 0
  for (const year of years) {
    const reports = new Map(dataset.reports.filter((r) => r.year === year).map((r) => [rowOf.get(r.org)!, r]))
    const packed = packYear(orgs.length, reports, year)
    for (const [key, column] of packed.columns) columns.set(key, column)
    cells += packed.cells
  }
  const { id, title, synthetic, start } = dataset
  const { index, bytes } = encodeSegment(orgs.length, columns)
  return {
    manifest: {
      id, title, synthetic, shipped, years, version: PACKING,
      checksum: checksumOf(dataset),
      counts: { orgs: orgs.length, reports: dataset.reports.length, cells },
      ...(start && { start }),
    },
    meta: { dataset: id, orgs: packOffices(orgs) },
    segments: [{ dataset: id, part: 0, first: 0, index, bytes }],
    evidence: dataset.reports.map((report) => ({ dataset: id, org: report.org, year: report.year, report })),
  }
}

/** Equal for equal content, whatever the packing. */
export function checksumOf({ title, synthetic, start, orgs, reports }: Dataset): string {
  return checksum((function* () {
    yield JSON.stringify([title, synthetic, start])
    for (const part of [orgs, reports]) for (const item of part) yield JSON.stringify(item)
  })())
}
