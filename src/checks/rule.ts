import { ISSUES } from '../domain/issues'
import type { IssueCode, Severity } from '../domain/issues'
import type { MetricCode, ProseCode } from '../domain/metrics'
import type { Report } from '../domain/report'
import type { YearColumns } from '../frame/yearColumns'
import type { ColumnKey } from '../pack/columnNames'

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
  /** It fails as published, and holds with the corrections made here. */
  settled?: true
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

/** A year's figures of all offices as published, with what stands beside them: what a rule looks through at once. */
export interface Screening {
  now: YearColumns
  before: YearColumns
  /** Rows of each group of siblings, and the group of each row, -1 for none. */
  siblings: { of: Int32Array; members: readonly number[][] }
  /** Row of each office's parent, -1 for none. */
  parents: Int32Array
}

/**
 * One rule, for one report and for all offices of a year. `check` decides; `screen` calls `visit` with every row whose
 * report may fail, and with few others, so that of a nation only those few are checked one by one.
 */
export interface Rule {
  check(report: Report, context: CheckContext): Finding[]
  screen(years: Screening, visit: (row: number) => void, about?: MetricCode): void
  /**
   * The columns it reads, of this year and the one before, to judge the figure of a code; nothing for a code it does
   * not judge by itself. With `about`, `screen` looks only for what may be wrong with that figure.
   */
  about(code: MetricCode): readonly ColumnKey[] | undefined
}

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
