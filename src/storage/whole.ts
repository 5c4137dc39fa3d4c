import type { Manifest } from '../pack/records'
import { clearDataset } from './datasets'
import { StorageError } from './errors'
import { KEY_PATHS, TABLES } from './records'
import type { HistoryRecord, LedgerRecord, Records, TableName } from './records'
import type { Reading, Writing } from './tables'

/** Everything that is stored, table by table. */
export type Whole = { [T in TableName]: Records[T][] }

/** What was there before the last restore, for a while: it is no part of a backup itself. */
export const BEFORE_RESTORE = 'before-restore'
/** When the last backup was made here. */
export const LAST_BACKUP = 'last-backup'
/** Settings that are of this browser and not of the data. */
const isLocal = ({ key }: { key: string }): boolean =>
  key === BEFORE_RESTORE || key === LAST_BACKUP || key.startsWith('shipped')

const PARTS = ['segments', 'meta', 'evidence', 'texts', 'sources'] as const

/** `merge`: what is there stays, and the later of two states of one thing counts. `replace`: the backup's state. */
export type RestoreMode = 'merge' | 'replace'

/** Reads all tables at one moment; without `originals`, not the files that reports were read from. */
export async function readWhole(tx: Reading, originals: boolean): Promise<Whole> {
  const entries = await Promise.all(
    TABLES.map(async (table) => [table, table === 'sources' && !originals ? [] : await tx.all(table)] as const),
  )
  const whole = Object.fromEntries(entries) as unknown as Whole
  return { ...whole, settings: whole.settings.filter(({ key }) => key !== BEFORE_RESTORE) }
}

/** What tells one state of the data from another, as far as it matters before a restore. */
export const stampOf = ({ datasets, correctionHistory, choices, ledger }: Pick<Whole, StampTable>): string =>
  JSON.stringify([
    datasets.map(({ id, checksum, addedAt }) => [id, checksum, addedAt]).sort(),
    correctionHistory.length,
    choices.map(({ org, year, dataset }) => [org, year, dataset]).sort(),
    ledger.map(({ collection, kind, key, time }) => [collection, kind, key, time]).sort(),
  ])
type StampTable = 'datasets' | 'correctionHistory' | 'choices' | 'ledger'

/** What a restore does to the datasets that are there and those of the backup. */
export interface RestorePlan {
  add: Manifest[]
  /** Of equal content: it is written anew, which mends what is damaged. */
  same: Manifest[]
  /** Held in another state, which the backup's replaces. */
  replace: Manifest[]
  /** Held, and left as they are. */
  keep: Manifest[]
  remove: Manifest[]
  /** Figures whose correction becomes another, or goes. */
  corrections: number
}

const figureOf = ({ collection, org, year, in: where, code }: HistoryRecord): string =>
  JSON.stringify([collection, org, year, where, code])

/** The last event of every figure, by figure. */
function lastEvents(events: readonly HistoryRecord[]): Map<string, HistoryRecord> {
  const last = new Map<string, HistoryRecord>()
  for (const event of events) {
    const before = last.get(figureOf(event))
    if (!before || before.time <= event.time) last.set(figureOf(event), event)
  }
  return last
}

const isSame = (one: HistoryRecord, other: HistoryRecord | undefined): boolean =>
  JSON.stringify([one.now, one.time]) === JSON.stringify([other?.now, other?.time])

/** The history of both, each event once; of two at one moment, one is set a moment later. */
export function mergedHistory(held: readonly HistoryRecord[], given: readonly HistoryRecord[]): HistoryRecord[] {
  const merged = new Map<string, HistoryRecord>()
  for (const event of [...held, ...given]) {
    let one = event
    for (;;) {
      const key = `${figureOf(one)}${one.time}`
      const there = merged.get(key)
      if (!there) merged.set(key, one)
      if (!there || JSON.stringify(there.now) === JSON.stringify(one.now)) break
      one = { ...one, time: one.time + 1 }
    }
  }
  return [...merged.values()]
}

/** What restoring would do, to be said before. Changes nothing. */
export function planRestore(held: Pick<Whole, StampTable>, given: Whole, mode: RestoreMode): RestorePlan {
  const plan: RestorePlan = { add: [], same: [], replace: [], keep: [], remove: [], corrections: 0 }
  const incoming = new Map(given.datasets.map((one) => [one.id, one]))
  for (const one of held.datasets) {
    const other = incoming.get(one.id)
    // What came with the app is the app's to update.
    if (!other) (mode === 'merge' || one.shipped ? plan.keep : plan.remove).push(one)
    else if (one.shipped && other.shipped && one.checksum !== other.checksum) plan.keep.push(one)
    else if (one.shipped === other.shipped && one.checksum === other.checksum) plan.same.push(one)
    else if (mode === 'replace' || (one.shipped === other.shipped && other.addedAt > one.addedAt))
      plan.replace.push(one)
    else plan.keep.push(one)
  }
  const known = new Set(held.datasets.map(({ id }) => id))
  plan.add = given.datasets.filter(({ id }) => !known.has(id))
  const before = lastEvents(held.correctionHistory)
  const after = lastEvents(
    mode === 'merge' ? mergedHistory(held.correctionHistory, given.correctionHistory) : given.correctionHistory,
  )
  plan.corrections = [...new Set([...before.keys(), ...after.keys()])].filter((figure) => {
    const [one, other] = [before.get(figure), after.get(figure)]
    return one ? !isSame(one, other) : other?.now !== undefined
  }).length
  return plan
}

async function putParts(tx: Writing, given: Whole, id: string): Promise<void> {
  for (const table of PARTS) {
    const records = given[table].filter((record) => record.dataset === id)
    // A backup without originals says nothing of them.
    if (table === 'sources' && records.length === 0) continue
    if (KEY_PATHS[table].length === 1) await tx.remove(table, id)
    else await tx.removeUnder(table, [id])
    await tx.put(table, records as never)
  }
}

async function restoreDatasets(tx: Writing, given: Whole, plan: RestorePlan): Promise<void> {
  for (const { id } of plan.remove) await clearDataset(tx, id)
  const incoming = new Map(given.datasets.map((one) => [one.id, one]))
  for (const { id } of plan.same) await putParts(tx, given, id)
  for (const one of plan.replace) {
    await clearDataset(tx, one.id)
    await putParts(tx, given, one.id)
    await tx.put('datasets', [{ ...incoming.get(one.id)!, order: one.order }])
  }
  let last = Math.max(0, ...(await tx.all('datasets')).map(({ order }) => order))
  for (const one of [...plan.add].sort((a, b) => a.order - b.order)) {
    await putParts(tx, given, one.id)
    await tx.put('datasets', [{ ...one, order: ++last }])
  }
}

async function mergeEdits(tx: Writing, held: Whole, given: Whole): Promise<void> {
  const history = mergedHistory(held.correctionHistory, given.correctionHistory)
  await tx.put('correctionHistory', history)
  for (const last of lastEvents(history).values()) {
    const { now } = last
    if (now) await tx.put('currentCorrections', [{ ...last, now }])
    else await tx.remove('currentCorrections', [last.collection, last.org, last.year, last.in, last.code])
  }
  const chosen = new Set(held.choices.map(({ org, year }) => JSON.stringify([org, year])))
  await tx.put(
    'choices',
    given.choices.filter(({ org, year }) => !chosen.has(JSON.stringify([org, year]))),
  )
  const entryOf = ({ collection, kind, key }: LedgerRecord): string => JSON.stringify([collection, kind, key])
  const times = new Map(held.ledger.map((one) => [entryOf(one), one.time]))
  await tx.put(
    'ledger',
    given.ledger.filter((one) => one.time > (times.get(entryOf(one)) ?? -Infinity)),
  )
  const changed = new Map(held.decks.map(({ id, time }) => [id, time]))
  await tx.put(
    'decks',
    given.decks.filter(({ id, time }) => (changed.get(id) ?? -1) < time),
  )
  for (const table of ['drafts', 'settings'] as const) {
    const known = new Set(held[table].map(({ key }) => key))
    const fresh = (given[table] as { key: string }[]).filter((one) => !known.has(one.key) && !isLocal(one))
    await tx.put(table, fresh as never)
  }
}

async function replaceEdits(tx: Writing, given: Whole): Promise<void> {
  for (const table of ['currentCorrections', 'correctionHistory', 'choices', 'drafts', 'ledger', 'decks'] as const) {
    await tx.clear(table)
    await tx.put(table, given[table] as never)
  }
  await tx.put(
    'settings',
    given.settings.filter((one) => !isLocal(one)),
  )
}

/**
 * Restores a backup. `seen`: the stamp of what was there when the plan was made; rejects with `changed` where it is
 * another now. `before`: a copy of that, kept for a while.
 */
export async function restoreWhole(
  tx: Writing,
  given: Whole,
  { mode, seen, before }: { mode: RestoreMode; seen: string; before: { time: number; file: Blob } },
): Promise<RestorePlan> {
  const held = await readWhole(tx, false)
  if (stampOf(held) !== seen) throw new StorageError('changed')
  const plan = planRestore(held, given, mode)
  await restoreDatasets(tx, given, plan)
  if (mode === 'merge') await mergeEdits(tx, held, given)
  else await replaceEdits(tx, given)
  await tx.put('settings', [{ key: BEFORE_RESTORE, value: before }])
  return plan
}

/** Puts everything back as it was in a copy, and lets go of that. */
export async function returnTo(tx: Writing, whole: Whole): Promise<void> {
  for (const table of TABLES) {
    await tx.clear(table)
    await tx.put(table, whole[table] as never)
  }
}
