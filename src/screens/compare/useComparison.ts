import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { bump } from '../../charts/bump'
import { alike } from '../../charts/alike'
import { bestPair } from '../../charts/bestPair'
import { tableFigure } from '../../charts/compareTable'
import { dumbbell } from '../../charts/dumbbell'
import { emptyFigure } from '../../charts/figure'
import type { Figure } from '../../charts/figure'
import { heat } from '../../charts/heat'
import { placedLabels } from '../../charts/parts/areaColumn'
import { rankLabels, ranking } from '../../charts/ranking'
import { lackingNote, usualAgainst } from '../../charts/recipe'
import { profile } from '../../charts/profile'
import { scatter } from '../../charts/scatter'
import { areaRanking } from '../../charts/areaRanking'
import { areaTrend } from '../../charts/areaTrend'
import { spreadBoxes } from '../../charts/spreadBoxes'
import type { MetricId } from '../../domain/metrics'
import { wholeNumber } from '../../i18n/format'
import { largestSteps, rankSpec, rowsOfPart, spreadByArea, sumsByArea, sumsOverYears } from '../../query/comparison'
import { MOST_ALIKE, alikeTo } from '../../query/likeness'
import { placesOver, profileMetrics, profileOf } from '../../query/places'
import type { QueryClient } from '../../query/spec'
import type { Scope } from '../../query/officeMap'
import { WINDOW } from '../../query/standing'
import type { Comparison } from '../shared/view/viewUrl'
import { boundsFor } from '../../charts/parts/targetLines'
import { useChartContext } from '../shared/figures/useChartContext'
import { useQuery } from '../shared/useQuery'
import { useMarked } from '../shared/view/useMarked'
import { useView } from '../shared/view/useView'

/** A figure of the comparison; `pairs` stands only beside others. */
export type Shown = Exclude<Comparison, 'all'> | 'pairs'

/** Up to this many offices, one matrix of all of them is at hand for every figure. */
export const FEW = 400

/** The figures of the comparison, each asked for only while it is looked at. `shows` tells which are. */
export function useComparison(shows: (kind: Shown) => boolean) {
  const { state, client, office, years, scope, counts, areas, words } = useView()
  const context = useChartContext()
  const { shown } = useMarked()
  // Each part by itself: what does not change is not drawn again.
  const metric = computed(() => state.value.metric)
  const then = computed(() => state.value.year)
  const focus = computed(() => state.value.office)
  const spacing = computed(() => state.value.spacing)
  const isWindow = computed(() => counts.value.offices > WINDOW)
  const isMany = computed(() => counts.value.offices > FEW)
  /** Beside other figures there is no choice of a part: each is shown a little. */
  const asked = computed(() => state.value.part)
  const part = computed(() => (shows('pairs') ? ('mixed' as const) : asked.value))
  const asks = <T>(on: () => boolean, ask: (door: QueryClient) => Promise<T> | undefined) =>
    useQuery(
      () => client.value,
      (door) => (on() ? ask(door) : undefined),
    )

  const against = computed((): MetricId => state.value.against ?? usualAgainst(metric.value))
  const pair = asks(
    () => shows('scatter'),
    (door) =>
      Promise.all(
        [metric.value, against.value].map((metric) =>
          door.run({ kind: 'matrix', metric, scope: scope.value, years: [then.value] }),
        ),
      ),
  )

  const matrix = asks(
    () => shows('table') || ((shows('pairs') || shows('heat')) && !isMany.value),
    (door) => door.run({ kind: 'matrix', metric: metric.value, scope: scope.value, years: years.value }),
  )
  const order = asks(
    () => shows('rank'),
    (door) =>
      door.run(
        rankSpec(metric.value, scope.value, then.value, focus.value, boundsFor(shown.value, metric.value).bounds),
      ),
  )
  const rows = asks(
    () => shows('heat') && isWindow.value && (isMany.value || !shows('pairs')),
    (door) => rowsOfPart(door, metric.value, scope.value, then.value, years.value, focus.value, part.value),
  )
  const steps = asks(
    () => shows('pairs') && isMany.value,
    (door) => largestSteps(door, metric.value, scope.value, years.value, focus.value),
  )

  const coloured = computed(() => [
    ...(focus.value === undefined ? [] : [focus.value]),
    ...(context.value.highlights ?? []),
  ])
  const places = asks(
    () => shows('bump'),
    (door) => placesOver(door, metric.value, scope.value, years.value, coloured.value),
  )

  const page = asks(
    () => shows('profile'),
    (door) =>
      profileOf(door, profileMetrics(then.value, metric.value), scope.value, metric.value, asked.value, focus.value),
  )

  const near = asks(
    () => shows('alike'),
    (door) => alikeTo(door, scope.value, focus.value ?? '', MOST_ALIKE),
  )

  /** Levels whose areas can be set beside one another: those the office in focus stands under, nearest first. */
  const levels = computed(() => [...new Set(areas.value.map(({ level }) => level))])
  const by = computed(() =>
    state.value.by && levels.value.includes(state.value.by) ? state.value.by : levels.value[0],
  )
  /** The area of that level that the office in focus stands under. */
  const home = computed(() => areas.value.find(({ level }) => level === by.value))
  /** Areas are compared within something wider than one of them. */
  const spreadScope = computed((): Scope => {
    const { area: own, ...rest } = scope.value
    const chain = areas.value.map(({ id }) => id)
    const at = own === undefined ? chain.length : chain.indexOf(own)
    const wider = at < 0 ? own : chain[Math.max(at, areas.value.findIndex(({ level }) => level === by.value) + 1)]
    return { ...rest, ...(wider !== undefined && { area: wider }) }
  })
  const boxes = asks(
    () => shows('spread'),
    (door) => (by.value === undefined ? undefined : spreadByArea(door, metric.value, spreadScope.value, by.value)),
  )

  const sums = asks(
    () => shows('areas'),
    (door) => (by.value === undefined ? undefined : sumsByArea(door, metric.value, spreadScope.value, by.value)),
  )

  const course = asks(
    () => shows('areas') && years.value.length > 1,
    (door) =>
      by.value === undefined ? undefined : sumsOverYears(door, metric.value, spreadScope.value, by.value, years.value),
  )

  const pairsFigure = (): Figure | undefined => {
    const ctx = context.value
    if (!isMany.value) {
      const held = matrix.result.value
      const [from, to] = (held && bestPair(held)) ?? [then.value - 1, then.value]
      return held && dumbbell(held, from, to, ctx)
    }
    const held = steps.result.value
    if (!held) return undefined
    const { movers, from, to } = held
    return dumbbell(held.matrix, from, to, ctx, {
      up: movers.rose,
      down: movers.fell,
      flat: movers.same,
      label: placedLabels(held.matrix.orgs, true, ctx),
      notes: [
        words.value.t('compare.pairs-window', { shown: held.shown }),
        ...lackingNote(from, movers.missingBase, ctx),
        ...lackingNote(to, movers.missingCurrent, ctx),
      ],
    })
  }
  const rankFigure = (): Figure | undefined =>
    order.result.value && ranking(order.result.value, part.value, context.value)
  const noArea = (id: string): Figure =>
    emptyFigure(id, words.value.t('spread.title.no-area', { office: office.value?.name ?? '' }), context.value)
  const homeContext = computed(() => ({ ...context.value, ...(home.value && { home: home.value }) }))
  const areasFigure = (): Figure | undefined => {
    if (by.value === undefined) return noArea('areas')
    const [held, all] = sums.result.value ?? []
    return (
      held &&
      areaRanking(
        held,
        held.years[0]!,
        {
          measure: state.value.measure ?? 'sum',
          level: by.value,
          part: asked.value,
          ...(all?.leftOut && { leftOut: all.leftOut }),
        },
        homeContext.value,
      )
    )
  }
  /** The same areas year by year, below their ranking. */
  const areaCourse = computed(
    () =>
      course.result.value &&
      by.value !== undefined &&
      areaTrend(course.result.value, { measure: state.value.measure ?? 'sum', level: by.value }, homeContext.value),
  )
  const spreadFigure = (): Figure | undefined => {
    if (by.value === undefined) return noArea('spread')
    const [spread, all] = boxes.result.value ?? []
    return spread && spreadBoxes(spread, asked.value, homeContext.value, spacing.value, all)
  }
  const heatFigure = (): Figure | undefined => {
    const held = rows.result.value
    // A year that few reported orders little: the offices with most years are shown instead.
    if (!isMany.value && (!isWindow.value || shows('pairs') || held?.part === 'whole'))
      return matrix.result.value && heat(matrix.result.value, context.value)
    if (!held) return undefined
    const {
      entries,
      order: { total, reported },
    } = held
    const of = { year: then.value, reported: wholeNumber(reported), total: wholeNumber(total) }
    return heat(held.result, context.value, {
      total,
      label: rankLabels(entries, total, context.value),
      note:
        held.part === 'mixed'
          ? words.value.t('compare.mixed-window', { ...of, shown: entries.length })
          : words.value.t('compare.heat-window', {
              ...of,
              from: wholeNumber(entries[0]?.place ?? 0),
              to: wholeNumber(entries.at(-1)?.place ?? 0),
            }),
    })
  }
  const scatterFigure = (): Figure | undefined => {
    const [x, y] = pair.result.value ?? []
    return x && y && scatter(x, y, context.value, spacing.value)
  }
  const figures: Record<Shown, ComputedRef<Figure | undefined>> = {
    pairs: computed(pairsFigure),
    scatter: computed(scatterFigure),
    rank: computed(rankFigure),
    areas: computed(areasFigure),
    spread: computed(spreadFigure),
    heat: computed(heatFigure),
    bump: computed(() => places.result.value && bump(places.result.value, context.value)),
    profile: computed(() => page.result.value && profile(page.result.value, context.value)),
    alike: computed(() => near.result.value && alike(near.result.value, context.value)),
    table: computed(() => matrix.result.value && tableFigure(matrix.result.value, then.value, context.value)),
  }
  const answers = [pair, matrix, order, rows, steps, boxes, sums, course, places, page, near]
  const error = computed(() => answers.map(({ error: one }) => one.value).find(Boolean) ?? '')

  /** Whether more stands in order than one window shows. */
  const isCut = computed(() => {
    if (shows('rank')) return (order.result.value?.reported ?? 0) > WINDOW
    if (shows('profile')) return (page.result.value?.part ?? 'whole') !== 'whole'
    if (shows('heat')) return isWindow.value && (rows.result.value?.order.reported ?? 0) > WINDOW
    const counted = shows('areas') ? sums.result.value?.[0] : shows('spread') ? boxes.result.value?.[0] : undefined
    return (counted?.reported.filter((n) => n > 0).length ?? 0) > WINDOW
  })
  /** Those most like the office in focus, nearest first. */
  const nearest = computed(() => near.result.value?.nearest.map(({ org }) => org.id) ?? [])
  return { figures, areaCourse, nearest, error, against, levels, by, byArea: spreadScope, isCut, isMany }
}
