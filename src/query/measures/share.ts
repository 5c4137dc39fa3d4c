import type { MatrixResult } from '../spec'
import { matrixFigure } from './reading'

export interface Shares {
  /** Each office's part of the total, as a fraction; NaN where it has no value or there is no total. */
  shares: Float64Array
  /** Sum over the offices that have a value. */
  total?: number
  reported: number
  /** Offices in scope, so that a reader sees what the total covers. */
  of: number
  /** Why there are no shares: nothing to share, rates do not add up, or parts below zero. */
  suppressed?: 'zero-total' | 'no-values' | 'quotient' | 'negative'
}

/** Each office's share of a year's total over the offices that reported. */
export function share(matrix: MatrixResult, year: number): Shares {
  const of = matrix.orgs.length
  const shares = new Float64Array(of).fill(NaN)
  const summary = matrix.summaries.find((s) => s.year === year)
  const reported = summary?.reported ?? 0
  const { sum: total, min } = summary ?? {}
  if (min === undefined) return { shares, reported, of, suppressed: 'no-values' }
  if (total === undefined) return { shares, reported, of, suppressed: 'quotient' }
  if (min < 0) return { shares, reported, of, total, suppressed: 'negative' }
  if (total === 0) return { shares, reported, of, total, suppressed: 'zero-total' }
  for (let row = 0; row < of; row++) {
    const reading = matrixFigure(matrix, row, year)
    if ('value' in reading) shares[row] = reading.value / total
  }
  return { shares, reported, of, total }
}
