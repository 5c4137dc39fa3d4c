import { hasBit } from '../bitset'
import type { Bitset } from '../bitset'
import type { Sparse } from '../sparse'

/** Changes from one column to another, over the rows that have a value in both. */
export interface Changes {
  base: number
  current: number
  rose: number
  fell: number
}

let differences = new Float64Array(0)

/**
 * Above this share of rows that are not zero, every row is looked at once instead of merging two lists: no branch is
 * then hard to guess.
 */
const MANY = 1 / 6

/**
 * Sums of two columns of the same rows over `both` (the rows that count: present in both), and how many rose and fell.
 * `changed` is told of each row that did, ascending, with the difference; only of those whose difference is at least
 * `bar.up` or at most `bar.down`, which it may move.
 */
export function compareColumns(
  before: Sparse,
  after: Sparse,
  both: Bitset,
  bar: { up: number; down: number },
  changed: (row: number, difference: number) => void,
): Changes {
  const many = before.indexes.length + after.indexes.length > before.rows * MANY
  return many ? compareRows(before, after, both, bar, changed) : compareLists(before, after, both, bar, changed)
}

/** A column's numbers over the rows of a bitmap. */
function sumOver({ indexes, numbers, scale }: Sparse, rows: Bitset): number {
  let total = 0
  for (let k = 0; k < indexes.length; k++) {
    const row = indexes[k]!
    total += numbers[k]! * ((rows[row >>> 5]! >>> (row & 31)) & 1)
  }
  return total / scale
}

function compareRows(
  before: Sparse,
  after: Sparse,
  both: Bitset,
  bar: { up: number; down: number },
  changed: (row: number, difference: number) => void,
): Changes {
  const rows = before.rows
  if (differences.length < rows) differences = new Float64Array(rows)
  const by = differences
  by.fill(0, 0, rows)
  const { indexes: a, numbers: x, scale: s } = before
  const { indexes: b, numbers: y, scale: t } = after
  if (s === 1 && t === 1) {
    for (let k = 0; k < b.length; k++) by[b[k]!] = y[k]!
    for (let k = 0; k < a.length; k++) by[a[k]!]! -= x[k]!
  } else {
    for (let k = 0; k < b.length; k++) by[b[k]!] = y[k]! / t
    for (let k = 0; k < a.length; k++) by[a[k]!]! -= x[k]! / s
  }
  let rose = 0
  let fell = 0
  let { up, down } = bar
  for (let w = 0; w < both.length; w++) {
    const word = both[w]!
    const from = w << 5
    const to = Math.min(from + 32, rows)
    for (let row = from; row < to; row++) {
      const difference = by[row]!
      const counts = (word >>> (row - from)) & 1
      rose += counts & +(difference > 0)
      fell += counts & +(difference < 0)
      if ((difference >= up || difference <= down) && counts === 1 && difference !== 0) {
        changed(row, difference)
        ;({ up, down } = bar)
      }
    }
  }
  return { base: sumOver(before, both), current: sumOver(after, both), rose, fell }
}

function compareLists(
  before: Sparse,
  after: Sparse,
  both: Bitset,
  bar: { up: number; down: number },
  changed: (row: number, difference: number) => void,
): Changes {
  const { indexes: a, numbers: x, scale: s } = before
  const { indexes: b, numbers: y, scale: t } = after
  let i = 0
  let j = 0
  let base = 0
  let current = 0
  let rose = 0
  let fell = 0
  while (i < a.length || j < b.length) {
    const left = i < a.length ? a[i]! : 0xffffffff
    const right = j < b.length ? b[j]! : 0xffffffff
    const row = left < right ? left : right
    const first = left === row ? x[i++]! : 0
    const value = right === row ? y[j++]! : 0
    if (!hasBit(both, row)) continue
    base += first
    current += value
    const difference = value / t - first / s
    if (difference === 0) continue
    if (difference > 0) rose++
    else fell++
    if (difference >= bar.up || difference <= bar.down) changed(row, difference)
  }
  return { base: base / s, current: current / t, rose, fell }
}
