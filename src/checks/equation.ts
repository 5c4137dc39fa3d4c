import type { MetricCode } from '../domain/metrics'
import type { Report } from '../domain/report'
import { figure, same } from './figures'
import { failed, undecided } from './finding'
import type { Finding, RuleCode } from './finding'

/**
 * The sum of what is stated equals the sum of the parts. Made once: every report of a nation is held against the same.
 */
export interface Equation {
  stated: readonly MetricCode[]
  parts: readonly MetricCode[]
}

/**
 * Holds a report against an equation. Nothing where it is true, or where no operand has a value at all (a table of
 * dashes makes no noise); `undecided` where some have one and others not.
 */
export function equate(rule: RuleCode, report: Report, { stated, parts }: Equation): Finding[] {
  const missing: MetricCode[] = []
  const sum = (codes: readonly MetricCode[]): number => {
    let total = 0
    for (const code of codes) {
      const value = figure(report, code)
      if (value === undefined) missing.push(code)
      else total += value
    }
    return total
  }
  const published = sum(stated)
  const computed = sum(parts)
  if (missing.length === stated.length + parts.length) return []
  if (missing.length > 0) return [undecided(rule, [...stated, ...parts], missing)]
  if (same(published, computed)) return []
  return [failed(rule, [...stated, ...parts], { published, computed, difference: published - computed })]
}
