import type { MetricCode } from '../domain/metrics'
import { figure, same } from './figures'
import { failed, undecided } from './rule'
import type { Rule } from './rule'
import { hasBit } from '../engine/bitset'

/** Figures that mean the same at every level and add up. */
export const ADDITIVE: readonly MetricCode[] = [
  'license.decisions',
  'penalty.decisions',
  'coercion.decisions',
  'fee.amount',
  'procurement.amount',
  'applications.new.total',
  'applications.carried-in.total',
  'applications.closed.total',
  'applications.carried-out.total',
  'review.total',
  'suit-direct.total',
  'suit-reviewed.total',
]

/**
 * The organs below do not together exceed the organ above. Less is no failure: the organ above has offices of its own.
 * Where some of them have no figure and the rest do not exceed it yet, it is undecided; `reported` of `total` had one.
 */
export const childrenSum: Rule = {
  check: (report, { children }) => {
    if (!children || children.reports.length === 0) return []
    return ADDITIVE.flatMap((code) => {
      const published = figure(report, code)
      const figures = children.reports.flatMap((child) => figure(child, code) ?? [])
      if (published === undefined || figures.length === 0) return []
      const computed = figures.reduce((sum, value) => sum + value, 0)
      const coverage = { reported: figures.length, total: children.total }
      if (computed > published && !same(computed, published)) {
        return [failed('children-sum', [code], { published, computed, difference: published - computed, ...coverage })]
      }
      const open = figures.length < children.total && published > 0
      return open ? [undecided('children-sum', [code], [code], { published, computed, ...coverage })] : []
    })
  },
  screen: ({ now, parents }, visit) => {
    // Most maps have no area that reports as well as what stands under it.
    for (const row of new Set(parents.filter((parent, row) => parent >= 0 && hasBit(now.owned, row))))
      if (hasBit(now.owned, row)) visit(row)
  },
  about: (code) => (ADDITIVE.includes(code) ? [code] : undefined),
}
