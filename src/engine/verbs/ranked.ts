import { countBits, countRange, hasBit } from '../bitset'
import type { Bitset } from '../bitset'
import { valueAt } from '../column'
import { orderOf } from '../order'
import type { Order } from '../order'
import { firstFrom } from '../search'
import type { Sparse } from '../sparse'

/** A column to rank: `present` are the rows that have a value, `mask` those of them that count. */
export interface Ranked {
  column: Sparse
  present: Bitset
  mask?: Bitset
}

/** Rows in a row of the ranking, and their values. */
export interface Run {
  rows: number[]
  values: number[]
}

/**
 * A row's place in the ranking, and how many that count stand above, with (itself included) and below it; `tiedBefore`:
 * those of its value that go before it, by row.
 */
export interface OrderPosition {
  at: number
  value: number
  above: number
  equal: number
  below: number
  tiedBefore: number
}

/*
 * Places are counted over all rows that may be zero, whether they are or not: numbers above zero in their order, then
 * one place for every row, then numbers below zero.
 */
const placesOf = ({ rows }: Sparse, { numbers }: Order): number => numbers.length + rows

/** Rows of a word that are zero and count. */
const zerosAt = ({ present, mask }: Ranked, { listed }: Order, word: number): number =>
  present[word]! & ~listed[word]! & (mask ? mask[word]! : -1)

function countZeros(ranked: Ranked, order: Order, upTo: number): number {
  const { present, mask } = ranked
  if (!mask) return countRange(present, 0, upTo) - countRange(order.listed, 0, upTo)
  return countRange(
    Uint32Array.from({ length: (upTo + 31) >>> 5 }, (_, word) => zerosAt(ranked, order, word)),
    0,
    upTo,
  )
}

/** How many of the places `from` up to, not including, `to` of the order count. */
function countPlaces({ mask }: Ranked, { rows }: Order, from: number, to: number): number {
  if (!mask) return to - from
  let count = 0
  for (let i = from; i < to; i++) if (hasBit(mask, rows[i]!)) count++
  return count
}

/** The next row at or beyond `row` that is zero and counts; -1 where there is none. */
function nextZero(ranked: Ranked, order: Order, row: number, step: 1 | -1): number {
  const size = ranked.column.rows
  for (let word = row >> 5, first = true; word >= 0 && word * 32 < size; word += step, first = false) {
    let bits = zerosAt(ranked, order, word)
    if (first) bits &= step > 0 ? -1 << (row & 31) : -1 >>> (31 - (row & 31))
    if (bits === 0) continue
    return (word << 5) + 31 - Math.clz32(step > 0 ? bits & -bits : bits)
  }
  return -1
}

function walk(ranked: Ranked, from: number, step: 1 | -1, most: number): Run {
  const { column, mask } = ranked
  const order = orderOf(column)
  const { rows, numbers, positives } = order
  const run: Run = { rows: [], values: [] }
  for (let at = from; at >= 0 && at < placesOf(column, order) && run.rows.length < most; at += step) {
    const isZero = at >= positives && at < positives + column.rows
    if (isZero) {
      const row = nextZero(ranked, order, at - positives, step)
      if (row < 0) {
        at = step > 0 ? positives + column.rows - 1 : positives
        continue
      }
      at = positives + row
      run.rows.push(row)
      run.values.push(0)
      continue
    }
    const i = at < positives ? at : at - column.rows
    if (mask && !hasBit(mask, rows[i]!)) continue
    run.rows.push(rows[i]!)
    run.values.push(numbers[i]! / column.scale)
  }
  return run
}

/** The first of a ranking, best first. */
export const firstOf = (ranked: Ranked, most: number): Run => walk(ranked, 0, 1, most)

/** The last of a ranking, the last of all at the end. */
export function lastOf(ranked: Ranked, most: number): Run {
  const { rows, values } = walk(ranked, placesOf(ranked.column, orderOf(ranked.column)) - 1, -1, most)
  return { rows: rows.reverse(), values: values.reverse() }
}

/** Those next to a place, up to `span` on either side, in the order of the ranking. */
export function nextTo(ranked: Ranked, at: number, span: number): { before: Run; after: Run } {
  const { rows, values } = walk(ranked, at - 1, -1, span)
  return { before: { rows: rows.reverse(), values: values.reverse() }, after: walk(ranked, at + 1, 1, span) }
}

/** First place of the order whose number is below `number`, or not above it where `orEqual`. */
function firstBelow({ numbers }: Order, number: number, orEqual: boolean): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (numbers[middle]! < number || (orEqual && numbers[middle] === number)) high = middle
    else low = middle + 1
  }
  return low
}

/** Where a row that has a value stands. */
export function orderPositionOf(ranked: Ranked, row: number): OrderPosition {
  const { column, present, mask } = ranked
  const order = orderOf(column)
  const { rows, positives } = order
  const value = valueAt(column, row)
  const number = column.scale === 1 ? value : Math.round(value * column.scale)
  const all = countBits(present, mask)
  const first = firstBelow(order, number, true)
  const end = firstBelow(order, number, false)
  const zeros = countZeros(ranked, order, column.rows)
  if (value === 0) {
    const above = countPlaces(ranked, order, 0, positives)
    return {
      at: positives + row,
      value,
      above,
      equal: zeros,
      below: all - above - zeros,
      tiedBefore: countZeros(ranked, order, row),
    }
  }
  const own = firstFrom(rows, row, first, end)
  const above = countPlaces(ranked, order, 0, first) + (number < 0 ? zeros : 0)
  const equal = countPlaces(ranked, order, first, end)
  return {
    at: number > 0 ? own : own + column.rows,
    value,
    above,
    equal,
    below: all - above - equal,
    tiedBefore: countPlaces(ranked, order, first, own),
  }
}
