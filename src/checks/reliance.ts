import type { MetricCode } from '../domain/metrics'
import type { Finding, RuleCode } from './rule'

/**
 * How far a printed figure can be relied on. `unreliable`: left out of sums, ranks, medians, scales and changes unless
 * the reader asks for it. `doubtful`: it counts, and is marked.
 */
export type Reliability = 'doubtful' | 'unreliable'

/**
 * A total this many times its parts, or that part of them, contradicts them; so does one of 0 over parts that are not.
 */
const CONTRADICTS = 10

const TOTALS: readonly RuleCode[] = ['sum-applicants', 'sum-outcomes', 'sum-challenge']
const SLIPS: readonly RuleCode[] = ['unit-slip', 'column-slip']

/**
 * What these find may well be true, as one item can go out through several channels: listed, and no mark on a figure.
 */
const NOTED: readonly RuleCode[] = ['prose-channels']

/** The rules that can find a figure unreliable. */
export const DISQUALIFYING: readonly RuleCode[] = [...SLIPS, ...TOTALS]

/**
 * What becomes of a figure that a rule finds: always left out, left out where a total contradicts its parts by an order
 * of magnitude, marked, or only listed.
 */
export type Consequence = 'out' | 'out-if-far' | 'marked' | 'listed'
export const consequenceOf = (rule: RuleCode): Consequence =>
  SLIPS.includes(rule) ? 'out' : TOTALS.includes(rule) ? 'out-if-far' : NOTED.includes(rule) ? 'listed' : 'marked'

function contradicts({ params: { published, computed } }: Finding): boolean {
  if (typeof published !== 'number' || typeof computed !== 'number') return false
  if (published === 0 || computed === 0) return published === 0 && computed > 0
  const factor = published / computed
  return factor >= CONTRADICTS || factor <= 1 / CONTRADICTS
}

/**
 * What a finding says of a figure's reliability: the one place where it is decided which suspicions are strong enough
 * to leave a figure out. A finding speaks of the figure it names first.
 */
export function relianceOf(finding: Finding, code: MetricCode): Reliability | undefined {
  if (finding.status !== 'failed' || finding.codes[0] !== code || NOTED.includes(finding.rule)) return undefined
  const isStrong = SLIPS.includes(finding.rule) || (TOTALS.includes(finding.rule) && contradicts(finding))
  return isStrong ? 'unreliable' : 'doubtful'
}
