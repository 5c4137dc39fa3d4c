import { isValueLike } from '../../readers/text/valueText'
import type { Token } from '../types'

/** The cells that follow a row's label. */
export interface Row {
  /** One entry a column; shorter than the columns only where the file ends first. */
  cells: (Token | undefined)[]
  /** True where the figures cannot be told apart by column: fewer than the columns, and no sign which are missing. */
  ambiguous: boolean
  /** True where the file ends within the row. */
  cut: boolean
  /** Values beyond the row's own, of rows whose label is lost. */
  surplus: Token[]
  /** 1 where blanks that belong to no column must stand before the figures, -1 where behind, 0 where nobody can say. */
  lean: number
  next: number
  /** True where blanks beyond the row's own may stand before its figures or behind, and the row itself cannot tell. */
  loose?: boolean
  /** True where the row's own label is lost, and its place says which it is. */
  unlabelled?: boolean
}

const isBlank = (token: Token): boolean => token.text === ''

/** Takes words up to the first that is no value. In a grid the row's end ends it, and any text in it is a cell. */
function collect(
  tokens: readonly Token[],
  at: number,
  isLabel: (at: number) => boolean,
): { found: Token[]; next: number } {
  const found: Token[] = []
  let next = at
  for (; next < tokens.length; next++) {
    const token = tokens[next]!
    const before = tokens[next - 1]
    const sameRow = token.row !== undefined && token.row === before?.row
    if (token.row !== undefined && !sameRow && found.some((cell) => !isBlank(cell) || cell.row === before?.row)) break
    if (isValueLike(token.text) && !(token.text === '无' && isLabel(next))) found.push(token)
    else if (token.row !== undefined && sameRow && !isLabel(next)) found.push(token)
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
  const rest = collect(tokens, at + 1, isLabel)
  // Without figures behind it, the text is what follows the table.
  if (rest.found.length === 0 || found.length + 1 + rest.found.length !== columns) return undefined
  found.push(word, ...rest.found)
  return rest.next
}

/** A merged cell of a grid says the same of every column it covers: a dash may be copied, a figure belongs to none. */
const spread = (found: readonly Token[], columns: number): (Token | undefined)[] | undefined => {
  if (found.length >= columns || !found.some((token) => token.span > 1)) return undefined
  const wide = found.flatMap((token) => Array.from({ length: token.span }, () => token))
  return wide.length === columns ? wide : undefined
}

/** Without what begins the next line (blanks, the number of a page), where the first line holds a whole row. */
function onOneLine(found: readonly Token[], columns: number): readonly Token[] {
  const end = found.findIndex((token) => token.line !== found[0]!.line)
  const rest = end < 0 ? [] : found.slice(end)
  const stray = end === columns && columns > 1 && rest.length < columns && rest.every((token) => !token.explicit)
  return stray || (end >= columns && rest.every(isBlank)) ? found.slice(0, end) : found
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

/**
 * A row of a cell a line with cells left empty: each stands where lines are empty that are not elsewhere, if there are
 * exactly as many such lines as cells are missing, or twice as many where every cell is followed by an empty line.
 */
function withEmptyLines(
  found: readonly Token[],
  behind: Token | undefined,
  columns: number,
): (Token | undefined)[] | undefined {
  const missing = columns - found.length
  if (missing <= 0 || found.length === 0 || behind?.gap === undefined || found.some((token) => token.gap === undefined))
    return undefined
  const gaps = [...found.map((token) => token.gap!), behind.gap]
  const unit = gaps.reduce((sum, gap) => sum + gap, 0) / missing
  if ((unit !== 1 && unit !== 2) || gaps.some((gap) => gap < 0 || gap % unit !== 0)) return undefined
  return gaps.flatMap((gap, i) => [
    ...Array.from({ length: gap / unit }, () => undefined),
    ...(i < found.length ? [found[i]] : []),
  ])
}

/**
 * Reads the cells of a row of `columns` columns from `at`. `isLabel` tells where the next label of the table begins.
 * `labelled` is false for a row that has no label before it; `merged` where a label may cover several columns,
 * so that blanks may stand before the figures, and `leading` where they are known to.
 * A last figure that touches the file's end may be cut, and is not taken unless it is a zero that ends its row.
 */
export function readRow(
  tokens: readonly Token[],
  at: number,
  columns: number,
  isLabel: (at: number) => boolean,
  { labelled = true, leading = false, merged = false } = {},
): Row {
  const taken = collect(tokens, at, isLabel)
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
  const own = onOneLine(found, columns)
  const wide = spread(found, columns)
  if (wide) return { cells: wide, ambiguous: false, cut, surplus: [], lean: 0, next }
  const spaced = withEmptyLines(found, tokens[next], columns)
  if (spaced) return { cells: spaced, ambiguous: false, cut, surplus: [], lean: 0, next }
  const fitted = fit(own, columns, labelled, leading)
  const cells: (Token | undefined)[] = fitted.slice(0, columns)
  const surplus = fitted.slice(columns)
  // On a page without ruling lines a dash has its column too, which its order does not tell.
  const figures = cells.some(
    (token) => token && (/\d/u.test(token.text) || (token.page !== undefined && token.row === undefined)),
  )
  const ambiguous = cells.length < columns && figures && !found.every((token) => token.explicit)
  while (cells.length < columns) cells.push(undefined)
  const lean = leanOf(own, columns)
  const filled = own.filter((token) => !isBlank(token)).length
  const loose = own.length > columns && lean === 0 && filled > 0 && filled < columns && isBlank(own[0]!)
  return { cells, ambiguous, cut, surplus, lean, next, ...(loose && { loose }) }
}

/** Whether a token stands for several cells at once, so that its figure belongs to none of them. */
export const shared = (token: Token | undefined, cells: readonly (Token | undefined)[]): boolean =>
  token !== undefined && /\d/u.test(token.text) && (token.merged || cells.filter((other) => other === token).length > 1)
