import { bitset, setBit } from './bitset'
import type { Bitset } from './bitset'
import { PRESENT } from './column'
import type { Column } from './column'
import { LAYOUTS, indexLayout, layoutOf, narrow } from './narrow'

/**
 * Input state of a row whose state the caller knows from elsewhere; it reads back as some state other than `PRESENT`.
 */
export const ANY = 254

function commonest(states: Uint8Array, rows: number): number {
  const counts = new Uint32Array(256)
  for (let i = 0; i < rows; i++) counts[states[i]!]!++
  counts[PRESENT] = 0
  counts[ANY] = 0
  const most = Math.max(...counts)
  return most === 0 ? ANY : counts.indexOf(most)
}

/**
 * Packs one figure over all rows. `values[i]` counts only where `states[i]` is `PRESENT`, and must then be finite.
 * Other states (1 to 255, `ANY` excepted) read back as given; -0 reads back as 0.
 */
export function pack(values: Float64Array, states: Uint8Array, rows = values.length): Column {
  const rest = commonest(states, rows)
  const present = bitset(rows)
  let held = 0
  const filled: number[] = []
  const filledRows: number[] = []
  const odd: number[] = []
  for (let i = 0; i < rows; i++) {
    const state = states[i]!
    if (state !== PRESENT) {
      if (state !== rest && state !== ANY) odd.push(i)
      continue
    }
    const value = values[i]!
    if (!Number.isFinite(value)) throw new RangeError(`row ${i} is marked as present but holds ${value}`)
    setBit(present, i)
    held++
    if (value !== 0) {
      filled.push(value)
      filledRows.push(i)
    }
  }
  return columnOf({
    rows,
    values: filled,
    at: filledRows,
    rest,
    oddRows: odd,
    oddStates: odd.map((i) => states[i]!),
    ...(held < rows && { present }),
  })
}

export interface Parts {
  rows: number
  /** Rows that have a value; all of them when absent. */
  present?: Bitset
  /** The values that are not zero, and their rows, ascending. */
  values: ArrayLike<number>
  at: ArrayLike<number>
  rest: number
  oddRows: ArrayLike<number>
  oddStates: ArrayLike<number>
}

/** A column of its parts, in the layout that takes the least room. */
export function columnOf({ rows, present, values, at, rest, oddRows, oddStates }: Parts): Column {
  const { numbers, scale } = narrow(values)
  const indexes = new (indexLayout(rows))(at)
  const base: Column = {
    rows,
    numbers,
    scale,
    indexes,
    rest,
    oddRows: new (indexLayout(rows))(oddRows),
    oddStates: new Uint8Array(oddStates),
    ...(present && { present }),
  }
  const room = numbers.BYTES_PER_ELEMENT * rows
  return room < numbers.byteLength + indexes.byteLength ? dense(base) : base
}

/** The same column with one number a row. */
export function dense(column: Column): Column {
  const { indexes, numbers, rows, ...rest } = column
  if (!indexes) return column
  const all = new LAYOUTS[layoutOf(numbers)]!(rows)
  for (let k = 0; k < indexes.length; k++) all[indexes[k]!] = numbers[k]!
  return { ...rest, rows, numbers: all }
}
