import { defineStore } from 'pinia'
import { computed } from 'vue'
import { readPin } from '../domain/pins'
import type { Pin } from '../domain/pins'
import { readTarget } from '../domain/targets'
import type { Target } from '../domain/targets'
import type { LedgerRecord } from '../storage'
import { useDatasets } from './datasets'
import { newId } from './newId'

type Kind = 'target' | 'pin'

/** What records hold, first made first: an id begins with the moment it was made. */
function read<T>(
  ledger: readonly LedgerRecord[],
  collection: string,
  kind: Kind,
  readOne: (content: unknown) => T | undefined,
): T[] {
  return ledger
    .filter((one) => one.collection === collection && one.kind === kind)
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .flatMap(({ content }) => readOne(content) ?? [])
}

/** Targets that a district sets for metrics, and notes pinned to offices and years; figures stay as they are. */
export const useMarkings = defineStore('markings', () => {
  const datasets = useDatasets()

  const targets = (collection: string): Target[] => read(datasets.ledger, collection, 'target', readTarget)
  /** Each under the office that its own went into, where it did. */
  function pins(collection: string): Pin[] {
    const mergers = datasets.frameOfCollection(collection)?.mergers
    return read(datasets.ledger, collection, 'pin', readPin).map((pin) => ({
      ...pin,
      org: mergers?.officeIn(pin.org, pin.year) ?? pin.org,
    }))
  }

  const put = (collection: string, kind: Kind, content: Target | Pin): Promise<void> =>
    datasets.note([{ collection, kind, key: content.id, time: Date.now(), content: { ...content } }])
  const drop = (collection: string, kind: Kind, { id }: { id: string }): Promise<void> =>
    datasets.forget([{ collection, kind, key: id }])

  /** Differs whenever a target or a note does. */
  const stamp = computed(() =>
    JSON.stringify(
      datasets.ledger
        .filter(({ kind }) => kind === 'target' || kind === 'pin')
        .map(({ collection, key, time }) => [collection, key, time]),
    ),
  )

  return {
    targets,
    pins,
    stamp,
    newId: (kind: Kind): string => newId(`${kind}-${Date.now()}`),
    putTarget: (collection: string, target: Target) => put(collection, 'target', target),
    dropTarget: (collection: string, target: Target) => drop(collection, 'target', target),
    putPin: (collection: string, pin: Pin) => put(collection, 'pin', pin),
    dropPin: (collection: string, pin: Pin) => drop(collection, 'pin', pin),
  }
})
