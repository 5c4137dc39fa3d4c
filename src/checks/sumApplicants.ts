import { APPLICANTS, applicationCode, applicationRows } from '../domain/metrics'
import { equation } from './equation'
import { formOf } from './figures'
import type { Rule } from './finding'

const KINDS = APPLICANTS.filter((column) => column !== 'total')

/** Table 三, every row: 自然人 and the five kinds of organisation add up to 总计. */
export const sumApplicants: Rule = (report) => {
  const form = formOf(report, '3')
  if (form === undefined) return []
  return applicationRows(form).flatMap((row) => equation(
    'sum-applicants', report, [applicationCode(row, 'total')], KINDS.map((column) => applicationCode(row, column)),
  ))
}
