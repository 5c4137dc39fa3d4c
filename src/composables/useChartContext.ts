import { computed } from 'vue'
import type { ChartContext } from '../charts/figure'
import { ancestorsOf, parentOf } from '../domain/orgs'
import { useView } from './useView'

/** What every figure of a screen is drawn with. */
export function useChartContext(doubtful: () => ReadonlySet<string> = () => new Set()) {
  const { state, office, scopeName, words, orgOf, above, areaOf } = useView()
  const byId = { get: orgOf }
  return computed((): ChartContext => {
    const home = office.value && above(office.value)
    const { year } = state.value
    return {
      words: words.value,
      scopeName: scopeName.value,
      ...(state.value.office !== undefined && { focus: state.value.office }),
      ...(state.value.peers && { highlights: state.value.peers.slice(0, 4) }),
      areaOf,
      pathOf: (org) => ancestorsOf(byId, org.id, state.value.year).reverse().map((id) => orgOf(id)?.name ?? '').join(' '),
      ...(home && { home, isNear: (org) => parentOf(org, year) === home.id }),
      doubtful: doubtful(),
    }
  })
}
