import { REAL, collectionOf } from '../pack/records'
import type { Manifest } from '../pack/records'
import type { Opened } from './remote'

/** What can be looked at together: its datasets, and how it is named. */
export interface CollectionChoice {
  id: string
  /** The user's own data is part of it. */
  own: boolean
  synthetic: boolean
  /** None where it is named by what it is. */
  title: string
  manifests: readonly Manifest[]
}

/**
 * What can be chosen: the user's own first where there is any, then a whole group, what is made up last, then servers'.
 */
export function collectionChoices(manifests: readonly Manifest[], remote: readonly Opened[]): CollectionChoice[] {
  const plain = manifests.filter((manifest) => collectionOf(manifest) === REAL)
  const apart = manifests.filter((manifest) => collectionOf(manifest) !== REAL)
  const own = plain.some(({ shipped }) => !shipped)
  const together = plain.length > 0 ? [{ id: REAL, own, synthetic: false, title: '', manifests: plain }] : []
  const alone = apart.map((one) => ({
    id: one.id,
    own: false,
    synthetic: one.synthetic,
    title: one.title,
    manifests: [one],
  }))
  const there = remote.map(({ id, manifest }) => ({
    id,
    own: false,
    synthetic: manifest.synthetic,
    title: manifest.title,
    manifests: [{ ...manifest, id, order: 0, addedAt: 0 }],
  }))
  return [
    ...(own ? together : []),
    ...alone.filter(({ synthetic }) => !synthetic),
    ...(own ? [] : together),
    ...alone.filter(({ synthetic }) => synthetic),
    ...there,
  ]
}
