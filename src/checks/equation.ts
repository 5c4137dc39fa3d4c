import type { MetricCode } from '../domain/metrics'
import type { Report } from '../domain/report'
import { figure, same } from './figures'
import { failed, undecided } from './finding'
import type { Finding, RuleCode } from './finding'

/**
 * Checks that the sum of `stated` equals the sum of `parts`. Nothing where it holds, or where no operand has a value at all
 * (a table of dashes makes no noise); `undecided` where some have one and others not.
 */
export function equation(rule: RuleCode, report: Report, stated: readonly MetricCode[], parts: readonly MetricCode[]): Finding[] {
  const codes = [...stated, ...parts]
  const missing: MetricCode[] = []
  const add = (sum: number, code: MetricCode): number => {
    const value = figure(report, code)
    if (value === undefined) missing.push(code)
    return sum + (value ?? 0)
  }
  const published = stated.reduce(add, 0)
  const computed = parts.reduce(add, 0)
  if (missing.length === codes.length) return []
  if (missing.length > 0) return [undecided(rule, codes, missing)]
  if (same(published, computed)) return []
  return [failed(rule, codes, { published, computed, difference: published - computed })]
}
