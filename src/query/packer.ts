import type { CellMissing } from '../domain/cell'
import { LAST_YEAR_OF_2019_FORM, METRIC_CODES } from '../domain/metrics'
import type { MetricCode } from '../domain/metrics'
import type { Org } from '../domain/orgs'
import type { Report } from '../domain/report'
import { encodeSegment } from '../engine/codec'
import type { Column } from '../engine/column'
import { GrowingColumn, SEGMENT_ROWS } from '../engine/growable'
import type { Prepared, TextsRecord } from '../storage/records'
import { FORM_CODES, encodeForms, statutoryCells } from './formCodes'
import { inMapOrder, packOffices } from './offices'
import { FILLED_COLUMN, FORMS_COLUMN, PACKING, TEXTS_COLUMN, columnKey, listed } from './prepare'
import { CODE, UNLISTED } from './stateCodes'

/** A code's position in METRIC_CODES: how the packer names figures. */
export const CODE_AT: ReadonlyMap<string, number> = new Map(METRIC_CODES.map((code, i) => [code, i]))

/** Which codes count as statutory cells, by forms number, for the years before and after the change of form. */
const statutory = ([LAST_YEAR_OF_2019_FORM, LAST_YEAR_OF_2019_FORM + 1] as const).map((year) => Array.from({ length: FORM_CODES }, (_, forms) => {
  const is = new Uint8Array(METRIC_CODES.length)
  for (const code of statutoryCells(forms, year)) is[CODE_AT.get(code)!] = 1
  return is
}))

interface PackedYear { forms: GrowingColumn; filled: GrowingColumn; texts: GrowingColumn; held: Set<number>; columns: (GrowingColumn | undefined)[] }

export interface Head { id: string; title: string; synthetic: boolean; start?: { org: string; year: number } }

/**
 * Packs a dataset as it is read, figure by figure: what is held in memory is the columns, not the reports. Offices and reports may come in
 * any order. The caller has checked every value: numbers finite, years from 2008 to 2100, codes of the catalogue.
 */
export class Packer {
  private readonly orgs: (Org | undefined)[] = []
  /** Offices in the order in which they were made known, which siblings keep. */
  private readonly given: Org[] = []
  private readonly ids: string[] = []
  private readonly rows = new Map<string, number>()
  private readonly years = new Map<number, PackedYear>()
  private of!: PackedYear
  private row = -1
  private isStatutory!: Uint8Array
  private filled = 0
  /** Reports begun. */
  reports = 0

  private rowOf(id: string): number {
    const held = this.rows.get(id)
    if (held !== undefined) return held
    const row = this.ids.push(id) - 1
    this.rows.set(id, row)
    return row
  }

  /** Makes an office known. False where one of this id is already. */
  office(org: Org): boolean {
    const row = this.rowOf(org.id)
    if (this.orgs[row]) return false
    this.orgs[row] = org
    this.given.push(org)
    return true
  }

  /** Begins a report. False where the office has one of that year already: nothing must then be written. `forms` as of `encodeForms`. */
  begin(org: string, year: number, forms: number): boolean {
    const row = this.rowOf(org)
    let of = this.years.get(year)
    if (!of) this.years.set(year, of = { forms: new GrowingColumn(), filled: new GrowingColumn(), texts: new GrowingColumn(), held: new Set(), columns: [] })
    if (of.held.has(row)) return false
    of.held.add(row)
    of.forms.number(row, forms)
    this.of = of
    this.row = row
    this.filled = 0
    this.isStatutory = statutory[year <= LAST_YEAR_OF_2019_FORM ? 0 : 1]![forms]!
    this.reports++
    return true
  }

  private column(code: number): GrowingColumn {
    return this.of.columns[code] ??= new GrowingColumn()
  }

  number(code: number, value: number): void {
    this.column(code).number(this.row, value)
    this.filled += this.isStatutory[code]!
  }

  missing(code: number, kind: CellMissing): void {
    this.column(code).state(this.row, CODE[kind])
    if (kind === 'dash') this.filled += this.isStatutory[code]!
  }

  /** Ends the report begun last. `texts`: the part that has what columns cannot hold of it. */
  end(texts?: number): void {
    this.of.filled.number(this.row, this.filled)
    if (texts !== undefined) this.of.texts.number(this.row, texts + 1)
  }

  /** A whole validated report at once. False where the office has one of that year already. */
  report(report: Report, texts?: number): boolean {
    if (!this.begin(report.org, report.year, encodeForms(report.forms))) return false
    for (const codes of [report.cells, report.prose]) {
      for (const code of Object.keys(codes)) {
        const at = CODE_AT.get(code)
        if (at === undefined) continue
        const figure = listed(report, code as MetricCode)
        // A sentence that repeats a table's figure is evidence, not the figure.
        if (figure === undefined || (codes === report.prose) !== (listedIn(code) === 'prose')) continue
        if (typeof figure === 'number') this.number(at, figure)
        else this.missing(at, figure as CellMissing)
      }
    }
    this.end(texts)
    return true
  }

  /** Ids that reports or parents name and no office has. */
  unknown(): string[] {
    const lost = new Set(this.ids.filter((_, row) => !this.orgs[row]))
    for (const org of this.orgs) for (const { org: parent } of org?.parents ?? []) if (!this.rows.has(parent)) lost.add(parent)
    return [...lost]
  }

  /** The packed dataset, offices in map order. Every id must be known. The packer is used up. */
  finish(head: Head, texts: readonly Omit<TextsRecord, 'dataset'>[] = []): Prepared {
    const years = [...this.years.keys()].sort((a, b) => a - b)
    const { given } = this
    const orgs = inMapOrder(given, years.at(-1) ?? 0)
    const order = new Uint32Array(given.length)
    orgs.forEach(({ id }, row) => { order[this.rows.get(id)!] = row })
    const moved = order.some((row, i) => row !== i) ? order : undefined
    const total = orgs.length
    const cut = SEGMENT_ROWS
    const parts = Array.from({ length: Math.max(1, Math.ceil(total / cut)) }, () => new Map<string, Column>())
    let cells = 0
    const add = (year: number, key: Parameters<typeof columnKey>[1], column: GrowingColumn | undefined): void => {
      if (!column || column.isEmpty) return
      const of = this.years.get(year)!
      column.finish(total, cut, UNLISTED, of.held.size, moved).forEach((one, part) => { if (one) parts[part]!.set(columnKey(year, key), one) })
    }
    for (const year of years) add(year, FORMS_COLUMN, this.years.get(year)!.forms)
    for (const year of years) add(year, FILLED_COLUMN, this.years.get(year)!.filled)
    for (const year of years) add(year, TEXTS_COLUMN, this.years.get(year)!.texts)
    METRIC_CODES.forEach((code, at) => {
      for (const year of years) {
        const column = this.years.get(year)!.columns[at]
        cells += column?.held ?? 0
        add(year, code, column)
        delete this.years.get(year)!.columns[at]
      }
    })
    const segments = parts.map((columns, part) => {
      const rows = Math.min(cut, total - part * cut)
      const { index, bytes } = encodeSegment(rows, columns)
      return { dataset: head.id, part, first: part * cut, index, bytes }
    })
    return {
      manifest: {
        id: head.id, title: head.title, synthetic: head.synthetic, shipped: false, years, version: PACKING, ...(head.start && { start: head.start }),
        checksum: checksumOfBytes(segments.map(({ bytes }) => bytes)), counts: { orgs: total, reports: this.reports, cells },
      },
      meta: { dataset: head.id, orgs: packOffices(orgs) },
      segments, evidence: [], corrections: [],
      texts: texts.map((one) => ({ dataset: head.id, ...one })),
    }
  }
}

const listedIn = (code: string): 'cells' | 'prose' => (code.startsWith('published.') ? 'prose' : 'cells')

/** Equal for equal columns. Word by word, as there are millions; tells whether content changed, not whether somebody tampered. */
export function checksumOfBytes(parts: readonly ArrayBuffer[]): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (const part of parts) {
    const words = new Uint32Array(part, 0, part.byteLength >>> 2)
    for (let i = 0; i < words.length; i++) {
      high = Math.imul(high ^ words[i]!, 2654435761)
      low = Math.imul((low << 7 | low >>> 25) ^ words[i]!, 1597334677)
    }
  }
  return (high >>> 0).toString(16).padStart(8, '0') + (low >>> 0).toString(16).padStart(8, '0')
}
