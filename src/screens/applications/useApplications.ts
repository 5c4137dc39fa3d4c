import { computed } from 'vue'
import { applicantsByYear } from '../../charts/applications/applicants'
import { endingsByOffice, endingsByYear } from '../../charts/applications/endings'
import { applicationFlow } from '../../charts/applications/flow'
import { endingFunnel } from '../../charts/applications/funnel'
import { groundsRanked } from '../../charts/applications/grounds'
import type { ApplicationKind } from '../../charts/applications/applicationFigures'
import type { Level } from '../../domain/orgs'
import {
  APPLICANT_CODES,
  CHALLENGES,
  ENDINGS,
  GROUND_CODES,
  MOST_OFFICES,
  flowSpec,
  sumsSpec,
} from '../../query/applications'
import { useChartContext } from '../shared/figures/useChartContext'
import { useRecipe } from '../shared/figures/useRecipe'
import { useQuery } from '../shared/useQuery'
import { useView } from '../shared/view/useView'

/** The figures of how applications end, of the scope in view and the office in focus. */
export function useApplications(isOwn: () => boolean) {
  const { state, client, offices, scope, counts, years, areas } = useView()
  const context = useChartContext()
  const year = computed(() => state.value.year)
  const isMany = computed(() => counts.value.offices > MOST_OFFICES)

  /** The level of the areas right under the one in view. */
  const by = computed((): Level | undefined => {
    const { area } = state.value
    const at = area === undefined ? areas.value.length : areas.value.findIndex(({ id }) => id === area)
    return areas.value[at - 1]?.level
  })
  const asked = computed(() => ({
    scope: scope.value,
    years: years.value,
    ...(state.value.office !== undefined && { focus: state.value.office }),
    ...(by.value && { by: by.value }),
  }))
  const flow = useQuery(
    () => client.value,
    (door) =>
      door.run(
        flowSpec(
          asked.value,
          isMany.value ? undefined : (offices.value?.within(scope.value) ?? []).map(({ id }) => id),
        ),
      ),
  )
  const beside = useQuery(
    () => client.value,
    (door) =>
      Promise.all([
        door.run(sumsSpec(asked.value, CHALLENGES)),
        door.run(sumsSpec(asked.value, GROUND_CODES)),
        door.run(sumsSpec(asked.value, APPLICANT_CODES, years.value)),
      ]),
  )

  const figures = {
    flow: computed(() => {
      const [challenges] = beside.result.value ?? []
      const { value: whole } = flow.result
      return whole && challenges && whole.years.includes(year.value)
        ? applicationFlow(whole, challenges, year.value, context.value)
        : undefined
    }),
    offices: computed(() => {
      const { value: whole } = flow.result
      return whole?.years.includes(year.value) ? endingsByOffice(whole, year.value, context.value) : undefined
    }),
    funnel: computed(() => {
      const { value: whole } = flow.result
      return whole?.years.includes(year.value)
        ? endingFunnel(whole, year.value, state.value.ending ?? ENDINGS[0], context.value)
        : undefined
    }),
    years: computed(() => flow.result.value && endingsByYear(flow.result.value, isOwn(), context.value)),
    grounds: computed(() => {
      const grounds = beside.result.value?.[1]
      return grounds && groundsRanked(grounds, grounds.years[0]!, context.value)
    }),
    applicants: computed(() => {
      const applicants = beside.result.value?.[2]
      return applicants && applicantsByYear(applicants, isOwn(), context.value)
    }),
  }
  const error = computed(() => flow.error.value || beside.error.value)

  const recipes = useRecipe()
  /** How each figure is made again: what the screen asks, and which outcome and whose years it shows. */
  const recipe = (kind: ApplicationKind) => ({
    ...recipes(kind),
    ...(by.value && { by: by.value }),
    ...(kind === 'funnel' && state.value.ending && { ending: state.value.ending }),
    ...((kind === 'endings-years' || kind === 'applicants') && isOwn() && { own: true }),
  })
  return { figures, recipe, error }
}
