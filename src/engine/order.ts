import { bitset, setBit } from './bitset'
import type { Bitset } from './bitset'
import type { Indexes, Numbers } from './narrow'
import type { Sparse } from './sparse'

/**
 * A column's numbers that are not zero from the highest to the lowest, equals by row: an index that answers of any
 * scope and grouping read.
 */
export interface Order {
  rows: Indexes
  numbers: Numbers
  /** How many are above zero: the rows that are zero stand behind them. */
  positives: number
  /** The rows listed. */
  listed: Bitset
}

const BYTE = 256

/**
 * Digits to sort by, lowest first: unsigned keys that ascend where the numbers descend. Whole numbers take one word,
 * doubles two.
 */
function keysOf(numbers: Numbers): Uint32Array[] {
  const count = numbers.length
  const low = new Uint32Array(count)
  if (!(numbers instanceof Float64Array)) {
    let most = -Infinity
    for (let i = 0; i < count; i++) if (numbers[i]! > most) most = numbers[i]!
    for (let i = 0; i < count; i++) low[i] = most - numbers[i]!
    return [low]
  }
  // The bits of doubles above zero ascend with them, those below descend.
  const high = new Uint32Array(count)
  const words = new Uint32Array(numbers.slice().buffer)
  for (let i = 0; i < count; i++) {
    const flip = words[2 * i + 1]! >>> 31 ? 0 : 0xffffffff
    low[i] = words[2 * i]! ^ flip
    high[i] = words[2 * i + 1]! ^ (flip & 0x7fffffff)
  }
  return [low, high]
}

/** Places in the order of the keys, equals as they stand: a byte at a time, bytes that are all the same left out. */
function sortedPlaces(keys: readonly Uint32Array[], count: number): Uint32Array {
  let places = new Uint32Array(count)
  for (let i = 0; i < count; i++) places[i] = i
  let other = new Uint32Array(count)
  const starts = new Uint32Array(BYTE)
  for (const key of keys) {
    for (let shift = 0; shift < 32; shift += 8) {
      starts.fill(0)
      for (let i = 0; i < count; i++) starts[(key[i]! >>> shift) & 0xff]!++
      if (count === 0 || starts[(key[0]! >>> shift) & 0xff] === count) continue
      for (let byte = 0, at = 0; byte < BYTE; byte++) {
        const size = starts[byte]!
        starts[byte] = at
        at += size
      }
      for (let i = 0; i < count; i++) {
        const place = places[i]!
        other[starts[(key[place]! >>> shift) & 0xff]!++] = place
      }
      ;[places, other] = [other, places]
    }
  }
  return places
}

function sort({ indexes, numbers, rows: size }: Sparse): Order {
  const count = numbers.length
  const places = sortedPlaces(keysOf(numbers), count)
  const rows = new (indexes.constructor as new (length: number) => Indexes)(count)
  const sorted = new (numbers.constructor as new (length: number) => Numbers)(count)
  const listed = bitset(size)
  let positives = 0
  for (let i = 0; i < count; i++) {
    const place = places[i]!
    const number = numbers[place]!
    rows[i] = indexes[place]!
    sorted[i] = number
    if (number > 0) positives++
    setBit(listed, indexes[place]!)
  }
  return { rows, numbers: sorted, positives, listed }
}

const orders = new WeakMap<Sparse, Order>()

/** The order of a column, made when first asked for and kept as long as the column. */
export function orderOf(column: Sparse): Order {
  const held = orders.get(column) ?? sort(column)
  orders.set(column, held)
  return held
}
