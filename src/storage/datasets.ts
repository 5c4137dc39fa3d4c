import { keysOf } from './db'
import type { LensDb } from './db'
import { guarded } from './errors'
import { asFile } from './files'
import type { SourceRecord } from './records'
import type { ChoiceRecord, Manifest, Prepared } from '../pack/records'

export interface SaveOptions {
  /** Cancels until the last record is in: the promise then rejects with the signal's reason, and nothing changed. */
  signal?: AbortSignal
  onProgress?: (progress: { done: number; total: number }) => void
}

const BATCH = 500
async function clear(db: LensDb, id: string): Promise<void> {
  await db.datasets.delete(id)
  await db.meta.delete(id)
  await keysOf(db.segments, id).delete()
  await keysOf(db.evidence, id).delete()
  await keysOf(db.texts, id).delete()
  await keysOf(db.corrections, id).delete()
  await keysOf(db.sources, id).delete()
}

const tablesOf = (db: LensDb) => [
  db.datasets,
  db.segments,
  db.meta,
  db.evidence,
  db.texts,
  db.corrections,
  db.choices,
  db.sources,
]

/**
 * Stores a dataset in one transaction: all of it goes in, or nothing changes. A dataset of the same id is replaced
 * and keeps its order. Rejects with a StorageError, or the signal's reason. Progress counts reports.
 */
export function saveDataset(
  db: LensDb,
  prepared: Prepared,
  { signal, onProgress }: SaveOptions = {},
): Promise<Manifest> {
  const { manifest, meta, segments, evidence, texts = [], corrections } = prepared
  return guarded(
    () =>
      db.transaction('rw', tablesOf(db), async () => {
        signal?.throwIfAborted()
        const held = await db.datasets.toArray()
        const order =
          held.find(({ id }) => id === manifest.id)?.order ?? Math.max(0, ...held.map((other) => other.order)) + 1
        await clear(db, manifest.id)
        for (let done = 0; done < evidence.length; done += BATCH) {
          signal?.throwIfAborted()
          await db.evidence.bulkPut(evidence.slice(done, done + BATCH))
          onProgress?.({ done: Math.min(done + BATCH, evidence.length), total: evidence.length })
        }
        await db.segments.bulkPut(segments.map(asFile))
        await db.texts.bulkPut([...texts])
        await db.meta.put(meta)
        await db.corrections.bulkPut([...corrections])
        const saved: Manifest = { ...manifest, order, evidence: evidence.length, addedAt: Date.now() }
        await db.datasets.put(saved)
        signal?.throwIfAborted()
        return saved
      }),
    signal,
  )
}

/** What is stored in one go: datasets, the files their reports were read from, and which of several versions counts. */
export interface Batch {
  prepared: readonly Prepared[]
  sources?: readonly SourceRecord[]
  choices?: readonly ChoiceRecord[]
}

/** Stores a batch in one transaction: all of it goes in, or nothing changes. Rejects as `saveDataset`. */
export const saveBatch = (
  db: LensDb,
  { prepared, sources = [], choices = [] }: Batch,
  signal?: AbortSignal,
): Promise<void> =>
  guarded(
    () =>
      db.transaction('rw', tablesOf(db), async () => {
        for (const one of prepared) await saveDataset(db, one, { ...(signal && { signal }) })
        await db.sources.bulkPut([...sources])
        await db.choices.bulkPut([...choices])
      }),
    signal,
  )

/** Removes a dataset and all its parts; nothing happens where none has this id. */
export const removeDataset = (db: LensDb, id: string): Promise<void> =>
  guarded(() =>
    db.transaction('rw', tablesOf(db), async () => {
      await clear(db, id)
      await db.choices.where('dataset').equals(id).delete()
    }),
  )

/** All datasets held, lowest order first: the order in which they override one another. */
export const listDatasets = (db: LensDb): Promise<Manifest[]> =>
  guarded(async () => (await db.datasets.toArray()).sort((a, b) => a.order - b.order))
