import { APPLICANTS, applicationCode, outcomeRows } from '../domain/metrics'
import type { Form } from '../domain/metrics'
import { equationsByForm } from './equation'
import type { Equation } from './equation'

const columns = (form: Form): Equation[] =>
  APPLICANTS.map((column) => ({
    stated: [applicationCode('closed', column)],
    parts: outcomeRows(form).map((row) => applicationCode(row, column)),
  }))

/** By form: one for every column of table 三. */
export const OUTCOME_SUMS: Record<Form, Equation[]> = { 2019: columns('2019'), 2021: columns('2021') }

/** Table 三, every column: the outcomes (一) to (六) add up to (七)总计. */
export const sumOutcomes = equationsByForm('sum-outcomes', '3', OUTCOME_SUMS)
