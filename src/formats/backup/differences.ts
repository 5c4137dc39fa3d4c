import { figureKeyOf } from '../../domain/correction'
import type { Org } from '../../domain/orgs'
import type { Report } from '../../domain/report'
import { versionDifferences } from '../../domain/versions'
import { unpackOffices } from '../../pack/offices'
import { prepare } from '../../pack/prepare'
import type { ChoiceRecord, CorrectionRecord } from '../../pack/records'
import { REAL } from '../../pack/records'
import type { HistoryRecord, LedgerRecord } from '../../storage'
import type { Whole } from '../../storage'
import { NOTHING, isDecided, isBeside } from './selection'
import type { Decided } from './selection'

/** A report of a selection beside the one that counts here. */
export interface GivenReport {
  org: Org
  report: Report
  /** `changed`: another is held, and differs in so many figures. */
  is: 'fresh' | 'equal' | 'changed'
  differences: number
}

/** Something given beside what stands in its place here, where anything does. */
export interface Pair<T> {
  given: T
  held?: T
}

/** A selection that somebody handed on, beside what is here. What is equal is counted and not listed. */
export interface Differences {
  reports: GivenReport[]
  corrections: Pair<CorrectionRecord>[]
  decided: Pair<Decided>[]
  /** What is of no report: targets, own figures, rosters, what figures are divided by. */
  beside: Pair<LedgerRecord>[]
  same: { corrections: number; decided: number }
}

/** What is here, asked for what a selection has. */
export interface Here {
  /** The report that counts of an office and year, as published. */
  reportOf(org: string, year: number): Promise<Report | undefined>
  /** The office under which another's report of a year stands here. */
  officeIn(org: string, year: number): string
  /** Of the collection that the selection belongs to. */
  corrections: readonly CorrectionRecord[]
  decided: readonly Decided[]
  beside: readonly LedgerRecord[]
}

/** What a decision says, without the moment at which it was made. */
const saying = ({ content }: Decided): string =>
  JSON.stringify(
    Object.entries(content)
      .filter(([key]) => key !== 'org')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

/** How a selection differs from what is here. Changes nothing. */
export async function differencesOf(given: Whole, here: Here): Promise<Differences> {
  const orgs = new Map(given.meta.flatMap(({ orgs: packed }) => unpackOffices(packed)).map((org) => [org.id, org]))
  const reports: GivenReport[] = []
  for (const { report } of given.evidence) {
    const org = orgs.get(report.org)
    if (!org) continue
    const held = await here.reportOf(report.org, report.year)
    const differences = held ? versionDifferences(held, report).length : 0
    reports.push({ org, report, differences, is: !held ? 'fresh' : differences > 0 ? 'changed' : 'equal' })
  }
  const figureOf = (one: CorrectionRecord): string => figureKeyOf({ ...one, org: here.officeIn(one.org, one.year) })
  const decidedOf = ({ kind, content: { org, year, subject = '', id = '' } }: Decided): string =>
    JSON.stringify(kind === 'pin' ? [kind, id] : [kind, here.officeIn(org, year), year, subject])
  const standing = new Map([...here.corrections].sort((a, b) => a.time - b.time).map((one) => [figureOf(one), one]))
  const corrections = given.currentCorrections.map((one): Pair<CorrectionRecord> => {
    const held = standing.get(figureOf(one))
    return { given: one, ...(held && { held }) }
  })
  const isSame = ({ given: one, held }: Pair<CorrectionRecord>): boolean =>
    held !== undefined && JSON.stringify([held.now, held.reason]) === JSON.stringify([one.now, one.reason])
  const known = new Map([...here.decided].sort((a, b) => a.time - b.time).map((one) => [decidedOf(one), one]))
  const decided = given.ledger.filter(isDecided).map((one): Pair<Decided> => {
    const held = known.get(decidedOf(one))
    return { given: one, ...(held && { held }) }
  })
  const isSaid = ({ given: one, held }: Pair<Decided>): boolean => held !== undefined && saying(held) === saying(one)
  const besideKey = ({ kind, key }: LedgerRecord): string => JSON.stringify([kind, key])
  const own = new Map(here.beside.map((one) => [besideKey(one), one]))
  const beside = given.ledger.filter(isBeside).map((one): Pair<LedgerRecord> => {
    const held = own.get(besideKey(one))
    return { given: one, ...(held && { held }) }
  })
  return {
    reports,
    corrections: corrections.filter((one) => !isSame(one)),
    decided: decided.filter((one) => !isSaid(one)),
    beside: beside.filter(({ given: one, held }) => JSON.stringify(held?.content) !== JSON.stringify(one.content)),
    same: { corrections: corrections.filter(isSame).length, decided: decided.filter(isSaid).length },
  }
}

/** What of a selection is taken over. */
export interface Picked {
  reports: readonly GivenReport[]
  corrections: readonly Pair<CorrectionRecord>[]
  decided: readonly Pair<Decided>[]
  beside: readonly Pair<LedgerRecord>[]
}

/** What is new here is taken over unless somebody says otherwise; what differs, only where somebody says so. */
export const offered = ({ reports, corrections, decided, beside }: Differences): Picked => ({
  reports: reports.filter(({ is }) => is === 'fresh'),
  corrections: corrections.filter(({ held }) => !held),
  decided: decided.filter(({ held }) => !held),
  beside: beside.filter(({ held }) => !held),
})

/**
 * The tables that bring what was picked when they are merged, as a dataset of the id given, and the versions that shall
 * count then. What is taken over in place of something else counts from `now` on.
 */
export function pickedWhole(
  given: Whole,
  picked: Picked,
  { id, now }: { id: string; now: number },
): { whole: Whole; choices: ChoiceRecord[] } {
  const [manifest] = given.datasets
  const collection = manifest?.synthetic ? id : REAL
  const keyOf = (org: string, year: number): string => JSON.stringify([org, year])
  const taken = new Set(picked.reports.map(({ report }) => keyOf(report.org, report.year)))
  const figures = new Set(picked.corrections.map(({ given: one }) => figureKeyOf(one)))
  const history = given.correctionHistory.filter((one) => figures.has(figureKeyOf(one)))
  const again = picked.corrections.flatMap(({ given: one, held }): HistoryRecord[] =>
    held ? [{ ...one, time: now }] : [],
  )
  const whole: Whole = {
    ...NOTHING,
    correctionHistory: [...history, ...again].map((one) => ({ ...one, collection })),
    ledger: [...picked.decided, ...picked.beside].map(({ given: one, held }) => ({
      ...one,
      collection,
      ...(held && { time: now }),
    })),
  }
  if (!manifest || taken.size === 0) return { whole, choices: [] }
  const isTaken = (one: { org: string; year: number }): boolean => taken.has(keyOf(one.org, one.year))
  const { title, synthetic } = manifest
  const { manifest: made, ...parts } = prepare({
    format: 'disclosure-dataset',
    version: 1,
    id,
    title,
    synthetic,
    orgs: given.meta.flatMap(({ orgs }) => [...unpackOffices(orgs)]),
    reports: given.evidence.flatMap((one) => (isTaken(one) ? [one.report] : [])),
  })
  const { meta, segments, evidence } = parts
  return {
    whole: {
      ...whole,
      datasets: [
        { ...made, order: 1, addedAt: now, evidence: evidence.length, parts: { segments: segments.length, texts: 0 } },
      ],
      meta: [meta],
      segments: [...segments],
      evidence: [...evidence],
      sources: given.sources.filter(isTaken).map((one) => ({ ...one, dataset: id })),
    },
    // A version that was chosen here would stay on top of what is taken over now.
    choices: synthetic
      ? []
      : picked.reports.flatMap(({ report: { org, year }, is }) =>
          is === 'changed' ? [{ org, year, dataset: id }] : [],
        ),
  }
}
