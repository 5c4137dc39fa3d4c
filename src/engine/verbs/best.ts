/**
 * Keeps the first `most` of what it is shown, in the order of `sign * value` descending and, where these are equal, of
 * the row ascending. Rows may come in any order.
 */
export class Keeper {
  readonly values: Float64Array
  readonly rows: Uint32Array
  count = 0
  constructor(
    readonly most: number,
    readonly sign: 1 | -1 = 1,
  ) {
    this.values = new Float64Array(most)
    this.rows = new Uint32Array(most)
  }

  /** Nothing below this gets in; the callers' loops test it first. */
  get bar(): number {
    return this.count < this.most ? -Infinity : this.values[this.most - 1]! * this.sign
  }

  offer(row: number, value: number): void {
    const { values, rows, most, sign } = this
    if (most === 0) return
    const key = value * sign
    const before = (at: number): boolean => {
      const other = values[at]! * sign
      return other > key || (other === key && rows[at]! < row)
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
