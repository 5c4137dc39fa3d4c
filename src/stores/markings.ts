import { defineStore } from 'pinia'
import { computed } from 'vue'
import { NO_MERGERS } from '../domain/mergers'
import type { Pin } from '../domain/pins'
import type { Target } from '../domain/targets'
import { pinsIn, targetsIn } from '../query/ledger'
import { useDatasets } from './datasets'
import { newId } from './newId'

type Kind = 'target' | 'pin'

/** Targets that a district sets for metrics, and notes pinned to offices and years; figures stay as they are. */
export const useMarkings = defineStore('markings', () => {
  const datasets = useDatasets()

  const targets = (collection: string): Target[] => targetsIn(collection, datasets.ledger)
  const pins = (collection: string): Pin[] =>
    pinsIn(collection, datasets.ledger, datasets.frameOfCollection(collection)?.mergers ?? NO_MERGERS)

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
