import { APPLICANTS, applicationCode, applicationRows } from '../domain/metrics'
import type { Form } from '../domain/metrics'
import { equationsByForm } from './equation'
import type { Equation } from './equation'

const KINDS = APPLICANTS.filter((column) => column !== 'total')

const rows = (form: Form): Equation[] =>
  applicationRows(form).map((row) => ({
    stated: [applicationCode(row, 'total')],
    parts: KINDS.map((column) => applicationCode(row, column)),
  }))

/** By form: one for every row of table 三. */
export const APPLICANT_SUMS: Record<Form, Equation[]> = { 2019: rows('2019'), 2021: rows('2021') }

/** Table 三, every row: 自然人 and the five kinds of organisation add up to 总计. */
export const sumApplicants = equationsByForm('sum-applicants', '3', APPLICANT_SUMS)
