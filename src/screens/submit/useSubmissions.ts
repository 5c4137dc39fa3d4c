import { computed, ref, shallowRef, watch } from 'vue'
import { dayOf, daysLate, deadlineOf } from '../../domain/deadline'
import type { Org } from '../../domain/orgs'
import { deadlineIn, isDue } from '../../domain/roster'
import { daysBetween, hasCome, stateOf } from '../../domain/submission'
import type { Noted, ReportState } from '../../domain/submission'
import { isPending, notedProblems, problemsOf } from '../../query/problems'
import type { Problem } from '../../query/problems'
import type { CompletenessResult } from '../../query/spec'
import { useDistrict } from '../../stores/district'
import { useView } from '../shared/view/useView'

/** So many offices at most have every year checked; of more, the year at work. */
const MOST_WHOLE = 300
/** So many problems at most are listed of a year. */
const MOST_PROBLEMS = 3000

/** How things stand with one office's report of a year. */
export interface Standing {
  state: ReportState
  year: number
  /** Problems that wait for an answer. */
  open: number
  daysLate?: number
  /** The day it was published or received. */
  day?: string
  noted?: Noted
  versions: number
  held: boolean
}

export interface OfficeRow {
  org: Org
  /** Of the year at work, and of the earlier years in view, as `years`. */
  now: Standing
  years: Standing[]
}

/** Who must report in the area and years in view, how things stand with each report, and what is wrong with it. */
export function useSubmissions() {
  const { state, client, offices, years: span, orgOf } = useView()
  const district = useDistrict()
  const today = dayOf(new Date())

  const collection = computed(() => state.value.collection)
  const year = computed(() => state.value.year)
  const roster = computed(() => district.rosterOf(collection.value, state.value.area))
  /** Years held, and the one that is reported on now. */
  const choices = computed(() =>
    [...new Set([...(offices.value?.years ?? []), new Date().getFullYear() - 1, year.value])].sort((a, b) => b - a),
  )
  /** Earlier years in view. */
  const earlier = computed(() => span.value.filter((one) => one < year.value))
  /** Those that are on show: of the last answer. */
  const before = computed(() => completeness.value?.years.slice(0, -1) ?? [])
  const scope = computed(() => {
    const { area, level } = state.value
    return { year: year.value, ...(area === undefined ? level && { level } : { area }) }
  })

  const completeness = shallowRef<CompletenessResult>()
  const isChecked = ref(false)
  const isWhole = ref(true)
  let turn = 0
  const decisions = computed(() => district.decisions(collection.value))
  const noted = computed(() => district.noted(collection.value))
  const raw = shallowRef<Parameters<typeof problemsOf>[0][]>([])

  async function look(): Promise<void> {
    const own = ++turn
    const door = client.value
    if (!door) return
    isChecked.value = false
    const asked = [...earlier.value, year.value]
    const result = await door.run({ kind: 'completeness', scope: scope.value, years: asked })
    if (own !== turn) return
    completeness.value = result
    isWhole.value = result.orgs.length <= MOST_WHOLE
    // Who reported is shown first.
    await new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done)))
    const answers = []
    for (const one of isWhole.value ? [...asked].reverse() : [year.value]) {
      if (own !== turn) return
      answers.push(
        await door.run({
          kind: 'findings',
          scope: { ...scope.value, year: one },
          year: one,
          closed: true,
          most: MOST_PROBLEMS,
        }),
      )
    }
    if (own !== turn) return
    raw.value = answers
    isChecked.value = true
  }
  watch([client, scope, earlier], () => void look(), { immediate: true })

  const problems = computed((): Problem[] => {
    const within = new Set(completeness.value?.orgs.map(({ id }) => id))
    const own = [...noted.value.values()].filter(({ org }) => within.has(org))
    return [
      ...raw.value.flatMap((answer) => problemsOf(answer, decisions.value)),
      ...notedProblems(own, orgOf, decisions.value),
    ]
  })

  const openBy = computed(() => {
    const counts = new Map<string, number>()
    for (const one of problems.value)
      if (isPending(one)) {
        const key = JSON.stringify([one.org.id, one.year])
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
    return counts
  })
  const entries = computed(() => new Map(roster.value?.entries.map((one) => [one.id, one])))
  /** A district reads its offices in the order of its own list; those not on it come last, as they were. */
  const places = computed(() => new Map(roster.value?.entries.map(({ id }, i) => [id, i])))
  const placeOf = ({ id }: Org): number => places.value.get(id) ?? places.value.size
  const dueIn = (org: Org, of: number): boolean | undefined => {
    if (!roster.value) return undefined
    const entry = entries.value.get(org.id)
    return entry !== undefined && isDue(entry, of)
  }
  const lastDay = (org: Org, of: number): string => {
    const own = roster.value && (org.level === 'street' || org.level === 'department') && deadlineIn(roster.value, of)
    return own || deadlineOf(org, of)
  }

  const publishedAt = computed(() => new Map(completeness.value?.published.map((one) => [one.at, one])))
  function standingOf(result: CompletenessResult, row: number, column: number): Standing {
    const of = result.years[column]!
    const org = result.orgs[row]!
    const at = row * result.years.length + column
    const key = JSON.stringify([org.id, of])
    const published = publishedAt.value.get(at)
    const own = noted.value.get(key)
    // A file that could not be read has a day too, though no report is held.
    const day = published?.day ?? own?.received
    const held = result.held[at] === 1
    const versions = result.versions?.[at] ?? Number(held)
    const due = dueIn(org, of)
    const open = openBy.value.get(key) ?? 0
    const late =
      day === undefined
        ? undefined
        : roster.value?.deadline !== undefined
          ? Math.max(0, daysBetween(lastDay(org, of), day))
          : daysLate({ day }, of, org)
    return {
      year: of,
      open,
      versions,
      held,
      ...(day !== undefined && { day }),
      ...(late !== undefined && { daysLate: late }),
      ...(own && { noted: own }),
      state: stateOf({
        held,
        open,
        versions,
        ...(due !== undefined && { due }),
        ...(late !== undefined && { daysLate: late }),
        ...(own && { noted: own }),
      }),
    }
  }
  const rows = computed((): OfficeRow[] => {
    const result = completeness.value
    if (!result) return []
    return result.orgs
      .map((org, row) => {
        const all = result.years.map((_, column) => standingOf(result, row, column))
        return { org, now: all.at(-1)!, years: all.slice(0, -1) }
      })
      .filter(({ now, years }) => now.state !== 'none' || years.some(({ state: one }) => one !== 'none'))
      .sort((a, b) => placeOf(a.org) - placeOf(b.org))
  })

  /** Offices that must report in the year at work, or all where nobody says who must. */
  const due = computed(() => rows.value.filter(({ now }) => now.state !== 'none'))
  const come = computed(() => due.value.filter(({ now }) => hasCome(now.state)))
  const withProblems = computed(() => due.value.filter(({ now }) => now.open > 0))
  /** Of every earlier year in view: how many came of those due. */
  const totals = computed(() =>
    before.value.map((_, i) => {
      const standings = rows.value.map(({ years }) => years[i]!).filter(({ state: one }) => one !== 'none')
      return { come: standings.filter(({ state: one }) => hasCome(one)).length, due: standings.length }
    }),
  )
  const deadline = computed(() => {
    const own = roster.value && deadlineIn(roster.value, year.value)
    return own ?? deadlineOf({ level: 'street' }, year.value)
  })
  /** Days since the deadline; below 0 before it. */
  const overdue = computed(() => daysBetween(deadline.value, today))

  return {
    collection,
    year,
    choices,
    before,
    roster,
    rows,
    due,
    come,
    withProblems,
    totals,
    deadline,
    overdue,
    today,
    problems,
    isChecked,
    isWhole,
    isReady: computed(() => completeness.value !== undefined),
  }
}
