import { crossesBreak } from '../../domain/metrics'
import type { MatrixResult } from '../spec'
import { isRelabelled } from './change'
import { isBeyondChance } from './chance'
import { matrixFigure } from './reading'

/** Fewer years in a row say nothing of a direction; of fewer before it, a year cannot stand out. */
export const FEWEST_YEARS = 5
const FEWEST_BEFORE = FEWEST_YEARS - 1
/** The chance, both ways, below which an order of years is no accident. */
const ODD = 0.05

/** Where a row of years goes: `years` in a row up to the one asked about, of one form and wording. */
export interface Tendency {
  kind: 'up' | 'down' | 'none' | 'few'
  years: number
}

/** What an office had before, of the same form and wording. */
export interface OwnRange {
  min: number
  max: number
  /** How many years. */
  years: number
}

/** How many orders of n different numbers have each count of pairs that fall. */
function inversions(n: number): number[] {
  let counts = [1]
  for (let size = 2; size <= n; size++) {
    const next = new Array<number>(counts.length + size - 1).fill(0)
    counts.forEach((count, at) => {
      for (let more = 0; more < size; more++) next[at + more]! += count
    })
    counts = next
  }
  return counts
}

/**
 * The chance that n numbers in an order left to chance lie as far from a balance of rising and falling pairs as S, both
 * ways (Mann 1945, Kendall 1975): exact where no two are equal, too large where some are. |S| ≤ n(n − 1)/2.
 */
export function chanceOfOrder(s: number, n: number): number {
  const counts = inversions(n)
  const pairs = (n * (n - 1)) / 2
  let [far, all] = [0, 0]
  counts.forEach((count, falling) => {
    all += count
    if (Math.abs(pairs - 2 * falling) >= Math.abs(s)) far += count
  })
  return far / all
}

const comparable = (matrix: MatrixResult, row: number, year: number, to: number): boolean =>
  !crossesBreak(matrix.metric, year, to) && !isRelabelled(matrix, row, year, to)

/** The figures in a row that end at a year. */
function rowTo(matrix: MatrixResult, row: number, year: number): number[] {
  const values: number[] = []
  for (let at = year; comparable(matrix, row, at, year); at--) {
    const figure = matrixFigure(matrix, row, at)
    if (!('value' in figure)) break
    values.unshift(figure.value)
  }
  return values
}

/**
 * Whether an office's figures rise or fall up to a year: of at least five years in a row that count the same thing,
 * more pairs go one way than chance would have it (Mann–Kendall, 5 %), and the last is further from the first than
 * chance moves a count of its size.
 */
export function tendency(matrix: MatrixResult, row: number, year: number): Tendency {
  const values = rowTo(matrix, row, year)
  const years = values.length
  if (years < FEWEST_YEARS) return { kind: 'few', years }
  let s = 0
  for (let i = 0; i < years; i++) for (let j = i + 1; j < years; j++) s += Math.sign(values[j]! - values[i]!)
  const isOdd = chanceOfOrder(s, years) < ODD && isBeyondChance(values[0]!, values.at(-1)!, matrix.metric)
  return { kind: !isOdd ? 'none' : s > 0 ? 'up' : 'down', years }
}

/** The least and the most that an office had in earlier years that count the same thing; of none nothing. */
export function ownRange(matrix: MatrixResult, row: number, year: number): OwnRange | undefined {
  const before = matrix.years.flatMap((at) => {
    const figure = matrixFigure(matrix, row, at)
    return at < year && 'value' in figure && comparable(matrix, row, at, year) ? [figure.value] : []
  })
  return before.length === 0 ? undefined : { min: Math.min(...before), max: Math.max(...before), years: before.length }
}

/**
 * Whether a year's figure is outside the range of at least four years before it, further from its end than chance moves
 * a count of its size; of fewer nothing.
 */
export function outOfRange(matrix: MatrixResult, row: number, year: number): 'above' | 'below' | 'within' | undefined {
  const [range, own] = [ownRange(matrix, row, year), matrixFigure(matrix, row, year)]
  if (!range || range.years < FEWEST_BEFORE || !('value' in own)) return undefined
  const { metric } = matrix
  if (own.value > range.max && isBeyondChance(range.max, own.value, metric)) return 'above'
  return own.value < range.min && isBeyondChance(range.min, own.value, metric) ? 'below' : 'within'
}
