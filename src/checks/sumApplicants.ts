import { APPLICANTS, applicationCode, applicationRows } from '../domain/metrics'
import type { Form } from '../domain/metrics'
import { equate } from './equation'
import type { Equation } from './equation'
import { formOf } from './figures'
import type { Rule } from './finding'

const KINDS = APPLICANTS.filter((column) => column !== 'total')

const rows = (form: Form): Equation[] =>
  applicationRows(form).map((row) => ({
    stated: [applicationCode(row, 'total')],
    parts: KINDS.map((column) => applicationCode(row, column)),
  }))
/** By form: one for every row of table 三. */
export const APPLICANT_SUMS: Record<Form, Equation[]> = { 2019: rows('2019'), 2021: rows('2021') }

/** Table 三, every row: 自然人 and the five kinds of organisation add up to 总计. */
export const sumApplicants: Rule = (report) => {
  const form = formOf(report, '3')
  return form === undefined ? [] : APPLICANT_SUMS[form].flatMap((row) => equate('sum-applicants', report, row))
}
