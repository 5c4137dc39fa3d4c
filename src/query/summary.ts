import { definitionOf } from '../domain/metrics'
import type { MetricId } from '../domain/metrics'
import { count } from '../engine/verbs/count'
import { quantiles } from '../engine/verbs/quantiles'
import { sum } from '../engine/verbs/sum'
import { STATES } from '../pack/states'
import type { YearSummary } from './spec'
import { CODE } from '../pack/states'

const QUARTILES = [0, 0.25, 0.5, 0.75, 1]

/** Whether a metric is a quotient, of which a sum over offices means nothing. */
export const isQuotient = (metric: MetricId): boolean => definitionOf(metric)?.denominator !== undefined

/** Spread, sum and kinds of absence of one year's column of a matrix; no sum for quotients. */
export function summarise(
  metric: MetricId,
  year: number,
  values: Float64Array,
  states: Uint8Array,
  column: number,
  width: number,
): YearSummary {
  const counts = count(states, STATES.length, column, width)
  const missing: YearSummary['missing'] = {}
  let total = 0
  STATES.forEach((state, code) => {
    total += counts[code]!
    if (state !== 'value' && counts[code]! > 0) missing[state] = counts[code]!
  })
  const spread = quantiles(values, QUARTILES, column, width)
  const base = { year, total, reported: counts[CODE.value]!, missing }
  if (!spread) return base
  const [min, q1, median, q3, max] = spread as [number, number, number, number, number]
  return { ...base, min, q1, median, q3, max, ...(!isQuotient(metric) && { sum: sum(values, column, width) }) }
}
