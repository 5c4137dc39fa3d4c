import type { MatrixResult } from '../spec'
import type { State } from '../../pack/states'
import { stateOf } from '../../pack/states'
import { matrixFigure } from './reading'

export interface RankedRow {
  row: number
  value: number
  rank: number
}
export interface Ranking {
  /** Highest first; ties share a rank and stay in map order, and the next rank is skipped (1, 2, 2, 4). */
  ranked: RankedRow[]
  /** Rows without a value, by the kind of their absence. They have no rank. */
  missing: Partial<Record<Exclude<State, 'value'>, number[]>>
}

/** A rank, and among how many. */
export interface RankPosition {
  rank: number
  of: number
}

/** Rows and whole numbers up to these pack into one exact double, which sorts without a comparison function. */
const ROWS = 2 ** 17
const LARGEST = 2 ** 35

/** Rows in order of value, highest first, then of the map. Sorts `rows` in place where it must. */
function ordered(rows: Uint32Array, valueOf: (row: number) => number): Uint32Array {
  const whole = rows.every((row) => row < ROWS && Number.isInteger(valueOf(row)) && Math.abs(valueOf(row)) < LARGEST)
  if (!whole) return rows.sort((a, b) => valueOf(b) - valueOf(a) || a - b)
  const keys = Float64Array.from(rows, (row) => row - valueOf(row) * ROWS).sort()
  return Uint32Array.from(keys, (key) => ((key % ROWS) + ROWS) % ROWS)
}

const kept = new WeakMap<MatrixResult, Map<number, Ranking>>()

function ranking(matrix: MatrixResult, year: number): Ranking {
  const column = matrix.years.indexOf(year)
  const width = matrix.years.length
  const found = new Uint32Array(matrix.orgs.length)
  let filled = 0
  const missing: Ranking['missing'] = {}
  for (let row = 0; row < matrix.orgs.length; row++) {
    const state = column < 0 ? 'no-report' : stateOf(matrix.states, row * width + column)
    if (state === 'value') found[filled++] = row
    else (missing[state] ??= []).push(row)
  }
  const valueOf = (row: number): number => matrix.values[row * width + column]!
  const ranked: RankedRow[] = []
  for (const row of ordered(found.subarray(0, filled), valueOf)) {
    const value = valueOf(row)
    const before = ranked.at(-1)
    ranked.push({ row, value, rank: before?.value === value ? before.rank : ranked.length + 1 })
  }
  return { ranked, missing }
}

/** Competition ranking of a matrix's offices in one year. Made once for each matrix and year: read-only. */
export function rank(matrix: MatrixResult, year: number): Ranking {
  const own = kept.get(matrix) ?? new Map<number, Ranking>()
  kept.set(matrix, own)
  const made = own.get(year) ?? ranking(matrix, year)
  own.set(year, made)
  return made
}

/** Where one office stands in a year, without ordering the others; nothing where it has no value. */
export function positionOf(matrix: MatrixResult, row: number, year: number): RankPosition | undefined {
  const own = matrixFigure(matrix, row, year)
  if (!('value' in own)) return undefined
  const width = matrix.years.length
  let [above, of] = [0, 0]
  for (let at = matrix.years.indexOf(year); at < matrix.values.length; at += width) {
    if (matrix.states[at] !== 0) continue
    of++
    if (matrix.values[at]! > own.value) above++
  }
  return { rank: above + 1, of }
}
