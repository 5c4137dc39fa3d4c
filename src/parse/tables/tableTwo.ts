import { METRICS, TABLE_TWO, isMetricCode } from '../../domain/metrics'
import { putRow } from './cells'
import type { Column } from './cells'
import type { Form, MetricCode, TableCode } from '../../domain/metrics'
import { normalise } from '../../readers/text/normalise'
import { remembered } from '../../readers/text/remembered'
import { bare, labelOf } from './labels'
import { unitIn } from '../numbers'
import { isValueLike } from '../../readers/text/valueText'
import { nearest } from './likeness'
import { alignCells, countOf, expectCells, readRow } from './rows'
import type { CellCount, Places } from './rows'
import { elected, note } from './sheet'
import type { Sheet } from './sheet'
import { besides, endsFile, isEnd, skipRest, spell, spelling } from './stream'
import type { Token } from '../types'

type Subject = 'rules' | 'normative' | 'license' | 'service' | 'penalty' | 'coercion' | 'fee' | 'procurement'
type Measure =
  | 'made'
  | 'disclosed'
  | 'public'
  | 'issued'
  | 'repealed'
  | 'in-force'
  | 'previous'
  | 'change'
  | 'decisions'
  | 'amount'
  | 'projects'

const SUBJECTS: Record<string, Subject> = {
  规章: 'rules',
  规范性文件: 'normative',
  行政规范性文件: 'normative',
  行政许可: 'license',
  行政许可事项: 'license',
  其他对外管理服务事项: 'service',
  其它对外管理服务事项: 'service',
  行政处罚: 'penalty',
  行政处罚事项: 'penalty',
  行政强制: 'coercion',
  行政强制事项: 'coercion',
  行政事业性收费: 'fee',
  行政事业性收费项目: 'fee',
  政府集中采购: 'procurement',
  政府集中采购项目: 'procurement',
}

/* What a heading counts, by the words that no other heading has, and the form that prints it. */
const MEASURES: readonly [RegExp, Measure, Form | undefined][] = [
  [/新?制作数?量?$/u, 'made', '2019'],
  [/新公开/u, 'disclosed', '2019'],
  [/对外公开/u, 'public', '2019'],
  [/制发|发件数/u, 'issued', '2021'],
  [/废止/u, 'repealed', '2021'],
  [/现行有效/u, 'in-force', '2021'],
  [/上一?年度?项目|上一?年度?数量/u, 'previous', '2019'],
  [/增\/减|增减|增加\/减少/u, 'change', '2019'],
  [/本年度?处理决定/u, 'decisions', '2021'],
  [/处理决定/u, 'decisions', undefined],
  [/收费金?额/u, 'amount', '2021'],
  [/采购项目/u, 'projects', '2019'],
  [/采购总?金额|采购总额/u, 'amount', '2019'],
]

interface Heading {
  text: string
  measure?: Measure
  form?: Form
  token?: Token
  /** A character of it is wrong. */
  partial?: boolean
}

/** The headings in force for the rows below them. */
interface Head {
  headings: Heading[]
  /**
   * How many cells stand behind 信息内容, empty ones included, where the layout shows them, and which of them each heading
   * is.
   */
  shown?: { count: CellCount; at: number[] }
  /** Whether they stand on one line. */
  lined: boolean
  /** Whether their row begins with a pipe. */
  opened: boolean
  /** Where the layout shows places. */
  places?: Places
}

const ITEM = /第二十条第?\(?[一五六八九]\)?项?\)?$/u
const START = /^信息内容$/u
const MOST_HEADINGS = 12

/** Whether a word ends with the title of a block: 第二十条第（一）项, with or without the law's name before it. */
export const isBlockTitle = (text: string): boolean => ITEM.test(text.slice(-20))
export const isHeadingStart = (text: string): boolean => START.test(bare(text))
export const HEADING_START = spelling(['信息内容'], (text) => (isHeadingStart(text) ? true : undefined))

const measureOf = (text: string): { measure: Measure; form?: Form } | undefined => {
  const plain = bare(text)
  if (plain.length < 3 || plain.length > 16) return undefined
  const found = MEASURES.find(([pattern]) => pattern.test(plain))
  return found && { measure: found[1], form: found[2] }
}

const PRINTED = new Set(
  Object.values(TABLE_TWO).flatMap((blocks) =>
    blocks.flatMap(({ columns }) => columns.map((column) => bare(normalise(column)))),
  ),
)

const COLUMN = spelling(PRINTED, (text) => (PRINTED.has(bare(text)) ? text : undefined))
const SUBJECT = spelling(Object.keys(SUBJECTS), (text) => SUBJECTS[labelOf(text)])

/** As `measureOf`, and for a heading with a character wrong. */
const measureNear = remembered((text): Omit<Heading, 'text'> | undefined => {
  const exact = measureOf(text)
  if (exact) return exact
  const near = nearest(bare(text), PRINTED)
  return near === undefined ? undefined : { ...measureOf(near), partial: true }
})

/** The row that a label stands for with a character wrong. */
const subjectNear = remembered((text): Subject | undefined => {
  const near = nearest(labelOf(text), Object.keys(SUBJECTS))
  return near === undefined ? undefined : SUBJECTS[near]!
})

/** The row of this table whose whole label begins at a place. */
export const subjectNamed = (tokens: readonly Token[], at: number): { found: string; next: number } | undefined =>
  spell(tokens, at, SUBJECT)

const subjectAt = (tokens: readonly Token[], at: number): { found: Subject; next: number } | undefined => {
  const exact = spell(tokens, at, SUBJECT)
  if (exact || tokens[at]!.merged) return exact
  const near = subjectNear(tokens[at]!.text)
  return near === undefined ? undefined : { found: near, next: at + 1 }
}

/** A heading may be split over words; the printed wordings are looked for first, then the words that mark one. */
function headingAt(tokens: readonly Token[], at: number): { heading: Heading; next: number } {
  const token = tokens[at]!
  const whole = spell(tokens, at, COLUMN)
  const text = whole?.found ?? token.text
  return { heading: { text, token, ...measureNear(text) }, next: whole?.next ?? at + 1 }
}

function headingsAt(
  tokens: readonly Token[],
  at: number,
  stops: (at: number) => boolean,
): { head: Head; next: number } {
  const headings: Heading[] = []
  let next = at
  while (next < tokens.length && headings.length < MOST_HEADINGS && !stops(next)) {
    const token = tokens[next]!
    if (isBlockTitle(token.text) || (isValueLike(token.text) && token.text !== '') || isEnd(token)) break
    // Behind its row a grid has no more headings.
    const first = headings[0]?.token
    if (first?.width !== undefined && first !== token && !besides(first, token)) break
    const read = headingAt(tokens, next)
    if (token.merged) next++
    else {
      if (read.heading.text !== '' || headings.length > 0 || token.explicit) headings.push(read.heading)
      next = read.next
    }
  }
  const own = tokens.slice(at, next)
  const shown = own.length === headings.length && own.every(({ explicit, begins }) => explicit || begins)
  const count = countOf(own)
  while (headings.length > 0 && headings[headings.length - 1]!.text === '') headings.pop()
  // Blanks within are merged cells, not columns, unless a heading is missing there.
  const named = headings.filter((heading) => heading.text !== '')
  const isWhole = named.length > 0 && named.every((heading) => heading.measure) && !(shown && !isPrinted(named))
  // A whole table on one line has no places.
  const places = besides(tokens[next - 1], tokens[next]) ? undefined : placesOf(headings)
  const kept = places || !isWhole ? headings : named
  const lined = kept.every(({ token }) => token?.line === tokens[at - 1]?.line)
  return {
    head: {
      headings: kept,
      lined,
      opened: tokens[at - 2]?.edge === true,
      ...(shown && { shown: { count, at: kept.map((heading) => headings.indexOf(heading)) } }),
      ...(places && { places }),
    },
    next,
  }
}

/** Whether headings are all that a form prints in a block. */
const isPrinted = (headings: readonly Heading[]): boolean =>
  (['2019', '2021'] as const).some((form) =>
    TABLE_TWO[form].some(
      ({ columns }) =>
        columns.length === headings.length &&
        columns.every((column, i) => measureOf(normalise(column))?.measure === headings[i]!.measure),
    ),
  )

/** The places of headings that stand in one row. */
function placesOf(headings: readonly Heading[]): Places | undefined {
  const tokens = headings.flatMap(({ token }) => token ?? [])
  const [first] = tokens
  if (first?.width === undefined || tokens.some((token) => token.line !== first.line || token.x === undefined))
    return undefined
  return {
    columns: tokens.map(({ x, span }) => ({ x: x!, span })),
    width: first.width,
    from: first.x!,
  }
}

/** The columns a form prints for a subject. */
const printedFor = (subject: Subject, form: Form): readonly string[] =>
  TABLE_TWO[form].find(({ rows }) => rows.some(({ codes }) => codes[0]!.startsWith(`${subject}.`)))?.columns ?? []
const codesFor = (subject: Subject, form: Form): readonly TableCode[] =>
  TABLE_TWO[form].flatMap(({ rows }) => rows).find(({ codes }) => codes[0]!.startsWith(`${subject}.`))?.codes ?? []

const beginsLike = (printed: string, text: string): boolean =>
  text.length >= 2 && (printed.startsWith(text) || text.startsWith(printed))

/** Which form's columns these headings are, where every heading is one of them or the beginning of one, in order. */
function inOrder(subject: Subject, headings: readonly Heading[], form: Form): boolean {
  const printed = printedFor(subject, form).map((column) => bare(normalise(column)))
  return (
    printed.length === headings.length &&
    headings.every(({ text, measure }, i) =>
      measure === undefined
        ? beginsLike(printed[i]!, bare(text))
        : codesFor(subject, form)[i] === `${subject}.${measure}`,
    )
  )
}

/** Whether every heading that is known stands where a form has it, among as many as the form has. */
const inPlace = (subject: Subject, headings: readonly Heading[], form: Form): boolean =>
  printedFor(subject, form).length === headings.length &&
  headings.every(({ measure }, i) => measure === undefined || codesFor(subject, form)[i] === `${subject}.${measure}`)

function columnsFor(subject: Subject, { headings }: Head, formHint: Form | undefined): Column[] {
  const forms: Form[] = formHint === '2021' ? ['2021', '2019'] : ['2019', '2021']
  const form = forms.find((one) => inOrder(subject, headings, one))
  const printed = form === undefined ? undefined : codesFor(subject, form)
  // A heading nobody knows still stands where one of the form's does: its code can be named, its figure not.
  const near = forms.find((one) => inPlace(subject, headings, one))
  return headings.map(({ text, measure, partial }, i): Column => {
    const code = printed?.[i] ?? (measure && `${subject}.${measure}`) ?? (near && codesFor(subject, near)[i])
    const known = printed !== undefined || measure !== undefined
    if (code === undefined || !isMetricCode(code)) return { known: false }
    // Form 2021 prints 万元 as part of the heading; a heading cut within that hint has it still.
    const unit = unitIn(text) ?? (/单位|\([^)]*$/u.test(text) && code === 'fee.amount' ? '万元' : undefined)
    // A measure found by its own words is as sure as a printed heading.
    const byPlace = known && (measure === undefined || partial)
    return {
      code: code as TableCode,
      known,
      ...(byPlace && { byPlace }),
      ...(METRICS[code as MetricCode].unit === 'yuan' && { money: { unit } }),
    }
  })
}

/**
 * Where an empty heading leaves no trace, a word beside the headings may be one more of them, or none; but for one that
 * stands where a form has the only one that is not there.
 */
const isTorn = (subject: Subject, { headings, shown, places }: Head): boolean =>
  !shown &&
  !places &&
  headings.some(({ measure }) => measure === undefined) &&
  !(['2019', '2021'] as const).some((form) => inPlace(subject, headings, form))

/** What table 二 has shown so far. */
interface Seen {
  votes: (Form | undefined)[]
  rows: { subject: Subject; token: Token; codes: TableCode[] }[]
  unknown: Set<string>
  cut: boolean
}

/** A row's cells under the headings in force. */
function readSubject(
  tokens: readonly Token[],
  at: number,
  subject: { found: Subject; next: number },
  head: Head | undefined,
  seen: Seen,
  sheet: Sheet,
  isLabel: (at: number) => boolean,
): number {
  const token = tokens[at]!
  if (subject.found === 'service' || subject.found === 'procurement') seen.votes.push('2019')
  const columns = head ? columnsFor(subject.found, head, elected(seen.votes)) : []
  const row = readRow(tokens, subject.next, columns.length, isLabel, {
    lined: head?.lined ?? false,
    places: head?.places,
  })
  // A row with more cells than its headings, or fewer, has lost one or has one too many.
  if (head?.shown) {
    alignCells(row, head.shown.at, head.shown.count, head.opened)
    const isWhole = (['2019', '2021'] as const).some((form) => inOrder(subject.found, head.headings, form))
    expectCells(row, head.shown.count, { opened: head.opened, all: !isWhole })
  }
  if (head && isTorn(subject.found, head)) row.ambiguous = true
  columns.forEach((column, i) => {
    const heading = head!.headings[i]!
    const key = `${heading.token?.line} ${heading.text} ${i}`
    if (column.known || seen.unknown.has(key)) return
    seen.unknown.add(key)
    note(sheet, 'column-unrecognised', '2', heading.token, { heading: heading.text })
  })
  const labelUnit = unitIn(token.text)
  seen.rows.push({
    subject: subject.found,
    token,
    codes: columns.flatMap(({ code, known }) => (code && known ? [code] : [])),
  })
  putRow(
    sheet,
    '2',
    row,
    columns.map((column) =>
      column.money && labelUnit ? { ...column, money: { unit: column.money.unit ?? labelUnit } } : column,
    ),
    seen.rows.length,
  )
  seen.cut ||= row.cut
  return Math.max(row.next, subject.next)
}

/** Says once for the table what of the form it lacks, has twice, or has in another order. */
function compareWithForm({ rows }: Seen, form: Form, cut: boolean, sheet: Sheet): void {
  const blocks = TABLE_TWO[form]
  const subjectOf = (codes: readonly TableCode[]): string => codes[0]!.split('.')[0]!
  const first = rows[0]?.token
  const lostRows: string[] = []
  const lostHeadings = new Set<string>()
  const order: number[] = []
  blocks.forEach(({ columns, rows: printed }) =>
    printed.forEach(({ label, codes }) => {
      const own = rows.filter(({ subject }) => subject === subjectOf(codes))
      if (own.length === 0) lostRows.push(label)
      else
        codes.forEach((code, i) => {
          if (!own.some((row) => row.codes.includes(code))) lostHeadings.add(columns[i]!)
        })
    }),
  )
  const subjects = blocks.flatMap(({ rows: printed }) => printed.map(({ codes }) => subjectOf(codes)))
  for (const { subject, codes } of rows) {
    order.push(subjects.indexOf(subject) * 10)
    const own = blocks.flatMap(({ rows: printed }) => printed).find(({ codes: all }) => subjectOf(all) === subject)
    order.push(...codes.map((code) => subjects.indexOf(subject) * 10 + (own?.codes.indexOf(code as never) ?? 0)))
  }
  if (lostHeadings.size > 0) note(sheet, 'heading-missing', '2', first, { headings: [...lostHeadings].join('、') })
  if (lostRows.length > 0 && !cut) note(sheet, 'row-missing', '2', first, { rows: lostRows.join('、') })
  const again = rows.find(({ subject }, i) => rows.findIndex((row) => row.subject === subject) < i)
  if (again) note(sheet, 'row-repeated', '2', again.token, { label: again.token.raw.slice(0, 60) })
  if (order.filter((at) => at >= 0).some((at, i, all) => i > 0 && at < all[i - 1]!))
    note(sheet, 'table-order', '2', first)
}

/**
 * Table 二 from its tokens to cells, by block: the headings under a 第二十条 item say what the rows below count, whatever
 * the year. Rows of no code (an organ's own additions) are passed over with `row-extra`; a heading that cannot be told
 * gives `unreadable` cells and `column-unrecognised`.
 */
export function readTableTwo(tokens: readonly Token[], sheet: Sheet): void {
  const seen: Seen = { votes: [], rows: [], unknown: new Set(), cut: false }
  let head: Head | undefined
  const isLabel = (at: number): boolean =>
    isBlockTitle(tokens[at]!.text) || isHeadingStart(tokens[at]!.text) || subjectAt(tokens, at) !== undefined

  for (let i = 0; i < tokens.length;) {
    const start = spell(tokens, i, HEADING_START)
    const subject = subjectAt(tokens, i)
    if (start || (!subject && headingAt(tokens, i).heading.measure)) {
      const read = headingsAt(tokens, start?.next ?? i, (at) => subjectAt(tokens, at) !== undefined)
      head = read.head
      seen.votes.push(...head.headings.map(({ form }) => form))
      i = Math.max(read.next, i + 1)
    } else if (subject) i = readSubject(tokens, i, subject, head, seen, sheet, isLabel)
    else {
      // The headings of a block are not those of the next.
      if (isBlockTitle(tokens[i]!.text)) head = undefined
      i = skipExtra(tokens, i, head?.headings.length ?? 0, sheet, isLabel)
    }
  }
  const form = elected(seen.votes)
  if (form) sheet.forms['2'] = form
  const lastSubject: Subject = form === '2021' ? 'fee' : 'procurement'
  const cut = seen.cut || (seen.rows[seen.rows.length - 1]?.subject !== lastSubject && endsFile(tokens))
  if (form) compareWithForm(seen, form, cut, sheet)
  if (cut) note(sheet, 'table-cut', '2', tokens[tokens.length - 1])
}

/** Passes a word that is no label of the form; with figures behind it, it was a row of the organ's own. */
function skipExtra(
  tokens: readonly Token[],
  at: number,
  columns: number,
  sheet: Sheet,
  isLabel: (at: number) => boolean,
): number {
  const token = tokens[at]!
  if (isValueLike(token.text) || token.merged || isBlockTitle(token.text) || columns === 0) return at + 1
  const following = skipRest(tokens, at + 1, bare(token.text))
  const row = readRow(tokens, following, columns, isLabel)
  if (row.cells.some((cell) => cell && /\d/u.test(cell.text)))
    note(sheet, 'row-extra', '2', token, { label: token.raw.slice(0, 60) })
  return Math.max(at + 1, row.cells.some((cell) => cell) ? row.next : at + 1)
}
