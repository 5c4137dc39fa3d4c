import {
  APPLICANTS,
  APPLICANT_LABELS,
  APPLICATION_ROWS,
  applicationCode,
  applicationRows,
  formInForce,
} from '../../domain/metrics'
import type { ApplicationRow } from '../../domain/metrics'
import { putRow } from './cells'
import type { Column } from './cells'
import type { Form } from '../../domain/metrics'
import { normalise } from '../../readers/text/normalise'
import { remembered } from '../../readers/text/remembered'
import { bare, labelOf } from './labels'
import { isValueLike } from '../../readers/text/valueText'
import { applicantColumns, isApplicantHeading } from './applicants'
import type { ApplicantColumns } from './applicants'
import { rowStart } from './headings'
import { nearest } from './likeness'
import { expectCells, readRow } from './rows'
import type { CellCount, Places, Row } from './rows'
import { note } from './sheet'
import type { Sheet } from './sheet'
import { besides, endsFile, isEnd, skipRest, spell, spelling } from './stream'
import type { Spelling } from './stream'
import type { Token } from '../types'

/** A row, or the merged label to the left of several. */
type Group = 'outcome' | 'denied' | 'unable' | 'unprocessed' | 'other-group'
type Label = ApplicationRow | Group

/* Labels by their wording without numbers and punctuation, as both forms print them. */
const PRINTED = new Map<string, Label>([
  ...(Object.keys(APPLICATION_ROWS) as ApplicationRow[])
    .filter((row) => row !== 'other.misc' && row !== 'closed' && row !== 'other')
    .map((row): [string, Label] => [labelOf(normalise(APPLICATION_ROWS[row].label)), row]),
  ['本年度办理结果', 'outcome'],
  ['不予公开', 'denied'],
  ['无法提供', 'unable'],
  ['不予处理', 'unprocessed'],
  ['其他处理', 'other-group'],
])

/* The words no other label has, for labels an organ has shortened or misspelt. */
const MARKS: readonly [RegExp, Label][] = [
  [/新收.*申请|本年度?新收/u, 'new'],
  [/上一?年度?结转|结转上年/u, 'carried-in'],
  [/结转(?:至|到)?(?:下|次)一?年度?/u, 'carried-out'],
  [/办理结果$/u, 'outcome'],
  [/国家秘密/u, 'denied.state-secret'],
  [/法律.*(?:禁止|止公开)|其[他它]法律行政法规/u, 'denied.law-forbidden'],
  [/三安全一稳定/u, 'denied.stability'],
  [/第三方/u, 'denied.third-party'],
  [/内部事务/u, 'denied.internal'],
  [/过程性/u, 'denied.process'],
  [/执法案卷/u, 'denied.case-file'],
  [/行政查询/u, 'denied.query'],
  [/不掌握/u, 'unable.not-held'],
  [/另行制作|没有现成/u, 'unable.must-create'],
  [/补正后/u, 'unable.unclear'],
  [/信访举?报?/u, 'unprocessed.petition'],
  [/大量反复/u, 'unprocessed.excessive'],
  [/重复申请/u, 'unprocessed.repeat'],
  [/公开出版物/u, 'unprocessed.publication'],
  [/确认或重?新?出?具?/u, 'unprocessed.reissue'],
  [/逾期不补正|申请人无正当/u, 'other.not-supplemented'],
  [/收费通知|缴纳费用|逾期未按/u, 'other.fee-unpaid'],
  [/^部分公开/u, 'partial'],
  [/^予以公开/u, 'granted'],
  [/^不予公开/u, 'denied'],
  [/^无法提供/u, 'unable'],
  [/^不予处理/u, 'unprocessed'],
  [/^其[他它]处理/u, 'other-group'],
]
const LONGEST = 60
const HAN = /[\u4e00-\u9fff]/u

/**
 * A group's label with figures right behind it stands for its first row, whose own label was lost with the merged cell.
 */
const FIRST: Record<Group, ApplicationRow> = {
  outcome: 'granted',
  denied: 'denied.state-secret',
  unable: 'unable.not-held',
  unprocessed: 'unprocessed.petition',
  'other-group': 'other',
}
const isGroup = (label: Label): label is Group => label in FIRST

const printedText = (label: Label): string => (isGroup(label) ? '' : bare(normalise(APPLICATION_ROWS[label].label)))

/** 其他 and 总计 are headings of the table too: rows only where a row of theirs can stand. */
const spelled = (others: Record<string, Label>): Spelling<Label> =>
  spelling([...PRINTED.keys(), ...Object.keys(others)], (text) => {
    const plain = labelOf(text)
    return others[plain] ?? PRINTED.get(plain)
  })
const TOTALS = { 总计: 'closed', 合计: 'closed' } as const
const SPELLED = {
  first: spelled({}),
  row: spelled(TOTALS),
  other: spelled({ ...TOTALS, 其他: 'other.misc', 其它: 'other.misc' }),
}

/** The label that other words stand for: those that no other label has, or one with a character wrong. */
const labelNear = remembered((plain): Label | undefined => {
  const near = nearest(plain, PRINTED.keys())
  return MARKS.find(([mark]) => mark.test(plain))?.[1] ?? (near === undefined ? undefined : PRINTED.get(near))
})

function labelAt(
  tokens: readonly Token[],
  at: number,
  previous: Label | undefined,
): { found: Label; next: number } | undefined {
  const exact = spell(
    tokens,
    at,
    SPELLED[previous === undefined ? 'first' : previous.startsWith('other') ? 'other' : 'row'],
  )
  if (exact) return exact
  const token = tokens[at]!
  const plain = labelOf(token.text)
  if (token.merged || plain.length < 3 || plain.length > LONGEST) return undefined
  const found = labelNear(plain)
  return found === undefined ? undefined : { found, next: skipRest(tokens, at + 1, printedText(found)) }
}

/** Whether a row's label of this table begins here; used to find the table. */
export const isApplicationRow = (tokens: readonly Token[], at: number): boolean => {
  const found = labelAt(tokens, at, undefined)?.found
  return found !== undefined && !isGroup(found)
}

interface Found {
  label: ApplicationRow | 'other-group'
  row: Row
  at: Token
  /** Whether the pipe that begins a row stands before it. */
  opened: boolean
  /** The headings above it; nothing where they cannot be told. */
  head: ApplicantColumns | undefined
}

const hasFigures = (row: Row): boolean => row.cells.some((cell) => cell !== undefined && cell.text !== '')

/** Whether a token stands in a column of figures, so that it is no label. */
const isFigurePlace = (token: Token, places: Places | undefined): boolean =>
  places !== undefined && token.width === places.width && token.x! >= places.from

/** Whether words of its own stand between a group's label and the figures of its row. */
function hasOwnLabel(tokens: readonly Token[], at: number, places: Places | undefined): boolean {
  for (let i = at; i < tokens.length && besides(tokens[at - 1], tokens[i]!); i++) {
    if (isFigurePlace(tokens[i]!, places)) return false
    if (tokens[i]!.text !== '' && !tokens[i]!.merged && !isValueLike(tokens[i]!.text)) return true
  }
  return false
}

/** The next label from `at`, over cells that reach down from above. */
function labelFrom(tokens: readonly Token[], at: number, previous: Label): Label | undefined {
  let next = at
  while (next < tokens.length && (tokens[next]!.merged || tokens[next]!.text === '')) next++
  return next < tokens.length ? labelAt(tokens, next, previous)?.found : undefined
}

const isNumber = ({ text }: Token): boolean => /\d/u.test(text) && isValueLike(text)

/** Whether a word of a label ends with digits that are no number of its own. */
const endsWithFigure = ({ text }: Token, at: number): boolean =>
  /\d$/u.test(text) && !(at === 0 && /^\d{1,2}$/u.test(text))

const isInGrid = ({ width }: Token): boolean => width !== undefined

/** Where the headings that begin at `at` end: before the first row, which may be 其他 or 总计 where they are repeated. */
function headingsEnd(tokens: readonly Token[], at: number): number {
  let end = at
  const isRow = (place: number): boolean => isNumber(tokens[place]!) || labelAt(tokens, place, undefined) !== undefined
  while (end < tokens.length && !isEnd(tokens[end]) && !isRow(end)) end++
  return Math.max(at + 1, end < tokens.length ? rowStart(tokens, end) : end)
}

function collectRows(tokens: readonly Token[], leading: boolean): { rows: Found[]; cut: boolean } {
  const rows: Found[] = []
  let head: ApplicantColumns | undefined
  let previous: Label | undefined
  let cut = false
  // Where the row before ended.
  let last = 0
  for (let i = 0; i < tokens.length;) {
    if (isApplicantHeading(tokens, i)) {
      if (previous === 'carried-out') break
      const end = headingsEnd(tokens, i)
      head = applicantColumns(tokens, i, end)
      i = Math.max(end, i + 1)
      continue
    }
    const places = head?.places
    const label = isFigurePlace(tokens[i]!, places) ? undefined : labelAt(tokens, i, previous)
    // The table's last row is followed by none but itself again.
    const isBehind = previous === 'carried-out' && !(label?.found === previous && (i === last || isInGrid(tokens[i]!)))
    if (!label || isBehind) {
      i++
      continue
    }
    // A merged label printed once a column: its figures follow the last.
    if (
      !isGroup(label.found) &&
      label.next < tokens.length &&
      !isFigurePlace(tokens[label.next]!, places) &&
      labelAt(tokens, label.next, label.found)?.found === label.found
    ) {
      i = label.next
      continue
    }
    const isLabel = (at: number): boolean => labelAt(tokens, at, label.found) !== undefined
    const columns = head?.columns.length ?? APPLICANTS.length
    const row = readRow(tokens, label.next, columns, isLabel, { leading, merged: true, places })
    previous = label.found
    // Figures that run into their label are not empty cells.
    if (!hasFigures(row) && tokens.slice(i, label.next).some(endsWithFigure)) row.ambiguous = true
    const begin = i
    // （六）其他处理 with its cells left blank, not as a label above three rows.
    const blankRow =
      label.found === 'other-group' &&
      row.next > label.next &&
      row.next < tokens.length &&
      labelFrom(tokens, row.next, label.found) === 'closed'
    if (isGroup(label.found) && (hasOwnLabel(tokens, label.next, places) || (!hasFigures(row) && !blankRow))) {
      // Blanks behind a group's label are merged cells; its rows follow.
      i = label.next
      continue
    }
    i = Math.max(label.next, row.next)
    cut ||= row.cut
    rows.push({
      label: label.found === 'other-group' ? label.found : isGroup(label.found) ? FIRST[label.found] : label.found,
      row: isGroup(label.found) && label.found !== 'other-group' ? withoutLabel(row) : row,
      at: tokens[label.next - 1]!,
      opened: tokens[begin - 1]?.edge === true,
      head,
    })
    last = i
  }
  return { rows, cut }
}

/**
 * The form by the rows under （六）: figures of its own in 2019, three rows in 2021. Nothing where the table ends before.
 */
function formOf(rows: readonly Found[]): Form | undefined {
  if (rows.some(({ label }) => label.startsWith('other.'))) return '2021'
  return rows.some(({ label }) => label === 'other-group') ? '2019' : undefined
}

/** Whether what stands in a row's first cell may be its label: words, or nothing where cells have no places. */
const mayBeLabel = ({ cells: [first], placed }: Row): boolean =>
  first !== undefined && (first.text === '' ? !placed : HAN.test(first.text) && !isValueLike(first.text))

/**
 * The first row of a group whose own label is lost. Where its first cell may be that label, all others may stand one
 * place too far to the left.
 */
const withoutLabel = (row: Row): Row => ({ ...row, unlabelled: true, ambiguous: row.ambiguous || mayBeLabel(row) })

/**
 * Figures whose label is lost altogether belong to the row between their neighbours, if exactly as many are missing
 * there.
 */
function adopt(rows: readonly Found[], form: Form): Found[] {
  const order = applicationRows(form)
  return rows.flatMap((found, i) => {
    const columns = found.head?.columns.length ?? APPLICANTS.length
    const count = found.row.surplus.length / columns
    const after = rows[i + 1]
    const from = order.indexOf(found.label as ApplicationRow)
    if (
      !Number.isInteger(count) ||
      count === 0 ||
      !after ||
      from < 0 ||
      order.indexOf(after.label as ApplicationRow) !== from + count + 1
    )
      return [found]
    const { count: _, ...row } = found.row
    const lost = Array.from({ length: count }, (_one, k): Found => ({
      ...found,
      label: order[from + 1 + k]!,
      row: {
        ...row,
        unlabelled: true,
        ambiguous: row.ambiguous || found.row.surplus.some(({ text }) => text === ''),
        surplus: [],
        cells: found.row.surplus.slice(k * columns, (k + 1) * columns),
      },
    }))
    return [{ ...found, row: { ...row, surplus: [] } }, ...lost]
  })
}

/** Rows whose labels are as wide as each other, so that as many cells follow them. */
function kindOf({ label, row }: Found): string {
  if (row.unlabelled) return 'unlabelled'
  if (label === 'new' || label === 'carried-in' || label === 'carried-out') return 'whole'
  return ['granted', 'partial', 'other', 'other-group', 'closed'].includes(label) ? 'outcome' : 'detail'
}

/** Rows with more or fewer cells than those like them are read by nobody: a cell is missing, or one too many. */
function doubtOdd(rows: readonly Found[]): void {
  const kinds = new Map<string, Found[]>()
  const opened = rows.every((found) => found.opened || kindOf(found) !== 'whole')
  for (const found of rows) {
    if (found.row.count === undefined || found.row.cut) continue
    const kind = kindOf(found)
    kinds.set(kind, [...(kinds.get(kind) ?? []), found])
  }
  for (const alike of kinds.values()) {
    const times = ({ cells }: CellCount): number => alike.filter(({ row }) => row.count!.cells === cells).length
    const usual = alike
      .map(({ row }) => row.count!)
      .find((count) => times(count) > 1 && times(count) * 2 > alike.length)
    for (const { row, head } of alike)
      expectCells(row, usual ?? (head && { cells: head.columns.length, edged: false }), { opened })
  }
}

/** Where rows hold more figures than there are headings as a rule, a heading is lost, and nobody can say which. */
function doubtShort(rows: readonly Found[]): void {
  const more = ({ row }: Found): boolean => row.surplus.some((token) => token.text !== '')
  const short = new Set(rows.filter(more).flatMap(({ head }) => head ?? []))
  for (const head of short) {
    const below = rows.filter((found) => found.head === head && !found.row.placed && hasFigures(found.row))
    if (below.filter(more).length * 2 > below.length) below.forEach(({ row }) => (row.ambiguous = true))
  }
}

/** A group's label stands for its first row only where the second follows, or none of the outcomes does. */
function doubtUnlabelled(rows: readonly Found[], form: Form): void {
  const order = applicationRows(form)
  rows.forEach(({ label, row }, i) => {
    const next = rows[i + 1]?.label
    const alone = label === 'granted' && next === 'carried-out'
    if (row.unlabelled && !alone && next !== order[order.indexOf(label as ApplicationRow) + 1]) row.ambiguous = true
  })
}

/** Says once for the table what of the form it lacks, has twice, or has in another order. */
function compareWithForm(rows: readonly Found[], form: Form, cut: boolean, sheet: Sheet): void {
  const labels = rows.map(({ label }) => label as ApplicationRow)
  const order = applicationRows(form)
  const names = (list: readonly string[]): string => list.join('、')
  const head = rows.find((found) => found.head)?.head
  if (rows.some((found) => found.head === undefined)) note(sheet, 'headings-unread', '3', rows[0]!.at)
  head?.columns.forEach(({ applicant, partial, heading, token }) => {
    if (applicant === undefined) note(sheet, 'column-unrecognised', '3', token, { heading })
    else if (partial) note(sheet, 'heading-partial', '3', token)
  })
  const applicants = head?.columns.flatMap(({ applicant }) => applicant ?? []) ?? []
  const lost = head ? APPLICANTS.filter((one) => !applicants.includes(one)) : []
  if (lost.length > 0)
    note(sheet, 'heading-missing', '3', rows[0]!.at, { headings: names(lost.map((one) => APPLICANT_LABELS[one])) })
  const missing = cut ? [] : order.filter((row) => !labels.includes(row))
  if (missing.length > 0)
    note(sheet, 'row-missing', '3', rows[0]!.at, { rows: names(missing.map((row) => APPLICATION_ROWS[row].label)) })
  const again = rows.filter(({ label, row }, i) => labels.indexOf(label as ApplicationRow) < i && hasFigures(row))
  if (again.length > 0) note(sheet, 'row-repeated', '3', again[0]!.at, { label: again[0]!.at.raw.slice(0, 60) })
  const inOrder = (list: readonly number[]): boolean => list.every((at, i) => i === 0 || at >= list[i - 1]!)
  if (
    !inOrder(labels.map((row) => order.indexOf(row)).filter((at) => at >= 0)) ||
    !inOrder(applicants.map((one) => APPLICANTS.indexOf(one)))
  )
    note(sheet, 'table-order', '3', rows[0]!.at)
}

/**
 * Table 三 from its tokens to cells. `fallback` is the form taken where the table ends before （六）, the only row the
 * forms differ in: that of table 二, or the one in force.
 */
export function readTableThree(
  tokens: readonly Token[],
  sheet: Sheet,
  fallback: Form | undefined,
  year: number | undefined,
): void {
  const tried = collectRows(tokens, false)
  // Where merged labels leave blanks before the figures in some rows for sure, they do in all.
  const lean = tried.rows.reduce((sum, { row }) => sum + row.lean, 0)
  const leading = lean > 0
  // Where no row says on which side its spare blanks are, a row with blanks on both is read by nobody.
  if (lean === 0)
    tried.rows.forEach(({ row }) => {
      if (row.loose) row.ambiguous = true
    })
  const { rows, cut } = leading ? collectRows(tokens, true) : tried
  if (rows.length === 0) return
  const form = formOf(rows) ?? fallback ?? (year === undefined ? undefined : formInForce(year))
  // In form 2021 figures beside （六） stand for its first row where that label is lost; with all three rows there, they
  // are an extra.
  const rename = (found: Found): Found | undefined => {
    if (found.label !== 'other-group') return found
    if (form !== '2021') return { ...found, label: 'other' }
    return rows.some(({ label }) => label === 'other.not-supplemented')
      ? undefined
      : { ...found, label: 'other.not-supplemented', row: { ...found.row, unlabelled: true } }
  }
  // A group's label that a page's end repeats stands beside a row of which the label is lost.
  const isRepeated = ({ label, row }: Found): boolean =>
    row.unlabelled === true && rows.some((other) => other.label === label && !other.row.unlabelled)
  const named = rows
    .map((found) => {
      const kept = isRepeated(found) ? undefined : rename(found)
      if (!kept) note(sheet, 'row-extra', '3', found.at, { label: found.at.raw.slice(0, 60) })
      return kept
    })
    .filter((found) => found !== undefined)
  const whole = adopt(named, form ?? '2021')
  doubtUnlabelled(whole, form ?? '2021')
  doubtOdd(whole)
  doubtShort(whole)
  whole.forEach(({ label, row, head }, i) => {
    const columns = (head?.columns ?? []).map(({ applicant }): Column =>
      applicant ? { code: applicationCode(label as ApplicationRow, applicant), known: true } : { known: false },
    )
    putRow(sheet, '3', row, columns, i + 1)
  })
  if (form) sheet.forms['3'] = form
  const ended = cut || (rows[rows.length - 1]!.label !== 'carried-out' && endsFile(tokens))
  if (form) compareWithForm(whole, form, ended, sheet)
  if (ended) note(sheet, 'table-cut', '3', tokens[tokens.length - 1])
}
