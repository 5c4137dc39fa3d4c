import { countRange, hasBit } from '../bitset'
import type { Bitset } from '../bitset'
import type { Sparse } from '../sparse'
import { Keeper } from './best'

/** Those next to a row in the order of values descending, equals by row: nearest first. `tiedBefore`: rows before it that have its value. */
export interface Neighbours { before: Keeper; after: Keeper; tiedBefore: number }

/** Up to `span` neighbours on either side of a row of that value. `owned` are the rows that may have a value at all. */
export function neighbours(column: Sparse, row: number, value: number, span: number, owned: Bitset, mask?: Bitset): Neighbours {
  const { indexes, numbers, scale } = column
  const wanted = value === 0 ? 0 : scale === 1 ? value : Math.round(value * scale)
  const before = new Keeper(span, -1, -1)
  const after = new Keeper(span)
  let tiedBefore = 0
  // Numbers from the value up to `high`, and from it down to `low`, may still come in.
  let high = Infinity
  let low = -Infinity
  for (let k = 0; span === 0 && k < numbers.length; k++) {
    if (numbers[k] === wanted && indexes[k]! < row && (!mask || hasBit(mask, indexes[k]!))) tiedBefore++
  }
  for (let k = 0; span > 0 && k < numbers.length; k++) {
    const number = numbers[k]!
    if (number > high || number < low) continue
    const other = indexes[k]!
    if (mask && !hasBit(mask, other)) continue
    const isBefore = number > wanted || (number === wanted && other < row)
    if (number === wanted && other < row) tiedBefore++
    if (other === row) continue
    if (isBefore) {
      before.offer(other, number / scale)
      high = before.count < span ? Infinity : Math.max(wanted, -before.bar * scale)
    } else {
      after.offer(other, number / scale)
      low = after.count < span ? -Infinity : Math.min(wanted, after.bar * scale)
    }
  }
  if (value < 0) walkZeros(column, column.rows, -1, before, owned, mask)
  else if (value > 0) walkZeros(column, -1, 1, after, owned, mask)
  else {
    walkZeros(column, row, -1, before, owned, mask)
    walkZeros(column, row, 1, after, owned, mask)
    tiedBefore += zerosBefore(column, row, owned, mask)
  }
  return { before, after, tiedBefore }
}

/** Offers rows that are zero from `from` on in one direction, as many as the keeper has room for. */
function walkZeros({ rows, present, indexes }: Sparse, from: number, step: 1 | -1, keeper: Keeper, owned: Bitset, mask?: Bitset): void {
  if (keeper.most === 0 || keeper.bar > 0) return
  let k = 0
  for (let high = indexes.length; k < high;) {
    const middle = (k + high) >>> 1
    if (indexes[middle]! < from) k = middle + 1
    else high = middle
  }
  if (step < 0) k--
  let taken = 0
  for (let i = from + step; i >= 0 && i < rows && taken < keeper.most; i += step) {
    while (step > 0 ? k < indexes.length && indexes[k]! < i : k >= 0 && indexes[k]! > i) k += step
    if (indexes[k] === i || !hasBit(present ?? owned, i) || (mask && !hasBit(mask, i))) continue
    keeper.offer(i, 0)
    taken++
  }
}

function zerosBefore({ present, indexes }: Sparse, row: number, owned: Bitset, mask?: Bitset): number {
  const held = present ?? owned
  let count = countRange(mask ? held.map((word, i) => word & mask[i]!) : held, 0, row)
  for (let k = 0; k < indexes.length && indexes[k]! < row; k++) if (!mask || hasBit(mask, indexes[k]!)) count--
  return count
}
