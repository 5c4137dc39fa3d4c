import type { Form, TableId } from '../../domain/metrics'
import { beginsAgain } from './again'
import { headingStart, isApplicantHeading } from './applicants'
import { rowStart } from './headings'
import { joinParts } from './join'
import type { TablePart } from './join'
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
 * headings show; table 四, alike in both forms, takes that of table 二, else 三, else the one in force in `year`. Of a
 * table that is there several times, the one of `year` counts, where captions tell.
 */
export function readTables(
  tokens: readonly Token[],
  mayBeCut: boolean,
  year: number | undefined,
  inForce: Form | undefined,
): Sheet {
  const begun = [0, ...beginsAgain(tokens)]
  const read = (doubted: readonly Spacing[] = [], from = tokens): Sheet => {
    const parts: TablePart[] = []
    begun.forEach((at, i) => {
      const isLast = i === begun.length - 1
      const own = isLast && at === 0 ? from : from.slice(at, begun[i + 1])
      parts.push(readPart(own, at, mayBeCut && isLast, { year, inForce, doubted, before: parts }))
    })
    return joinParts(parts, tokens, mayBeCut, year)
  }
  const first = read()
  const { single, double, misspaced, even } = first.spacing
  // As many lines are empty for one cell as for another.
  const [spaced, other]: [Spacing, Spacing] = single > double ? ['single', 'double'] : ['double', 'single']
  const odd = misspaced + first.spacing[other]
  if (odd === 0) return first
  const mostly = (rows: number): boolean => rows >= MOSTLY * odd
  if (single + double > 0) return read([other, 'misspaced', ...(mostly(first.spacing[spaced]) ? [] : [spaced])])
  if (mostly(even)) return read(['misspaced'])
  // Empty lines stand for nothing in this text.
  return read(
    [],
    tokens.map(({ gap: _, ...token }) => token),
  )
}

/** So many more rows must agree on what empty lines say than do not. */
const MOSTLY = 4

interface PartContext {
  year: number | undefined
  inForce: Form | undefined
  doubted: readonly Spacing[]
  before: readonly TablePart[]
}

/** Reads the tables of a part, in which none begins a second time. `from` is where it begins among all tokens. */
function readPart(tokens: readonly Token[], from: number, mayBeCut: boolean, context: PartContext): TablePart {
  const sheet = newSheet(context.doubted)
  const formOf = (table: TableId): Form | undefined =>
    sheet.forms[table] ?? context.before.findLast((part) => part.sheet.forms[table])?.sheet.forms[table]
  // A row of a grid begins before its first word.
  const begin = (at: number): number => (at < 0 ? at : rowStart(tokens, at))
  const two = begin(find(tokens, 0, (_, at) => isTwo(tokens, at)))
  const first = find(tokens, Math.max(two, 0), (_, at) => isThree(tokens, at))
  const three = first < 0 ? first : headingStart(tokens, first)
  const four = begin(find(tokens, Math.max(two, three, 0), (_, at) => isChallengeStart(tokens, at)))
  const endOf = (own: number, ...others: number[]): number => {
    const section = find(tokens, own + 1, isSection)
    return Math.min(...[section, ...others].filter((at) => at > own), tokens.length)
  }
  const starts: TablePart['starts'] = {}
  const read = (table: TableId, at: number, to: number, by: (own: readonly Token[]) => void): void => {
    starts[table] = from + at
    const [cells, issues] = [Object.keys(sheet.cells).length, sheet.issues.length]
    by(slice(tokens, at, to, mayBeCut))
    // A table of which nothing was read is never passed over.
    const silent = Object.keys(sheet.cells).length === cells && sheet.issues.length === issues
    if (silent) note(sheet, mayBeCut && to >= tokens.length ? 'table-cut' : 'headings-unread', table, tokens[at])
  }
  if (two >= 0) read('2', two, endOf(two, three, four), (own) => readTableTwo(own, sheet))
  if (three >= 0) read('3', three, endOf(three, four), (own) => readTableThree(own, sheet, formOf('2'), context.year))
  if (four >= 0) {
    const form = (): Form | undefined => formOf('2') ?? formOf('3') ?? context.inForce
    read('4', four, endOf(four), (own) => readTableFour(own, sheet, form()))
  }
  return { sheet, starts }
}
