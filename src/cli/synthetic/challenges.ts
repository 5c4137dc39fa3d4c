import { challengeRows, outcomes } from '../../domain/metrics'
import type { ChallengeRow, Outcome } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import type { Random } from './random'

/** Challenges for each application closed. */
const OFTEN: Record<ChallengeRow, number> = { review: 0.06, 'suit-direct': 0.015, 'suit-reviewed': 0.015 }

const RESULTS: Partial<Record<Outcome, number>> = { upheld: 60, corrected: 8, other: 20, pending: 12 }

/** Table 四 after `closed` applications: few challenges, and totals that add up. */
export function challenges(random: Random, closed: number): Report['cells'] {
  const cells: Report['cells'] = {}
  for (const row of challengeRows) {
    const total = random.poisson(closed * OFTEN[row])
    const counts: Partial<Record<Outcome, number>> = { total }
    for (let i = 0; i < total; i++) {
      const result = random.weighted(RESULTS)
      counts[result] = (counts[result] ?? 0) + 1
    }
    for (const outcome of outcomes) cells[`${row}.${outcome}`] = counts[outcome] ?? 0
  }
  return cells
}
