import { computed } from 'vue'
import type { ChartContext } from '../charts/figure'
import { useView } from './useView'

/** What every figure of a screen is drawn with. */
export function useChartContext(doubtful: () => ReadonlySet<string> = () => new Set()) {
  const { state, scopeName, words } = useView()
  return computed((): ChartContext => ({
    words: words.value,
    scopeName: scopeName.value,
    ...(state.value.office !== undefined && { focus: state.value.office }),
    ...(state.value.peers && { highlights: state.value.peers.slice(0, 4) }),
    doubtful: doubtful(),
  }))
}
