import { METRICS, METRIC_CODES, isMetricCode } from './catalogue'
import type { Comparability, Unit } from './catalogue'
import type { Form, MetricCode, MetricId, TableId } from './codes'
import { DERIVED, isDerivedCode, termCodes } from './derived'
import type { DerivedDef } from './derived'

export * from './catalogue'
export * from './codes'
export * from './derived'
export * from './tableTwo'
export * from './tableThree'
export * from './tableFour'

export const isMetricId = (code: string): code is MetricId => isMetricCode(code) || isDerivedCode(code)

export const unitOf = (metric: MetricId): Unit => (isDerivedCode(metric) ? DERIVED[metric].unit : METRICS[metric].unit)

/** The definition of a derived figure, or nothing for a published one. */
export const definitionOf = (metric: MetricId): DerivedDef | undefined => (isDerivedCode(metric) ? DERIVED[metric] : undefined)

/** The published figures a metric is read from: itself, or a derived figure's terms. */
export function sourcesOf(metric: MetricId): MetricCode[] {
  if (!isDerivedCode(metric)) return [metric]
  const { numerator, denominator }: DerivedDef = DERIVED[metric]
  return termCodes([...numerator, ...(denominator ?? [])])
}

const inForm = (code: MetricCode, form: Form): boolean =>
  METRICS[code].table === undefined || (METRICS[code].forms as readonly Form[]).includes(form)

const RANK: readonly Comparability[] = ['continuous', 'joins', 'reworded', 'prose', 'ends-2020', 'broken']

/** The strictest comparability among a metric's sources. */
export const comparabilityOf = (metric: MetricId): Comparability =>
  sourcesOf(metric).map((code) => METRICS[code].comparability)
    .reduce((worst, next) => (RANK.indexOf(next) > RANK.indexOf(worst) ? next : worst))

/** Cells of a table that a form prints, in printed order of the catalogue. */
export const cellsOf = (table: TableId, form: Form): MetricCode[] =>
  METRIC_CODES.filter((code) => METRICS[code].table === table && inForm(code, form))

/** The form in force for a report year: a default where a table shows neither edition's mark. */
export const formInForce = (year: number): Form => (year <= 2020 ? '2019' : '2021')

/** Last report year of form 2019. */
export const LAST_YEAR_OF_2019_FORM = 2020
