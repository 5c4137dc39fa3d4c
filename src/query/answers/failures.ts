import type { RuleCode } from '../../checks'
import { failing } from '../../checks/inFrame'
import type { Frame } from '../../frame/frame'

/** Which reports of a year fail a rule, as published, over all offices held. */
export interface FailuresSpec {
  kind: 'failures'
  rule: RuleCode
  year: number
}

export interface FailuresResult {
  kind: 'failures'
  rule: RuleCode
  year: number
  /** Rows of the frame whose report fails, ascending, and how many times. */
  rows: Uint32Array
  counts: Uint16Array
}

export const runFailures = (frame: Frame, { rule, year }: FailuresSpec): FailuresResult => ({
  kind: 'failures',
  rule,
  year,
  ...failing(frame, rule, year),
})
