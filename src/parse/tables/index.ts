import type { Form } from '../../domain/metrics'
import { isApplicantHeading } from './applicants'
import { rowStart } from './headings'
import { isValueLike } from '../../readers/text/valueText'
import { newSheet, note } from './sheet'
import type { Sheet } from './sheet'
import { END, spell } from './stream'
import { isChallengeStart, readTableFour } from './tableFour'
import { isApplicationRow, readTableThree } from './tableThree'
import { isBlockTitle, isHeadingStart, readTableTwo } from './tableTwo'
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
  const start = spell(tokens, at, (text) => (isHeadingStart(text) ? true : undefined))
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
  const sheet = newSheet()
  readInto(sheet, tokens, mayBeCut, year, inForce)
  if (!sheet.misspaced) return sheet
  const again = newSheet()
  readInto(
    again,
    tokens.map(({ gap: _, ...token }) => token),
    mayBeCut,
    year,
    inForce,
  )
  return again
}

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
  const three = begin(find(tokens, Math.max(two, 0), (_, at) => isThree(tokens, at)))
  const four = begin(find(tokens, Math.max(two, three, 0), (_, at) => isChallengeStart(tokens, at)))
  const endOf = (from: number, ...others: number[]): number => {
    const section = find(tokens, from + 1, isSection)
    return Math.min(...[section, ...others].filter((at) => at > from), tokens.length)
  }
  if (two >= 0) readTableTwo(slice(tokens, two, endOf(two, three, four), mayBeCut), sheet)
  if (three >= 0) readTableThree(slice(tokens, three, endOf(three, four), mayBeCut), sheet, sheet.forms['2'], year)
  if (four >= 0)
    readTableFour(slice(tokens, four, endOf(four), mayBeCut), sheet, sheet.forms['2'] ?? sheet.forms['3'] ?? inForce)
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
