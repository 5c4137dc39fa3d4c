import { METRICS, isMetricCode } from './catalogue'
import type { Comparability, Unit } from './catalogue'
import type { MetricId } from './codes'
import { definitionOf } from './derived'
import { LAST_YEAR_OF_2019_FORM } from './forms'
import { operandsOf } from './joined'

export const unitOf = (metric: MetricId): Unit =>
  isMetricCode(metric) ? METRICS[metric].unit : definitionOf(metric)!.unit

const RANK: readonly Comparability[] = ['continuous', 'joins', 'reworded', 'prose', 'ends-2020', 'broken']

/** The strictest comparability among a metric's sources. */
export const comparabilityOf = (metric: MetricId): Comparability =>
  operandsOf(metric)
    .map((code) => METRICS[code].comparability)
    .reduce((worst, next) => (RANK.indexOf(next) > RANK.indexOf(worst) ? next : worst))

/** Whether two years of a metric are different things: the form of 2021 counts otherwise, or not at all. */
export function crossesBreak(metric: MetricId, from: number, to: number): boolean {
  const comparability = comparabilityOf(metric)
  return (
    (comparability === 'broken' || comparability === 'ends-2020') &&
    Math.min(from, to) <= LAST_YEAR_OF_2019_FORM &&
    Math.max(from, to) > LAST_YEAR_OF_2019_FORM
  )
}

/**
 * Below this, a percentage tells nothing: 10 of anything counted, 10,000 yuan; how small a quotient is says nothing.
 */
export const smallBase = (metric: MetricId): number =>
  definitionOf(metric)?.per ? 0 : unitOf(metric) === 'yuan' ? 10_000 : 10
