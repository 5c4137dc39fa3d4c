import { LAST_YEAR_OF_2019_FORM, comparabilityOf, unitOf } from '../../domain/metrics'
import type { MetricId } from '../../domain/metrics'
import type { MatrixResult, State } from '../spec'
import { stateAt } from '../stateCodes'

/** One figure of a matrix: a number, or why there is none. A year the matrix does not hold is `no-report`. */
export type MatrixReading = { value: number } | { state: Exclude<State, 'value'> }

export function readingAt({ values, states, years }: MatrixResult, row: number, year: number): MatrixReading {
  const column = years.indexOf(year)
  if (column < 0) return { state: 'no-report' }
  const at = row * years.length + column
  const state = stateAt(states, at)
  return state === 'value' ? { value: values[at]! } : { state }
}

/** Whether two years of a metric are different things: the form of 2021 counts otherwise, or not at all. */
export function crossesBreak(metric: MetricId, from: number, to: number): boolean {
  const comparability = comparabilityOf(metric)
  return (comparability === 'broken' || comparability === 'ends-2020')
    && Math.min(from, to) <= LAST_YEAR_OF_2019_FORM && Math.max(from, to) > LAST_YEAR_OF_2019_FORM
}

/** Below this, a percentage tells nothing: 10 of anything counted, 10,000 yuan. */
export const smallBase = (metric: MetricId): number => (unitOf(metric) === 'yuan' ? 10_000 : 10)
