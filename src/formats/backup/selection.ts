import { readBaseTable } from '../../domain/bases'
import { latest, splitCorrections } from '../../domain/correction'
import { mergedRosters } from '../../domain/mergedRosters'
import type { Mergers } from '../../domain/mergers'
import { ancestorsOf } from '../../domain/orgs'
import type { Org } from '../../domain/orgs'
import type { Report } from '../../domain/report'
import { readRoster } from '../../domain/roster'
import { prepare } from '../../pack/prepare'
import { REAL } from '../../pack/records'
import type { QueryClient } from '../../query/spec'
import { TABLES } from '../../storage/records'
import type { LedgerRecord, SourceRecord } from '../../storage'
import type { Whole } from '../../storage'

/** What is handed on: an area with all under it, one office, or all offices; from one report year to another. */
export interface Wanted {
  area?: string
  office?: string
  years: readonly [from: number, to: number]
}

type Known = { all: readonly Org[]; get(id: string): Org | undefined }

/** The offices wanted, those without a report too, in the order of the map. */
export function wantedOffices({ all, get }: Known, { area, office, years: [from, to] }: Wanted): Org[] {
  if (office !== undefined) return all.filter(({ id }) => id === office)
  if (area === undefined) return [...all]
  const span = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
  return all.filter(({ id }) => id === area || span.some((year) => ancestorsOf({ get }, id, year).includes(area)))
}

/** The offices, and the areas that they stand under in any year, in the order of the map. */
function withAreas({ all, get }: Known, offices: readonly Org[]): Org[] {
  const ids = new Set<string>()
  const add = (org: Org | undefined): void => {
    if (!org || ids.has(org.id)) return
    ids.add(org.id)
    for (const { org: parent } of org.parents) add(get(parent))
  }
  offices.forEach(add)
  return all.filter(({ id }) => ids.has(id))
}

/** A report that counts, as published; `version`: where it comes from, as the question about it says. */
export interface Taken {
  report: Report
  version: string
}

/** The reports wanted that are held, each in the version that counts. `onStep` is waited for now and then. */
export async function takeReports(
  client: QueryClient,
  offices: readonly Org[],
  held: (org: string, year: number) => boolean,
  [from, to]: Wanted['years'],
  onStep?: (share: number) => Promise<void> | void,
): Promise<Taken[]> {
  const taken: Taken[] = []
  for (const [i, { id }] of offices.entries()) {
    for (let year = from; year <= to; year++) {
      if (!held(id, year)) continue
      const { report, dataset } = await client.run({ kind: 'report', org: id, year })
      if (report && dataset !== undefined) taken.push({ report: splitCorrections(report).published, version: dataset })
    }
    await onStep?.((i + 1) / offices.length)
  }
  return taken
}

export const NOTHING: Whole = Object.fromEntries(TABLES.map((table) => [table, []])) as unknown as Whole

/** What is decided over a report or a problem, or pinned as a note, and of which office and year. */
export type Decided = LedgerRecord & { content: { org: string; year: number; subject?: string; id?: string } }
export const isDecided = (record: LedgerRecord): record is Decided =>
  (record.kind === 'problem' || record.kind === 'report' || record.kind === 'pin') &&
  typeof record.content === 'object' &&
  record.content !== null &&
  typeof (record.content as Decided['content']).org === 'string' &&
  typeof (record.content as Decided['content']).year === 'number'

/** The record of what is decided, of another office: its key begins with the office, but for a note's. */
function ofOffice(record: Decided, org: string): Decided {
  if (record.kind === 'pin') return { ...record, content: { ...record.content, org } }
  const [, ...rest] = JSON.parse(record.key) as unknown[]
  return { ...record, key: JSON.stringify([org, ...rest]), content: { ...record.content, org } }
}

/** What is kept of an area or of a whole collection: targets, own figures, rosters, and what figures are divided by. */
const BESIDE: readonly string[] = ['target', 'metric', 'roster', 'bases']
export const isBeside = ({ kind }: LedgerRecord): boolean => BESIDE.includes(kind)

/** A record of that kind as far as it is of the offices chosen; nothing where it is of others only. */
function besideOf(record: LedgerRecord, { offices, known, mergers, years: [from, to] }: Selected): LedgerRecord[] {
  const chosen = new Set(offices.map(({ id }) => id))
  const { kind, content } = record
  if (kind === 'roster') {
    const roster = readRoster(content)
    if (!roster || !chosen.has(roster.area)) return []
    return mergedRosters([roster], mergers, (id) => known.get(id)?.name).map((one) => ({ ...record, content: one }))
  }
  if (kind === 'bases') {
    const table = readBaseTable(content)
    const rows = (table?.rows ?? []).filter(
      ({ org, year }) => chosen.has(org) && (year === undefined || (from <= year && year <= to)),
    )
    return rows.length > 0 ? [{ ...record, content: { ...table, rows } }] : []
  }
  return [record]
}

export interface Selected {
  id: string
  title: string
  synthetic: boolean
  /** The collection that the figures are of here. */
  collection: string
  mergers: Mergers
  offices: readonly Org[]
  known: Known
  years: Wanted['years']
  reports: readonly Taken[]
  sources: readonly SourceRecord[]
  whole: Pick<Whole, 'currentCorrections' | 'correctionHistory' | 'ledger'>
  now: number
}

/**
 * A selection as the tables of a backup: one dataset of the reports that count, the corrections of their figures with
 * all their history, what was decided over their problems and pinned to them, and beside that targets, own figures, the
 * rosters of the areas and what the offices' figures are divided by. Offices that were put together go as the one they
 * are.
 */
export function selectedWhole(selected: Selected): Whole {
  const { id, title, synthetic, offices, known, reports, sources, whole, mergers, now } = selected
  const [from, to] = selected.years
  const chosen = new Set(offices.map((one) => one.id))
  const collection = synthetic ? id : REAL
  const isHere = (one: { collection: string; year: number }): boolean =>
    one.collection === selected.collection && from <= one.year && one.year <= to
  const inPlace = <T extends { collection: string; org: string; year: number }>(records: readonly T[]): T[] =>
    records.flatMap((one) => {
      const org = mergers.officeIn(one.org, one.year)
      return isHere(one) && chosen.has(org) ? [{ ...one, org, collection }] : []
    })
  const { manifest, meta, segments, evidence } = prepare({
    format: 'disclosure-dataset',
    version: 1,
    id,
    title,
    synthetic,
    orgs: withAreas(known, offices),
    reports: reports.map(({ report }) => report),
  })
  // A note on an area that speaks of its offices goes with them.
  const above = new Set(withAreas(known, offices).map((one) => one.id))
  const isAbove = ({ kind, content }: Decided): boolean =>
    kind === 'pin' && 'below' in content && above.has(content.org)
  const beside = whole.ledger
    .filter((record) => isBeside(record) && record.collection === selected.collection)
    .flatMap((record) => besideOf(record, selected))
    .map((record) => ({ ...record, collection }))
  const decided = whole.ledger.filter(isDecided).flatMap((record): Decided[] => {
    const { org, year } = record.content
    const office = mergers.officeIn(org, year)
    if (!isHere({ collection: record.collection, year }) || !(chosen.has(office) || isAbove(record))) return []
    return [{ ...(office === org ? record : ofOffice(record, office)), collection }]
  })
  const byKey = new Map<string, Decided>()
  for (const one of decided) {
    const key = JSON.stringify([one.kind, one.key])
    if ((byKey.get(key)?.time ?? -Infinity) <= one.time) byKey.set(key, one)
  }
  return {
    ...NOTHING,
    datasets: [
      {
        ...manifest,
        order: 1,
        addedAt: now,
        evidence: evidence.length,
        parts: { segments: segments.length, texts: 0 },
      },
    ],
    meta: [meta],
    segments: [...segments],
    evidence: [...evidence],
    sources: sources.map((one) => ({ ...one, dataset: id })),
    currentCorrections: latest(inPlace(whole.currentCorrections)),
    correctionHistory: inPlace(whole.correctionHistory),
    ledger: [...byKey.values(), ...beside],
  }
}
