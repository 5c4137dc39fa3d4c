import type { MetricId } from '../domain/metrics'
import type { Level } from '../domain/orgs'
import { wholeNumber } from '../i18n/format'
import type { Ending } from '../query/applications'
import type { Basis } from '../query/basis'
import { largestSteps, rankSpec, rowsOfPart, spreadByArea, sumsByArea, sumsOverYears } from '../query/comparison'
import type { Scope } from '../query/officeMap'
import type { Asking, MatrixResult, MissingCounts, QueryClient, QueryResult, QuerySpec, ResultOf } from '../query/spec'
import { MOST_ALIKE, alikeTo } from '../query/likeness'
import { placesOver, profileMetrics, profileOf } from '../query/places'
import { spineOf } from '../query/spine'
import { WINDOW } from '../query/standing'
import type { PartShown } from '../query/standing'
import { APPLICATION_KINDS, APPLICATION_MAKERS } from './applications/applicationFigures'
import { alike } from './alike'
import { areaRanking } from './areaRanking'
import { areaTrend } from './areaTrend'
import type { AreaMeasure } from './areaRanking'
import { bestPair } from './bestPair'
import { bump } from './bump'
import { calendar } from './calendar'
import { tableFigure } from './compareTable'
import { dumbbell } from './dumbbell'
import { emptyFigure } from './figure'
import type { ChartContext, Figure } from './figure'
import { heat } from './heat'
import { indexTrend } from './indexTrend'
import { multiplesByOffice } from './multiples'
import { problemsTable } from './problemsTable'
import { profile } from './profile'
import { reportsTable } from './reportsTable'
import { placedLabels } from './parts/areaColumn'
import { boundsFor } from './parts/targetLines'
import type { Spacing } from './parts/numberAxis'
import { rankLabels, ranking } from './ranking'
import { scatter } from './scatter'
import { shareBars } from './shares'
import { spine } from './spine'
import { spreadBoxes } from './spreadBoxes'
import { trend } from './trend'
import { yoyColumns } from './yoyColumns'

export const RECIPE_KINDS = [
  'trend',
  'index',
  'share',
  'yoy',
  'multiples',
  'rank',
  'pairs',
  'areas',
  'area-trend',
  'spread',
  'heat',
  'bump',
  'profile',
  'spine',
  'alike',
  'scatter',
  'table',
  'reports',
  'calendar',
  'problems',
  ...APPLICATION_KINDS,
] as const
export type RecipeKind = (typeof RECIPE_KINDS)[number]

/** How a figure is made from whatever data there are: plain JSON, so that it can be kept and made again. */
export interface Recipe {
  kind: RecipeKind
  /** The data it is made of: all real datasets together, or one that stands alone. */
  collection: string
  metric: MetricId
  scope: Scope
  years: readonly number[]
  focus?: string
  highlights?: readonly string[]
  /** Of a ranking; `mixed`: the first, the last and those around the focus together, as on a card beside others. */
  part?: PartShown | 'mixed'
  against?: MetricId
  spacing?: Spacing
  /** Of areas: their level, that of the areas that many offices of applications are shown by too. */
  by?: Level
  /** What areas are compared by; the sum of their offices without. */
  measure?: AreaMeasure
  /** Of applications: the outcome, and only the focus. */
  ending?: Ending
  own?: boolean
  /** Ids of the targets and pinned notes that are shown; absent for all. */
  marked?: readonly string[]
  basis?: Basis
}

/** Of more offices than this no chart is given all. */
const MOST_WHOLE = 500
/** Up to so many offices, steps and rows are looked up in one matrix of all. */
const FEW = 400
const MOST_PARTS = 6
const MOST_FINDINGS = 5_000
const MOST_BESIDE = 40

/** What a metric is usually set against, and what that itself is. */
const USUAL: MetricId = 'applications.new.total'
const OTHER: MetricId = 'published.total'
export const usualAgainst = (metric: MetricId): MetricId => (metric === USUAL ? OTHER : USUAL)

/** How many offices a scope has. */
const countOf = async (door: QueryClient, { metric, scope }: Recipe): Promise<number> =>
  (await door.run({ kind: 'rank', metric, scope, year: scope.year, top: 0 })).total

/** The figures over the years: of a large scope those in colour and some beside them, with the summaries of all. */
async function course(door: QueryClient, recipe: Recipe, beside: number, ctx: ChartContext): Promise<MatrixResult> {
  const { metric, scope, years, focus, highlights = [] } = recipe
  const bounds = boundsFor(ctx, metric)
  if ((await countOf(door, recipe)) <= MOST_WHOLE) return door.run({ kind: 'matrix', metric, scope, years, ...bounds })
  const year = years.at(-1) ?? scope.year
  const top = beside > 0 ? (await door.run({ kind: 'rank', metric, scope, year, top: beside })).top : []
  const offices = [...(focus === undefined ? [] : [focus]), ...highlights, ...top.map(({ org }) => org.id)]
  return door.run({ kind: 'sample', metric, scope, years, offices: [...new Set(offices)], ...bounds })
}

const ofYear = (door: QueryClient, { scope }: Recipe, metric: MetricId): Promise<MatrixResult> =>
  door.run({ kind: 'matrix', metric, scope, years: [scope.year] })

async function pairs(door: QueryClient, recipe: Recipe, ctx: ChartContext): Promise<Figure> {
  const { metric, scope, years, focus } = recipe
  if ((await countOf(door, recipe)) <= FEW) {
    const held = await door.run({ kind: 'matrix', metric, scope, years })
    const [from, to] = bestPair(held) ?? [scope.year - 1, scope.year]
    return dumbbell(held, from, to, ctx)
  }
  const { matrix, movers, from, to, shown } = await largestSteps(door, metric, scope, years, focus)
  return dumbbell(matrix, from, to, ctx, {
    up: movers.rose,
    down: movers.fell,
    flat: movers.same,
    label: placedLabels(matrix.orgs, true, ctx),
    notes: [
      ctx.words.t('compare.pairs-window', { shown }),
      ...lackingNote(from, movers.missingBase, ctx),
      ...lackingNote(to, movers.missingCurrent, ctx),
    ],
  })
}

/** How many offices have no figure in a year. */
export function lackingNote(year: number, missing: MissingCounts, { words }: ChartContext): string[] {
  const n = Object.values(missing).reduce((sum, each) => sum + each, 0)
  return n > 0 ? [words.t('compare.pairs-missing', { year, n: wholeNumber(n) })] : []
}

async function heatOf(door: QueryClient, recipe: Recipe, ctx: ChartContext): Promise<Figure> {
  const { metric, scope, years, focus, part = 'around' } = recipe
  if ((await countOf(door, recipe)) <= WINDOW)
    return heat(await door.run({ kind: 'matrix', metric, scope, years }), ctx)
  const { result, order, entries } = await rowsOfPart(door, metric, scope, scope.year, years, focus, part)
  const { total, reported } = order
  const note = ctx.words.t('compare.heat-window', {
    year: scope.year,
    reported: wholeNumber(reported),
    total: wholeNumber(total),
    from: wholeNumber(entries[0]?.place ?? 0),
    to: wholeNumber(entries.at(-1)?.place ?? 0),
  })
  return heat(result, ctx, { total, label: rankLabels(entries, total, ctx), note })
}

async function rankOf(door: QueryClient, recipe: Recipe, ctx: ChartContext): Promise<Figure> {
  const { metric, scope, focus, part = 'around' } = recipe
  const { bounds } = boundsFor(ctx, metric)
  return ranking(await door.run(rankSpec(metric, scope, scope.year, focus, bounds)), part, ctx)
}

/** The level of areas where a recipe names none. */
const USUAL_LEVEL: Level = 'district'
/** Areas are shown in one window, never as the first and last together. */
const windowed = ({ part }: Recipe): PartShown => (part === undefined || part === 'mixed' ? 'around' : part)

async function areas(door: QueryClient, recipe: Recipe, ctx: ChartContext): Promise<Figure> {
  const { metric, scope, by: level = USUAL_LEVEL, measure = 'sum' } = recipe
  const [sums, { leftOut = [] }] = await sumsByArea(door, metric, scope, level)
  return areaRanking(sums, scope.year, { measure, level, part: windowed(recipe), leftOut }, ctx)
}

async function areasOverYears(door: QueryClient, recipe: Recipe, ctx: ChartContext): Promise<Figure> {
  const { metric, scope, years, by: level = USUAL_LEVEL, measure = 'sum' } = recipe
  return areaTrend(await sumsOverYears(door, metric, scope, level, years), { measure, level }, ctx)
}

async function spread(door: QueryClient, recipe: Recipe, ctx: ChartContext): Promise<Figure> {
  const { metric, scope, by = USUAL_LEVEL, spacing } = recipe
  const [boxes, order] = await spreadByArea(door, metric, scope, by)
  return spreadBoxes(boxes, windowed(recipe), ctx, spacing, order)
}

type Maker = (door: QueryClient, recipe: Recipe, ctx: ChartContext) => Promise<Figure>

const MAKERS: { [K in RecipeKind]: Maker } = {
  trend: async (door, recipe, ctx) => trend(await course(door, recipe, 0, ctx), ctx),
  index: async (door, recipe, ctx) => indexTrend(await course(door, recipe, MOST_BESIDE, ctx), ctx),
  share: async (door, recipe, ctx) => shareBars(await course(door, recipe, MOST_PARTS, ctx), ctx),
  yoy: async (door, recipe, ctx) => yoyColumns(await course(door, recipe, MOST_BESIDE, ctx), ctx),
  multiples: async (door, recipe, ctx) => multiplesByOffice(await course(door, recipe, MOST_BESIDE, ctx), true, ctx),
  rank: rankOf,
  pairs,
  areas,
  'area-trend': areasOverYears,
  spread,
  heat: heatOf,
  bump: async (door, { metric, scope, years, focus, highlights = [] }, ctx) =>
    bump(await placesOver(door, metric, scope, years, [...(focus === undefined ? [] : [focus]), ...highlights]), ctx),
  profile: async (door, { metric, scope, focus, part = 'around' }, ctx) =>
    profile(await profileOf(door, profileMetrics(scope.year, metric), scope, metric, part, focus), ctx),
  spine: async (door, { scope, years, focus }, ctx) =>
    focus === undefined
      ? emptyFigure('spine', ctx.words.t('spine.name'), ctx)
      : spine(await spineOf(door, focus, scope, years), scope.year, ctx),
  alike: async (door, { scope, focus = '' }, ctx) => alike(await alikeTo(door, scope, focus, MOST_ALIKE), ctx),
  scatter: async (door, recipe, ctx) => {
    const against = recipe.against ?? usualAgainst(recipe.metric)
    const [x, y] = await Promise.all([recipe.metric, against].map((metric) => ofYear(door, recipe, metric)))
    return scatter(x!, y!, ctx, recipe.spacing)
  },
  table: async (door, { metric, scope, years }, ctx) =>
    tableFigure(await door.run({ kind: 'matrix', metric, scope, years }), scope.year, ctx),
  reports: async (door, { scope, years }, ctx) =>
    reportsTable(await door.run({ kind: 'completeness', scope, years }), scope.year, ctx),
  calendar: async (door, { scope, years }, ctx) =>
    calendar(await door.run({ kind: 'completeness', scope, years }), scope.year, ctx),
  problems: async (door, { scope }, ctx) =>
    problemsTable(await door.run({ kind: 'findings', scope, year: scope.year, most: MOST_FINDINGS }), ctx),
  ...APPLICATION_MAKERS,
}

/** A door at which every question is put on the recipe's basis. */
const onBasis = (door: QueryClient, basis: Basis | undefined): QueryClient =>
  basis ? { run: (spec, asking) => door.run({ ...spec, basis }, asking) } : door

/** Makes a figure as its recipe says. Rejects where a question fails. */
export const figureFrom = (recipe: Recipe, door: QueryClient, ctx: ChartContext): Promise<Figure> =>
  MAKERS[recipe.kind](onBasis(door, recipe.basis), recipe, ctx)

/** A question with the answer that was given to it. */
export interface Recorded {
  spec: QuerySpec
  result: QueryResult
}

/** Passes questions on and remembers what was answered. */
export function recording(door: QueryClient): { door: QueryClient; recorded: Recorded[] } {
  const recorded: Recorded[] = []
  return {
    recorded,
    door: {
      async run<S extends QuerySpec>(spec: S, asking?: Asking) {
        const result = await door.run(spec, asking)
        recorded.push({ spec, result })
        return result
      },
    },
  }
}

/** Answers as was once answered. Rejects what was not asked then. */
export function recordedDoor(recorded: readonly Recorded[]): QueryClient {
  const known = new Map(recorded.map(({ spec, result }) => [JSON.stringify(spec), result]))
  return {
    run<S extends QuerySpec>(spec: S) {
      const held = known.get(JSON.stringify(spec))
      return held
        ? Promise.resolve(held as ResultOf[S['kind']])
        : Promise.reject(new Error(`not recorded: ${spec.kind}`))
    },
  }
}
