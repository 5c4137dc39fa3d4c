import { hasBit } from '../bitset'
import type { Bitset } from '../bitset'
import type { Sparse } from '../sparse'

/**
 * Walks the rows where two columns of the same rows both have a value and at least one is not zero, in ascending order, with both
 * values. Rows zero in both are left to the caller to count: those present in both less those visited.
 */
export function eachPair(before: Sparse, after: Sparse, visit: (row: number, base: number, value: number) => void, mask?: Bitset): void {
  const { indexes: a, numbers: x, scale: s, present: p } = before
  const { indexes: b, numbers: y, scale: t, present: q } = after
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const left = i < a.length ? a[i]! : Infinity
    const right = j < b.length ? b[j]! : Infinity
    const row = left < right ? left : right
    const base = left === row ? x[i++]! / s : 0
    const value = right === row ? y[j++]! / t : 0
    if (left !== row && p && !hasBit(p, row)) continue
    if (right !== row && q && !hasBit(q, row)) continue
    if (mask && !hasBit(mask, row)) continue
    visit(row, base, value)
  }
}
