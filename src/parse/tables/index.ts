import type { Form, TableId } from '../../domain/metrics'
import { headingStart, isApplicantHeading } from './applicants'
import { rowStart } from './headings'
import { isValueLike } from '../../readers/text/valueText'
import { newSheet, note } from './sheet'
import type { Spacing } from './rows'
import type { Sheet } from './sheet'
import { END, spell } from './stream'
import { isChallengeStart, readTableFour } from './tableFour'
import { isApplicationRow, readTableThree } from './tableThree'
import { HEADING_START, isBlockTitle, readTableTwo } from './tableTwo'
import type { Token } from '../types'

const LONGEST_HEADING = 40

/* The titles of sections: a table never reaches over one. */
const isSection = (token: Token): boolean =>
  token.text.length <= LONGEST_HEADING &&
  /收到和处理政府信息公开申请|行政复议.{0,5}行政诉讼(?:情况)?$|存在的?主要问题|其他需要报告/u.test(token.text)

const find = (tokens: readonly Token[], from: number, test: (token: Token, at: number) => boolean): number => {
  for (let at = from; at < tokens.length; at++) if (test(tokens[at]!, at)) return at
  return -1
}

/* A label may be broken over words: 信息 内容. */
const WITHIN = 14
const isTwo = (tokens: readonly Token[], at: number): boolean => {
  if (isBlockTitle(tokens[at]!.text)) return true
  const start = spell(tokens, at, HEADING_START)
  return (
    start !== undefined &&
    /本年|数量|件数/u.test(
      tokens
        .slice(start.next, start.next + WITHIN)
        .map((token) => token.text)
        .join(''),
    )
  )
}

const isThree = (tokens: readonly Token[], at: number): boolean => {
  const text = tokens[at]!.text
  if (isApplicantHeading(tokens, at)) return true
  if (text.length > LONGEST_HEADING || !isApplicationRow(tokens, at)) return false
  // A sentence may use a row's words; a row has figures.
  return tokens.slice(at + 1, at + WITHIN).some((token) => token.text !== '' && isValueLike(token.text))
}

/** The tokens of a table, closed unless the file itself may have been cut there. */
const slice = (tokens: readonly Token[], from: number, to: number, mayBeCut: boolean): readonly Token[] =>
  to >= tokens.length && mayBeCut
    ? tokens.slice(from)
    : [...tokens.slice(from, to), { ...END, ...(tokens[to]?.gap !== undefined && { gap: tokens[to].gap }) }]

/**
 * Finds the three statutory tables by their own headings and reads them. A table's form is what its
 * headings show; table 四, alike in both forms, takes that of table 二, else 三, else the one in force in `year`.
 */
export function readTables(
  tokens: readonly Token[],
  mayBeCut: boolean,
  year: number | undefined,
  inForce: Form | undefined,
): Sheet {
  const read = (sheet: Sheet, from = tokens): Sheet => {
    readInto(sheet, from, mayBeCut, year, inForce)
    return sheet
  }
  const first = read(newSheet())
  const { single, double, misspaced, even } = first.spacing
  // As many lines are empty for one cell as for another.
  const [spaced, other]: [Spacing, Spacing] = single > double ? ['single', 'double'] : ['double', 'single']
  const odd = misspaced + first.spacing[other]
  if (odd === 0) return first
  const mostly = (rows: number): boolean => rows >= MOSTLY * odd
  if (single + double > 0)
    return read(newSheet([other, 'misspaced', ...(mostly(first.spacing[spaced]) ? [] : [spaced])]))
  if (mostly(even)) return read(newSheet(['misspaced']))
  // Empty lines stand for nothing in this text.
  return read(
    newSheet(),
    tokens.map(({ gap: _, ...token }) => token),
  )
}

/** So many more rows must agree on what empty lines say than do not. */
const MOSTLY = 4

function readInto(
  sheet: Sheet,
  tokens: readonly Token[],
  mayBeCut: boolean,
  year: number | undefined,
  inForce: Form | undefined,
): void {
  // A row of a grid begins before its first word.
  const begin = (at: number): number => (at < 0 ? at : rowStart(tokens, at))
  const two = begin(find(tokens, 0, (_, at) => isTwo(tokens, at)))
  const first = find(tokens, Math.max(two, 0), (_, at) => isThree(tokens, at))
  const three = first < 0 ? first : headingStart(tokens, first)
  const four = begin(find(tokens, Math.max(two, three, 0), (_, at) => isChallengeStart(tokens, at)))
  const endOf = (from: number, ...others: number[]): number => {
    const section = find(tokens, from + 1, isSection)
    return Math.min(...[section, ...others].filter((at) => at > from), tokens.length)
  }
  const read = (table: TableId, from: number, to: number, by: (own: readonly Token[]) => void): void => {
    const [cells, issues] = [Object.keys(sheet.cells).length, sheet.issues.length]
    by(slice(tokens, from, to, mayBeCut))
    // A table of which nothing was read is never passed over.
    const silent = Object.keys(sheet.cells).length === cells && sheet.issues.length === issues
    if (silent) note(sheet, mayBeCut && to >= tokens.length ? 'table-cut' : 'headings-unread', table, tokens[from])
  }
  if (two >= 0) read('2', two, endOf(two, three, four), (own) => readTableTwo(own, sheet))
  if (three >= 0) read('3', three, endOf(three, four), (own) => readTableThree(own, sheet, sheet.forms['2'], year))
  if (four >= 0) {
    const form = (): Form | undefined => sheet.forms['2'] ?? sheet.forms['3'] ?? inForce
    read('4', four, endOf(four), (own) => readTableFour(own, sheet, form()))
  }
  const seen = [two, three, four]
  const ended = mayBeCut
  seen.forEach((at, i) => {
    const table = (['2', '3', '4'] as const)[i]!
    // After a cut nobody can say that a table is missing.
    if (at < 0 && !(ended && seen.slice(i + 1).every((later) => later < 0)))
      note(sheet, 'table-not-found', table, undefined)
  })
  const { '2': second, '3': third } = sheet.forms
  if (second && third && second !== third) note(sheet, 'form-mixed', '3', undefined, { two: second, three: third })
}
