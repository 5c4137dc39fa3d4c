import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { officeMapOf } from '../../../query/officeMap'
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
  const collection = computed(() => {
    // Links copied from earlier releases say `world`.
    const { collection: asked = route.query.world } = route.query
    const id = typeof asked === 'string' ? collectionId(asked) : 'real'
    return datasets.synthetic.some((manifest) => manifest.id === id) ? id : 'real'
  })
  const frame = computed(() => datasets.frameOfWorld(collection.value))
  const offices = computed(() => frame.value && officeMapOf(frame.value))
  const client = computed(() => (frame.value ? datasets.clientOf(frame.value) : undefined))
  const isSynthetic = computed(() => collection.value !== 'real')

  /** The office and year a newcomer sees first. */
  const start = computed(() => {
    const manifests = isSynthetic.value ? datasets.synthetic : datasets.real
    const manifest = manifests.find((one) => one.start && (!isSynthetic.value || one.id === collection.value))
    if (manifest?.start && offices.value?.get(manifest.start.org)) return manifest.start
    return {
      org: offices.value?.reporting[0]?.id,
      year: offices.value?.years.at(-1) ?? new Date().getFullYear() - 1,
    }
  })
  return { collection, offices, client, isSynthetic, start }
}
