import type { Report } from '../domain/report'
import { collectionOf } from '../pack/records'
import type { ChoiceRecord, Manifest, MetaRecord, Prepared, SegmentRecord } from '../pack/records'
import { takeOver } from './corrections'
import { StorageError } from './errors'
import { asFile } from './files'
import type { SettingRecord, SourceRecord, TableName } from './records'
import type { Reading, Writing } from './tables'

export interface SaveOptions {
  /** Cancels until the last record is in: the promise then rejects with the signal's reason, and nothing changed. */
  signal?: AbortSignal
  /** Counts reports. */
  onProgress?: (progress: { done: number; total: number }) => void
}

/** What is stored in one go: datasets, the files their reports were read from, and which of several versions counts. */
export interface Batch {
  prepared: readonly Prepared[]
  sources?: readonly SourceRecord[]
  choices?: readonly ChoiceRecord[]
  /** Keys of drafts that are settled with it. */
  drafts?: readonly string[]
  settings?: readonly SettingRecord[]
}

/** The tables that a dataset has its parts in. */
export const DATASET_TABLES = ['datasets', 'segments', 'meta', 'evidence', 'texts', 'sources'] as const
export const BATCH_TABLES: readonly TableName[] = [
  ...DATASET_TABLES,
  'choices',
  'currentCorrections',
  'correctionHistory',
  'drafts',
  'settings',
]

const BATCH = 500

/** Takes a dataset and all its parts away. Corrections and choices are of offices and years: they stay. */
export async function clearDataset(tx: Writing, id: string): Promise<void> {
  await tx.remove('datasets', id)
  await tx.remove('meta', id)
  for (const table of ['segments', 'evidence', 'texts', 'sources'] as const) await tx.removeUnder(table, [id])
}

async function saveOne(
  tx: Writing,
  prepared: Prepared,
  order: number,
  { signal, onProgress }: SaveOptions,
): Promise<Manifest> {
  const { manifest, meta, segments, evidence, texts = [], corrections } = prepared
  await clearDataset(tx, manifest.id)
  for (let done = 0; done < evidence.length; done += BATCH) {
    signal?.throwIfAborted()
    await tx.put('evidence', evidence.slice(done, done + BATCH))
    onProgress?.({ done: Math.min(done + BATCH, evidence.length), total: evidence.length })
  }
  await tx.put('segments', segments.map(asFile))
  await tx.put('texts', texts)
  await tx.put('meta', [meta])
  await takeOver(tx, collectionOf(manifest), corrections)
  const saved: Manifest = {
    ...manifest,
    order,
    evidence: evidence.length,
    parts: { segments: segments.length, texts: texts.length },
    addedAt: Date.now(),
  }
  await tx.put('datasets', [saved])
  return saved
}

/**
 * Stores a batch. A dataset of the same id is replaced and keeps its order; what came with the app and what a user
 * brought never replace one another (`held`).
 */
export async function saveBatch(
  tx: Writing,
  { prepared, sources = [], choices = [], drafts = [], settings = [] }: Batch,
  options: SaveOptions = {},
): Promise<Manifest[]> {
  const held = new Map((await tx.all('datasets')).map((one) => [one.id, one]))
  let last = Math.max(0, ...[...held.values()].map(({ order }) => order))
  const saved: Manifest[] = []
  for (const one of prepared) {
    options.signal?.throwIfAborted()
    const before = held.get(one.manifest.id)
    if (before && before.shipped !== one.manifest.shipped) throw new StorageError('held')
    const manifest = await saveOne(tx, one, before?.order ?? ++last, options)
    held.set(manifest.id, manifest)
    saved.push(manifest)
  }
  await tx.put('sources', sources)
  await tx.put('choices', choices)
  for (const key of drafts) await tx.remove('drafts', key)
  await tx.put('settings', settings)
  options.signal?.throwIfAborted()
  return saved
}

const byOrder = (a: Manifest, b: Manifest): number => a.order - b.order

/** All datasets held, lowest order first: the order in which they override one another. */
export const listDatasets = async (tx: Reading): Promise<Manifest[]> => (await tx.all('datasets')).sort(byOrder)

export interface StoredDataset {
  manifest: Manifest
  /** Nothing where the record of its offices is lost. */
  meta?: MetaRecord
  segments: SegmentRecord[]
}

/** So many datasets are looked for one by one before whole tables are read instead. */
const FEW = 8

/** Manifest, offices and packed columns of the datasets named, lowest order first. Ids not held are left out. */
export async function readDatasets(tx: Reading, ids: readonly string[]): Promise<StoredDataset[]> {
  const wanted = new Set(ids)
  const isFew = wanted.size <= FEW
  const held = isFew ? await tx.getMany('datasets', [...wanted]) : await tx.all('datasets')
  const found = held.filter((one) => one !== undefined && wanted.has(one.id)) as Manifest[]
  found.sort(byOrder)
  if (isFew)
    return Promise.all(
      found.map(async (manifest) => {
        const [meta, segments] = await Promise.all([tx.get('meta', manifest.id), tx.under('segments', [manifest.id])])
        return { manifest, segments, ...(meta && { meta }) }
      }),
    )
  const [metas, all] = await Promise.all([tx.all('meta'), tx.all('segments')])
  const metaOf = new Map(metas.map((one) => [one.dataset, one]))
  const segmentsOf = new Map<string, SegmentRecord[]>()
  for (const one of all) segmentsOf.set(one.dataset, [...(segmentsOf.get(one.dataset) ?? []), one])
  return found.map((manifest) => {
    const meta = metaOf.get(manifest.id)
    return { manifest, segments: segmentsOf.get(manifest.id) ?? [], ...(meta && { meta }) }
  })
}

/** All reports of a dataset as it gave them, for export and backup. */
export const readReports = async (tx: Reading, id: string): Promise<Report[]> =>
  (await tx.under('evidence', [id])).map(({ report }) => report)
