import { APPLICANTS, APPLICANT_LABELS } from '../../domain/metrics'
import type { Applicant } from '../../domain/metrics'
import { bare } from './labels'
import { areWide, leavesOf, rowStart } from './headings'
import type { Leaf } from './headings'
import { nearest, oneApart } from './likeness'
import type { Places } from './rows'
import { spell, spelling } from './stream'
import type { Token } from '../types'

/** A column of table 三: whose applications it counts, and nothing where its heading names none of the form's. */
export interface ApplicantColumn {
  applicant?: Applicant
  heading: string
  token?: Token
  /** Set where a character of the heading is wrong. */
  partial?: boolean
}

/** The columns that the headings of table 三 name, in the order of its figures. */
export interface ApplicantColumns {
  columns: ApplicantColumn[]
  /** Where the layout shows places. */
  places?: Places
}

const NAMES = APPLICANTS.map((applicant) => APPLICANT_LABELS[applicant])
const ALIASES: Record<string, Applicant> = { 其它: 'other', 合计: 'total' }
const GROUP = /法人(?:或|和|及)?其[他它](?:组织)?/u
const ABOVE = '申请人情况'
/** Above the labels stand the hint how the rows add up, or words for what rows are. */
const LONGEST_MARGINAL = 8
/** 其他 and 总计 are rows and headings elsewhere too. */
const STARTS = new Set([ABOVE, '法人或其他组织', ...NAMES.filter((name) => name.length > 2)])

function applicantOf(text: string): Pick<ApplicantColumn, 'applicant' | 'partial'> {
  const plain = bare(text)
  const exact = APPLICANTS.find((applicant) => APPLICANT_LABELS[applicant] === plain) ?? ALIASES[plain]
  if (exact) return { applicant: exact }
  const near = nearest(plain, NAMES)
  return near === undefined ? {} : { applicant: APPLICANTS[NAMES.indexOf(near)]!, partial: true }
}

const isGroup = (text: string): boolean => {
  const plain = bare(text)
  return plain === ABOVE || oneApart(plain, ABOVE) || new RegExp(`^${GROUP.source}$`, 'u').test(plain)
}
const START = spelling(STARTS, (text) => (STARTS.has(bare(text)) ? true : undefined))

/** Whether a heading of this table that is nobody else's begins here. */
export const isApplicantHeading = (tokens: readonly Token[], at: number): boolean =>
  spell(tokens, at, START) !== undefined

const isOverFigures = ({ text, above }: Leaf): boolean =>
  applicantOf(text).applicant !== undefined || [text, ...above].some(isGroup)

function inGrid(tokens: readonly Token[], from: number, to: number): ApplicantColumns | undefined {
  const grid = leavesOf(tokens, from, to, isGroup)
  const first = grid?.leaves.findIndex(isOverFigures) ?? -1
  if (!grid || first < 0) return undefined
  // A heading right before the form's own that is not the labels' is a column of the organ's.
  const before = grid.leaves[first - 1]
  const marginal =
    before !== undefined &&
    first > 1 &&
    before.text !== '' &&
    before.text.length <= LONGEST_MARGINAL &&
    grid.leaves.slice(0, first - 1).every(({ text }) => text !== before.text)
  const start = marginal ? first - 1 : first
  let end = grid.leaves.length
  // Places without a heading at the end are no columns: what stands there belongs to another.
  while (end > start && grid.leaves[end - 1]!.text === '') end--
  const own = grid.leaves.slice(start, end)
  if (start === 0 || !own.some(({ text }) => applicantOf(text).applicant)) return undefined
  return {
    columns: own.map(({ text, token }) => ({
      ...(!areWide(own, isGroup) && applicantOf(text)),
      heading: text,
      ...(token && { token }),
    })),
    places: { columns: own, width: grid.width, from: own[0]!.x },
  }
}

/**
 * A character of the headings' text: its line, and whether it belongs to the heading above the kinds of organisation.
 */
interface Char {
  char: string
  line: number
  group: boolean
}
const stringOf = (chars: readonly Char[]): string => chars.map(({ char, group }) => (group ? ' ' : char)).join('')
const without = (chars: readonly Char[], pattern: RegExp): Char[] => {
  const lost = new Set<number>()
  for (const { index, 0: found } of stringOf(chars).matchAll(pattern))
    for (let i = index; i < index + found.length; i++) lost.add(i)
  return chars.filter(({ group }, i) => group || !lost.has(i))
}

const NOT_HAN = /[^\u4e00-\u9fff ]/gu
const BRACKETS = /\([^()]*\)/gu
/** The hint how the rows add up, where its brackets do not close. */
const HINT = /(?:本列数据|等于).{0,24}之和/gu

const spaces = (text: string): string => ' '.repeat(text.length)

/**
 * The characters of the headings that may be names of applicants, in their order; nothing where there are two headings
 * above kinds of organisation: nobody says which of them belong to which.
 */
function charsOf(heading: readonly Token[]): Char[] | undefined {
  const all = heading.flatMap(({ text, line }) => [...text].map((char): Char => ({ char, line, group: false })))
  const han = all.filter(({ char }) => /[\u4e00-\u9fff]/u.test(char))
  const groups = [...stringOf(han).matchAll(new RegExp(GROUP.source, 'gu'))]
  if (groups.length > 1) return undefined
  for (const { index, 0: found } of groups) for (let i = index; i < index + found.length; i++) han[i]!.group = true
  return [BRACKETS, NOT_HAN, HINT].reduce<Char[]>((chars, pattern) => without(chars, pattern), all)
}

/** Where a heading stands in the text, with one character wrong at most. */
function nearIn(text: string, label: string): { index: number; length: number } | undefined {
  const lengths = [label.length, label.length + 1, label.length - 1]
  const places = lengths.flatMap((length) =>
    Array.from({ length: Math.max(0, text.length - length + 1) }, (_, index) => ({ index, length })),
  )
  return places.find(({ index, length }) => {
    const part = text.slice(index, index + length)
    return !part.includes(' ') && oneApart(part, label)
  })
}

interface Place {
  index: number
  column: ApplicantColumn
}

/** Headings that each stand whole in the text; a character of one may be wrong. Nothing where other words are left. */
function wholeNames(whole: string): Place[] | undefined {
  let text = whole
  const found: Place[] = []
  const take = (applicant: Applicant, index: number, length: number, partial = false): void => {
    const words = text.slice(index, index + length)
    found.push({ index, column: { applicant, heading: words, ...(partial && { partial }) } })
    text = text.slice(0, index) + spaces(words) + text.slice(index + length)
  }
  const missing = (): Applicant[] => APPLICANTS.filter((one) => !found.some(({ column }) => column.applicant === one))
  for (const applicant of APPLICANTS) {
    const names = [APPLICANT_LABELS[applicant], ...Object.keys(ALIASES).filter((alias) => ALIASES[alias] === applicant)]
    const name = names.find((one) => text.includes(one))
    if (name !== undefined) take(applicant, text.indexOf(name), name.length)
  }
  for (const applicant of missing()) {
    const near = APPLICANT_LABELS[applicant].length > 2 ? nearIn(text, APPLICANT_LABELS[applicant]) : undefined
    if (near) take(applicant, near.index, near.length, true)
  }
  return text.trim() === '' && found.length > 0 ? found.sort((a, b) => a.index - b.index) : undefined
}

/** The characters that no other heading has. */
const MARKS: Record<Applicant, string> = {
  natural: '自',
  business: '商',
  research: '研',
  welfare: '益',
  legal: '律',
  other: '他',
  total: '总',
}
const sorted = (text: string): string => [...text].sort().join('')

/**
 * Headings of several lines, copied line by line: all of their characters are there, and no others. Their order is that
 * of their first line only, so that they are read where it is the form's.
 */
function brokenNames(text: string): Place[] | undefined {
  const there = APPLICANTS.filter((applicant) => text.includes(MARKS[applicant]))
  const names = there.map((applicant) => APPLICANT_LABELS[applicant])
  if (there.length === 0 || sorted(text.replace(/ /gu, '')) !== sorted(names.join(''))) return undefined
  const first = (applicant: Applicant): number => text.indexOf(APPLICANT_LABELS[applicant][0]!)
  const kinds = there.filter((applicant) => KINDS.has(applicant))
  if (kinds.some((applicant, i) => i > 0 && first(applicant) < first(kinds[i - 1]!))) return undefined
  return there.map((applicant) => ({
    index: first(applicant),
    column: { applicant, heading: APPLICANT_LABELS[applicant], partial: true },
  }))
}

const KINDS: ReadonlySet<Applicant> = new Set(APPLICANTS.slice(1, -1))
const isNatural = ({ column }: Place): boolean => column.applicant === 'natural'
const isKind = ({ column }: Place): boolean => KINDS.has(column.applicant!)

/** Whether more lines are left empty between some words than between others. */
function isUneven(words: readonly Token[]): boolean {
  const steps = words.slice(1).map(({ line }, i) => line - words[i]!.line)
  const rule = Math.min(...steps.filter((step) => step > 0))
  return steps.some((step) => step > 1 && step > rule)
}

const KIND_CHARS = new Set([...KINDS].flatMap((kind) => [...APPLICANT_LABELS[kind]]))

/**
 * On which side of the kinds of organisation a heading stands, on the lines that it shares with them; nothing where it
 * shares none, or not all agree. No kind has a character of 自然人 or 总计.
 */
function sideOf(applicant: 'natural' | 'total', text: string, chars: readonly Char[]): 'before' | 'behind' | undefined {
  const places = [...text].map((char, i) => ({ char, i, line: chars[i]!.line }))
  const kinds = places.filter(({ char }) => KIND_CHARS.has(char))
  const own = places.filter(({ char }) => APPLICANT_LABELS[applicant].includes(char))
  const sides = new Set(
    own.flatMap(({ i, line }) =>
      kinds
        .filter((kind) => kind.line === line)
        .map((kind) => (i < kind.i ? ('before' as const) : ('behind' as const))),
    ),
  )
  return sides.size === 1 ? [...sides][0] : undefined
}

/** Headings without places: their order in the text is that of the columns, but for what stands above a group. */
function inText(heading: readonly Token[]): ApplicantColumns | undefined {
  const chars = charsOf(heading)
  if (!chars) return undefined
  const text = stringOf(chars).replace(ABOVE, spaces)
  const whole = wholeNames(text)
  const found = whole ?? brokenNames(text)
  if (!found) return undefined
  // An empty cell among the headings may be the one that is missing.
  if (found.length < APPLICANTS.length && (heading.some((token) => token.text === '') || isUneven(heading)))
    return undefined
  const kinds = found.filter(isKind)
  const tops = found.filter((one) => !isKind(one))
  const group = chars.findIndex((char) => char.group)
  if (kinds.length === 0 && group < 0 && tops[0]!.column.applicant === 'natural') return { columns: outermost(tops) }
  // Without their group, kinds behind all others may stand anywhere among them.
  const below = tops.length > 1 && kinds.length > 0 && kinds.every(({ index }) => index > tops[tops.length - 1]!.index)
  const columnsOf = (...runs: Place[][]): ApplicantColumns => ({ columns: runs.flat().map(({ column }) => column) })
  const lines = new Set(tops.map(({ index }) => chars[index]!.line))
  const beside = group >= 0 && lines.has(chars[group]!.line)
  if (below && lines.size === 1 && !beside) return betweenTops(tops, kinds)
  if (group < 0 && below) return undefined
  if (group < 0 || kinds.length === 0 || kinds[0]!.index < group)
    return columnsOf([...found].sort((a, b) => a.index - b.index))
  // The kinds stand where their group does.
  const before = tops.filter(({ index }) => index < group)
  const behind = tops.filter(({ index }) => index > group)
  // Line by line, a heading in the middle of its cell comes behind what stands above it, wherever its column is.
  const isByLine = whole === undefined || heading.some(({ page, row }) => page !== undefined && row === undefined)
  const isMoved = !before.every(isNatural) || behind.some(isNatural)
  if (!isByLine || beside || !isMoved) return columnsOf(before, kinds, behind)
  return sideOf('natural', text, chars) === 'before' && sideOf('total', text, chars) === 'behind'
    ? betweenTops(tops, kinds)
    : undefined
}

/**
 * Where only 自然人, and perhaps 总计, is left of the headings, the form's stand between: rows of another length show it.
 */
const outermost = (tops: readonly Place[]): ApplicantColumn[] =>
  APPLICANTS.map(
    (applicant) =>
      tops.find(({ column }) => column.applicant === applicant)?.column ?? { applicant, heading: '', partial: true },
  )

/** 自然人 and 总计 on a line of their own: what stands below both is between them in the form. */
function betweenTops(tops: readonly Place[], kinds: readonly Place[]): ApplicantColumns | undefined {
  const [first, last] = tops
  if (first!.column.applicant !== 'natural' || last!.column.applicant !== 'total') return undefined
  return { columns: [first!, ...kinds, last!].map(({ column }) => ({ ...column, partial: true })) }
}

/**
 * The columns of table 三 by its headings, from `from` to before `to`: each read, none assumed. Nothing where they
 * cannot be told.
 */
export function applicantColumns(tokens: readonly Token[], from: number, to: number): ApplicantColumns | undefined {
  const start = headingStart(tokens, from)
  const last = tokens[to - 1]
  // The pipe that begins the first row is no heading's.
  const end = last?.edge && last.line === tokens[to]?.line ? to - 1 : to
  return inGrid(tokens, start, to) ?? inText(tokens.slice(start, end))
}

/** Words between the hint how the rows add up and the first heading: a column of the organ's own. */
const MOST_BEFORE = 4
const HINT_END = /之和\)?$/u

/** Where the headings begin whose first own one stands at a place. */
export function headingStart(tokens: readonly Token[], at: number): number {
  const start = rowStart(tokens, at)
  const before = tokens.slice(Math.max(0, start - MOST_BEFORE), start)
  const hint = before.findLastIndex(({ text }) => HINT_END.test(text))
  return hint < 0 ? start : start - before.length + hint
}
