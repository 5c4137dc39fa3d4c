import { defineStore } from 'pinia'
import { rosterAfter } from '../domain/officeEdit'
import type { OfficeEdit } from '../domain/officeEdit'
import type { Org } from '../domain/orgs'
import type { Roster } from '../domain/roster'
import { readNoted } from '../domain/submission'
import type { Noted } from '../domain/submission'
import { problemKey, readDecision } from '../query/problems'
import type { Decision } from '../query/problems'
import type { LedgerRecord } from '../storage'
import { officeEditsIn, rostersIn } from './collections'
import { useDatasets } from './datasets'

const notedKey = ({ org, year }: Pick<Noted, 'org' | 'year'>): string => JSON.stringify([org, year])

/** What a district keeps beside the reports: who must report, what came in and when, what was decided over problems. */
export const useDistrict = defineStore('district', () => {
  const datasets = useDatasets()

  const of = (collection: string, kind: string): LedgerRecord[] =>
    datasets.ledger.filter((one) => one.collection === collection && one.kind === kind)
  const rosters = (collection: string): Roster[] => rostersIn(collection, datasets.ledger)
  /** The roster of an area, or of the nearest area above it that has one among those named. */
  const rosterOf = (collection: string, area: string | undefined): Roster | undefined =>
    rosters(collection).find((one) => one.area === area)
  /** What was noted of reports, by office and year. */
  const noted = (collection: string): Map<string, Noted> =>
    new Map(
      of(collection, 'report').flatMap(({ content, key }): [string, Noted][] => {
        const read = readNoted(content)
        return read ? [[key, read]] : []
      }),
    )
  /** What was noted of single reports, all read at once. */
  function notedIn(collection: string): (org: string, year: number) => Noted | undefined {
    const all = noted(collection)
    return (org, year) => all.get(notedKey({ org, year }))
  }
  const decisions = (collection: string): Map<string, Decision> =>
    new Map(
      of(collection, 'problem').flatMap(({ content, key }): [string, Decision][] => {
        const read = readDecision(content)
        return read ? [[key, read]] : []
      }),
    )
  /** The file that came for an office and year and could not be read. */
  const unreadFile = (collection: string, org: string, year: number): Blob | undefined =>
    of(collection, 'report').find(({ key }) => key === notedKey({ org, year }))?.file

  const keepRoster = (collection: string, roster: Roster): Promise<void> =>
    datasets.note([{ collection, kind: 'roster', key: roster.area, time: Date.now(), content: roster }])
  const dropRoster = (collection: string, area: string): Promise<void> =>
    datasets.forget([{ collection, kind: 'roster', key: area }])

  const officeEdit = (collection: string, id: string): OfficeEdit | undefined =>
    officeEditsIn(collection, datasets.ledger).find((one) => one.id === id)
  /** Changes an office for all its years, on the rosters too. */
  async function editOffice(collection: string, edit: OfficeEdit, office: Org): Promise<void> {
    const time = Date.now()
    const changed = rosters(collection).flatMap((roster): LedgerRecord[] => {
      const next = rosterAfter(roster, edit, office)
      return next === roster ? [] : [{ collection, kind: 'roster', key: roster.area, time, content: next }]
    })
    await datasets.note([{ collection, kind: 'office', key: edit.id, time, content: edit }, ...changed])
  }
  /** Lets what the datasets say of an office count again; rosters stay as they are. */
  const restoreOffice = (collection: string, id: string): Promise<void> =>
    datasets.forget([{ collection, kind: 'office', key: id }])

  /** Notes something of reports; what was noted of them before and is not named stays. */
  async function note(
    collection: string,
    changes: readonly { noted: Partial<Noted> & Pick<Noted, 'org' | 'year'>; file?: Blob }[],
  ): Promise<void> {
    const before = noted(collection)
    const files = new Map(of(collection, 'report').map(({ key, file }) => [key, file]))
    const records = changes.map(({ noted: change, file }): LedgerRecord => {
      const key = notedKey(change)
      const content = Object.fromEntries(
        Object.entries({ ...before.get(key), ...change }).filter(([, value]) => value !== undefined),
      )
      const kept = file ?? files.get(key)
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
