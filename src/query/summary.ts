import { quantileSorted, sum } from 'd3-array'
import { definitionOf } from '../domain/metrics'
import type { MetricId } from '../domain/metrics'
import { STATES } from '../pack/states'
import { CODE } from '../pack/states'
import type { YearSummary } from './spec'

/** Whether a metric is a quotient, of which a sum over offices means nothing. */
export const isQuotient = (metric: MetricId): boolean => definitionOf(metric)?.denominator !== undefined

/**
 * Spread, sum and kinds of absence of one year's column of a few offices' figures; no sum for quotients. Of a whole
 * scope
 * `scopeSummary` says the same without a matrix.
 */
export function summarise(
  metric: MetricId,
  year: number,
  values: Float64Array,
  states: Uint8Array,
  column: number,
  width: number,
): YearSummary {
  const found: number[] = []
  const missing: YearSummary['missing'] = {}
  let total = 0
  for (let at = column; at < states.length; at += width, total++) {
    const state = STATES[states[at]!] ?? 'no-report'
    if (states[at] === CODE.value) found.push(values[at]!)
    if (state !== 'value') missing[state] = (missing[state] ?? 0) + 1
  }
  const base = { year, total, reported: found.length, missing }
  if (found.length === 0) return base
  const sorted = [...found].sort((a, b) => a - b)
  const [min, q1, median, q3, max] = [0, 0.25, 0.5, 0.75, 1].map((p) => quantileSorted(sorted, p)!) as [
    number,
    number,
    number,
    number,
    number,
  ]
  return { ...base, min, q1, median, q3, max, ...(!isQuotient(metric) && { sum: sum(found) }) }
}
