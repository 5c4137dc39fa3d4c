/** The first place, from `from` up to `to`, of ascending rows at which one is not below `row`; `to` where all are. */
export function firstFrom(rows: ArrayLike<number>, row: number, from = 0, to = rows.length): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (rows[middle]! < row) low = middle + 1
    else high = middle
  }
  return low
}
