/** The same array with twice the room, or with as much as asked. */
export function grown<T extends Uint32Array | Int32Array | Float64Array | Uint16Array | Uint8Array>(
  array: T,
  length = array.length * 2,
): T {
  const wider = new (array.constructor as new (length: number) => T)(length)
  wider.set(array)
  return wider
}

/**
 * Pairs of a row and a number in order of arrival, each row at most once: eight bytes a pair, twelve once a number does
 * not fit 32 bits.
 */
export class Entries {
  private rows = new Uint32Array(16)
  private numbers: Int32Array | Float64Array = new Int32Array(16)
  size = 0

  push(row: number, value: number): void {
    if (this.size === this.rows.length) {
      this.rows = grown(this.rows)
      this.numbers = grown(this.numbers)
    }
    // Not the same as any whole number of 32 bits, which has no -0.
    if (!Object.is(value | 0, value) && this.numbers instanceof Int32Array)
      this.numbers = Float64Array.from(this.numbers)
    this.rows[this.size] = row
    this.numbers[this.size++] = value
  }

  /** The number of a row, by going through all. */
  find(row: number): number | undefined {
    const at = this.rows.subarray(0, this.size).lastIndexOf(row)
    return at < 0 ? undefined : this.numbers[at]
  }

  /** Calls `visit` with every pair, in order of arrival. */
  each(visit: (row: number, value: number) => void): void {
    for (let k = 0; k < this.size; k++) visit(this.rows[k]!, this.numbers[k]!)
  }

  /**
   * All pairs by their new rows, ascending. `scratch` has room for a number a row, and is left as zeros, as it was
   * given.
   */
  ordered(place: Uint32Array, scratch: Uint32Array): { at: Uint32Array; values: Int32Array | Float64Array } {
    const { size } = this
    const at = new Uint32Array(size)
    let ascending = true
    for (let k = 0; k < size; k++) {
      at[k] = place[this.rows[k]!]!
      if (k > 0 && at[k]! < at[k - 1]!) ascending = false
    }
    if (ascending) return { at, values: this.numbers.subarray(0, size) }
    const values = new (this.numbers.constructor as new (length: number) => Int32Array | Float64Array)(size)
    for (let k = 0; k < size; k++) scratch[at[k]!] = k + 1
    for (let row = 0, n = 0; n < size; row++) {
      const k = scratch[row]!
      if (k === 0) continue
      scratch[row] = 0
      at[n] = row
      values[n++] = this.numbers[k - 1]!
    }
    return { at, values }
  }
}
