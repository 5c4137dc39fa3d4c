import type { MetricId } from '../../domain/metrics'
import { LAST_YEAR_OF_2019_FORM } from '../../domain/metrics'
import type { Org } from '../../domain/orgs'
import { hasBit } from '../../engine/bitset'
import type { Frame } from '../../frame/frame'
import { ownedIn } from '../../frame/owned'
import { selectionOf } from '../../map/selection'
import type { Scope } from '../../map/scope'
import { FLOW, GROUND_CODES } from '../applications'
import { inOrder } from '../brief/events'
import type { BriefEvent } from '../brief/events'
import { changes, firsts, moved, ranks, rates, uneven } from '../brief/rules'
import type { Asked, WhyLeftOut } from '../brief/rules'
import { scopeSummary } from '../scopeSummary'
import type { YearSummary } from '../spec'
import { runMovers } from './movers'
import type { MoversResult } from './movers'

/**
 * A year in brief: the headline figures of a scope beside those of the year before, and what stands out, found by named
 * rules. `years`: those held up to `year`, ascending. `office`: only what concerns that office of the scope.
 */
export interface BriefSpec {
  kind: 'brief'
  scope: Scope
  year: number
  years: readonly number[]
  office?: string
}

/** One headline figure: its summaries over the years, and how it moved over the offices that have both. */
export interface Headline {
  metric: MetricId
  summaries: readonly YearSummary[]
  movers: MoversResult
}

export interface BriefResult {
  kind: 'brief'
  scope: Scope
  year: number
  from: number
  headlines: readonly Headline[]
  /** In the order in which they are read: what is in doubt, then the weightiest of each kind. */
  events: readonly BriefEvent[]
  /** Headline figures about whose change nothing is said, and why. */
  leftOut: readonly { metric: MetricId; why: WhyLeftOut }[]
  /** Offices of the scope without a report of the year: how many, and the first of them. */
  absent: { count: number; total: number; first: readonly Org[] }
}

const MOST_ABSENT = 12

/** What a year is told by. Fees became money in 2021, when procurement left the form. */
export const headlineMetrics = (year: number): readonly MetricId[] => [
  'published.total',
  'license.decisions',
  'penalty.decisions',
  year <= LAST_YEAR_OF_2019_FORM ? 'procurement.amount' : 'fee.amount',
  'applications.new.total',
  'review.total',
  'sum.suits',
]

/** What no office had for years is worth a word of any one of them. */
const OWN_FIRSTS: readonly MetricId[] = ['sum.suits', 'review.total']

/** Everything that the rules read. */
export const briefMetrics = (year: number): readonly MetricId[] => [
  ...new Set([...headlineMetrics(year), ...OWN_FIRSTS, ...GROUND_CODES, ...FLOW]),
]

export function runBrief(frame: Frame, { scope, year, years, office }: BriefSpec): BriefResult {
  const from = year - 1
  const only = office === undefined ? undefined : frame.rowOf.get(office)
  const asked: Asked = { frame, scope, year, from, years, ...(only !== undefined && { only }) }
  const metrics = headlineMetrics(year)
  const sums = changes(asked, metrics)
  const { rows } = selectionOf(frame, scope)
  const owned = ownedIn(frame, year)
  const absent = rows.filter((row) => !hasBit(owned, row))
  return {
    kind: 'brief',
    scope,
    year,
    from,
    headlines: metrics.map((metric) => ({
      metric,
      summaries: years.map((one) => scopeSummary(frame, metric, scope, one)),
      movers: runMovers(frame, { kind: 'movers', metric, scope, year, from, most: 20 }),
    })),
    events: inOrder([
      ...uneven(asked),
      ...moved(asked),
      ...sums.found,
      ...firsts(asked, OWN_FIRSTS, GROUND_CODES),
      ...rates(asked),
      ...ranks(asked, metrics),
    ]),
    leftOut: sums.leftOut,
    absent: {
      count: absent.length,
      total: rows.length,
      first: Array.from(absent.subarray(0, MOST_ABSENT), (row) => frame.orgs[row]!),
    },
  }
}
