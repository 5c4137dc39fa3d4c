import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { aboveOf, areaNameOf } from '../../../charts/areaNames'
import type { Org } from '../../../domain/orgs'
import type { OfficeMap } from '../../../query/officeMap'
import { useWords } from '../useWords'
import type { ViewState } from './viewUrl'

/** Names of offices and scopes in words that tell them apart. */
export function useNames(
  offices: ComputedRef<OfficeMap | undefined>,
  state: ComputedRef<ViewState>,
  counts: ComputedRef<{ offices: number }>,
  isSteady: ComputedRef<boolean>,
) {
  const { t } = useWords()
  const orgOf = (id: string | undefined): Org | undefined => offices.value?.get(id)

  const none = { get: () => undefined }
  const above = (org: Org, year = state.value.year): Org | undefined => aboveOf(offices.value ?? none, org, year)

  /**
   * An office's name; where others have it too, with the district it stands under, and where that has namesakes with
   * the city.
   */
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

  const areaOf = (org: Org, within: Pick<ViewState, 'year' | 'area'> = state.value): string | undefined =>
    areaNameOf(offices.value ?? none, org, within)

  const levelName = computed(() => t(`scope.level.${state.value.level ?? 'street'}`))
  const scopeName = computed(() => {
    const area = orgOf(state.value.area)
    const of = { n: counts.value.offices, level: levelName.value }
    const named = area ? t('scope.in', { area: area.name, ...of }) : t('scope.everywhere', of)
    return isSteady.value ? t('scope.steady-of', { scope: named }) : named
  })
  return { above, placeName, areaOf, levelName, scopeName }
}
