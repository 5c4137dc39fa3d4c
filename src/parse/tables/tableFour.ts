import { CHALLENGE_ROWS, OUTCOMES, challengeCodes, challengeRows, outcomes } from '../../domain/metrics'
import type { ChallengeCode, ChallengeRow } from '../../domain/metrics'
import { bare } from './labels'
import { isValueLike } from '../../readers/text/valueText'
import { putRow } from './cells'
import { challengeColumns, challengeHeadingAt, headingOf, headingsIn, isOutcome, outcomeColumns } from './challenges'
import type { ChallengeColumns } from './challenges'
import type { Form } from '../../domain/metrics'
import { rowEnd, rowStart } from './headings'
import { expectCells, readRow } from './rows'
import type { Row } from './rows'
import { note } from './sheet'
import type { Sheet } from './sheet'
import { besides, isEnd } from './stream'
import type { Token } from '../types'

/* Characters: labels may be broken into words of one. */
const WITHIN = 120
const HAN = /[\u4e00-\u9fff]/u

/** A word's characters, in an order of their own. */
const sorted = (text: string): string => [...text].sort().join('')
const PRINTED = [
  '行政诉讼',
  ...challengeRows.flatMap((row) => [CHALLENGE_ROWS[row].label, ...outcomes.map((outcome) => OUTCOMES[outcome].label)]),
]

/* Headings of two or four lines, copied line by line: 结果结果其他尚未 … 维持纠正结果审结. */
const scattered = (text: string): boolean =>
  text.includes('行政诉讼') &&
  ['维', '纠', '审'].every((char) => text.split(char).length > 3) &&
  text.split('果').length > 6

/** Whether these are all characters of the form's headings and no others, with its blocks in its order. */
function isWhole(text: string): boolean {
  const blocks = challengeRows.map((row) => text.indexOf(CHALLENGE_ROWS[row].label)).filter((at) => at >= 0)
  return (
    sorted(bare(text)) === sorted(bare(PRINTED.join(''))) && blocks.every((at, i) => i === 0 || at > blocks[i - 1]!)
  )
}

const isFigure = (token: Token | undefined): boolean =>
  token !== undefined && token.text !== '' && isValueLike(token.text)

/** The only line of exactly fifteen figures: what it holds is certain, whatever became of the headings above it. */
function lineOfFigures(tokens: readonly Token[]): number {
  const lines = new Map<number, number[]>()
  tokens.forEach((token, at) => {
    if (isFigure(token)) lines.set(token.line, [...(lines.get(token.line) ?? []), at])
  })
  const whole = [...lines.values()].filter(
    (places) =>
      places.length === challengeCodes.length && places[places.length - 1]! - places[0]! === challengeCodes.length - 1,
  )
  return whole.length === 1 ? whole[0]![0]! : -1
}

/** Whether table 四 begins here: one of its headings, and the names of blocks and outcomes soon after. */
export function isChallengeStart(tokens: readonly Token[], at: number): boolean {
  const start = challengeHeadingAt(tokens, at)
  if (start === undefined || start.found === 'total') return false
  const soon = tokens
    .slice(at, at + WITHIN)
    .map((token) => token.text)
    .join('')
    .slice(0, WITHIN)
  if (!/复议|起诉/u.test(soon)) return false
  return soon.includes('结果维持') || soon.includes('结果纠正') || scattered(soon)
}

/** Where a table's headings end, and where the first figure behind them stands. */
function headingsEnd(tokens: readonly Token[]): { last: number; figure: number } {
  let last = 0
  let at = 0
  while (at < tokens.length && !isEnd(tokens[at])) {
    const token = tokens[at]!
    const heading = challengeHeadingAt(tokens, at)
    if (heading) {
      last = at = heading.next
      continue
    }
    // A line of text below headings in a grid is none of them: a page ends there.
    if (last > 0 && tokens[last - 1]!.width !== undefined && token.width === undefined && !token.edge) break
    if (token.text !== '' && !token.merged) {
      const named = HAN.test(token.text) && headingOf(token.text) !== undefined
      if (!named && (isValueLike(token.text) || !HAN.test(token.text) || isRowWithoutHeadings(tokens, at))) break
      last = at + 1
    }
    at++
  }
  return { last, figure: at }
}

/** Whether a token stands in a row of a grid that holds no heading. */
const isRowWithoutHeadings = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]!.width !== undefined &&
  tokens
    .slice(rowStart(tokens, at), rowEnd(tokens, at))
    .every(({ text, merged }) => merged || !HAN.test(text) || headingOf(text) === undefined)

/** Where the row of figures begins: behind the headings, and behind the blanks that end their own row. */
function bodyStart(tokens: readonly Token[], { last, figure }: ReturnType<typeof headingsEnd>): number {
  const heading = tokens[last - 1]
  const filled = tokens[figure]
  if (heading?.width !== undefined) {
    const next = rowEnd(tokens, last - 1)
    return filled?.width !== undefined && figure >= next ? rowStart(tokens, figure) : next
  }
  let start = last
  const below = (token: Token | undefined): boolean => token !== undefined && token.line > heading!.line
  while (heading && below(filled) && start < figure && !below(tokens[start])) start++
  // Where rows begin with a pipe, the blank before the figures is that edge, as it is before the headings.
  if (tokens[start]?.edge && tokens.slice(1, start).some((token) => token.edge)) start++
  return start
}

const isHeading = (tokens: readonly Token[]) => (at: number) => challengeHeadingAt(tokens, at) !== undefined

/** The rows of a table with a row for each block: its label, then figures. */
function blockRows(tokens: readonly Token[]): { block: ChallengeRow; next: number; at: number }[] {
  return tokens.flatMap((token, at) => {
    const heading = token.merged ? undefined : challengeHeadingAt(tokens, at)
    const behind = heading && tokens[heading.next]
    if (!heading || isOutcome(heading.found) || heading.found === 'suits' || behind === undefined) return []
    const follows = behind.width === undefined ? isFigure(behind) : besides(tokens[heading.next - 1], behind)
    const figures = tokens.slice(heading.next, rowEnd(tokens, heading.next)).some(isFigure)
    return follows && figures ? [{ block: heading.found, next: heading.next, at }] : []
  })
}

/** Reads a table that prints a row for each block. False where this table does not. */
function readBlocks(tokens: readonly Token[], sheet: Sheet): boolean {
  const rows = blockRows(tokens)
  if (rows.length === 0) return false
  const head = outcomeColumns(tokens, 0, rowStart(tokens, rows[0]!.at))
  if (!head) return false
  const read = new Set<string>()
  rows.forEach(({ block, next }, i) => {
    const row = readRow(tokens, next, head.columns.length, isHeading(tokens), { places: head.places })
    expectCells(row, { cells: head.columns.length, edged: false })
    putRow(
      sheet,
      '4',
      row,
      head.columns.map((outcome) => ({
        ...(outcome && { code: `${block}.${outcome}` as const }),
        known: outcome !== undefined,
      })),
      i + 1,
    )
    head.columns.forEach((outcome) => outcome && read.add(`${block}.${outcome}`))
  })
  sayMissing(read, tokens[0], sheet)
  return true
}

/** Says once what of the form the headings do not name. */
function sayMissing(read: ReadonlySet<string>, at: Token | undefined, sheet: Sheet): void {
  const nameOf = (code: ChallengeCode): string => {
    const [block, outcome] = code.split('.') as [ChallengeRow, keyof typeof OUTCOMES]
    return `${CHALLENGE_ROWS[block].label}${OUTCOMES[outcome].label}`
  }
  const lost = challengeCodes.filter((code) => !read.has(code)).map(nameOf)
  if (lost.length > 0) note(sheet, 'heading-missing', '4', at, { headings: lost.join('、') })
}

/** Whether a row gives the columns their numbers: 1, 2, 3 … */
const isCounting = ({ cells }: Row): boolean =>
  cells.length > 2 && cells.every((cell, i) => cell !== undefined && cell.text === String(i + 1))

/** The rows of figures from `at`, the fullest first; of a table without places there is one. */
function figureRows(tokens: readonly Token[], at: number, { columns, places }: ChallengeColumns): Row[] {
  const rowAt = (start: number): Row =>
    readRow(tokens, start, columns.length, isHeading(tokens), { labelled: false, places })
  if (!places) {
    const row = rowAt(at)
    // The number of a page may stand in a row of its own, before the figures or behind; a word may stand within a row.
    if (tokens.slice(row.next).some(isFigure)) row.ambiguous = true
    return [row]
  }
  const rows: Row[] = []
  // The figures of the fullest row that has lost a cell or has one too many.
  let odd = 0
  let end: number
  for (let start = at; start < tokens.length; start = end) {
    end = rowEnd(tokens, start)
    if (isHeading(tokens)(start)) continue
    if (tokens[start]!.width === places.width) rows.push(rowAt(start))
    else odd = Math.max(odd, tokens.slice(start, end).filter(isFigure).length)
  }
  const filled = ({ cells }: Row): number => cells.filter((cell) => cell !== undefined && cell.text !== '').length
  const written = rows.filter((row) => filled(row) > 0)
  const full = written.length > 1 ? written.filter((row) => !isCounting(row)) : written
  // A row of another width has lost a cell or has one too many.
  const other = tokens.findIndex((token, i) => i >= at && isFigure(token))
  if (rows.length === 0 && other >= 0) return [rowAt(rowStart(tokens, other))]
  const [fullest] = full.sort((a, b) => filled(b) - filled(a))
  if (!fullest) return rows.slice(0, 1)
  // The number of a page stands in a row of its own.
  if ((filled(fullest) === 1 && rows.length > 1) || odd > filled(fullest)) fullest.ambiguous = true
  return full.filter((row) => row === fullest || filled(row) > 1)
}

function compareWithForm({ columns }: ChallengeColumns, at: Token | undefined, sheet: Sheet): void {
  for (const { code, heading, token } of columns)
    if (code === undefined) note(sheet, 'column-unrecognised', '4', token ?? at, { heading })
  const codes = columns.flatMap(({ code }) => code ?? [])
  sayMissing(new Set(codes), at, sheet)
  const order = codes.map((code) => challengeCodes.indexOf(code))
  if (order.some((place, i) => i > 0 && place < order[i - 1]!)) note(sheet, 'table-order', '4', at)
}

/** Table 四 of the form's own shape: a row of figures below the headings of the blocks and of their outcomes. */
function readColumns(tokens: readonly Token[], sheet: Sheet): void {
  const ends = headingsEnd(tokens)
  let start = bodyStart(tokens, ends)
  let head = challengeColumns(tokens, 0, tokens[start]?.width === undefined ? ends.last : start)
  // Headings that a page's end repeats stand between the first and the figures.
  const again = tokens.findIndex((_, at) => at > ends.last && isChallengeStart(tokens, at))
  if (again > 0) {
    const rest = tokens.slice(again)
    const other = headingsEnd(rest)
    const body = bodyStart(rest, other)
    const second = challengeColumns(rest, 0, rest[body]?.width === undefined ? other.last : body)
    if (second && !tokens.slice(ends.last, again).some((token) => token.width !== undefined && isFigure(token))) {
      head = second
      start = again + body
    }
  }
  if (!head) {
    const text = tokens
      .slice(0, ends.last)
      .map((token) => token.text)
      .join('')
    // Headings that can be read one by one and yet tell no columns stand in an order that is not the form's.
    const isTorn = headingsIn(tokens, 0, ends.last) === undefined
    const line = isTorn && scattered(text) && isWhole(text) ? lineOfFigures(tokens) : -1
    if (line < 0) {
      note(sheet, 'headings-unread', '4', tokens[0])
      return
    }
    head = { columns: challengeCodes.map((code) => ({ code, heading: '' })) }
    start = line
  }
  const { columns } = head
  const rows = figureRows(tokens, start, head)
  if (!rows.some(({ cells }) => cells.some((cell) => cell))) {
    if (rows.length === 0 || rows[0]!.cut) note(sheet, 'table-cut', '4', tokens[tokens.length - 1])
    return
  }
  rows.forEach((row, i) => {
    expectCells(row, { cells: columns.length, edged: false })
    putRow(
      sheet,
      '4',
      row,
      columns.map(({ code }) => ({ ...(code && { code }), known: code !== undefined })),
      i + 1,
    )
  })
  compareWithForm(head, tokens[0], sheet)
  if (rows.some(({ cut }) => cut)) note(sheet, 'table-cut', '4', tokens[tokens.length - 1])
}

/**
 * Table 四 from its tokens to cells: figures in one row below the headings of three blocks, or one row a block. Both
 * forms print it alike, so `form` is what the tables before it showed.
 */
export function readTableFour(tokens: readonly Token[], sheet: Sheet, form: Form | undefined): void {
  const before = Object.keys(sheet.cells).length
  if (!readBlocks(tokens, sheet)) readColumns(tokens, sheet)
  if (form && Object.keys(sheet.cells).length > before) sheet.forms = { ...sheet.forms, '4': form }
}
