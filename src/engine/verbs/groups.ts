/** Rows from `from` up to, not including, `to` that are all of one group. */
export interface Stretches {
  group: Uint32Array
  from: Uint32Array
  to: Uint32Array
}

/** Which group each row is in: `of[row]` counts from 0; rows in none have `noneOf(of)`. */
export interface Groups {
  of: Uint16Array | Uint32Array
  count: number
  /**
   * The same as the longest stretches, ascending: in map order they are few, and what is known of ranges need not be
   * asked row by row.
   */
  stretches: Stretches
}

/** In no group, for either width of `of`. */
export const noneOf = (of: Uint16Array | Uint32Array): number => (of.BYTES_PER_ELEMENT === 2 ? 0xffff : 0xffffffff)

/** Groups of rows from the group of each, -1 for none. */
export function groupsOf(of: Int32Array, count: number): Groups {
  const narrow = count < 0xffff ? new Uint16Array(of.length) : new Uint32Array(of.length)
  const none = noneOf(narrow)
  const from: number[] = []
  for (let row = 0; row < of.length; row++) {
    const group = of[row]!
    narrow[row] = group < 0 ? none : group
    if (group >= 0 && (row === 0 || of[row - 1] !== group)) from.push(row)
  }
  const to = from.map((row, i) => {
    let end = row + 1
    while (end < (from[i + 1] ?? of.length) && of[end] === of[row]) end++
    return end
  })
  return {
    of: narrow,
    count,
    stretches: {
      group: Uint32Array.from(from, (row) => of[row]!),
      from: Uint32Array.from(from),
      to: Uint32Array.from(to),
    },
  }
}
