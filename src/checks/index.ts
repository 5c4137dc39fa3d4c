import { issue } from '../domain/issues'
import type { Issue } from '../domain/issues'
import type { Report } from '../domain/report'
import { carryOver } from './carryOver'
import { childrenSum } from './childrenSum'
import { columnSlip } from './columnSlip'
import type { CheckContext, Finding, Rule, RuleCode } from './rule'
import { inForceBalance } from './inForceBalance'
import { outlier } from './outlier'
import { proseChannels } from './proseChannels'
import { proseTable } from './proseTable'
import { sumApplicants } from './sumApplicants'
import { sumBalance } from './sumBalance'
import { sumChallenge } from './sumChallenge'
import { sumOutcomes } from './sumOutcomes'
import { tableRepeated } from './tableRepeated'
import { unitSlip } from './unitSlip'

export { RULES } from './rule'
export type { CheckContext, Finding, RuleCode } from './rule'

/** Every rule by its code: both its sides must be there. */
export const CHECKS: Record<RuleCode, Rule> = {
  'sum-outcomes': sumOutcomes,
  'sum-balance': sumBalance,
  'sum-applicants': sumApplicants,
  'sum-challenge': sumChallenge,
  'carry-over': carryOver,
  'in-force-balance': inForceBalance,
  'prose-table': proseTable,
  'prose-channels': proseChannels,
  'children-sum': childrenSum,
  'column-slip': columnSlip,
  'unit-slip': unitSlip,
  'table-repeated': tableRepeated,
  outlier: outlier,
}

const rules = Object.values(CHECKS)

/**
 * Every rule on one report. Published figures are only read: what does not reconcile is a finding, with the computed
 * value beside the published one. Rules that need last year, peers or the organs below say nothing where the context
 * lacks them.
 */
export const checkReport = (report: Report, context: CheckContext = {}): Finding[] =>
  rules.flatMap(({ check }) => check(report, context))

/** The failed findings as issues, each at the cell to mark. What is undecided is no issue. */
export const findingIssues = (findings: readonly Finding[]): Issue[] =>
  findings
    .filter(({ status }) => status === 'failed')
    .map(({ rule, codes, params }) => issue(rule, { code: codes[0] }, params))
