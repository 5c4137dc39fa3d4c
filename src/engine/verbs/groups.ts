/** Which group each row is in: `of[row]` counts from 0; rows in none have `NONE`. */
export interface Groups {
  of: Uint16Array | Uint32Array
  count: number
  /** First row of each group and one past the last, where every group is a run of rows and the runs ascend: the fast way. */
  runs?: { from: Uint32Array; to: Uint32Array }
}

/** In no group, for either width of `of`. */
export const noneOf = (of: Uint16Array | Uint32Array): number => (of.BYTES_PER_ELEMENT === 2 ? 0xffff : 0xffffffff)

/** Groups of rows from the group of each, -1 for none. Finds out whether they are ascending runs. */
export function groupsOf(of: Int32Array, count: number): Groups {
  const narrow = count < 0xffff ? new Uint16Array(of.length) : new Uint32Array(of.length)
  const none = noneOf(narrow)
  const from = new Uint32Array(count)
  const to = new Uint32Array(count)
  let ordered = true
  let last = -1
  for (let row = 0; row < of.length; row++) {
    const group = of[row]!
    narrow[row] = group < 0 ? none : group
    if (group < 0) continue
    if (group < last) ordered = false
    if (to[group] === 0) from[group] = row
    to[group] = row + 1
    last = group
  }
  // A group without rows is an empty run where its neighbours meet.
  for (let g = 0, at = 0; ordered && g < count; g++) {
    if (to[g] === 0) from[g] = to[g] = at
    at = to[g]!
  }
  return { of: narrow, count, ...(ordered && { runs: { from, to } }) }
}
