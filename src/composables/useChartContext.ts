import { computed } from 'vue'
import type { ChartContext } from '../charts/figure'
import { ancestorsOf, parentOf } from '../domain/orgs'
import type { Org } from '../domain/orgs'
import { useView } from './useView'

/** What every figure of a screen is drawn with. */
export function useChartContext(doubtful: () => ReadonlySet<string> = () => new Set()) {
  const { state, office, scopeName, words, orgOf } = useView()
  const above = (org: Org): Org | undefined => orgOf(parentOf(org, state.value.year) ?? org.parents.at(-1)?.org)
  /** Districts of different cities may have one name: beyond a city they are told with it. */
  function areaOf(org: Org): string | undefined {
    const area = above(org)
    const wider = area && area.id !== state.value.area ? above(area) : undefined
    return area && (!wider || wider.id === state.value.area || wider.level === 'nation' || area.name.startsWith(wider.name) ? area.name : `${wider.name}${area.name}`)
  }
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
