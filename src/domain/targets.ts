import * as v from 'valibot'
import { isMetricId } from './metrics'
import type { MetricId } from './metrics'
import { FIRST_YEAR } from './orgs'

export const SIDES = ['least', 'most'] as const
/** A number that figures are to reach (`least`) or not to exceed (`most`), in the metric's own unit. */
export interface Bound {
  side: (typeof SIDES)[number]
  /** Money in yuan, rates as fractions. */
  value: number
}

/** A line that a district sets for a metric, from one report year to another; an absent year leaves that end open. */
export interface Target extends Bound {
  id: string
  metric: MetricId
  /** What it is called: 目标. */
  label: string
  from?: number
  to?: number
}

export const MOST_TARGET_LETTERS = 20

const year = v.optional(v.pipe(v.number(), v.integer(), v.minValue(FIRST_YEAR), v.maxValue(2100)))
const schema = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  metric: v.custom<MetricId>((code) => typeof code === 'string' && isMetricId(code)),
  side: v.picklist(SIDES),
  value: v.pipe(v.number(), v.finite()),
  label: v.pipe(v.string(), v.minLength(1), v.maxLength(MOST_TARGET_LETTERS)),
  from: year,
  to: year,
})

/** A target as it was stored; nothing where it is none. */
export function readTarget(content: unknown): Target | undefined {
  const parsed = v.safeParse(schema, content)
  return parsed.success ? (parsed.output as Target) : undefined
}

/** Whether a figure keeps to a bound. */
export const keepsTo = ({ side, value }: Bound, figure: number): boolean =>
  side === 'least' ? figure >= value : figure <= value

/** Whether a target is set for a year. */
export const holdsIn = ({ from = -Infinity, to = Infinity }: Pick<Target, 'from' | 'to'>, inYear: number): boolean =>
  from <= inYear && inYear <= to

/** The bounds of targets, as questions take them; in the same order. */
export const boundsOf = (targets: readonly Target[]): Bound[] => targets.map(({ side, value }) => ({ side, value }))
