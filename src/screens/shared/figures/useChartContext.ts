import { computed } from 'vue'
import { contextOf } from '../../../charts/areaNames'
import type { ChartContext } from '../../../charts/figure'
import type { Scope } from '../../../query/officeMap'
import { useMarked } from '../view/useMarked'
import { useView } from '../view/useView'

/** Offices drawn in colour beside the one in focus. */
const MOST_PEERS = 4

/**
 * What every figure of a screen is drawn with. It stays the same until a part of it changes, so that nothing is drawn
 * twice.
 */
export function useChartContext() {
  const { state, offices, scope, scopeName, words } = useView()
  const marked = useMarked().shown
  const of = computed(() => {
    const { office: focus, peers = [] } = state.value
    return JSON.stringify({ scope: scope.value, focus, highlights: peers.slice(0, MOST_PEERS) })
  })
  return computed((): ChartContext => {
    const shown = JSON.parse(of.value) as { scope: Scope; focus?: string; highlights: string[] }
    const named = { words: words.value, scopeName: scopeName.value }
    return offices.value
      ? { ...contextOf(offices.value, shown, words.value), ...named, ...marked.value }
      : { ...named, ...marked.value }
  })
}
