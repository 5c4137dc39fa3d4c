import { APPLICANTS, applicationCode, outcomeRows } from '../domain/metrics'
import { equation } from './equation'
import { formOf } from './figures'
import type { Rule } from './finding'

/** Table 三, every column: the outcomes (一) to (六) add up to (七)总计. Source: 填表说明 of both forms. */
export const sumOutcomes: Rule = (report) => {
  const form = formOf(report, '3')
  if (form === undefined) return []
  const rows = outcomeRows(form)
  return APPLICANTS.flatMap((column) => equation(
    'sum-outcomes', report,
    [applicationCode('closed', column)],
    rows.map((row) => applicationCode(row, column)),
  ))
}
