import { DASH, isValueLike } from '../../readers/text/valueText'
import { END, besides, isEnd } from './stream'
import type { Token } from '../types'

/** The columns of figures where the layout shows places: each with its first place and how many it covers. */
export interface Places {
  columns: readonly { x: number; span: number }[]
  /** How many places a row has. */
  width: number
  /** Where the columns of figures begin: what stands before is labels. */
  from: number
}

/** The cells of a row, empty ones included; `edged`: the last may be no cell but the edge between two rows. */
export interface CellCount {
  cells: number
  edged: boolean
}

/**
 * Empty lines told which cells are empty, one or two for each; there are some though no cell is; or there are none.
 */
export type Spacing = 'single' | 'double' | 'misspaced' | 'even'

/** The cells that follow a row's label. */
export interface Row {
  /** One entry a column; shorter than the columns only where the file ends first. */
  cells: (Token | undefined)[]
  /** True where the figures cannot be told apart by column: fewer than the columns, and no sign which are missing. */
  ambiguous: boolean
  /** Set where the places of its cells told their columns. */
  placed?: boolean
  /** What lines left empty in a text of a cell a line say of it. */
  spacing?: Spacing
  /** True where the table ends behind it. */
  last?: boolean
  /** True where the file ends within the row. */
  cut: boolean
  /** Values beyond the row's own, of rows whose label is lost. */
  surplus: Token[]
  /** How many cells stand behind the label, empty ones included; nothing where nobody can say. */
  count?: CellCount
  /** These cells. */
  shown?: readonly Token[]
  /** 1 where blanks that belong to no column must stand before the figures, -1 where behind, 0 where nobody can say. */
  lean: number
  next: number
  /** True where blanks beyond the row's own may stand before its figures or behind, and the row itself cannot tell. */
  loose?: boolean
  /** True where the row's own label is lost, and its place says which it is. */
  unlabelled?: boolean
}

const isBlank = (token: Token): boolean => token.text === ''

const HAN = /[\u4e00-\u9fff]/u
const LONGEST_ODD = 12
/** The number of a label that begins: 1. (二) 三、 */
const ORDINAL = /^(?:\(?[\d一二三四五六七八九十]{1,3}[.、)]+|[(（])$/u
/** The title of the section behind a table. */
const SECTION = /^[一二三四五六七八九十]{1,3}、/u

const isFigure = (token: Token | undefined): boolean =>
  token !== undefined && !isBlank(token) && isValueLike(token.text)

/** A word that can only be a cell that says no number: `O`, `#REF!`, `×`. */
const isOdd = (token: Token): boolean =>
  token.text.length <= LONGEST_ODD && !HAN.test(token.text) && !ORDINAL.test(token.text) && !isEnd(token)

/** Whether a row goes on with a word that says no number, though it is full: figures follow, or it has no digit. */
function goesOn(tokens: readonly Token[], at: number): boolean {
  let next = at
  while (next < tokens.length && isOdd(tokens[next]!) && !isFigure(tokens[next])) next++
  return isFigure(tokens[next]) || !/\d/u.test(tokens[at]!.text)
}

/**
 * Takes words up to the first that is no cell. In a grid, and on a line with pipes or tabs, the row's end ends it, and
 * any text in it is a cell.
 */
function collect(
  tokens: readonly Token[],
  at: number,
  columns: number,
  isLabel: (at: number) => boolean,
  labelled = false,
): { found: Token[]; next: number } {
  const found: Token[] = []
  const label = labelled ? tokens[at - 1] : undefined
  let next = at
  for (; next < tokens.length; next++) {
    const token = tokens[next]!
    const before = tokens[next - 1]
    const sameRow = token.row !== undefined && token.row === before?.row
    if (token.row !== undefined && !sameRow && found.some((cell) => !isBlank(cell))) break
    // A label that has its row beside it is followed by no other.
    if (label?.width !== undefined && !besides(label, token)) break
    if (isValueLike(token.text) && !(token.text === '无' && isLabel(next))) found.push(token)
    else if (isEnd(token) || isLabel(next)) break
    else if (sameRow || (token.begins && besides(before, token))) found.push(token)
    // A row without a label begins with its first cell, whatever that says.
    else if (!labelled && next === at && token.width !== undefined) found.push(token)
    else if (token.row === undefined && isOdd(token) && (found.length < columns || goesOn(tokens, next)))
      found.push(token)
    else break
  }
  return { found, next }
}

/** A text between figures that is neither a value nor a label is an unreadable cell if it fills the row exactly. */
function bridge(
  tokens: readonly Token[],
  at: number,
  found: Token[],
  columns: number,
  isLabel: (at: number) => boolean,
): number | undefined {
  const word = tokens[at]
  if (
    !word ||
    word.row !== undefined ||
    word.text.length > 20 ||
    found.length === 0 ||
    found.length >= columns ||
    isLabel(at)
  )
    return undefined
  const rest = collect(tokens, at + 1, columns - found.length - 1, isLabel)
  // Without figures behind it, the text is what follows the table; a row of a grid has its own first cell.
  if (
    rest.found.length === 0 ||
    rest.found.some((token) => token.row !== undefined) ||
    found.length + 1 + rest.found.length !== columns
  )
    return undefined
  found.push(word, ...rest.found)
  return rest.next
}

/**
 * The cells of a row whose places are those of its headings. Where a figure stands below no heading, or a cell's border
 * within a column, nothing says whose any of them are.
 */
function placedRow(tokens: readonly Token[], at: number, labelled: boolean, places: Places): Row | undefined {
  const anchor = tokens[labelled ? at - 1 : at]
  if (anchor?.width !== places.width) return undefined
  let next = at
  const row: Token[] = []
  for (; next < tokens.length && (tokens[next] === anchor || besides(anchor, tokens[next]!)); next++)
    row.push(tokens[next]!)
  const taken = new Set<Token>()
  const cells = places.columns.map(({ x, span }) => {
    const under = row.filter((token) => token.x! < x + span && token.x! + token.span > x)
    under.forEach((token) => taken.add(token))
    const filled = under.filter((token) => !isBlank(token))
    return filled.length > 1 ? undefined : (filled[0] ?? under[0])
  })
  const kept = new Set(cells)
  // A label that reaches below the figures has pushed all of them aside.
  const pushed = labelled && anchor.x! + anchor.span > places.from
  const ambiguous =
    pushed ||
    row.some(
      (token) =>
        !isBlank(token) && !kept.has(token) && (taken.has(token) || token.x! >= places.from || isValueLike(token.text)),
    )
  // What touches the end of the file may be cut, but for a zero that ends its row.
  const open = cells.findIndex((token) => token?.open && !(token.text === '0' && token === row[row.length - 1]))
  return {
    cells: open < 0 ? cells : pushed ? [] : cells.slice(0, open),
    ambiguous: ambiguous && open < 0,
    cut: open >= 0,
    placed: true,
    count: countOf(row),
    surplus: [],
    lean: 0,
    next,
  }
}

/** A merged cell of a grid says the same of every column it covers: a dash may be copied, a figure belongs to none. */
const spread = (found: readonly Token[], columns: number): (Token | undefined)[] | undefined => {
  if (found.length >= columns || !found.some((token) => token.span > 1)) return undefined
  const wide = found.flatMap((token) => Array.from({ length: token.span }, () => token))
  return wide.length === columns ? wide : undefined
}

/** Without what begins the next line (blanks, the number of a page), where the first line holds a whole row. */
function onOneLine(found: readonly Token[], columns: number, lined: boolean): readonly Token[] {
  const end = found.findIndex((token) => token.line !== found[0]!.line)
  const rest = end < 0 ? [] : found.slice(end)
  const stray =
    lined && end === columns && columns > 1 && rest.length < columns && rest.every((token) => !token.explicit)
  return stray || (end >= columns && rest.every(isBlank)) ? found.slice(0, end) : found
}

/** How many cells stand in a row, and whether the last may only be the pipe that begins the next line. */
export function countOf(found: readonly Token[]): CellCount {
  const [before, last] = [found[found.length - 2], found[found.length - 1]]
  return { cells: found.length, edged: last?.edge === true && before?.line !== last.line }
}

/**
 * Whether some figures of a row stand between pipes or tabs and others do not: one of them may be the number of a page.
 */
function isMixed(found: readonly Token[]): boolean {
  const filled = found.filter((token) => !isBlank(token))
  const [first] = filled
  return filled.some(({ explicit, unclosed }) => explicit !== first!.explicit || unclosed !== first!.unclosed)
}

/** Whether figures without ruling lines stand on several lines of a page: one of them may be the page's number. */
const isOverLines = (found: readonly Token[]): boolean =>
  found.some(({ page, row, line }) => page !== undefined && row === undefined && line !== found[0]!.line)

/** Whether a row says more than that there is nothing: only then can a cell too many or too few make it wrong. */
const saysFigures = ({ cells, surplus }: Row): boolean =>
  [...cells, ...surplus].some((token) => token !== undefined && token.text !== '' && !DASH.test(token.text))

const bareCount = ({ cells, edged }: CellCount): number => cells - (edged ? 1 : 0)

const countsAs = ({ last }: Row, count: CellCount, expected: CellCount, opened: boolean): boolean =>
  last && opened
    ? count.cells === bareCount(expected)
    : count.cells === expected.cells || bareCount(count) === bareCount(expected)

/**
 * A row with as many cells as its headings have, empty ones included: each figure stands below the heading at the same
 * place among them, the ith of which is the `places[i]`th cell. A figure below no heading leaves all in doubt.
 */
export function alignCells(row: Row, places: readonly number[], expected: CellCount, opened: boolean): void {
  const { count, shown } = row
  if (row.placed || row.cut || count === undefined || !shown || !countsAs(row, count, expected, opened)) return
  const taken = new Set(places)
  row.cells = places.map((at) => shown[at])
  row.surplus = shown.filter((token, at) => !taken.has(at) && !isBlank(token))
}

/**
 * Where a row has not as many cells as expected, which of its figures stand in which column is not known, but for one
 * with a figure for every column and nothing else. `opened`: rows begin with a pipe, so that the last has none behind
 * it;
 * `all`: one of the cells that are expected may have lost its heading, so that a row must have as many.
 */
export function expectCells(
  row: Row,
  expected: CellCount | undefined,
  { opened = false, all = false }: { opened?: boolean; all?: boolean } = {},
): void {
  const { count, cells } = row
  if (row.placed || count === undefined || row.cut || !saysFigures(row)) return
  const same = expected && countsAs(row, count, expected, opened)
  const filled = bareCount(count) === cells.length && cells.every((token) => token !== undefined && !isBlank(token))
  const isShort = all && expected !== undefined && bareCount(expected) > cells.length
  if (!same && (!filled || isShort)) row.ambiguous = true
}

/** On which side of the figures there are blanks enough to be the ones that belong to no column. */
function leanOf(found: readonly Token[], columns: number): number {
  const excess = found.length - columns
  if (excess <= 0) return 0
  const first = found.findIndex((token) => !isBlank(token))
  if (first < 0) return 0
  const behind = found.length - 1 - found.findLastIndex((token) => !isBlank(token))
  return first >= excess && behind < excess ? 1 : behind >= excess && first < excess ? -1 : 0
}

/**
 * Drops blanks that belong to no column: behind the row, then before it (`leading`: the other way), then wherever they
 * stand.
 */
function fit(found: readonly Token[], columns: number, labelled: boolean, leading: boolean): Token[] {
  const fitted = [...found]
  if (leading) while (fitted.length > columns && isBlank(fitted[0]!)) fitted.shift()
  // Behind a label there is no edge between rows; a row without one begins with it.
  if (!labelled && fitted.length > columns && fitted[0]!.edge) fitted.shift()
  while (fitted.length > columns && isBlank(fitted[fitted.length - 1]!)) fitted.pop()
  if (fitted.length <= columns) return fitted
  const filled = found.filter((token) => !isBlank(token))
  if (filled.length === columns) return filled
  while (fitted.length > columns && isBlank(fitted[0]!)) fitted.shift()
  return fitted
}

/** The lines left empty before each cell and behind the last, of a text of a cell a line. */
function gapsOf(found: readonly Token[], behind: Token | undefined): number[] | undefined {
  if (found.length === 0 || behind?.gap === undefined || found.some((token) => token.gap === undefined))
    return undefined
  return [...found.map((token) => token.gap!), behind.gap]
}

/**
 * A row of a cell a line with cells left empty: each stands where lines are empty that are not elsewhere, if there are
 * exactly as many such lines as cells are missing, or twice as many where every cell is followed by an empty line.
 */
function withEmptyLines(
  found: readonly Token[],
  behind: Token | undefined,
  columns: number,
): { cells: (Token | undefined)[]; spacing: Spacing } | undefined {
  const missing = columns - found.length
  const gaps = gapsOf(found, behind)
  if (missing <= 0 || !gaps) return undefined
  const unit = gaps.reduce((sum, gap) => sum + gap, 0) / missing
  if ((unit !== 1 && unit !== 2) || gaps.some((gap) => gap < 0 || gap % unit !== 0)) return undefined
  const cells = gaps.flatMap((gap, i) => [
    ...Array.from({ length: gap / unit }, () => undefined),
    ...(i < found.length ? [found[i]] : []),
  ])
  return { cells, spacing: unit === 1 ? 'single' : 'double' }
}

interface RowOptions {
  labelled?: boolean
  leading?: boolean
  merged?: boolean
  lined?: boolean
  places?: Places | undefined
}

/**
 * Reads the cells of a row of `columns` columns from `at`: by `places` where the row has them, else by their number.
 * `isLabel` tells where the next label of the table begins. `labelled` is false for a row that has no label before it;
 * `merged` where a label may cover several columns, so that blanks may stand before the figures, and `leading` where
 * they are known to; `lined` where a row stands on one line, so that what begins the next is none of its cells. A row
 * with fewer cells than columns is ambiguous as a whole. A last figure that touches the file's end may be cut, and is
 * not taken unless it is a zero that ends its row.
 */
export function readRow(
  tokens: readonly Token[],
  at: number,
  columns: number,
  isLabel: (at: number) => boolean,
  { labelled = true, leading = false, merged = false, lined = true, places }: RowOptions = {},
): Row {
  const placed = places && placedRow(tokens, at, labelled, places)
  if (placed) return placed
  const taken = collect(tokens, at, columns, isLabel, labelled)
  let { next } = taken
  const found = taken.found
  // On a page without ruling lines, figures that do not follow their label stand anywhere: nobody says that there are
  // none.
  const label = tokens[at - 1]
  if (
    found.length === 0 &&
    columns > 0 &&
    label?.page !== undefined &&
    label.row === undefined &&
    next < tokens.length
  ) {
    return { cells: [], ambiguous: false, cut: true, surplus: [], lean: 0, next }
  }
  next = bridge(tokens, next, found, columns, isLabel) ?? next
  // A last word that is no value may be the beginning of one: `+` of `+17`.
  let cut =
    next >= tokens.length ||
    (next === tokens.length - 1 && tokens[next]!.open && !/[\u4e00-\u9fff]/u.test(tokens[next]!.text))
  const last = found[found.length - 1]
  if (cut && last?.open && !(found.length === columns && /^0$/u.test(last.text))) found.pop()
  // The file's last blank may be the place of a figure that is cut off.
  if (next >= tokens.length) while (found.length > 0 && isBlank(found[found.length - 1]!)) found.pop()
  // Whether blanks before the figures are a wide label's or cells nobody can tell, until the figures alone fill the
  // row.
  const blanks = found.findIndex((token) => !isBlank(token))
  if (merged && cut && blanks > 0 && found.length - blanks < columns)
    return { cells: [], ambiguous: false, cut, surplus: [], lean: 0, next }
  if (cut && found.length >= columns) cut = false
  if (cut) {
    // Behind lines left empty a figure's column is not known before the row is whole.
    const sure = found.findIndex((token) => (token.gap ?? 0) > 0)
    return {
      cells: fit(sure < 0 ? found : found.slice(0, sure), columns, labelled, leading),
      ambiguous: false,
      cut,
      surplus: [],
      lean: 0,
      next,
    }
  }
  const own = onOneLine(found, columns, lined)
  const wide = spread(found, columns)
  if (wide) return { cells: wide, ambiguous: false, cut, surplus: [], lean: 0, next }
  const spaced = withEmptyLines(found, tokens[next], columns)
  if (spaced) return { ...spaced, ambiguous: false, cut, surplus: [], lean: 0, next }
  const fitted = fit(own, columns, labelled, leading)
  const cells: (Token | undefined)[] = fitted.slice(0, columns)
  const surplus = fitted.slice(columns)
  // On a page without ruling lines a dash has its column too, which its order does not tell.
  const figures = cells.some(
    (token) => token && (/\d/u.test(token.text) || (token.page !== undefined && token.row === undefined)),
  )
  // A row that stops at a word which is no label goes on behind it, or that word is a cell.
  const stop = tokens[next]
  const stopped = own.length < columns && stop && !isEnd(stop) && !isLabel(next) && !SECTION.test(stop.text)
  // Where more follows than one row holds, a blank in front may be its first cell as well as a label's.
  const shifted = !leading && surplus.length > 0 && isBlank(own[0]!) && fitted[0] !== own[0]
  // A row of another width than its table may have any of its cells below a heading of several columns.
  const isWide = places !== undefined && places.columns.slice(0, -1).some(({ span }) => span > 1)
  const ambiguous =
    shifted ||
    isMixed(own) ||
    (!labelled && isOverLines(own)) ||
    (isWide && figures) ||
    (cells.length < columns && (figures || stopped === true))
  while (cells.length < columns) cells.push(undefined)
  const lean = leanOf(own, columns)
  const filled = own.filter((token) => !isBlank(token)).length
  const loose = own.length > columns && lean === 0 && filled > 0 && filled < columns && isBlank(own[0]!)
  // What is empty behind a table's last row may be no cell's.
  const behind = isEnd(tokens[next]) ? { ...END, gap: 0 } : tokens[next]
  const gaps = found.length === columns ? gapsOf(found, behind) : undefined
  const shown = found.slice(own.length).every(isBlank) ? found : own
  return {
    cells,
    ambiguous,
    cut,
    surplus,
    count: countOf(shown),
    shown,
    lean,
    next,
    last: isEnd(tokens[next]),
    ...(loose && { loose }),
    ...(gaps && { spacing: gaps.some((gap) => gap !== 0) ? 'misspaced' : 'even' }),
  }
}

/** The cells that stand in several columns at once. */
export function spansIn(cells: readonly (Token | undefined)[]): ReadonlySet<Token> {
  const [seen, spans] = [new Set<Token>(), new Set<Token>()]
  for (const token of cells) {
    if (token && seen.has(token)) spans.add(token)
    if (token) seen.add(token)
  }
  return spans
}

/** Whether a token stands for several cells at once, so that its figure belongs to none of them. */
export const isShared = (token: Token, spans: ReadonlySet<Token>): boolean =>
  (token.merged || spans.has(token)) && /\d/u.test(token.text)
