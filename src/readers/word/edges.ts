import type { Piece, Table } from './content'

/** A cell of a row that tells where its cells end and not in which columns they stand. */
export interface EdgedCell {
  pieces: Piece[]
  /** The place of its right edge, in twentieths of a point. */
  right: number
  /** It goes on with the cell at its left, which has the text of both. */
  joined: boolean
  /** It reaches down from the cell above. */
  continued: boolean
}
export interface EdgedRow {
  left: number
  cells: EdgedCell[]
}

/** Edges closer than this are one: less than a point. */
const NEAR = 15

/** The columns that rows with edges stand in: every edge of any row parts two columns. */
export function tableOfEdges(rows: readonly EdgedRow[]): Table {
  const sorted = rows.flatMap(({ left, cells }) => [left, ...cells.map(({ right }) => right)]).sort((a, b) => a - b)
  const edges = sorted.filter((edge, i) => i === 0 || edge - sorted[i - 1]! > NEAR)
  /** The last edge at or before a place. */
  const columnOf = (place: number): number =>
    Math.max(
      0,
      edges.findLastIndex((edge) => edge <= place + NEAR),
    )
  return {
    rows: rows.map(({ left, cells }) => {
      const before = columnOf(left)
      let at = before
      const out: Table['rows'][number] = { before, cells: [] }
      for (const { pieces, right, joined, continued } of cells) {
        const to = Math.max(at + (joined ? 0 : 1), columnOf(right))
        const last = out.cells.at(-1)
        if (joined && last) last.span += to - at
        else out.cells.push({ pieces, span: Math.max(1, to - at), continued })
        at = to
      }
      return out
    }),
  }
}
