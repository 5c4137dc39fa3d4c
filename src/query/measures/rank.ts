import type { MatrixResult, State } from '../spec'
import { readingAt } from './reading'

export interface Ranked { row: number; value: number; rank: number }
export interface Ranking {
  /** Highest first; ties share a rank and stay in map order, and the next rank is skipped (1, 2, 2, 4). */
  ranked: Ranked[]
  /** Rows without a value, by the kind of their absence. They have no rank. */
  missing: Partial<Record<Exclude<State, 'value'>, number[]>>
}

/** Competition ranking of a matrix's offices in one year. */
export function rank(matrix: MatrixResult, year: number): Ranking {
  const found: { row: number; value: number }[] = []
  const missing: Ranking['missing'] = {}
  for (let row = 0; row < matrix.orgs.length; row++) {
    const reading = readingAt(matrix, row, year)
    if ('value' in reading) found.push({ row, value: reading.value })
    else (missing[reading.state] ??= []).push(row)
  }
  found.sort((a, b) => b.value - a.value || a.row - b.row)
  const ranked: Ranked[] = []
  found.forEach((entry, i) => {
    const before = ranked[i - 1]
    ranked.push({ ...entry, rank: before?.value === entry.value ? before.rank : i + 1 })
  })
  return { ranked, missing }
}
