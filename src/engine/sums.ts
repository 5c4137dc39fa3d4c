import type { Sparse } from './sparse'

const SHIFT = 5
const BLOCK = 1 << SHIFT

const sums = new WeakMap<Sparse, Float64Array>()

/**
 * Sum of all numbers before each block of a column, and of all at the end: whole numbers, so that differences of these
 * are exact.
 */
function blocksOf(column: Sparse): Float64Array {
  const held = sums.get(column)
  if (held) return held
  const { numbers } = column
  const made = new Float64Array((numbers.length >>> SHIFT) + 1)
  let total = 0
  for (let k = 0; k < numbers.length; k++) {
    if ((k & (BLOCK - 1)) === 0) made[k >>> SHIFT] = total
    total += numbers[k]!
  }
  if ((numbers.length & (BLOCK - 1)) === 0) made[numbers.length >>> SHIFT] = total
  sums.set(column, made)
  return made
}

/** Adds up one after another; of doubles that need not be whole, the only way without rounding more than needed. */
function addUp({ numbers }: Sparse, from: number, to: number): number {
  let total = 0
  for (let k = from; k < to; k++) total += numbers[k]!
  return total
}

/**
 * Sum of a column's stored numbers (not yet divided by its scale) from position `from` up to, not including, `to`: of
 * whole blocks it is known.
 */
export function sumRange(column: Sparse, from: number, to: number): number {
  const first = (from + BLOCK - 1) >>> SHIFT
  const last = to >>> SHIFT
  if (last <= first || column.numbers instanceof Float64Array) return addUp(column, from, to)
  const blocks = blocksOf(column)
  return addUp(column, from, first * BLOCK) + blocks[last]! - blocks[first]! + addUp(column, last * BLOCK, to)
}
