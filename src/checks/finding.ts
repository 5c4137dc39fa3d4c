import { ISSUES } from '../domain/issues'
import type { IssueCode, Severity } from '../domain/issues'
import type { ProseCode } from '../domain/metrics'
import type { Report } from '../domain/report'

/** The rules in the order they are run and listed. */
export const RULES = [
  'sum-outcomes',
  'sum-balance',
  'sum-applicants',
  'sum-challenge',
  'carry-over',
  'in-force-balance',
  'prose-table',
  'prose-channels',
  'children-sum',
  'column-slip',
  'unit-slip',
  'table-repeated',
  'outlier',
] as const satisfies readonly IssueCode[]

export type RuleCode = (typeof RULES)[number]

/** What a check found. A check that holds leaves nothing. */
export interface Finding {
  rule: RuleCode
  /** `failed`: the published figures do not agree. `undecided`: an operand is missing. */
  status: 'failed' | 'undecided'
  severity: Severity
  /** The cells concerned, the one to mark first. */
  codes: ProseCode[]
  /**
   * What the wording needs: `published`, `computed`, `difference` (published − computed; money in yuan), and by rule
   * `year`, `ratio`, `reported`, `total`. `metric` and `operand` hold metric codes, to be shown by their names.
   */
  params: Record<string, string | number>
  /** The operands that are missing; of last year's report where `params.year` is given. */
  missing?: ProseCode[]
}

/** What some rules need beside the report. Where it is not given, those rules say nothing. */
export interface CheckContext {
  /** The same organ's report for the year before. */
  previous?: Report
  /** Reports of the same year by organs of the same kind under the same parent, without this one. */
  peers?: readonly Report[]
  /** Reports of the same year by the organs below, and how many such organs there are. */
  children?: { reports: readonly Report[]; total: number }
}

export type Rule = (report: Report, context: CheckContext) => Finding[]

export const failed = (rule: RuleCode, codes: ProseCode[], params: Finding['params']): Finding => ({
  rule,
  status: 'failed',
  severity: ISSUES[rule],
  codes,
  params: { metric: codes[0] ?? '', ...params },
})

export const undecided = (
  rule: RuleCode,
  codes: ProseCode[],
  missing: ProseCode[],
  params: Finding['params'] = {},
): Finding => ({
  rule,
  status: 'undecided',
  severity: 'info',
  codes,
  missing,
  params: { metric: codes[0] ?? '', operand: missing[0] ?? '', missing: missing.length, ...params },
})
