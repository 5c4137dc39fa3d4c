import { readBaseTable } from '../domain/bases'
import type { BaseTable } from '../domain/bases'
import { mergeOffices } from '../domain/mapOrder'
import { mergedRosters } from '../domain/mergedRosters'
import { NO_MERGERS, mergersOf } from '../domain/mergers'
import type { Mergers } from '../domain/mergers'
import { editedOffices, mergersIn, readOfficeEdit } from '../domain/officeEdit'
import type { OfficeEdit } from '../domain/officeEdit'
import type { Org } from '../domain/orgs'
import { readPin } from '../domain/pins'
import type { Pin } from '../domain/pins'
import { readRoster, rosterOrgs } from '../domain/roster'
import type { Roster } from '../domain/roster'
import { readNoted } from '../domain/submission'
import { readTarget } from '../domain/targets'
import type { Target } from '../domain/targets'
import { buildFrame } from '../frame/frame'
import type { Edits, Frame } from '../frame/frame'
import type { FramePart } from '../frame/ground'
import { checksum, shortMark } from '../pack/checksum'
import type { Manifest } from '../pack/records'
import type { LedgerRecord } from '../storage'
import { problemKey, readDecision } from './problems'
import type { Decision } from './problems'

/** What is kept beside the reports of a collection, as its owners read it, and a frame that knows of it. */

const of = (collection: string, ledger: readonly LedgerRecord[], kind: string): LedgerRecord[] =>
  ledger.filter((one) => one.collection === collection && one.kind === kind)

/** Rosters of one collection, in the order of their areas. */
export const rostersIn = (collection: string, ledger: readonly LedgerRecord[]): Roster[] =>
  of(collection, ledger, 'roster').flatMap(({ content }) => readRoster(content) ?? [])

/** What was changed of offices of one collection. */
export const officeEditsIn = (collection: string, ledger: readonly LedgerRecord[]): OfficeEdit[] =>
  of(collection, ledger, 'office').flatMap(({ content }) => readOfficeEdit(content) ?? [])

/** Tables of what figures of one collection are divided by, the one that counts last. */
export const baseTablesIn = (collection: string, ledger: readonly LedgerRecord[]): BaseTable[] =>
  of(collection, ledger, 'bases')
    .sort((a, b) => a.time - b.time)
    .flatMap(({ content }) => readBaseTable(content) ?? [])

/**
 * The offices that rosters name, and those that were changed, as parts of a frame that hold no reports. An office that
 * went into another is named too, so that it is known which that is.
 */
function ledgerParts(
  rosters: readonly Roster[],
  changes: readonly OfficeEdit[],
  parts: readonly FramePart[],
): FramePart[] {
  if (rosters.length + changes.length === 0) return []
  const held = new Map(mergeOffices(parts.map(({ orgs }) => orgs)).map((org) => [org.id, org]))
  const listedIn = (all: readonly Roster[]): Map<string, Org> =>
    new Map(all.flatMap((roster) => rosterOrgs(roster, (id) => held.get(id))).map((org) => [org.id, org]))
  const written = listedIn(rosters)
  const mergers = mergersOf(mergersIn(changes), (id) => written.has(id) || held.has(id))
  const nameOf = (id: string): string | undefined =>
    changes.find((one) => one.id === id)?.name ?? written.get(id)?.name ?? held.get(id)?.name
  const listed = listedIn(mergedRosters(rosters, mergers, nameOf))
  for (const { office } of mergers.all) {
    const known = listed.get(office) ?? written.get(office)
    if (known) listed.set(office, known)
  }
  const changed = editedOffices(changes, (id) => listed.get(id) ?? held.get(id))
  const manifest = { id: 'roster', title: '', synthetic: false, order: Infinity, years: [], evidence: 0 }
  return [
    { manifest, orgs: [...listed.values()], segments: [] },
    { manifest, orgs: changed, segments: [] },
  ]
}

/** Targets of one collection, first made first: an id begins with the moment it was made. */
export const targetsIn = (collection: string, ledger: readonly LedgerRecord[]): Target[] =>
  of(collection, ledger, 'target')
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .flatMap(({ content }) => readTarget(content) ?? [])

/** Pinned notes of one collection, first made first, each under the office that its own went into, where it did. */
export const pinsIn = (collection: string, ledger: readonly LedgerRecord[], { officeIn }: Mergers): Pin[] =>
  of(collection, ledger, 'pin')
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .flatMap(({ content }) => readPin(content) ?? [])
    .map((pin) => ({ ...pin, org: officeIn(pin.org, pin.year) }))

/** What is kept of offices' reports of a kind, each of the office it stands under now; of several the latest. */
function standingIn<T extends { org: string; year: number }>(
  collection: string,
  ledger: readonly LedgerRecord[],
  { officeIn }: Mergers,
  { kind, read, keyOf }: { kind: string; read: (content: unknown) => T | undefined; keyOf: (one: T) => string },
): Map<string, { one: T; record: LedgerRecord }> {
  const found = new Map<string, { one: T; record: LedgerRecord }>()
  for (const record of of(collection, ledger, kind)) {
    const content = read(record.content)
    if (!content) continue
    const one = { ...content, org: officeIn(content.org, content.year) }
    const held = found.get(keyOf(one))
    if (!held || held.record.time <= record.time) found.set(keyOf(one), { one, record })
  }
  return found
}

/** The key of an office's report of a year. */
export const reportKey = ({ org, year }: { org: string; year: number }): string => JSON.stringify([org, year])

/** What was noted of reports of one collection, by report. */
export const reportNotesIn = (collection: string, ledger: readonly LedgerRecord[], mergers: Mergers) =>
  standingIn(collection, ledger, mergers, { kind: 'report', read: readNoted, keyOf: reportKey })

/** What was decided over problems of one collection, by problem. */
export const decisionsIn = (
  collection: string,
  ledger: readonly LedgerRecord[],
  mergers: Mergers,
): Map<string, Decision> => {
  const standing = standingIn(collection, ledger, mergers, { kind: 'problem', read: readDecision, keyOf: problemKey })
  return new Map([...standing].map(([key, { one }]) => [key, one]))
}

/** What a frame of a collection takes from the ledger; equal stamps make equal frames. */
export interface BesideReports {
  rosters: readonly Roster[]
  changes: readonly OfficeEdit[]
  bases: readonly BaseTable[]
  stamp: string
}
export function besideReports(collection: string, ledger: readonly LedgerRecord[]): BesideReports {
  const rosters = rostersIn(collection, ledger)
  const changes = officeEditsIn(collection, ledger)
  const bases = baseTablesIn(collection, ledger)
  const isEmpty = rosters.length + changes.length + bases.length === 0
  return { rosters, changes, bases, stamp: isEmpty ? '' : JSON.stringify([rosters, changes, bases]) }
}

/**
 * The datasets of a collection laid over one another, with what was changed of their figures and offices. `orgs`: the
 * offices of all of them, where a frame of the same was made before.
 */
export const frameBeside = (
  parts: readonly FramePart[],
  edits: Edits,
  { rosters, changes, bases }: BesideReports,
  orgs?: Frame['orgs'],
): Frame =>
  buildFrame([...parts, ...ledgerParts(rosters, changes, parts)], edits, {
    mergers: mergersIn(changes),
    bases,
    ...(orgs && { orgs }),
  })

/**
 * What the figures of a collection come from, in short: equal where no dataset of it, no correction, no choice and no
 * merger differs.
 */
export function dataMark(
  manifests: readonly Manifest[],
  { corrections, choices }: Edits,
  frame: Pick<Frame, 'bases' | 'mergers'> | undefined,
): string {
  const { bases = [], mergers: { all: mergers } = NO_MERGERS } = frame ?? {}
  const beside = [corrections, choices, ...[bases, mergers].filter(({ length }) => length > 0)]
  const texts = [...manifests.map(({ id, checksum: sum }) => `${id} ${sum}`), JSON.stringify(beside)]
  return shortMark(checksum(texts))
}
