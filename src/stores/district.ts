import { defineStore } from 'pinia'
import { mergedRosters, writtenRoster } from '../domain/mergedRosters'
import { NO_MERGERS } from '../domain/mergers'
import type { Mergers } from '../domain/mergers'
import { rosterAfter } from '../domain/officeEdit'
import type { OfficeEdit } from '../domain/officeEdit'
import type { Org } from '../domain/orgs'
import type { Roster } from '../domain/roster'
import type { Noted } from '../domain/submission'
import { decisionsIn, reportNotesIn, officeEditsIn, reportKey, rostersIn } from '../query/ledger'
import { problemKey } from '../query/problems'
import type { Decision } from '../query/problems'
import type { LedgerRecord } from '../storage'
import { useDatasets } from './datasets'

/** What a district keeps beside the reports: who must report, what came in and when, what was decided over problems. */
export const useDistrict = defineStore('district', () => {
  const datasets = useDatasets()

  const frameOf = (collection: string) => datasets.frameOfCollection(collection)
  const mergersOf = (collection: string): Mergers => frameOf(collection)?.mergers ?? NO_MERGERS
  const rosters = (collection: string): Roster[] => {
    const frame = frameOf(collection)
    const nameOf = (id: string): string | undefined => frame?.orgs[frame.rowOf.get(id) ?? -1]?.name
    return mergedRosters(rostersIn(collection, datasets.ledger), mergersOf(collection), nameOf)
  }
  /** The roster of an area, or of the nearest area above it that has one among those named. */
  const rosterOf = (collection: string, area: string | undefined): Roster | undefined =>
    rosters(collection).find((one) => one.area === area)
  const reports = (collection: string) => reportNotesIn(collection, datasets.ledger, mergersOf(collection))
  /** What was noted of reports, by office and year. */
  const noted = (collection: string): Map<string, Noted> =>
    new Map([...reports(collection)].map(([key, { one }]) => [key, one]))
  /** What was noted of single reports, all read at once. */
  function notedIn(collection: string): (org: string, year: number) => Noted | undefined {
    const all = noted(collection)
    return (org, year) => all.get(reportKey({ org, year }))
  }
  const decisions = (collection: string): Map<string, Decision> =>
    decisionsIn(collection, datasets.ledger, mergersOf(collection))
  /** The file that came for an office and year and could not be read. */
  const unreadFile = (collection: string, org: string, year: number): Blob | undefined =>
    reports(collection).get(reportKey({ org, year }))?.record.file

  function keepRoster(collection: string, roster: Roster): Promise<void> {
    const before = rostersIn(collection, datasets.ledger).find(({ area }) => area === roster.area)
    const content = writtenRoster(roster, before, mergersOf(collection))
    return datasets.note([{ collection, kind: 'roster', key: roster.area, time: Date.now(), content }])
  }
  const dropRoster = (collection: string, area: string): Promise<void> =>
    datasets.forget([{ collection, kind: 'roster', key: area }])

  const officeEdit = (collection: string, id: string): OfficeEdit | undefined =>
    officeEditsIn(collection, datasets.ledger).find((one) => one.id === id)
  /** Changes an office for all its years, on the rosters too. */
  async function editOffice(collection: string, edit: OfficeEdit, office: Org): Promise<void> {
    const time = Date.now()
    const changed = rostersIn(collection, datasets.ledger).flatMap((roster): LedgerRecord[] => {
      const next = rosterAfter(roster, edit, office)
      return next === roster ? [] : [{ collection, kind: 'roster', key: roster.area, time, content: next }]
    })
    const merged = officeEdit(collection, edit.id)?.merged
    const content: OfficeEdit = merged ? { ...edit, merged } : edit
    await datasets.note([{ collection, kind: 'office', key: edit.id, time, content }, ...changed])
  }
  const keepEdit = (collection: string, edit: OfficeEdit): Promise<void> =>
    datasets.note([{ collection, kind: 'office', key: edit.id, time: Date.now(), content: edit }])
  /** Lets what the datasets say of an office count again; rosters stay as they are. */
  async function restoreOffice(collection: string, id: string): Promise<void> {
    const merged = officeEdit(collection, id)?.merged
    if (merged) await keepEdit(collection, { id, merged })
    else await datasets.forget([{ collection, kind: 'office', key: id }])
  }

  /** The offices that went into one, directly. */
  const mergedInto = (collection: string, id: string): OfficeEdit[] =>
    officeEditsIn(collection, datasets.ledger).filter(({ merged }) => merged?.into === id)
  /** Whether an office went, by way of others too, into another: that cannot go into it. */
  function leadsTo(collection: string, from: string, to: string): boolean {
    const edits = new Map(officeEditsIn(collection, datasets.ledger).map((one) => [one.id, one]))
    const seen = new Set<string>()
    for (let at: string | undefined = from; at !== undefined && !seen.has(at); at = edits.get(at)?.merged?.into) {
      if (at === to) return true
      seen.add(at)
    }
    return false
  }
  /** Puts an office into another; everything of it follows, and nothing of it is rewritten. */
  const mergeOffice = (collection: string, id: string, merged: NonNullable<OfficeEdit['merged']>): Promise<void> =>
    keepEdit(collection, { ...officeEdit(collection, id), id, merged })
  /** Lets an office that went into another be one of its own again, as it was. */
  async function partOffice(collection: string, id: string): Promise<void> {
    const { merged: _merged, ...rest } = officeEdit(collection, id) ?? { id }
    if (Object.keys(rest).length > 1) await keepEdit(collection, rest)
    else await datasets.forget([{ collection, kind: 'office', key: id }])
  }

  /** Notes something of reports; what was noted of them before and is not named stays. */
  async function note(
    collection: string,
    changes: readonly { noted: Partial<Noted> & Pick<Noted, 'org' | 'year'>; file?: Blob }[],
  ): Promise<void> {
    const before = reports(collection)
    const records = changes.map(({ noted: change, file }): LedgerRecord => {
      const key = reportKey(change)
      const content = Object.fromEntries(
        Object.entries({ ...before.get(key)?.one, ...change }).filter(([, value]) => value !== undefined),
      )
      const kept = file ?? before.get(key)?.record.file
      return { collection, kind: 'report', key, time: Date.now(), content, ...(kept && { file: kept }) }
    })
    await datasets.note(records)
  }

  const decide = (collection: string, made: readonly Decision[]): Promise<void> =>
    datasets.note(
      made.map((one): LedgerRecord => ({
        collection,
        kind: 'problem',
        key: problemKey(one),
        time: Date.now(),
        content: { ...one },
      })),
    )

  return {
    officeEdit,
    editOffice,
    restoreOffice,
    mergedInto,
    leadsTo,
    mergeOffice,
    partOffice,
    rosters,
    rosterOf,
    noted,
    notedIn,
    decisions,
    unreadFile,
    keepRoster,
    dropRoster,
    note,
    decide,
  }
})
