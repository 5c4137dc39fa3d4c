/** A square of the plot and the points in it: places in the list they came from, the first few. */
export interface Bin {
  column: number
  row: number
  count: number
  first: readonly number[]
}

/** How many of a square's points are told by name. */
const NAMED = 6

/**
 * Counts points by the square they fall in. `columnOf` and `rowOf` give whole numbers from 0 below `columns` and
 * `rows`.
 */
export function binPoints(
  count: number,
  columns: number,
  rows: number,
  columnOf: (i: number) => number,
  rowOf: (i: number) => number,
): Bin[] {
  const counts = new Uint32Array(columns * rows)
  const square = new Uint32Array(count)
  const clamp = (at: number, most: number): number => (at < 0 ? 0 : at >= most ? most - 1 : at)
  for (let i = 0; i < count; i++) {
    const at = clamp(rowOf(i), rows) * columns + clamp(columnOf(i), columns)
    square[i] = at
    counts[at]!++
  }
  const first = new Map<number, number[]>()
  for (let i = 0; i < count; i++) {
    const at = square[i]!
    const held = first.get(at)
    if (!held) first.set(at, [i])
    else if (held.length < NAMED) held.push(i)
  }
  return [...first].map(([at, members]) => ({
    column: at % columns,
    row: Math.floor(at / columns),
    count: counts[at]!,
    first: members,
  }))
}
