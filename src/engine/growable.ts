import { setBit } from './bitset'
import type { Column } from './column'
import { columnOf } from './pack'

/** Rows of one segment: their numbers then fit 16 bits, and bitmaps are cut between words. */
export const SEGMENT_ROWS = 65_504

/**
 * A column that is written one row at a time, in any order of rows, each once. It grows with what is not zero: a zero takes one bit,
 * a number eight bytes (twelve once one does not fit 32 bits).
 */
export class GrowingColumn {
  private bits = new Uint32Array(64)
  private rows = new Uint32Array(16)
  private numbers: Int32Array | Float64Array = new Int32Array(16)
  private oddRows = new Uint32Array(4)
  private oddStates = new Uint8Array(4)
  private size = 0
  private odd = 0
  private highest = -1
  private ascending = true
  /** Rows that have a value. */
  held = 0

  private mark(row: number): void {
    if (row >>> 5 >= this.bits.length) {
      const wider = new Uint32Array(Math.max(this.bits.length * 2, (row >>> 5) + 1))
      wider.set(this.bits)
      this.bits = wider
    }
    setBit(this.bits, row)
    this.held++
  }

  /** A value, zero included. It must be finite. */
  number(row: number, value: number): void {
    this.mark(row)
    if (value === 0) return
    if (this.size === this.rows.length) {
      this.rows = grown(this.rows)
      this.numbers = grown(this.numbers)
    }
    if (row < this.highest) this.ascending = false
    else this.highest = row
    if (this.numbers instanceof Int32Array && (value | 0) !== value) this.numbers = Float64Array.from(this.numbers)
    this.rows[this.size] = row
    this.numbers[this.size++] = value
  }

  /** A state other than present. */
  state(row: number, state: number): void {
    if (this.odd === this.oddRows.length) {
      this.oddRows = grown(this.oddRows)
      this.oddStates = grown(this.oddStates)
    }
    this.oddRows[this.odd] = row
    this.oddStates[this.odd++] = state
  }

  get isEmpty(): boolean { return this.held === 0 && this.odd === 0 }

  /**
   * Columns of the rows in order, cut to segments of `cut` rows. `order[row]` is a row's new number; without one they stay.
   * A segment without anything has none. `rest` is the state of rows never written; `written` tells how many rows may have been, so that
   * where all were, the commonest of the other states need not be listed.
   */
  finish(total: number, cut: number, rest: number, written: number, order?: Uint32Array): (Column | undefined)[] {
    const place = (row: number): number => (order ? order[row]! : row)
    const rows = Uint32Array.from(this.rows.subarray(0, this.size), place)
    let numbers = this.numbers.subarray(0, this.size)
    if (order || !this.ascending) {
      const by = Array.from(rows.keys()).sort((a, b) => rows[a]! - rows[b]!)
      numbers = Float64Array.from(by, (k) => this.numbers[k]!)
      rows.sort()
    }
    const isComplete = this.held + this.odd === written
    const odd = Array.from(this.oddRows.subarray(0, this.odd), (row, k) => ({ row: place(row), state: this.oddStates[k]! })).sort((a, b) => a.row - b.row)
    const present = new Uint32Array((total + 31) >>> 5)
    if (order) for (let row = 0; row < total; row++) { if (((this.bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) setBit(present, place(row)) }
    else present.set(this.bits.subarray(0, present.length))

    const parts: (Column | undefined)[] = []
    for (let from = 0, k = 0, o = 0; from < total; from += cut) {
      const size = Math.min(cut, total - from)
      const firstNumber = k
      const firstOdd = o
      while (k < rows.length && rows[k]! < from + size) k++
      while (o < odd.length && odd[o]!.row < from + size) o++
      const own = new Uint32Array((size + 31) >>> 5)
      let held = 0
      for (let i = 0; i < size; i++) {
        if (i % 32 === 0 && present[(from + i) >>> 5] === 0 && (from & 31) === 0) { i += 31; continue }
        if ((present[(from + i) >>> 5]! >>> ((from + i) & 31)) & 1) { setBit(own, i); held++ }
      }
      const listed = odd.slice(firstOdd, o)
      const common = isComplete ? commonest(listed) : undefined
      const odds = common === undefined ? listed : listed.filter(({ state }) => state !== common)
      parts.push(held === 0 && listed.length === 0 ? undefined : columnOf({
        rows: size, rest: common ?? rest, values: numbers.subarray(firstNumber, k), at: rows.subarray(firstNumber, k).map((row) => row - from),
        oddRows: odds.map(({ row }) => row - from), oddStates: odds.map(({ state }) => state), ...(held < size && { present: own }),
      }))
    }
    return parts
  }
}

function commonest(odd: readonly { state: number }[]): number | undefined {
  const counts = new Map<number, number>()
  for (const { state } of odd) counts.set(state, (counts.get(state) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}

function grown<T extends Uint32Array | Int32Array | Float64Array | Uint8Array>(array: T): T {
  const wider = new (array.constructor as new (length: number) => T)(array.length * 2)
  wider.set(array)
  return wider
}
