import type { Manifest } from '../pack/records'
import { clearDataset } from './datasets'
import { StorageError } from './errors'
import { KEY_PATHS, TABLES } from './records'
import type { HistoryRecord, LedgerRecord, Records } from './records'
import { BEFORE_RESTORE, PARTS, isPart, readCore } from './streamed'
import type { Core, PartTable, Streamed } from './streamed'
import type { Writing } from './tables'

/** When the last backup was made here. */
export const LAST_BACKUP = 'last-backup'
/** Settings that are of this browser and not of the data. */
const isLocal = ({ key }: { key: string }): boolean =>
  key === BEFORE_RESTORE || key === LAST_BACKUP || key.startsWith('shipped')

/** `merge`: what is there stays, and the later of two states of one thing counts. `replace`: the backup's state. */
export type RestoreMode = 'merge' | 'replace'

/** What tells one state of the data from another, as far as it matters before a restore. */
export const stampOf = ({ datasets, correctionHistory, choices, ledger }: Pick<Core, StampTable>): string =>
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
export function planRestore(held: Pick<Core, StampTable>, given: Core, mode: RestoreMode): RestorePlan {
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

/** The pages of a table; the transaction stays open while they are read from elsewhere. */
async function* pagesIn<T extends PartTable>(
  tx: Writing,
  given: Streamed,
  table: T,
): AsyncGenerator<readonly Records[T][]> {
  const pages = given.parts(table)[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await tx.hold(() => pages.next())
      if (next.done) return
      yield next.value
    }
  } finally {
    await pages.return?.()
  }
}

const clearPart = (tx: Writing, table: PartTable, id: string): Promise<void> =>
  KEY_PATHS[table].length === 1 ? tx.remove(table, id) : tx.removeUnder(table, [id])

async function restoreDatasets(tx: Writing, given: Streamed, plan: RestorePlan): Promise<void> {
  for (const { id } of [...plan.remove, ...plan.replace]) await clearDataset(tx, id)
  for (const { id } of plan.same) for (const table of PARTS) if (table !== 'sources') await clearPart(tx, table, id)
  const same = new Set(plan.same.map(({ id }) => id))
  const brought = new Set([...plan.same, ...plan.replace, ...plan.add].map(({ id }) => id))
  // A backup without originals says nothing of them.
  const cleared = new Set<string>()
  for (const table of PARTS)
    for await (const page of pagesIn(tx, given, table)) {
      const records = page.filter(({ dataset }) => brought.has(dataset))
      for (const { dataset } of table === 'sources' ? records : []) {
        if (same.has(dataset) && !cleared.has(dataset)) await clearPart(tx, table, dataset)
        cleared.add(dataset)
      }
      await tx.put(table, records as never)
    }
  const incoming = new Map(given.core.datasets.map((one) => [one.id, one]))
  await tx.put(
    'datasets',
    plan.replace.map((one) => ({ ...incoming.get(one.id)!, order: one.order })),
  )
  let last = Math.max(0, ...(await tx.all('datasets')).map(({ order }) => order))
  const added = [...plan.add].sort((a, b) => a.order - b.order)
  await tx.put(
    'datasets',
    added.map((one) => ({ ...one, order: ++last })),
  )
}

async function mergeEdits(tx: Writing, held: Core, given: Core): Promise<void> {
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

async function replaceEdits(tx: Writing, given: Core): Promise<void> {
  for (const table of ['currentCorrections', 'correctionHistory', 'choices', 'drafts', 'ledger', 'decks'] as const) {
    await tx.clear(table)
    await tx.put(table, given[table] as never)
  }
  await tx.put(
    'settings',
    given.settings.filter((one) => !isLocal(one)),
  )
}

export interface RestoreOptions {
  mode: RestoreMode
  seen: string
  before: { time: number; file: Blob }
  /** Cancels until the last record is in: the promise then rejects with the signal's reason, and nothing changed. */
  signal?: AbortSignal
}

/**
 * Restores a backup. `seen`: the stamp of what was there when the plan was made; rejects with `changed` where it is
 * another now. `before`: a copy of that, kept for a while.
 */
export async function restoreWhole(
  tx: Writing,
  given: Streamed,
  { mode, seen, before }: RestoreOptions,
): Promise<RestorePlan> {
  const held = await readCore(tx)
  if (stampOf(held) !== seen) throw new StorageError('changed')
  const plan = planRestore(held, given.core, mode)
  await restoreDatasets(tx, given, plan)
  if (mode === 'merge') await mergeEdits(tx, held, given.core)
  else await replaceEdits(tx, given.core)
  await tx.put('settings', [{ key: BEFORE_RESTORE, value: before }])
  return plan
}

/** Puts everything back as it was in a copy, and lets go of that. */
export async function returnTo(tx: Writing, given: Streamed): Promise<void> {
  for (const table of TABLES) {
    await tx.clear(table)
    if (isPart(table)) for await (const page of pagesIn(tx, given, table)) await tx.put(table, page as never)
    else await tx.put(table, given.core[table] as never)
  }
}
