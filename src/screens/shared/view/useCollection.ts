import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { officeMapOf } from '../../../query/officeMap'
import type { OfficeMap } from '../../../query/officeMap'
import { useDatasets } from '../../../stores/datasets'

/** The demo's short name in links. */
const DEMO = 'demo'
const DEMO_ID = 'demo-district'

/** A collection's name in links, and back. */
export const linkName = (collection: string): string => (collection === DEMO_ID ? DEMO : collection)
const collectionId = (name: string): string => (name === DEMO ? DEMO_ID : name)

/** Which datasets are on show together, as the link says: the door to their figures, and the map of their offices. */
export function useCollection() {
  const route = useRoute()
  const datasets = useDatasets()
  const mapOf = (id: string): OfficeMap | undefined => {
    const frame = datasets.frameOfCollection(id)
    return frame && officeMapOf(frame)
  }

  /** Where nothing is asked for: the user's own, else the first that came with the app. */
  const first = computed(() => datasets.collections[0]?.id ?? 'real')
  const collection = computed(() => {
    // Links copied from earlier releases say `world`.
    const { collection: asked = route.query.world } = route.query
    const named = typeof asked === 'string' ? collectionId(asked) : undefined
    if (datasets.collections.some(({ id }) => id === named)) return named!
    // A link that names an office alone leads to the collection that has it.
    const office = route.params.org ?? route.query.office
    const has = (id: string): boolean => typeof office === 'string' && mapOf(id)?.get(office) !== undefined
    if (typeof office !== 'string' || has(first.value)) return first.value
    return datasets.collections.find(({ id }) => has(id))?.id ?? first.value
  })
  /** The collection that the link names, where it is not held. */
  const absent = computed(() => {
    const { collection: asked = route.query.world } = route.query
    if (typeof asked !== 'string' || datasets.status !== 'ready') return undefined
    return datasets.collections.some(({ id }) => id === collectionId(asked)) ? undefined : asked
  })
  const frame = computed(() => datasets.frameOfCollection(collection.value))
  const offices = computed(() => frame.value && officeMapOf(frame.value))
  const client = computed(() => (frame.value ? datasets.clientOf(frame.value) : undefined))
  const shown = computed(() => datasets.collections.find(({ id }) => id === collection.value))
  const isSynthetic = computed(() => shown.value?.synthetic ?? false)

  /** Years of the user's own reports, where they are several: what came with the app does not stretch them. */
  const ownYears = computed(() => {
    const own = shown.value?.manifests.filter(({ shipped }) => !shipped) ?? []
    const years = [...new Set(own.flatMap((one) => one.years))].sort((a, b) => a - b)
    return years.length > 1 ? years : undefined
  })

  /** The office and year a newcomer sees first. */
  const start = computed(() => {
    const starting = shown.value?.manifests.filter((one) => one.start) ?? []
    const own = ownYears.value && starting.findLast((one) => !one.shipped)
    const manifest = own ?? starting.find((one) => one.shipped) ?? starting[0]
    if (manifest?.start && offices.value?.get(manifest.start.org)) return manifest.start
    return {
      org: offices.value?.reporting[0]?.id,
      year: offices.value?.years.at(-1) ?? new Date().getFullYear() - 1,
    }
  })
  return { collection, absent, first, offices, client, isSynthetic, start, ownYears }
}
