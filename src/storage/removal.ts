import { collectionOf } from '../pack/records'
import type { Manifest } from '../pack/records'
import { clearDataset, listDatasets } from './datasets'
import { StorageError } from './errors'
import { TABLES } from './records'
import type { Records } from './records'
import { PARTS } from './streamed'
import type { PartTable } from './streamed'
import type { Reading, Writing } from './tables'

/** Datasets that were taken away, whole: to be put back as long as somebody holds them. */
export type Removed = { datasets: Manifest[] } & { [T in PartTable]: Records[T][] }

/** What goes with datasets that are removed, and what stays. */
export interface Contents {
  reports: number
  /** Files that reports were read from, and their bytes. */
  originals: number
  bytes: number
  /** Corrections of their offices and years: they stay, and count again when such a report comes again. */
  corrections: number
  /** Reports of which another dataset holds a version: that counts then. */
  elsewhere: number
}

/** The dataset and those that hold versions which were left out when it was imported: they go with it. */
export const withLeftOut = (id: string, held: readonly Pick<Manifest, 'id'>[]): string[] =>
  held
    .map((one) => one.id)
    .filter((one) => one === id || (one.startsWith(`${id}-v`) && /^\d+$/u.test(one.slice(id.length + 2))))

const keyOf = (org: string, year: number): string => JSON.stringify([org, year])

/**
 * What removing datasets would take away. Changes nothing. Of large sets, whose reports have no records of their own,
 * only counts.
 */
export async function contentsOf(tx: Reading, ids: readonly string[]): Promise<Contents> {
  const manifests = (await tx.getMany('datasets', ids)).filter((one) => one !== undefined)
  const sources = (await Promise.all(ids.map((id) => tx.under('sources', [id])))).flat()
  const collections = new Set(manifests.map(collectionOf))
  const own = new Set<string>()
  const others = new Set<string>()
  const near = new Set((await listDatasets(tx)).filter((one) => collections.has(collectionOf(one))).map(({ id }) => id))
  for (const [dataset, org, year] of await tx.keys('evidence')) {
    const key = keyOf(String(org), Number(year))
    if (ids.includes(String(dataset))) own.add(key)
    else if (near.has(String(dataset))) others.add(key)
  }
  const corrections = (await tx.all('currentCorrections')).filter(
    ({ collection, org, year }) => collections.has(collection) && own.has(keyOf(org, year)),
  )
  return {
    reports: manifests.reduce((sum, { counts }) => sum + counts.reports, 0),
    originals: sources.length,
    bytes: sources.reduce((sum, { file }) => sum + file.size, 0),
    corrections: corrections.length,
    elsewhere: [...own].filter((key) => others.has(key)).length,
  }
}

/**
 * Takes datasets and all their parts away, and gives them. Corrections and choices are of offices and years: they stay.
 */
export async function takeAway(tx: Writing, ids: readonly string[]): Promise<Removed> {
  const removed: Removed = { datasets: [], segments: [], meta: [], evidence: [], texts: [], sources: [] }
  for (const id of ids) {
    const manifest = await tx.get('datasets', id)
    if (!manifest) continue
    removed.datasets.push(manifest)
    for (const table of PARTS) {
      const records = table === 'meta' ? [await tx.get('meta', id)] : await tx.under(table, [id])
      ;(removed[table] as unknown[]).push(...records.filter((one) => one !== undefined))
    }
    await clearDataset(tx, id)
  }
  return removed
}

/** Puts back what was taken away, as it was. Rejects with `held` where something else has its id meanwhile. */
export async function putBack(tx: Writing, removed: Removed): Promise<void> {
  for (const { id } of removed.datasets) if (await tx.get('datasets', id)) throw new StorageError('held')
  for (const table of PARTS) await tx.put(table, removed[table] as never)
  await tx.put('datasets', removed.datasets)
}

/** Removes everything that is stored. */
export async function wipe(tx: Writing): Promise<void> {
  for (const table of TABLES) await tx.clear(table)
}
