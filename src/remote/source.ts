import { knowDoubts } from '../checks/inFrame'
import type { FigureDoubt } from '../checks/inFrame'
import type { RuleCode } from '../checks'
import type { Reliability } from '../checks/reliance'
import { latest } from '../domain/correction'
import type { FigureCorrection } from '../domain/correction'
import type { MetricCode } from '../domain/metrics'
import { LEVELS } from '../domain/orgs'
import type { FormerName, Org, Parenthood } from '../domain/orgs'
import type { Report } from '../domain/report'
import type { Column } from '../engine/column'
import { PRESENT } from '../engine/column'
import { pack } from '../engine/pack'
import { buildFrame } from '../frame/frame'
import type { Frame } from '../frame/frame'
import type { FramePart } from '../frame/ground'
import { shortMark } from '../pack/checksum'
import { FILLED_COLUMN, FORMS_COLUMN, columnKey } from '../pack/columnNames'
import { UNLISTED } from '../pack/states'
import type { FailuresResult, FailuresSpec } from '../query/answers/failures'
import type { EvidenceReader } from '../query/evidenceReader'
import { failuresAt } from './answers/failures'
import { officeRows } from './officeRows'
import type { OfficeRows } from './officeRows'
import { RowReader, eachRow } from './rows'
import { createScans } from './scans'
import type { Scan } from './scans'
import { EVERYWHERE, rowsSql } from './scopeSql'
import { ALL_REPORTS, EDITION } from './schema'
import { remoteSegment } from './segment'
import type { Ask, Base } from './segment'
import { identifier, listOf, sql } from './sql'
import type { Sql } from './sql'
import { stillThere } from './versions'
import type { Current } from './versions'
import { ask as askServer } from './wire'
import type { Address, Asked } from './wire'

/** One version of a dataset on a server: its offices and who reported are here, its figures there. */
export interface Source {
  address: Address
  load: string
  /** What its figures come from, in short. */
  mark: string
  /**
   * A table of the server that is asked, or of each that it asks: named in full, as these have a database of their own.
   */
  table(name: string): Sql
  /** The table that is asked for reports. */
  reports: Sql
  rows: OfficeRows
  /** Offices, maps, forms and counts of cells, without figures. */
  frame: Frame
  /** A frame over the same offices whose columns can be loaded, for these rows at least; for all without rows. */
  over(rows?: ArrayLike<number>): Frame
  /** The dataset alone, whose columns can be loaded, for these rows at least; for all without rows. */
  part(rows?: ArrayLike<number>): FramePart
  /** Over its published figures. */
  corrections: readonly FigureCorrection[]
  /** Reports of this browser lie over it: then its questions are answered here. */
  hasLocal?: true
  /** Which reports of a year fail a rule. */
  failures(spec: FailuresSpec, asked?: Asked): Promise<FailuresResult>
  /** Reads what is doubtful of figures, so that marks and left-out figures are known. */
  loadDoubts(codes: readonly MetricCode[], years: readonly number[], asked?: Asked): Promise<void>
  evidence: EvidenceReader
  /** What one pass over the reports that meet a condition gives; those asked in the same turn share one. */
  scan: Scan
  ask(query: Sql, asked?: Asked): Promise<ArrayBuffer>
  /** Rejects with `replaced` where the version was taken away since it was opened. */
  check(asked?: Asked): Promise<void>
}

const packed = (rows: number, numbers: ReadonlyMap<number, number>): Column => {
  const values = new Float64Array(rows).fill(NaN)
  const states = new Uint8Array(rows).fill(UNLISTED)
  for (const [row, value] of numbers) {
    values[row] = value
    states[row] = PRESENT
  }
  return pack(values, states)
}

async function readOffices(ask: Ask, load: string): Promise<{ orgs: Org[]; rows: OfficeRows }> {
  const bytes = await ask(
    sql`SELECT row, id, name, level, parents, former FROM offices WHERE load = ${load} ORDER BY row FORMAT RowBinary`,
  )
  // Parents that many share are one list: what is asked of one is asked of all.
  const families = new Map<string, readonly Parenthood[]>()
  const familyOf = (text: string): readonly Parenthood[] => {
    const held = families.get(text) ?? (JSON.parse(text) as Parenthood[])
    families.set(text, held)
    return held
  }
  const numbers: number[] = []
  const orgs = eachRow(bytes, (row: RowReader) => {
    numbers.push(row.u32())
    const org = { id: row.text(), name: row.text(), level: LEVELS[row.u8()]!, parents: familyOf(row.text()) }
    const former = row.text()
    return former === '' ? org : { ...org, formerNames: JSON.parse(former) as FormerName[] }
  })
  return { orgs, rows: officeRows(Uint32Array.from(numbers)) }
}

/** Forms and counts of filled cells of every report, by column key. */
async function readBase(ask: Ask, load: string, reports: Sql, count: number, { here }: OfficeRows): Promise<Base> {
  const bytes = await ask(
    sql`SELECT year, row, forms, filled
      FROM ${reports} WHERE load = ${load} AND edition != ${EDITION.corrected} FORMAT RowBinary`,
  )
  const years = new Map<number, { forms: Map<number, number>; filled: Map<number, number> }>()
  const reader = new RowReader(bytes)
  while (!reader.isDone) {
    const [year, row] = [reader.u16(), here(reader.u32())]
    const [forms, filled] = [reader.u8(), reader.u16()]
    if (row === undefined) continue
    const of = years.get(year) ?? { forms: new Map<number, number>(), filled: new Map<number, number>() }
    years.set(year, of)
    of.forms.set(row, forms)
    of.filled.set(row, filled)
  }
  return new Map(
    [...years].flatMap(([year, { forms, filled }]) => [
      [columnKey(year, FORMS_COLUMN), packed(count, forms)] as const,
      [columnKey(year, FILLED_COLUMN), packed(count, filled)] as const,
    ]),
  )
}

const NONE: ReadonlyMap<number, FigureDoubt> = new Map()

export interface OpenOptions {
  /** What the dataset is called here, where its own id may be that of another; its own without. */
  as?: string
  signal?: AbortSignal
}

/** Opens a version: reads its offices and who reported when. Rejects with a RemoteError. */
export async function openSource(
  address: Address,
  current: Current,
  { as = current.dataset, signal }: OpenOptions = {},
): Promise<Source> {
  const { load, manifest, corrections } = current
  const ask: Ask = (query, asked) => askServer(address, query, asked)
  const there: Ask = (query) => ask(query, signal && { signal })
  const exists = new RowReader(await there(sql`EXISTS TABLE ${identifier(ALL_REPORTS)} FORMAT RowBinary`)).u8() === 1
  const table = (name: string): Sql => sql`${identifier(address.database)}.${identifier(name)}`
  const reports = table(exists ? ALL_REPORTS : 'reports')
  const { orgs, rows } = await readOffices(there, load)
  const base = await readBase(there, load, reports, orgs.length, rows)
  const edits = { corrections: latest(corrections), choices: [] }
  const { years } = manifest
  const part = (of?: ArrayLike<number>): FramePart => ({
    manifest: { ...manifest, id: as, order: 0 },
    orgs,
    segments: [
      {
        first: 0,
        segment: remoteSegment(
          ask,
          { load, reports, count: orgs.length, rows, years },
          base,
          of ? rowsSql(Uint32Array.from(of, rows.there)) : EVERYWHERE,
        ),
      },
    ],
  })
  const frame = buildFrame([part()], edits)

  const doubts = new Map<string, Map<number, FigureDoubt>>()
  knowDoubts(orgs, (code, year) => doubts.get(columnKey(year, code)) ?? NONE)

  return {
    address,
    load,
    mark: shortMark(load),
    table,
    reports,
    frame,
    rows,
    over: (of) => (of ? buildFrame([part(of)], edits) : frame),
    part,
    corrections: edits.corrections,
    failures: (spec, asked) => failuresAt(ask, load, rows, spec, asked),
    async loadDoubts(codes, wanted, asked) {
      const missing = codes.filter((code) => wanted.some((year) => !doubts.has(columnKey(year, code))))
      if (missing.length === 0 || wanted.length === 0) return
      const bytes = await ask(
        sql`SELECT year, code, row, reliability, rules
          FROM doubts WHERE load = ${load} AND year IN ${listOf(wanted)} AND code IN ${listOf(missing)} ORDER BY row
          FORMAT RowBinary`,
        asked,
      )
      const found = new Map(
        missing.flatMap((code) => wanted.map((year) => [columnKey(year, code), new Map<number, FigureDoubt>()])),
      )
      for (const { key, row, doubt } of eachRow(bytes, (of: RowReader) => ({
        key: `${of.u16()}/${of.text()}`,
        row: rows.here(of.u32()),
        doubt: { reliability: of.text() as Reliability, rules: of.text().split(',') as RuleCode[] },
      })))
        if (row !== undefined) found.get(key)!.set(row, doubt)
      for (const [key, of] of found) doubts.set(key, of)
    },
    async evidence(_datasets, org, year) {
      const row = frame.rowOf.get(org)
      const bytes = await ask(
        sql`SELECT report
          FROM evidence WHERE load = ${load} AND row = ${row === undefined ? -1 : rows.there(row)} AND year = ${year}
          FORMAT RowBinary`,
      )
      const [report] = eachRow(bytes, (of: RowReader) => JSON.parse(of.text()) as Report)
      return report && { dataset: as, report }
    },
    ask,
    scan: createScans(reports, ask),
    check: (asked) => stillThere(address, load, asked),
  }
}
