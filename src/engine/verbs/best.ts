import { hasBit } from '../bitset'
import type { Bitset } from '../bitset'
import type { Sparse } from '../sparse'

/** Rows and their values, best first. */
export interface Best { rows: Uint32Array; values: Float64Array; count: number }

/**
 * Keeps the first `most` of what it is shown, in the order of `sign * value` descending and, where these are equal, of the row
 * ascending (`rowSign` 1) or descending (-1). Rows may come in any order.
 */
export class Keeper {
  readonly values: Float64Array
  readonly rows: Uint32Array
  count = 0
  constructor(readonly most: number, readonly sign: 1 | -1 = 1, readonly rowSign: 1 | -1 = 1) {
    this.values = new Float64Array(most)
    this.rows = new Uint32Array(most)
  }

  /** Nothing below this gets in; the callers' loops test it first. */
  get bar(): number {
    return this.count < this.most ? -Infinity : this.values[this.most - 1]! * this.sign
  }

  offer(row: number, value: number): void {
    const { values, rows, most, sign, rowSign } = this
    if (most === 0) return
    const key = value * sign
    const before = (at: number): boolean => {
      const other = values[at]! * sign
      return other > key || (other === key && rows[at]! * rowSign < row * rowSign)
    }
    if (this.count === most && before(most - 1)) return
    let at = this.count < most ? this.count++ : most - 1
    for (; at > 0 && !before(at - 1); at--) {
      values[at] = values[at - 1]!
      rows[at] = rows[at - 1]!
    }
    values[at] = value
    rows[at] = row
  }
}

/** Offers the column's numbers that are not zero, of the rows in `mask`. */
export function offerNumbers({ indexes, numbers, scale }: Sparse, keeper: Keeper, mask?: Bitset): void {
  const { sign } = keeper
  let bar = keeper.bar * scale
  for (let k = 0; k < numbers.length; k++) {
    const number = numbers[k]!
    if (number * sign < bar) continue
    const row = indexes[k]!
    if (mask && !hasBit(mask, row)) continue
    keeper.offer(row, number / scale)
    bar = keeper.bar * scale
  }
}

/**
 * Offers rows that are zero, as long as the keeper takes any: in its own order of rows, so that no more are walked than it has room
 * for. `owned` are the rows that may have a value at all.
 */
export function offerZeros({ rows, present, indexes }: Sparse, keeper: Keeper, owned: Bitset, mask?: Bitset): void {
  if (keeper.most === 0 || keeper.bar > 0) return
  const up = keeper.rowSign === 1
  let k = up ? 0 : indexes.length - 1
  let taken = 0
  for (let i = up ? 0 : rows - 1; up ? i < rows : i >= 0; i += up ? 1 : -1) {
    while (up ? k < indexes.length && indexes[k]! < i : k >= 0 && indexes[k]! > i) k += up ? 1 : -1
    if (indexes[k] === i || !hasBit(present ?? owned, i) || (mask && !hasBit(mask, i))) continue
    keeper.offer(i, 0)
    if (++taken >= keeper.most) return
  }
}

/** How many numbers are above and below a value, and equal to it, zeros included. `zeros` is how many rows are zero. */
export function position({ indexes, numbers, scale }: Sparse, value: number, zeros: number, mask?: Bitset): { above: number; equal: number; below: number } {
  const wanted = scale === 1 ? value : Math.round(value * scale)
  let above = value < 0 ? zeros : 0
  let below = value > 0 ? zeros : 0
  let all = zeros
  if (mask) {
    for (let k = 0; k < numbers.length; k++) {
      if (!hasBit(mask, indexes[k]!)) continue
      all++
      if (numbers[k]! > wanted) above++
      else if (numbers[k]! < wanted) below++
    }
  } else {
    // Added, not branched: which way a number goes cannot be guessed.
    all += numbers.length
    for (let k = 0; k < numbers.length; k++) {
      const number = numbers[k]!
      above += +(number > wanted)
      below += +(number < wanted)
    }
  }
  return { above, equal: all - above - below, below }
}
