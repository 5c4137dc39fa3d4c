import { METRICS, METRIC_CODES } from './catalogue'
import type { Form, MetricCode, TableId } from './codes'

/** Last report year of form 2019. */
export const LAST_YEAR_OF_2019_FORM = 2020

/** The form in force for a report year: a default where a table shows neither edition's mark. */
export const formInForce = (year: number): Form => (year <= LAST_YEAR_OF_2019_FORM ? '2019' : '2021')

/** Cells of a table that a form prints, in printed order of the catalogue. */
export const cellsOf = (table: TableId, form: Form): MetricCode[] =>
  METRIC_CODES.filter((code) => METRICS[code].table === table && METRICS[code].forms.includes(form))
