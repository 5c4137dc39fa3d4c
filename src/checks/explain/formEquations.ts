import type { Form, MetricCode, TableId } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import type { Equation } from '../equation'
import { formOf, tableSeen } from '../figures'
import type { RuleCode } from '../rule'
import { APPLICANT_SUMS } from '../sumApplicants'
import { BALANCES } from '../sumBalance'
import { CHALLENGE_SUMS } from '../sumChallenge'
import { OUTCOME_SUMS } from '../sumOutcomes'
import { EXACT, equation } from './equation'
import type { ReportEquation } from './equation'
import { leftOutCells } from './leftOut'
import { ownOperand } from './operand'
import type { Operand } from './operand'

/** The sums that a form demands of a table: rows and columns of table 三, blocks of table 四. */
export function demandedBy(table: TableId, form: Form): { rule: RuleCode; equation: Equation }[] {
  const of = (rule: RuleCode, equations: readonly Equation[]) => equations.map((one) => ({ rule, equation: one }))
  if (table === '3')
    return [
      ...of('sum-outcomes', OUTCOME_SUMS[form]),
      ...of('sum-balance', BALANCES),
      ...of('sum-applicants', APPLICANT_SUMS[form]),
    ]
  return table === '4' ? of('sum-challenge', CHALLENGE_SUMS) : []
}

/** The sums within a report's own tables, each table by the form that it shows. */
export function formEquations(report: Report): ReportEquation[] {
  const form = formOf(report, '3')
  const leftOut = leftOutCells(report)
  const operand = (code: MetricCode): Operand => ({
    ...ownOperand(report, code),
    ...(leftOut.has(code) && { leftOut: true }),
  })
  return [
    ...(form === undefined ? [] : demandedBy('3', form)),
    ...(tableSeen(report, '4') ? demandedBy('4', '2021') : []),
  ].map(({ rule, equation: { stated, parts } }) =>
    equation({
      rule,
      role: 'form',
      stated: stated.map(operand),
      parts: parts.map(operand),
      relation: 'equal',
      leeway: EXACT,
    }),
  )
}
