import { computed, effectScope } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { METRICS, isDerivedCode } from '../../../domain/metrics'
import { parentOf } from '../../../domain/orgs'
import type { Org } from '../../../domain/orgs'
import { areasOf, countScope, defaultArea, hasNamesake, heldIn } from '../../../map/areas'
import type { Scope } from '../../../map/scope'
import { OPTIONAL, VIEW_KEYS, decodeView, encodeView } from './viewUrl'
import type { ViewState } from './viewUrl'
import { siblingsOf } from '../../../map/siblings'
import { useDatasets } from '../../../stores/datasets'
import { useWords } from '../useWords'

/** The demo's short name in links. */
const DEMO = 'demo'
const DEMO_ID = 'demo-district'

/** What every screen shows: read from the URL, over defaults that follow from the data; written back the same way. */
function createView() {
  const route = useRoute()
  const router = useRouter()
  const datasets = useDatasets()
  const { words, t } = useWords()

  const world = computed(() => {
    const asked = typeof route.query.world === 'string' ? route.query.world : 'real'
    const id = asked === DEMO ? DEMO_ID : asked
    return datasets.synthetic.some((manifest) => manifest.id === id) ? id : 'real'
  })
  const frame = computed(() => datasets.frameOfWorld(world.value))
  const client = computed(() => (frame.value ? datasets.clientOf(frame.value) : undefined))
  const isSynthetic = computed(() => world.value !== 'real')

  const start = computed(() => {
    const manifest = (isSynthetic.value ? datasets.synthetic : datasets.real).find(
      (m) => m.start && (!isSynthetic.value || m.id === world.value),
    )
    const known = manifest?.start && frame.value?.rowOf.has(manifest.start.org) ? manifest.start : undefined
    const first = frame.value?.orgs.find((_, row) => frame.value?.reports[row])
    return known ?? { org: first?.id, year: frame.value?.years.at(-1) ?? new Date().getFullYear() - 1 }
  })

  const orgOf = (id: string | undefined): Org | undefined => {
    const row = id === undefined ? undefined : frame.value?.rowOf.get(id)
    return row === undefined ? undefined : frame.value?.orgs[row]
  }

  /** Defaults under which the URL is read: area and level follow the office, so they need a first look at it. */
  const defaults = computed((): ViewState => {
    const years = frame.value?.years ?? []
    const base: ViewState = {
      world: 'real',
      ...(start.value.org !== undefined && { office: start.value.org }),
      year: start.value.year,
      years: [years[0] ?? start.value.year, years.at(-1) ?? start.value.year],
      metric: 'published.total',
      mode: 'value',
      view: 'all',
      part: 'around',
    }
    const asked = decodeView(
      {
        ...route.query,
        ...(route.params.org && { office: route.params.org }),
        ...(route.params.year && { year: route.params.year }),
      },
      base,
    )
    const office = orgOf(asked.office) ?? orgOf(base.office)
    if (!office || !frame.value) return base
    const area = defaultArea(frame.value, office, office.level, asked.year)
    return { ...base, level: office.level, ...(area !== undefined && { area }) }
  })
  const state = computed((): ViewState => {
    const read = decodeView(
      {
        ...route.query,
        ...(route.params.org && { office: route.params.org }),
        ...(route.params.year && { year: route.params.year }),
      },
      defaults.value,
    )
    const known = (id: string | undefined) => (id !== undefined && orgOf(id) ? id : undefined)
    const { area: _a, office: _o, ...rest } = read
    const area = known(read.area)
    const office = known(read.office) ?? defaults.value.office
    return { ...rest, world: world.value, ...(area !== undefined && { area }), ...(office !== undefined && { office }) }
  })

  /**
   * An office's name; where others have it too, with the district it stands under, and where that has namesakes with
   * the city.
   */
  function placeName(org: Org): string {
    const names = [org.name]
    for (let at = org; frame.value && names.length < 3 && hasNamesake(frame.value, at.name);) {
      const parent = above(at)
      if (!parent) break
      names.unshift(parent.name)
      at = parent
    }
    return names.join('')
  }

  const above = (org: Org, year = state.value.year): Org | undefined =>
    orgOf(parentOf(org, year) ?? org.parents.at(-1)?.org)
  /**
   * What an office stands under. Districts of different cities may have one name: beyond a city they are told with it.
   */
  function areaOf(org: Org, within: Pick<ViewState, 'year' | 'area'> = state.value): string | undefined {
    const area = above(org, within.year)
    const wider = area && area.id !== within.area ? above(area, within.year) : undefined
    return (
      area &&
      (!wider || wider.id === within.area || wider.level === 'nation' || area.name.startsWith(wider.name)
        ? area.name
        : `${wider.name}${area.name}`)
    )
  }

  const office = computed(() => orgOf(state.value.office))
  const officeName = computed(() => (office.value ? placeName(office.value) : ''))
  const years = computed(() => {
    const [from, to] = state.value.years
    const within = (frame.value?.years ?? []).filter((year) => year >= from && year <= to)
    // The trend runs over every year between, so that a year nobody reported is a gap.
    const [first, last] = [within[0], within.at(-1)]
    return first === undefined || last === undefined
      ? []
      : Array.from({ length: last - first + 1 }, (_, i) => first + i)
  })
  const scope = computed((): Scope => {
    const { area, level, year } = state.value
    return { ...(area !== undefined && { area }), ...(level !== undefined && { level }), year }
  })
  const counts = computed(() => (frame.value ? countScope(frame.value, scope.value) : { offices: 0, reporting: 0 }))
  const levelName = computed(() => t(`scope.level.${state.value.level ?? 'street'}`))
  const scopeName = computed(() => {
    const area = orgOf(state.value.area)
    const n = counts.value.offices
    return area
      ? t('scope.in', { area: area.name, n, level: levelName.value })
      : t('scope.everywhere', { n, level: levelName.value })
  })
  /** The areas the office can be compared within, nearest first; all offices held come last. */
  const areas = computed(() =>
    frame.value && office.value ? areasOf(frame.value, office.value, state.value.year) : [],
  )

  /** Whom the office's figures are held against by the checks, whatever the scope. */
  const siblings = computed(() =>
    frame.value && state.value.office !== undefined
      ? siblingsOf(frame.value, state.value.office, state.value.year)
      : [],
  )

  const query = (change: Partial<ViewState>): Record<string, string> => {
    const next = { ...state.value, ...change }
    for (const key of OPTIONAL) if (key in change && change[key] === undefined) delete next[key]
    return encodeView({ ...next, world: next.world === DEMO_ID ? DEMO : next.world }, defaults.value)
  }
  /** Keys that are not of the view stay in the URL as they are. */
  const others = () =>
    Object.fromEntries(
      Object.entries(route.query).filter(([key]) => key !== 'cell' && !(VIEW_KEYS as readonly string[]).includes(key)),
    )

  /** Changes the view by changing the URL. A new office, or a new year, finds its own area again. */
  function go(change: Partial<ViewState>): void {
    const fresh = { ...query(change) }
    if ('office' in change && !('area' in change)) {
      delete fresh.area
      delete fresh.level
    }
    if (route.name === 'report') {
      const next = { ...state.value, ...change }
      const { office: _office, year: _year, ...rest } = fresh
      void router.push({
        name: 'report',
        params: { org: next.office ?? '', year: String(next.year) },
        query: { ...others(), ...rest },
      })
    } else {
      void router.push({ query: { ...others(), ...fresh } })
    }
  }

  /** Where a figure of a chart leads: its cell in the redrawn report. */
  function openCell(ref: { org: string; year: number; metric: ViewState['metric'] }): void {
    const code = isDerivedCode(ref.metric) || !(ref.metric in METRICS) ? undefined : ref.metric
    const { office: _office, year: _year, ...rest } = query({ office: ref.org, year: ref.year })
    void router.push({
      name: 'report',
      params: { org: ref.org, year: String(ref.year) },
      query: { ...rest, metric: ref.metric, ...(code && { cell: code }) },
    })
  }

  const carried = computed((): Record<string, string> => query({}))
  const held = computed(() => (frame.value ? heldIn(frame.value) : undefined))

  return {
    state,
    frame,
    client,
    isSynthetic,
    office,
    officeName,
    placeName,
    above,
    areaOf,
    years,
    scope,
    scopeName,
    counts,
    levelName,
    areas,
    siblings,
    carried,
    held,
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
