import { METRICS, isMetricCode } from './catalogue'
import type { ApplicationRow, MetricCode, MetricId } from './codes'
import { definitionOf, termCodes } from './derived'
import type { DerivedDef } from './derived'
import { APPLICANTS, applicationCode } from './tableThree'

const OTHER_ROWS: readonly ApplicationRow[] = ['other.not-supplemented', 'other.fee-unpaid', 'other.misc']

/** （六）其他处理 by column: one row in form 2019, three in form 2021 that add up to it. */
const JOINED = new Map<MetricId, DerivedDef>(
  APPLICANTS.map((column) => {
    const whole = applicationCode('other', column)
    const parts = OTHER_ROWS.map((row) => applicationCode(row, column))
    return [whole, { numerator: [{ either: [whole, parts] }], unit: METRICS[whole].unit }]
  }),
)

/** How a metric is computed; nothing for one that is read as published. */
export const formulaOf = (metric: MetricId): DerivedDef | undefined => definitionOf(metric) ?? JOINED.get(metric)

/** The published figures that a metric is made of; of a published one, itself. */
export function operandsOf(metric: MetricId): MetricCode[] {
  const definition = formulaOf(metric)
  if (!definition) return isMetricCode(metric) ? [metric] : []
  return termCodes([...definition.numerator, ...(definition.denominator ?? [])])
}
