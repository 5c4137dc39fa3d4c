import { computed } from 'vue'
import { applicantsByYear } from '../../charts/applications/applicants'
import { endingsByOffice, endingsByYear } from '../../charts/applications/endings'
import { applicationFlow } from '../../charts/applications/flow'
import { endingFunnel } from '../../charts/applications/funnel'
import { groundsRanked } from '../../charts/applications/grounds'
import type { Level } from '../../domain/orgs'
import { APPLICANT_CODES, CHALLENGES, ENDINGS, FLOW, GROUND_CODES, INFLOW } from '../../query/applications'
import { useChartContext } from '../shared/figures/useChartContext'
import { useQuery } from '../shared/useQuery'
import { useView } from '../shared/view/useView'

/** More offices than this are shown area by area, with the one in focus beside. */
const MOST_OFFICES = 40

/** The figures of how applications end, of the scope in view and the office in focus. */
export function useApplications(isOwn: () => boolean) {
  const { state, client, offices, scope, counts, years, areas } = useView()
  const context = useChartContext()
  const year = computed(() => state.value.year)
  const isMany = computed(() => counts.value.offices > MOST_OFFICES)
  const own = computed(() => (state.value.office === undefined ? [] : [state.value.office]))

  /** The level of the areas right under the one in view. */
  const by = computed((): Level | undefined => {
    const { area } = state.value
    const at = area === undefined ? areas.value.length : areas.value.findIndex(({ id }) => id === area)
    return areas.value[at - 1]?.level
  })
  const shown = computed(() =>
    isMany.value
      ? own.value
      : [...new Set([...(offices.value?.within(scope.value) ?? []).map(({ id }) => id), ...own.value])],
  )
  const flow = useQuery(
    () => client.value,
    (door) =>
      door.run({
        kind: 'parts',
        metrics: FLOW,
        scope: scope.value,
        years: [...new Set([...years.value, year.value])].sort((a, b) => a - b),
        offices: shown.value,
        balance: INFLOW.length,
        ...(isMany.value && by.value && { by: by.value }),
      }),
  )
  const beside = useQuery(
    () => client.value,
    (door) => {
      const asked = { kind: 'parts', scope: scope.value, offices: own.value } as const
      return Promise.all([
        door.run({ ...asked, metrics: CHALLENGES, years: [year.value] }),
        door.run({ ...asked, metrics: GROUND_CODES, years: [year.value] }),
        door.run({ ...asked, metrics: APPLICANT_CODES, years: years.value }),
      ])
    },
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
  return { figures, error }
}
