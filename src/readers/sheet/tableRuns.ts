/** Rows of a sheet from `from` up to, not including, `to` that follow one another as a table, or one row alone. */
interface TableRun {
  from: number
  to: number
  isTable: boolean
  /** How far its rows reach. */
  reach: number
  /**
   * How far the table before reaches, where only one row stands between the two; else 0. A single row of a label and
   * blanks may be a title or a row that was left empty: the rows behind it then belong to the same table.
   */
  behind: number
}

/** Parts rows where one stands alone; `reachOf` is how far a row reaches. */
export function tableRuns<T>(
  rows: readonly T[],
  isAlone: (row: T) => boolean,
  reachOf: (row: T) => number,
): TableRun[] {
  const runs: TableRun[] = []
  let before = { to: -1, reach: 0 }
  for (let from = 0; from < rows.length;) {
    const isTable = !isAlone(rows[from]!)
    let to = from + 1
    while (isTable && to < rows.length && !isAlone(rows[to]!)) to++
    const reach = rows.slice(from, to).reduce((most, row) => Math.max(most, reachOf(row)), 0)
    const behind = isTable && before.to === from - 1 ? before.reach : 0
    if (isTable) before = { to, reach: Math.max(reach, behind) }
    runs.push({ from, to, isTable, reach, behind })
    from = to
  }
  return runs
}
