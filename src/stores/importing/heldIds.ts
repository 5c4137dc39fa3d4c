import type { Manifest, Prepared } from '../../pack/records'
import { checksumOf } from '../../pack/prepare'
import { newId } from '../newId'
import type { FoundSet } from './found'

/** What a file's dataset of an id that is held already becomes: it takes the other's place, or both are kept. */
export type Decision = 'replace' | 'both'

/** Another dataset has the id of one that was found. */
export interface Clash {
  title: string
  reports: number
  /** It says the same: there is nothing to decide for. */
  same: boolean
  /** What came with the app is not replaced by a file, nor one file of an import by another. */
  replaceable: boolean
}

export const idOf = ({ dataset, prepared }: FoundSet): string | undefined => dataset?.id ?? prepared?.manifest.id
const sumOf = ({ dataset, prepared }: FoundSet): string | undefined =>
  dataset ? checksumOf(dataset) : prepared?.manifest.checksum

/** Which of the sets found have the id of one that is held, or of another found before them; by their keys. */
export function clashesOf(found: readonly FoundSet[], held: readonly Manifest[]): Map<number, Clash> {
  const manifests = new Map(held.map((one) => [one.id, one]))
  const earlier = new Map<string, FoundSet>()
  const clashes = new Map<number, Clash>()
  for (const set of found) {
    const id = idOf(set)
    if (id === undefined) continue
    const [manifest, other] = [manifests.get(id), earlier.get(id)]
    if (other) {
      const { title, reports } = other
      clashes.set(set.key, { title, reports, same: sumOf(other) === sumOf(set), replaceable: false })
    } else if (manifest) {
      const { title, counts, shipped, checksum } = manifest
      clashes.set(set.key, { title, reports: counts.reports, same: checksum === sumOf(set), replaceable: !shipped })
    }
    if (!other) earlier.set(id, set)
  }
  return clashes
}

const renamed = (prepared: Prepared, dataset: string, title: string): Prepared => ({
  ...prepared,
  manifest: { ...prepared.manifest, id: dataset, title },
  meta: { ...prepared.meta, dataset },
  segments: prepared.segments.map((one) => ({ ...one, dataset })),
  evidence: prepared.evidence.map((one) => ({ ...one, dataset })),
  ...(prepared.texts && { texts: prepared.texts.map((one) => ({ ...one, dataset })) }),
})

/** The same set under an id that nothing has. */
export function besides(set: FoundSet, title: string): FoundSet {
  const id = newId('import')
  const { dataset, prepared, first } = set
  return {
    ...set,
    title,
    ...(dataset && { dataset: { ...dataset, id, title } }),
    ...(prepared && { prepared: renamed(prepared, id, title) }),
    // A made-up set is shown as a collection of its own.
    ...(first && { first: { ...first, collection: first.collection === idOf(set) ? id : first.collection } }),
  }
}
