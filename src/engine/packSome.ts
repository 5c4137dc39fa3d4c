import { bitset, setBit } from './bitset'
import { PRESENT } from './column'
import type { Column } from './column'
import { columnOf } from './pack'

/**
 * One figure of some rows of many, gathered row by row in any order. Takes time and room by the rows that it has, but
 * for one bit a row of the whole.
 */
export class SomeRows {
  private readonly rows: number[] = []
  private readonly values: number[] = []
  private readonly states: number[] = []

  /** `value` counts only where `state` is `PRESENT`, and must then be finite. A row may be given once. */
  add(row: number, value: number, state: number): void {
    this.rows.push(row)
    this.values.push(value)
    this.states.push(state)
  }

  /** Positions of what was added, by ascending row. */
  private order(): number[] {
    const { rows } = this
    const order = Array.from(rows, (_, i) => i)
    return rows.every((row, i) => i === 0 || rows[i - 1]! < row) ? order : order.sort((a, b) => rows[a]! - rows[b]!)
  }

  /** The column of so many rows; those not added have the state `rest`. Nothing where all have. */
  pack(count: number, rest: number): Column | undefined {
    const present = bitset(count)
    const values: number[] = []
    const at: number[] = []
    const oddRows: number[] = []
    const oddStates: number[] = []
    let held = 0
    for (const i of this.order()) {
      const [row, value, state] = [this.rows[i]!, this.values[i]!, this.states[i]!]
      if (state === PRESENT) {
        if (!Number.isFinite(value)) throw new RangeError(`row ${row} is marked as present but holds ${value}`)
        setBit(present, row)
        held++
        if (value === 0) continue
        values.push(value)
        at.push(row)
      } else if (state !== rest) {
        oddRows.push(row)
        oddStates.push(state)
      }
    }
    if (held === 0 && oddRows.length === 0) return undefined
    return columnOf({ rows: count, values, at, rest, oddRows, oddStates, ...(held < count && { present }) })
  }
}
