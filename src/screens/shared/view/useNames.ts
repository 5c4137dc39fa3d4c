import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { parentOf } from '../../../domain/orgs'
import type { Org } from '../../../domain/orgs'
import type { OfficeMap } from '../../../query/officeMap'
import { useWords } from '../useWords'
import type { ViewState } from './viewUrl'

/** Names of offices and scopes in words that tell them apart. */
export function useNames(
  offices: ComputedRef<OfficeMap | undefined>,
  state: ComputedRef<ViewState>,
  counts: ComputedRef<{ offices: number }>,
) {
  const { t } = useWords()
  const orgOf = (id: string | undefined): Org | undefined => offices.value?.get(id)

  const above = (org: Org, year = state.value.year): Org | undefined =>
    orgOf(parentOf(org, year) ?? org.parents.at(-1)?.org)

  /** An office's name; where others have it too, with the district it stands under, and where that has namesakes with the city. */
  function placeName(org: Org): string {
    const names = [org.name]
    for (let at = org; names.length < 3 && offices.value?.hasNamesake(at.name);) {
      const parent = above(at)
      if (!parent) break
      names.unshift(parent.name)
      at = parent
    }
    return names.join('')
  }

  /** What an office stands under. Districts of different cities may have one name: beyond a city they are told with it. */
  function areaOf(org: Org, within: Pick<ViewState, 'year' | 'area'> = state.value): string | undefined {
    const area = above(org, within.year)
    if (!area) return undefined
    const wider = area.id === within.area ? undefined : above(area, within.year)
    const isPlain = !wider || wider.id === within.area || wider.level === 'nation' || area.name.startsWith(wider.name)
    return isPlain ? area.name : `${wider.name}${area.name}`
  }

  const levelName = computed(() => t(`scope.level.${state.value.level ?? 'street'}`))
  const scopeName = computed(() => {
    const area = orgOf(state.value.area)
    const of = { n: counts.value.offices, level: levelName.value }
    const named = area ? t('scope.in', { area: area.name, ...of }) : t('scope.everywhere', of)
    return state.value.panel === 'steady' ? t('scope.steady-of', { scope: named }) : named
  })
  return { above, placeName, areaOf, levelName, scopeName }
}
