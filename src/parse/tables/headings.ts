import type { Token } from '../types'
import { isEnd } from './stream'

/** A column of a grid: where it stands, its own heading, and the headings above that, from the top. */
export interface Leaf {
  x: number
  span: number
  text: string
  above: string[]
  /** The cell of its heading; none where all are empty. */
  token?: Token
}

/** The columns of a table whose headings are a grid, and how many places a row of it has. */
export interface Leaves {
  leaves: Leaf[]
  width: number
}

/** Where the row that a token stands in begins. */
export function rowStart(tokens: readonly Token[], at: number): number {
  let start = at
  while (start > 0 && tokens[at]!.width !== undefined && isBeside(tokens[start - 1]!, tokens[at]!)) start--
  return start
}
const isBeside = (one: Token, other: Token): boolean => one.width !== undefined && one.line === other.line

/** Behind the row that a token stands in. */
export function rowEnd(tokens: readonly Token[], at: number): number {
  let end = at + 1
  while (end < tokens.length && tokens[at]!.width !== undefined && isBeside(tokens[end]!, tokens[at]!)) end++
  return end
}

/**
 * The columns below the headings from `from` to before `to`, each with the lowest words above it. `spreads` tells the
 * headings of several columns: where merged cells are undone, empty ones beside such a heading are its own. Nothing
 * where the rows are not of one width, so that their places are not those of the figures.
 */
export function leavesOf(
  tokens: readonly Token[],
  from: number,
  to: number,
  spreads: (text: string) => boolean,
): Leaves | undefined {
  const width = tokens[from]?.width
  // A whole table on one line has no places.
  if (width === undefined || to <= from || (to < tokens.length && isBeside(tokens[to - 1]!, tokens[to]!)))
    return undefined
  const rows: { line: number; cells: (Token | undefined)[] }[] = []
  for (const token of tokens.slice(from, to)) {
    if (token.edge) continue
    if (isEnd(token) || token.width !== width || token.x === undefined) return undefined
    let row = rows[rows.length - 1]
    if (row?.line !== token.line) rows.push((row = { line: token.line, cells: [] }))
    for (let x = token.x; x < token.x + token.span; x++) row.cells[x] = token
  }
  for (const { cells } of rows) {
    let group: Token | undefined
    for (let x = 0; x < width; x++) {
      const token = cells[x]
      if (token && token.text !== '') group = token.span === 1 && spreads(token.text) ? token : undefined
      else if (group && token?.span === 1 && !token.merged) cells[x] = group
    }
  }
  const leaves: Leaf[] = []
  for (let x = 0; x < width; x++) {
    const over = rows.map(({ cells }) => cells[x]).filter((one) => one !== undefined && one.text !== '')
    const token = over[over.length - 1]
    const last = leaves[leaves.length - 1]
    if (token && last?.token === token && token.span > 1) last.span++
    else {
      const text = token?.text ?? ''
      leaves.push({
        x,
        span: 1,
        text,
        above: over.flatMap((one) => one?.text ?? []).filter((one) => one !== text),
        ...(token && { token }),
      })
    }
  }
  return { leaves, width }
}

/** So many headings with an empty one beside them are more than were forgotten. */
const FEWEST_WIDE = 4

/**
 * Whether most headings have none of their own beside them where nothing shows what is merged: each may stand above two
 * columns, of two years, and nobody says which is which. `spreads` as for `leavesOf`.
 */
export function areWide(leaves: readonly Leaf[], spreads: (text: string) => boolean): boolean {
  const isOwn = (leaf: Leaf | undefined): boolean => leaf !== undefined && leaf.text !== '' && !spreads(leaf.text)
  const own = leaves.filter(isOwn)
  const wide = leaves.filter((leaf, i) => {
    const next = leaves[i + 1]
    return isOwn(leaf) && leaf.token?.span === 1 && next !== undefined && !isOwn(next)
  })
  return wide.length >= FEWEST_WIDE && wide.length * 2 > own.length
}
