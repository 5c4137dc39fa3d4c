import { computed, effectScope } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { RouteLocationNormalized } from 'vue-router'
import { isMetricCode, isMetricId } from '../../../domain/metrics'
import type { Org } from '../../../domain/orgs'
import type { Scope } from '../../../query/officeMap'
import type { QueryClient } from '../../../query/spec'
import { useWords } from '../useWords'
import { linkName, useCollection } from './useCollection'
import { useNames } from './useNames'
import { OPTIONAL, VIEW_KEYS, decodeView, encodeView } from './viewUrl'
import type { ViewState } from './viewUrl'

/** Screens that ask who has reported at all: nobody is left out there. */
const COUNTING_ALL: readonly string[] = ['submit', 'quality', 'circular']

/** What every screen shows: read from the URL, over defaults that follow from the data; written back the same way. */
function createView() {
  const route = useRoute()
  const router = useRouter()
  const { words } = useWords()
  const { collection, absent, first, offices, client: door, isSynthetic, start, ownYears } = useCollection()
  const orgOf = (id: string | undefined): Org | undefined => offices.value?.get(id)

  /** The query, with what the path of a report says of office and year. */
  const asked = computed(() => {
    const { org, year } = route.params
    return { ...route.query, ...(org && { office: org }), ...(year && { year }) }
  })
  /** Defaults under which the URL is read: area and level follow the office, so they need a first look at it. */
  const defaults = computed((): ViewState => {
    const years = ownYears.value ?? offices.value?.years ?? []
    const base: ViewState = {
      collection: linkName(first.value),
      ...(start.value.org !== undefined && { office: start.value.org }),
      year: start.value.year,
      years: [years[0] ?? start.value.year, years.at(-1) ?? start.value.year],
      metric: 'applications.new.total',
      mode: 'value',
      view: 'all',
      part: 'around',
    }
    const looked = decodeView(asked.value, base)
    const office = orgOf(looked.office) ?? orgOf(base.office)
    if (!office || !offices.value) return base
    const area = offices.value.defaultArea(office, office.level, looked.year)
    return { ...base, level: office.level, ...(area !== undefined && { area }) }
  })
  const state = computed((): ViewState => {
    const { area, office = defaults.value.office, peers, ...rest } = decodeView(asked.value, defaults.value)
    // A link may name an office that has gone into another.
    const standing = (id: string): string => orgOf(id)?.id ?? id
    const known = orgOf(office)?.id ?? defaults.value.office
    const within = orgOf(area)?.id
    return {
      ...rest,
      collection: collection.value,
      ...(peers && { peers: [...new Set(peers.map(standing))] }),
      ...(within !== undefined && { area: within }),
      ...(known !== undefined && { office: known }),
    }
  })

  const doubtful = computed(() => state.value.doubtful)
  const values = computed(() => state.value.values)
  /** The door, with every question on the basis that the reader chose, as far as it names none itself. */
  const client = computed((): QueryClient | undefined => {
    const plain = door.value
    if (!plain || (doubtful.value === undefined && values.value === undefined)) return plain
    const basis = { ...(doubtful.value && { doubtful: doubtful.value }), ...(values.value && { values: values.value }) }
    return { run: (spec, asking) => plain.run({ ...spec, basis: { ...basis, ...spec.basis } }, asking) }
  })

  const office = computed(() => orgOf(state.value.office))
  const years = computed(() => {
    const [from, to] = state.value.years
    const within = (offices.value?.years ?? []).filter((year) => year >= from && year <= to)
    // The trend runs over every year between, so that a year nobody reported is a gap.
    const [first, last] = [within[0], within.at(-1)]
    return first === undefined || last === undefined
      ? []
      : Array.from({ length: last - first + 1 }, (_, i) => first + i)
  })
  const scope = computed((): Scope => {
    const { area, level, year, panel } = state.value
    return {
      ...(area !== undefined && { area }),
      ...(level !== undefined && { level }),
      year,
      ...(panel === 'steady' &&
        !COUNTING_ALL.includes(String(route.name)) && {
          steady: years.value.filter((one) => offices.value?.years.includes(one)),
        }),
    }
  })
  const isSteady = computed(() => scope.value.steady !== undefined)
  const counts = computed(() => offices.value?.count(scope.value) ?? { offices: 0, reporting: 0 })
  /** The areas the office can be compared within, nearest first; all offices held come last. */
  const areas = computed(() => (office.value ? (offices.value?.areasOf(office.value, state.value.year) ?? []) : []))
  /** The office's siblings, whatever the scope. */
  const siblings = computed(() =>
    state.value.office === undefined ? [] : (offices.value?.siblingsOf(state.value.office, state.value.year) ?? []),
  )
  const names = useNames(offices, state, counts, isSteady)
  const officeName = computed(() => (office.value ? names.placeName(office.value) : ''))

  const query = (change: Partial<ViewState>): Record<string, string> => {
    const next = { ...state.value, ...change }
    for (const key of OPTIONAL) if (key in change && change[key] === undefined) delete next[key]
    return encodeView({ ...next, collection: linkName(next.collection) }, defaults.value)
  }
  /** Keys that are not of the view stay in the URL as they are. */
  const others = () => {
    const own: readonly string[] = [...VIEW_KEYS, 'world', 'cell']
    return Object.fromEntries(Object.entries(route.query).filter(([key]) => !own.includes(key)))
  }

  /** Where the reader is going, until the page has got there. */
  let ahead: RouteLocationNormalized | undefined
  const arrived = (to: RouteLocationNormalized): void => {
    if (ahead === to) ahead = undefined
  }
  router.beforeEach((to) => void (ahead = to))
  router.afterEach(arrived)
  router.onError((_error, to) => arrived(to))

  /**
   * Changes the view by changing the URL. A new office, or a new year, finds its own area again. A screen that is being
   * left changes nothing more: what it waited for must not call the reader back.
   */
  function go(change: Partial<ViewState>): void {
    if (ahead && ahead.name !== route.name) return
    const fresh = { ...query(change) }
    if ('office' in change && !('area' in change)) {
      delete fresh.area
      delete fresh.level
    }
    if (route.name === 'report') {
      const next = { ...state.value, ...change }
      const { office: _office, year: _year, ...rest } = fresh
      const params = { org: next.office ?? '', year: String(next.year) }
      void router.push({ name: 'report', params, query: { ...others(), ...rest } })
    } else {
      void router.push({ query: { ...others(), ...fresh } })
    }
  }

  /** Where a figure of a chart leads: its cell in the redrawn report. */
  function openCell(ref: { org: string; year: number; metric: ViewState['metric'] }): void {
    const cell = isMetricCode(ref.metric) ? ref.metric : undefined
    const { office: _office, year: _year, ...rest } = query({ office: ref.org, year: ref.year })
    void router.push({
      name: 'report',
      params: { org: ref.org, year: String(ref.year) },
      query: { ...rest, metric: ref.metric, ...(cell && { cell }) },
    })
  }

  /** What the link names and is not held: nothing else is put in the place of an office or collection. */
  const notHeld = computed(() => {
    const text = (value: unknown): string[] => (typeof value === 'string' && value !== '' ? [value] : [])
    const map = offices.value
    const { metric, area, office: named } = asked.value as Record<string, unknown>
    const unknown = map ? [...text(named), ...text(area)].filter((id) => !map.get(id)) : []
    return {
      collection: absent.value,
      offices: absent.value === undefined ? unknown : [],
      metrics: text(metric).filter((code) => !isMetricId(code)),
      peers: map ? (state.value.peers ?? []).filter((id) => !map.get(id)) : [],
    }
  })
  /** Whether the link names a metric; without, a screen may show one that the office has. */
  const isMetricNamed = computed(() => route.query.metric !== undefined)
  const carried = computed((): Record<string, string> => query({}))
  /** A plain link to a report, for large tables: one made by the router takes longer than all the rest of a cell. */
  function reportHref(office: string, year: number): string {
    const { collection } = carried.value
    const where = collection ? `?collection=${encodeURIComponent(collection)}` : ''
    return `#/report/${encodeURIComponent(office)}/${year}${where}`
  }
  const held = computed(() => offices.value?.held)

  return {
    ...names,
    state,
    offices,
    client,
    isSynthetic,
    office,
    officeName,
    years,
    scope,
    isSteady,
    counts,
    areas,
    siblings,
    carried,
    reportHref,
    isMetricNamed,
    held,
    notHeld,
    words,
    go,
    openCell,
    orgOf,
    query,
  }
}

let shared: ReturnType<typeof createView> | undefined

/** The one view of the page. First called in a component's setup, where the router can be reached. */
export function useView(): ReturnType<typeof createView> {
  shared ??= effectScope(true).run(createView)
  return shared!
}
