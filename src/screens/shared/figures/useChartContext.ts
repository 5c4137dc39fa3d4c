import { computed } from 'vue'
import type { ChartContext } from '../../../charts/figure'
import { ancestorsOf, parentOf } from '../../../domain/orgs'
import { useMarked } from '../view/useMarked'
import { useView } from '../view/useView'

/** Offices drawn in colour beside the one in focus. */
const MOST_PEERS = 4

/**
 * What every figure of a screen is drawn with. It stays the same until a part of it changes, so that nothing is drawn
 * twice.
 */
export function useChartContext() {
  const { state, office, offices, scopeName, words, orgOf, above, areaOf } = useView()
  const year = computed(() => state.value.year)
  const area = computed(() => state.value.area)
  const focus = computed(() => state.value.office)
  const peers = computed(() => JSON.stringify((state.value.peers ?? []).slice(0, MOST_PEERS)))
  const baseSources = computed(() => offices.value?.baseSources)
  const home = computed(() => office.value && above(office.value, year.value))
  const byId = { get: orgOf }
  const marked = useMarked().shown
  return computed((): ChartContext => {
    const then = year.value
    const within = { year: then, ...(area.value !== undefined && { area: area.value }) }
    const highlights = JSON.parse(peers.value) as string[]
    const own = home.value
    return {
      ...marked.value,
      isUnder: (id, within, then) => ancestorsOf(byId, id, then).includes(within),
      nameOf: (id) => orgOf(id)?.name,
      ...(baseSources.value && { baseSources: baseSources.value }),
      words: words.value,
      scopeName: scopeName.value,
      ...(focus.value !== undefined && { focus: focus.value }),
      ...(highlights.length > 0 && { highlights }),
      areaOf: (org) => areaOf(org, within),
      pathOf: (org) =>
        ancestorsOf(byId, org.id, then)
          .reverse()
          .map((id) => orgOf(id)?.name ?? '')
          .join(' '),
      ...(own && { home: own, isNear: (org) => parentOf(org, then) === own.id }),
    }
  })
}
