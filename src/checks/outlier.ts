import { quantileSorted } from 'd3-array'
import type { MetricCode } from '../domain/metrics'
import { figure, peerFigures } from './figures'
import { failed } from './rule'
import type { Rule } from './rule'
import { valuesOf } from '../frame/yearColumns'

export const WATCHED: readonly MetricCode[] = [
  'published.total',
  'license.decisions',
  'penalty.decisions',
  'coercion.decisions',
  'applications.new.total',
]
export const FEWEST_OUTLIER_PEERS = 5
/** Below this, a few cases more or less are a large factor. */
const SMALLEST = 50
/** A jump: this many times last year's figure, or that part of it. */
const JUMP = 5

/** Whether a figure is a jump from last year's at all, whatever the peers say. */
function jumps(published: number, before: number): boolean {
  if (Math.max(published, before) < SMALLEST) return false
  const ratio = (published + 1) / (before + 1)
  return ratio >= JUMP || ratio <= 1 / JUMP
}

/**
 * The peers' middle where a figure lies far outside their spread; nothing where it does not, or they are too few.
 * `peers` ascend.
 */
function outside(published: number, peers: readonly number[]): number | undefined {
  if (peers.length < FEWEST_OUTLIER_PEERS) return undefined
  const logs = peers.map(Math.log1p)
  const [low, middle, high] = [quantileSorted(logs, 0.25)!, quantileSorted(logs, 0.5)!, quantileSorted(logs, 0.75)!]
  const spread = Math.max(high - low, Math.LN2 / 2)
  const at = Math.log1p(published)
  return at <= high + 3 * spread && at >= low - 3 * spread ? undefined : Math.round(Math.expm1(middle))
}

/**
 * A figure that jumped since last year to far outside the peers' spread: beyond three interquartile ranges of the
 * quartiles on a logarithmic scale, as counts are skewed. Amounts are left to `unit-slip`.
 */
export const outlier: Rule = {
  check: (report, { previous, peers = [] }) => {
    if (previous?.year !== report.year - 1) return []
    return WATCHED.flatMap((code) => {
      const published = figure(report, code)
      const before = figure(previous, code)
      if (published === undefined || before === undefined || !jumps(published, before)) return []
      const computed = outside(published, peerFigures(report, peers, code))
      if (computed === undefined) return []
      return [
        failed('outlier', [code], {
          published,
          computed,
          previous: before,
          year: previous.year,
          ratio: (published + 1) / (before + 1),
        }),
      ]
    })
  },
  screen: ({ now, before, siblings: { of } }, visit, about) => {
    for (const code of WATCHED) {
      if (about !== undefined && about !== code) continue
      const values = valuesOf(now, now.of(code))
      const last = valuesOf(before, before.of(code))
      for (let row = 0; row < values.length; row++) if (of[row]! >= 0 && jumps(values[row]!, last[row]!)) visit(row)
    }
  },
  about: (code) => (WATCHED.includes(code) ? [code] : undefined),
}
