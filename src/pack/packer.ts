import { asCell, asProse } from '../domain/cell'
import type { CellMissing, StoredProse } from '../domain/cell'
import { homeOf } from '../domain/correction'
import type { Extent } from '../domain/extent'
import { METRIC_CODES, isMetricCode } from '../domain/metrics'
import type { MetricCode, ProseCode, TableCode } from '../domain/metrics'
import type { Org } from '../domain/orgs'
import type { Report } from '../domain/report'
import { dayCode, publishedDay } from '../domain/deadline'
import { wordingCode } from '../domain/wording'
import { encodeSegment } from '../engine/codec'
import type { Column } from '../engine/column'
import type { Prepared, TextsRecord } from './records'
import { encodeForms } from './formCodes'
import { packOffices } from './offices'
import { inMapOrder } from '../domain/mapOrder'
import { CODE_AT, PackedYear } from './packedYear'
import {
  PACKING,
  PUBLISHED_COLUMN,
  isBeside,
  markColumn,
  saidColumn,
  saidMarkColumn,
  wordingColumn,
} from './columnNames'
import { markBitsOf } from './marks'
import { CODE } from './states'

export { CODE_AT }

/** Rows of one segment: their numbers then fit 16 bits, and bitmaps are cut between words. */
export const SEGMENT_ROWS = 65_504

/** Where a report's figures go, for who writes several reports at a time. */
export interface ReportPlace {
  number(code: number, value: number): void
  missing(code: number, kind: CellMissing): void
}

export interface Head {
  id: string
  title: string
  synthetic: boolean
  extent?: Extent
  start?: { org: string; year: number }
}

/**
 * Packs a dataset as it is read, figure by figure: what is held in memory is a bit a figure and what is not zero, not
 * the reports. Offices and reports may come in any order. The caller has checked every value: numbers finite, years
 * from 2008 to 2100, codes of the catalogue.
 */
export class Packer {
  private readonly orgs: (Org | undefined)[] = []
  /** Offices in the order in which they were made known, which siblings keep. */
  private readonly given: Org[] = []
  private readonly ids: string[] = []
  private readonly rows = new Map<string, number>()
  private readonly years = new Map<number, PackedYear>()
  private lastId = ''
  private lastRow = -1
  private of!: PackedYear
  private slot = -1
  /** Reports begun. */
  reports = 0

  private rowOf(id: string): number {
    if (id === this.lastId && this.lastRow >= 0) return this.lastRow
    let row = this.rows.get(id)
    if (row === undefined) this.rows.set(id, (row = this.ids.push(id) - 1))
    this.lastId = id
    return (this.lastRow = row)
  }

  /** Makes an office known. False where one of this id is already. */
  office(org: Org): boolean {
    const row = this.rowOf(org.id)
    if (this.orgs[row]) return false
    this.orgs[row] = org
    this.given.push(org)
    return true
  }

  /** The offices made known so far, in the order given. */
  get offices(): readonly Org[] {
    return this.given
  }

  private yearOf(year: number): PackedYear {
    let of = this.years.get(year)
    if (!of) this.years.set(year, (of = new PackedYear(year)))
    return of
  }

  /**
   * Begins a report. False where the office has one of that year already: nothing must then be written. `forms` as of
   * `encodeForms`.
   */
  begin(org: string, year: number, forms: number): boolean {
    const of = this.yearOf(year)
    const slot = of.begin(this.rowOf(org), forms)
    if (slot < 0) return false
    this.of = of
    this.slot = slot
    this.reports++
    return true
  }

  /**
   * Goes on with a report, or begins it: for files whose figures come in any order. Its forms are given when all is
   * read.
   */
  resume(org: string, year: number): void {
    const row = this.rowOf(org)
    const of = this.yearOf(year)
    const held = of.slotOf(row)
    this.of = of
    this.slot = held >= 0 ? held : of.begin(row, 0)
    if (held < 0) this.reports++
  }

  /** What the report begun or resumed last has for a code: a number, or a state, or nothing. */
  held(code: number): { value?: number; state?: number } | undefined {
    return this.of.held(this.slot, code)
  }

  /** The report begun last, to be written to later. */
  place(): ReportPlace {
    const { of, slot } = this
    return {
      number: (code, value) => of.number(slot, code, value),
      missing: (code, kind) => of.state(slot, code, CODE[kind]),
    }
  }

  number(code: number, value: number): void {
    this.of.number(this.slot, code, value)
  }

  missing(code: number, kind: CellMissing): void {
    this.of.state(this.slot, code, CODE[kind])
  }

  /**
   * Figures all at once: a bit for each that has a number, by position in METRIC_CODES. The numbers that are not zero
   * follow one by one.
   */
  bits(words: Uint32Array): void {
    this.of.bits(this.slot, words)
  }

  /** Ends the report begun last. `texts`: the part that has what columns cannot hold of it. */
  end(texts?: number): void {
    if (texts !== undefined) this.of.texts(this.slot, texts)
  }

  /** What is known of a figure beside its value, as bits of `MARK`. */
  mark(code: MetricCode, marks: number): void {
    if (marks !== 0) this.of.besides(this.slot, markColumn(code), marks)
  }

  /**
   * The words that a sentence gives a figure in, as `wordingCode` tells them apart; of figures that tables have, none.
   */
  worded(code: MetricCode, stated: StoredProse): void {
    const { label } = asProse(stated)
    if (label !== undefined && homeOf(code) === 'prose')
      this.of.besides(this.slot, wordingColumn(code), wordingCode(label))
  }

  /** The day on which the report of a year was published, as far as its source tells. */
  published(source: Report['source'], year: number): void {
    const published = publishedDay({ year, ...(source && { source }) })
    if (published) this.of.besides(this.slot, PUBLISHED_COLUMN, dayCode(published))
  }

  /** What a sentence says of a figure that a table has. */
  said(code: ProseCode, value: number, marks: number): void {
    this.of.besides(this.slot, saidColumn(code), value)
    if (marks !== 0) this.of.besides(this.slot, saidMarkColumn(code), marks)
  }

  /**
   * A whole validated report at once. A sentence that repeats a table's figure is evidence, not the figure. False where
   * the office has one of that year already.
   */
  report(report: Report, texts?: number): boolean {
    if (!this.begin(report.org, report.year, encodeForms(report.forms))) return false
    for (const [code, stored] of Object.entries(report.cells)) {
      const cell = asCell(stored)
      if (cell.value === undefined) this.missing(CODE_AT.get(code)!, cell.missing ?? 'not-extracted')
      else this.number(CODE_AT.get(code)!, cell.value)
      this.mark(code as TableCode, markBitsOf(cell))
    }
    for (const [code, stored] of Object.entries(report.prose)) {
      const figure = asProse(stored)
      if (isMetricCode(code) && homeOf(code) === 'prose') {
        this.number(CODE_AT.get(code)!, figure.value)
        this.mark(code, markBitsOf(figure))
        this.worded(code, figure)
      } else this.said(code as ProseCode, figure.value, markBitsOf(figure))
    }
    this.published(report.source, report.year)
    this.end(texts)
    return true
  }

  /** Decides the forms of every report by its year and the codes that it lists. */
  setForms(decide: (year: number, codes: readonly number[]) => number): void {
    for (const [year, of] of this.years) of.setForms((codes) => decide(year, codes))
  }

  /** Ids that reports or parents name and no office has. */
  unknown(): string[] {
    const lost = new Set(this.ids.filter((_, row) => !this.orgs[row]))
    for (const org of this.orgs)
      for (const { org: parent } of org?.parents ?? []) if (!this.rows.has(parent)) lost.add(parent)
    return [...lost]
  }

  /** The packed dataset, offices in map order. Every id must be known. The packer is used up. */
  finish(head: Head, texts: readonly Omit<TextsRecord, 'dataset'>[] = []): Prepared {
    const years = [...this.years.keys()].sort((a, b) => a - b)
    const orgs = inMapOrder(this.given, years.at(-1) ?? 0)
    const total = orgs.length
    const order = new Uint32Array(total)
    orgs.forEach(({ id }, row) => {
      order[this.rows.get(id)!] = row
    })
    const parts = Array.from({ length: Math.max(1, Math.ceil(total / SEGMENT_ROWS)) }, () => new Map<string, Column>())
    let cells = 0
    for (const year of years) {
      cells += this.years.get(year)!.finish(order, SEGMENT_ROWS, parts)
      this.years.delete(year)
    }
    const segments = parts.map((columns, part) => {
      const first = part * SEGMENT_ROWS
      const { index, bytes } = encodeSegment(Math.min(SEGMENT_ROWS, total - first), byColumn(columns, years))
      return { dataset: head.id, part, first, index, bytes }
    })
    return {
      manifest: {
        id: head.id,
        title: head.title,
        synthetic: head.synthetic,
        shipped: false,
        years,
        version: PACKING,
        ...(head.extent && { extent: head.extent }),
        ...(head.start && { start: head.start }),
        checksum: checksumOfBytes(segments.map(({ bytes }) => bytes)),
        counts: { orgs: total, reports: this.reports, cells },
      },
      meta: { dataset: head.id, orgs: packOffices(orgs) },
      segments,
      evidence: [],
      corrections: [],
      texts: texts.map((one) => ({ dataset: head.id, ...one })),
    }
  }
}

/**
 * Columns of a figure beside one another, year by year: a chart reads all years of one. What every question needs comes
 * first.
 */
function byColumn(columns: ReadonlyMap<string, Column>, years: readonly number[]): Map<string, Column> {
  const names = new Set([...columns.keys()].map((key) => key.slice(key.indexOf('/') + 1)))
  const sorted = [
    ...[...names].filter((name) => name.startsWith('@')),
    ...METRIC_CODES.filter((code) => names.has(code)),
    ...[...names].filter(isBeside).sort(),
  ]
  return new Map(
    sorted.flatMap((name) =>
      years.flatMap((year) => {
        const column = columns.get(`${year}/${name}`)
        return column ? [[`${year}/${name}`, column] as const] : []
      }),
    ),
  )
}

/**
 * Equal for equal columns. Word by word, as there are millions; tells whether content changed, not whether somebody
 * tampered.
 */
export function checksumOfBytes(parts: readonly ArrayBuffer[]): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (const part of parts) {
    const words = new Uint32Array(part, 0, part.byteLength >>> 2)
    for (let i = 0; i < words.length; i++) {
      high = Math.imul(high ^ words[i]!, 2654435761)
      low = Math.imul(((low << 7) | (low >>> 25)) ^ words[i]!, 1597334677)
    }
  }
  return (high >>> 0).toString(16).padStart(8, '0') + (low >>> 0).toString(16).padStart(8, '0')
}
