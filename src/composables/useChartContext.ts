import { computed } from 'vue'
import type { ChartContext } from '../charts/figure'
import { parentOf } from '../domain/orgs'
import { useView } from './useView'

/** What every figure of a screen is drawn with. */
export function useChartContext(doubtful: () => ReadonlySet<string> = () => new Set()) {
  const { state, scopeName, words, orgOf } = useView()
  return computed((): ChartContext => ({
    words: words.value,
    scopeName: scopeName.value,
    ...(state.value.office !== undefined && { focus: state.value.office }),
    ...(state.value.peers && { highlights: state.value.peers.slice(0, 4) }),
    areaOf: (office) => orgOf(parentOf(office, state.value.year) ?? office.parents.at(-1)?.org)?.name,
    doubtful: doubtful(),
  }))
}
