import { applicantsByYear } from '../../src/charts/applications/applicants'
import { endingsByOffice, endingsByYear } from '../../src/charts/applications/endings'
import { applicationFlow } from '../../src/charts/applications/flow'
import { endingFunnel } from '../../src/charts/applications/funnel'
import { groundsRanked } from '../../src/charts/applications/grounds'
import { bestPair } from '../../src/charts/bestPair'
import { tableFigure } from '../../src/charts/compareTable'
import { alike } from '../../src/charts/alike'
import { bump } from '../../src/charts/bump'
import { calendar } from '../../src/charts/calendar'
import { contributions } from '../../src/charts/contributions'
import { dumbbell } from '../../src/charts/dumbbell'
import type { ChartContext, Figure } from '../../src/charts/figure'
import { heat } from '../../src/charts/heat'
import { multiplesByMetric, multiplesByOffice } from '../../src/charts/multiples'
import { rankLabels, ranking } from '../../src/charts/ranking'
import { indexTrend } from '../../src/charts/indexTrend'
import { yoyColumns } from '../../src/charts/yoyColumns'
import { areaRanking } from '../../src/charts/areaRanking'
import type { AreaMeasure } from '../../src/charts/areaRanking'
import { areaTrend } from '../../src/charts/areaTrend'
import { profile } from '../../src/charts/profile'
import { scatter } from '../../src/charts/scatter'
import { shareBars } from '../../src/charts/shares'
import { spine } from '../../src/charts/spine'
import { spreadBoxes } from '../../src/charts/spreadBoxes'
import { trend } from '../../src/charts/trend'
import type { MetricId } from '../../src/domain/metrics'
import { largestSteps, rankSpec, rowsOfPart, spreadByArea, sumsByArea, sumsOverYears } from '../../src/query/comparison'
import { MOST_ALIKE, alikeTo } from '../../src/query/likeness'
import { placesOver, profileMetrics, profileOf } from '../../src/query/places'
import { spineOf } from '../../src/query/spine'
import { APPLICANT_CODES, CHALLENGES, FLOW, GROUND_CODES } from '../../src/query/applications'
import type { PartsResult } from '../../src/query/answers/parts'
import type { MatrixResult, QueryClient } from '../../src/query/spec'
import type { State } from './states'

/** How a figure is made from a state: what it asks, and what it draws. */
type Maker = (state: State, door: QueryClient, ctx: ChartContext) => Promise<Figure>

/** Of more offices than this, a course is drawn of some. */
const MOST_WHOLE = 500
/** More than this are added up area by area. */
const MOST_ONE_BY_ONE = 40

const coloured = ({ focus, highlights = [] }: State): string[] => [
  ...(focus === undefined ? [] : [focus]),
  ...highlights,
]

const all = (state: State, door: QueryClient, metric: MetricId = state.metric): Promise<MatrixResult> =>
  door.run({ kind: 'matrix', metric, scope: state.scope, years: state.years })

const ofYear = (state: State, door: QueryClient, metric: MetricId = state.metric): Promise<MatrixResult> =>
  door.run({ kind: 'matrix', metric, scope: state.scope, years: [state.scope.year] })

/** The figures of the whole scope, or of a large one those in colour and as many beside them. */
async function course(state: State, door: QueryClient, beside: number): Promise<MatrixResult> {
  const { metric, scope, years, set } = state
  if (set.orgs.length <= MOST_WHOLE) return all(state, door)
  const { top } = await door.run({ kind: 'rank', metric, scope, year: scope.year, top: beside })
  const offices = [...new Set([...coloured(state), ...top.map(({ org }) => org.id)])]
  return door.run({ kind: 'sample', metric, scope, years, offices })
}

const ranked =
  (part: 'top' | 'bottom' | 'around' | 'mixed'): Maker =>
  async (state, door, ctx) =>
    ranking(await door.run(rankSpec(state.metric, state.scope, state.scope.year, state.focus)), part, ctx)

const spread =
  (spacing: 'linear' | 'log'): Maker =>
  async ({ metric, scope, by }, door, ctx) => {
    const { area: _area, ...wide } = scope
    const [boxes, order] = await spreadByArea(door, metric, wide, by)
    return spreadBoxes(boxes, 'around', ctx, spacing, order)
  }

const areasBy =
  (measure: AreaMeasure): Maker =>
  async ({ metric, scope, by }, door, ctx) => {
    const { area: _area, ...wide } = scope
    const [sums, { leftOut = [] }] = await sumsByArea(door, metric, wide, by)
    return areaRanking(sums, scope.year, { measure, level: by, part: 'around', leftOut }, ctx)
  }

/** Figures added up over a scope: of a small one office by office as well, of a large one area by area. */
const parts = (
  { set, scope, by, focus }: State,
  door: QueryClient,
  metrics: readonly MetricId[],
  years: readonly number[],
): Promise<PartsResult> => {
  const isSmall = set.orgs.length <= MOST_ONE_BY_ONE
  const offices = isSmall ? set.orgs.filter(({ level }) => level === scope.level).map(({ id }) => id) : []
  return door.run({
    kind: 'parts',
    metrics,
    scope,
    years,
    offices: [...new Set([...offices, ...(focus === undefined ? [] : [focus])])],
    ...(metrics === FLOW && { balance: 2 }),
    ...(!isSmall && { by }),
  })
}

const PANEL: readonly MetricId[] = [
  'published.total',
  'license.decisions',
  'penalty.decisions',
  'applications.new.total',
  'rate.granted',
  'procurement.amount',
  'fee.amount',
  'normative.in-force',
]

/** Every builder of a figure, in each of the ways it is used. */
export const FIGURES = {
  trend: async (state, door, ctx) => trend(await course(state, door, 0), ctx),
  index: async (state, door, ctx) => indexTrend(await course(state, door, 20), ctx),
  yoy: async (state, door, ctx) => yoyColumns(await course(state, door, 20), ctx),
  shares: async (state, door, ctx) => shareBars(await course(state, door, 6), ctx),
  'multiples-by-office': async (state, door, ctx) => multiplesByOffice(await course(state, door, 20), true, ctx),
  'multiples-free': async (state, door, ctx) => multiplesByOffice(await course(state, door, 20), false, ctx),
  'multiples-by-metric': async (state, door, ctx) =>
    multiplesByMetric(await Promise.all(PANEL.map((metric) => all(state, door, metric))), state.focus ?? '', true, ctx),
  'ranking-top': ranked('top'),
  'ranking-around': ranked('around'),
  'ranking-bottom': ranked('bottom'),
  'ranking-mixed': ranked('mixed'),
  heat: async (state, door, ctx) => heat(await all(state, door), ctx),
  'heat-around': async (state, door, ctx) => {
    const { metric, scope, years, focus } = state
    const { result, order, entries } = await rowsOfPart(door, metric, scope, scope.year, years, focus, 'around')
    return heat(result, ctx, { total: order.total, label: rankLabels(entries, order.total, ctx), note: '' })
  },
  bump: async (state, door, ctx) =>
    bump(await placesOver(door, state.metric, state.scope, state.years, coloured(state)), ctx),
  profile: async ({ metric, scope, focus }, door, ctx) =>
    profile(await profileOf(door, profileMetrics(scope.year, metric), scope, metric, 'around', focus), ctx),
  spine: async ({ scope, focus, years }, door, ctx) =>
    spine(
      await spineOf(
        door,
        focus ?? '',
        scope,
        years.filter((year) => year <= scope.year),
      ),
      scope.year,
      ctx,
    ),
  calendar: async ({ scope, years }, door, ctx) =>
    calendar(await door.run({ kind: 'completeness', scope, years }), scope.year, ctx),
  alike: async ({ scope, focus = '' }, door, ctx) => alike(await alikeTo(door, scope, focus, MOST_ALIKE), ctx),
  pairs: async (state, door, ctx) => {
    const matrix = await all(state, door)
    const [from, to] = bestPair(matrix) ?? [state.scope.year - 1, state.scope.year]
    return dumbbell(matrix, from, to, ctx)
  },
  'pairs-largest': async ({ metric, scope, years, focus }, door, ctx) => {
    const { matrix, from, to } = await largestSteps(door, metric, scope, years, focus)
    return dumbbell(matrix, from, to, ctx)
  },
  scatter: async (state, door, ctx) =>
    scatter(await ofYear(state, door), await ofYear(state, door, state.against), ctx, 'linear'),
  'scatter-log': async (state, door, ctx) =>
    scatter(await ofYear(state, door), await ofYear(state, door, state.against), ctx, 'log'),
  areas: areasBy('sum'),
  'areas-median': areasBy('median'),
  'area-trend': async ({ metric, scope, by, years }, door, ctx) => {
    const { area: _area, ...wide } = scope
    return areaTrend(await sumsOverYears(door, metric, wide, by, years), { measure: 'sum', level: by }, ctx)
  },
  spread: spread('linear'),
  'spread-log': spread('log'),
  flow: async (state, door, ctx) => {
    const then = [state.scope.year]
    const [flow, challenges] = await Promise.all([parts(state, door, FLOW, then), parts(state, door, CHALLENGES, then)])
    return applicationFlow(flow, challenges, state.scope.year, ctx)
  },
  'endings-by-office': async (state, door, ctx) =>
    endingsByOffice(await parts(state, door, FLOW, [state.scope.year]), state.scope.year, ctx),
  'endings-by-year': async (state, door, ctx) => endingsByYear(await parts(state, door, FLOW, state.years), false, ctx),
  'endings-by-year-own': async (state, door, ctx) =>
    endingsByYear(await parts(state, door, FLOW, state.years), true, ctx),
  funnel: async (state, door, ctx) =>
    endingFunnel(await parts(state, door, FLOW, [state.scope.year]), state.scope.year, 'sum.unable', ctx),
  grounds: async (state, door, ctx) =>
    groundsRanked(await parts(state, door, GROUND_CODES, [state.scope.year]), state.scope.year, ctx),
  applicants: async (state, door, ctx) =>
    applicantsByYear(await parts(state, door, APPLICANT_CODES, state.years), false, ctx),
  'applicants-own': async (state, door, ctx) =>
    applicantsByYear(await parts(state, door, APPLICANT_CODES, state.years), true, ctx),
  contributions: async ({ metric, scope, focus }, door, ctx) =>
    contributions(await door.run({ kind: 'movers', metric, scope, year: scope.year }), {
      ...ctx,
      ...(focus !== undefined && { focus }),
    }),
  table: async (state, door, ctx) => tableFigure(await all(state, door), state.scope.year, ctx),
} as const satisfies Record<string, Maker>
export type FigureName = keyof typeof FIGURES
export const FIGURE_NAMES = Object.keys(FIGURES) as FigureName[]
