import { readDataset } from '../domain/dataset'
import type { Dataset } from '../domain/dataset'
import { prepare } from '../pack/prepare'
import type { Manifest } from '../pack/records'
import type { Store } from '../storage'
import { SHIPPED, fetchShipped } from './shipped'

/** The edition of a shipped dataset that this browser has. */
const shippedKey = (id: string): string => `shipped:${id}`
/** Editions of shipped data that were replaced here: an older release in another tab does not bring them back. */
const replacedKey = (id: string): string => `shipped-before:${id}`

/** What is to be written of a shipped dataset that is new to this browser; nothing where it is to stay as it is. */
async function dueOf(store: Store, id: string, url: string, held: Manifest | undefined, restore: boolean) {
  // What a user brought under this id is not ours to replace.
  if (held && !held.shipped) return undefined
  const known = await store.readSetting(shippedKey(id))
  if (held ? known === url : known !== undefined && !restore) return undefined
  const given = await store.readSetting(replacedKey(id))
  const replaced: unknown[] = Array.isArray(given) ? given : []
  if (held && replaced.includes(url)) return undefined
  const before =
    known === undefined || known === url
      ? []
      : [{ key: replacedKey(id), value: [...replaced.filter((one) => one !== url), known] }]
  return { id, url, settings: [...before, { key: shippedKey(id), value: url }] }
}

async function fetchDataset(id: string, url: string, onProgress: (share: number) => void): Promise<Dataset> {
  const { dataset, issues } = readDataset(await fetchShipped(url, onProgress))
  if (!dataset) throw new Error(issues[0] ? `${id}: ${issues[0].at?.path ?? ''} ${issues[0].code}` : id)
  return dataset
}

/**
 * Brings in the shipped datasets that are new to this browser, all at once: what is written waits for the disk each
 * time. `known`: all datasets held. What the user removed stays away until `restore`. Gives their titles; `onProgress`
 * gets the id of the first of them and a share from 0 to 1, and is not called where nothing is new. Rejects where one
 * cannot be fetched or stored.
 */
export async function bringShipped(
  store: Store,
  known: readonly Manifest[],
  restore: boolean,
  onProgress: (first: string, share: number) => void,
): Promise<string[]> {
  const held = new Map(known.map((manifest) => [manifest.id, manifest]))
  const asked = await Promise.all(SHIPPED.map(({ id, url }) => dueOf(store, id, url, held.get(id), restore)))
  const due = asked.filter((one) => one !== undefined)
  const [first] = due
  if (!first) return []
  const shares = due.map(() => 0)
  onProgress(first.id, 0)
  const datasets = await Promise.all(
    due.map(({ id, url }, i) =>
      fetchDataset(id, url, (share) => {
        shares[i] = share
        onProgress(first.id, (0.8 * shares.reduce((a, b) => a + b, 0)) / due.length)
      }),
    ),
  )
  onProgress(first.id, 0.85)
  await store.save({
    prepared: datasets.map((dataset) => prepare(dataset, { shipped: true })),
    settings: due.flatMap(({ settings }) => settings),
  })
  return datasets.map(({ title }) => title)
}
