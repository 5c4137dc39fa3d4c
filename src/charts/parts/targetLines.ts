import { unitOf } from '../../domain/metrics'
import type { MetricId } from '../../domain/metrics'
import { boundsOf, holdsIn } from '../../domain/targets'
import type { Bound, Target } from '../../domain/targets'
import { wholeNumber, withUnit } from '../../i18n/format'
import type { Translator } from '../../i18n'
import type { State } from '../../pack/states'
import type { YearSummary } from '../../query/spec'
import type { ChartContext } from '../figure'

/** The targets of a metric, in the order in which questions about them are answered. */
export const targetsFor = ({ targets = [] }: Pick<ChartContext, 'targets'>, metric: MetricId): Target[] =>
  targets.filter((one) => one.metric === metric)

/** What a question about a metric asks for, so that its answer counts who reaches the targets. */
export const boundsFor = (ctx: Pick<ChartContext, 'targets'>, metric: MetricId): { bounds?: readonly Bound[] } => {
  const bounds = boundsOf(targetsFor(ctx, metric))
  return bounds.length > 0 ? { bounds } : {}
}

/** A target's name with its number, unless the name says a number itself: 目标 ≥ 95%. */
export function targetText({ label, side, value, metric }: Target, words: Translator): string {
  return /\d/u.test(label)
    ? label
    : `${label} ${side === 'least' ? '≥' : '≤'} ${withUnit(value, unitOf(metric), words)}`
}

/**
 * Figures may shrink to one half of the plot so that a target is within it; one that is farther is said at the edge.
 */
const FARTHEST = 2

/** The targets that a plot of figures from `low` to `high` has room for, and those beyond it. */
export function reachable<T extends Bound>(
  targets: readonly T[],
  low: number,
  high: number,
): { within: T[]; beyond: (T & { above: boolean })[] } {
  const least = Math.min(0, low)
  const most = Math.max(0, high)
  const isWithin = ({ value }: T): boolean =>
    value >= (least < 0 ? least * FARTHEST : 0) && value <= (most > 0 ? most * FARTHEST : 0)
  return {
    within: targets.filter(isWithin),
    beyond: targets.filter((one) => !isWithin(one)).map((one) => ({ ...one, above: one.value > most })),
  }
}

/** Where within years a target is set; nothing where in none of them. */
export function spanOf(target: Target, years: readonly number[]): readonly [number, number] | undefined {
  const held = years.filter((year) => holdsIn(target, year))
  return held.length > 0 ? [held[0]!, held.at(-1)!] : undefined
}

/**
 * Of each target, how many of the offices with a figure reach it, in the last year shown that has figures and for which
 * it is set; those without a figure are told apart by kind, doubtful ones among them.
 */
export function reachedNotes(
  metric: MetricId,
  summaries: readonly YearSummary[],
  ctx: Pick<ChartContext, 'targets' | 'words'>,
): string[] {
  const { words } = ctx
  const { t, list } = words
  return targetsFor(ctx, metric).flatMap((target, i) => {
    const summary = summaries.findLast(({ year, reported }) => reported > 0 && holdsIn(target, year))
    const n = summary?.within?.[i]
    if (!summary || n === undefined) return []
    const { year, reported, total, missing } = summary
    const named = {
      target: targetText(target, words),
      year,
      reported: wholeNumber(reported),
      n: wholeNumber(n),
    }
    if (reported === total) return [t('target.reached', named)]
    const kinds = Object.entries(missing).map(([state, count]) =>
      t('scatter.kind', { state: t(`state.${state as State}`), n: wholeNumber(count) }),
    )
    return [t('target.reached-of', { ...named, kinds: list(kinds) })]
  })
}

/** Names the targets that a plot has no room for. */
export const beyondNotes = (beyond: readonly Target[], words: Translator): string[] =>
  beyond.length > 0
    ? [words.t('target.beyond', { targets: words.list(beyond.map((one) => targetText(one, words))) })]
    : []
