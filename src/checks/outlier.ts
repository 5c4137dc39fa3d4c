import type { MetricCode } from '../domain/metrics'
import { figure, peerFigures, quantile } from './figures'
import { failed } from './finding'
import type { Rule } from './finding'

const WATCHED: readonly MetricCode[] = [
  'published.total', 'license.decisions', 'penalty.decisions', 'coercion.decisions', 'applications.new.total',
]
const FEWEST_PEERS = 5
/** Below this, a few cases more or less are a large factor. */
const SMALLEST = 50
/** A jump: this many times last year's figure, or that part of it. */
const JUMP = 5

/**
 * A figure that jumped since last year to far outside the peers' spread: beyond three interquartile ranges of the quartiles on
 * a logarithmic scale, as counts are skewed. Amounts are left to `unit-slip`.
 */
export const outlier: Rule = (report, { previous, peers = [] }) => {
  if (previous?.year !== report.year - 1) return []
  return WATCHED.flatMap((code) => {
    const published = figure(report, code)
    const before = figure(previous, code)
    if (published === undefined || before === undefined || Math.max(published, before) < SMALLEST) return []
    const ratio = (published + 1) / (before + 1)
    if (ratio < JUMP && ratio > 1 / JUMP) return []
    const logs = peerFigures(report, peers, code).map(Math.log1p)
    if (logs.length < FEWEST_PEERS) return []
    const [low, middle, high] = [quantile(logs, 0.25), quantile(logs, 0.5), quantile(logs, 0.75)]
    const spread = Math.max(high - low, Math.LN2 / 2)
    const at = Math.log1p(published)
    if (at <= high + 3 * spread && at >= low - 3 * spread) return []
    return [failed('outlier', [code], {
      published, computed: Math.round(Math.expm1(middle)), previous: before, year: previous.year, ratio,
    })]
  })
}
