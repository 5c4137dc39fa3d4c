import {
  APPLICANTS,
  APPLICANT_LABELS,
  APPLICATION_ROWS,
  applicationCode,
  applicationRows,
  formInForce,
} from '../../domain/metrics'
import type { Applicant, ApplicationRow } from '../../domain/metrics'
import { putRow } from './cells'
import type { Column } from './cells'
import type { Form } from '../../domain/metrics'
import { normalise } from '../../readers/text/normalise'
import { bare, labelOf } from './labels'
import { readRow } from './rows'
import type { Row } from './rows'
import { note } from './sheet'
import type { Sheet } from './sheet'
import { endsFile, skipRest, spell } from './stream'
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

function labelAt(
  tokens: readonly Token[],
  at: number,
  previous: Label | undefined,
): { found: Label; next: number } | undefined {
  const exact = spell(tokens, at, (text): Label | undefined => {
    const plain = labelOf(text)
    // 其他 and 总计 are headings of the table too: rows only where a row of theirs can stand.
    if (/^(?:其他|其它)$/u.test(plain)) return previous?.startsWith('other') ? 'other.misc' : undefined
    if (/^(?:总计|合计)$/u.test(plain)) return previous !== undefined ? 'closed' : undefined
    return PRINTED.get(plain)
  })
  if (exact) return exact
  const token = tokens[at]!
  const plain = labelOf(token.text)
  if (plain.length < 3 || plain.length > LONGEST) return undefined
  const found = MARKS.find(([mark]) => mark.test(plain))?.[1]
  return found && { found, next: skipRest(tokens, at + 1, printedText(found)) }
}

/** Whether a row's label of this table begins here; used to find the table. */
export const isApplicationRow = (tokens: readonly Token[], at: number): boolean => {
  const found = labelAt(tokens, at, undefined)?.found
  return found !== undefined && !isGroup(found)
}

/**
 * Columns in the order of the headings where all five kinds of organisation are named; else as both forms print them.
 */
function applicantsOf(heading: readonly Token[]): readonly Applicant[] {
  const text = heading.map((token) => bare(token.text)).join('')
  const kinds: Applicant[] = ['business', 'research', 'welfare', 'legal']
  const places = kinds.map((kind) => text.indexOf(APPLICANT_LABELS[kind]))
  if (places.some((place) => place < 0)) return APPLICANTS
  const sorted = [...kinds].sort((a, b) => text.indexOf(APPLICANT_LABELS[a]) - text.indexOf(APPLICANT_LABELS[b]))
  return ['natural', ...sorted, 'other', 'total']
}

interface Found {
  label: ApplicationRow | 'other-group'
  row: Row
  at: Token
}

const hasFigures = (row: Row): boolean => row.cells.some((cell) => cell !== undefined && cell.text !== '')

function collectRows(tokens: readonly Token[], leading: boolean): { rows: Found[]; first: number; cut: boolean } {
  const rows: Found[] = []
  let previous: Label | undefined
  let first = tokens.length
  let cut = false
  for (let i = 0; i < tokens.length;) {
    const label = labelAt(tokens, i, previous)
    if (!label) {
      i++
      continue
    }
    first = Math.min(first, i)
    // A merged label printed once a column: its figures follow the last.
    if (
      !isGroup(label.found) &&
      label.next < tokens.length &&
      labelAt(tokens, label.next, label.found)?.found === label.found
    ) {
      i = label.next
      continue
    }
    const isLabel = (at: number): boolean => labelAt(tokens, at, label.found) !== undefined
    const row = readRow(tokens, label.next, APPLICANTS.length, isLabel, { leading, merged: true })
    previous = label.found
    i = Math.max(label.next, row.next)
    // （六）其他处理 with its cells left blank, not as a label above three rows.
    const blankRow =
      label.found === 'other-group' &&
      row.next > label.next &&
      row.next < tokens.length &&
      labelAt(tokens, row.next, label.found)?.found === 'closed'
    if (isGroup(label.found) && !hasFigures(row) && !blankRow) {
      // Blanks behind a group's label are merged cells; its rows follow.
      i = label.next
      continue
    }
    cut ||= row.cut
    rows.push({
      label: label.found === 'other-group' ? label.found : isGroup(label.found) ? FIRST[label.found] : label.found,
      row: isGroup(label.found) && label.found !== 'other-group' ? { ...row, unlabelled: true } : row,
      at: tokens[label.next - 1]!,
    })
    if (label.found === 'carried-out') break
  }
  return { rows, first, cut }
}

/**
 * The form by the rows under （六）: figures of its own in 2019, three rows in 2021. Nothing where the table ends before.
 */
function formOf(rows: readonly Found[]): Form | undefined {
  if (rows.some(({ label }) => label.startsWith('other.'))) return '2021'
  return rows.some(({ label }) => label === 'other-group') ? '2019' : undefined
}

/**
 * Figures whose label is lost altogether belong to the row between their neighbours, if exactly as many are missing
 * there.
 */
function adopt(rows: readonly Found[], form: Form): Found[] {
  const order = applicationRows(form)
  return rows.flatMap((found, i) => {
    const count = found.row.surplus.length / APPLICANTS.length
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
    const lost = Array.from({ length: count }, (_, k): Found => ({
      ...found,
      label: order[from + 1 + k]!,
      row: {
        ...found.row,
        unlabelled: true,
        surplus: [],
        cells: found.row.surplus.slice(k * APPLICANTS.length, (k + 1) * APPLICANTS.length),
      },
    }))
    return [{ ...found, row: { ...found.row, surplus: [] } }, ...lost]
  })
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
  const { rows, first, cut } = leading ? collectRows(tokens, true) : tried
  if (rows.length === 0) return
  const form = formOf(rows) ?? fallback ?? (year === undefined ? undefined : formInForce(year))
  const applicants = applicantsOf(tokens.slice(0, first))
  // In form 2021 figures beside （六） stand for its first row where that label is lost; with all three rows there, they
  // are an extra.
  const rename = (found: Found): Found | undefined => {
    if (found.label !== 'other-group') return found
    if (form !== '2021') return { ...found, label: 'other' }
    return rows.some(({ label }) => label === 'other.not-supplemented')
      ? undefined
      : { ...found, label: 'other.not-supplemented' }
  }
  const named = rows
    .map((found) => {
      const kept = rename(found)
      if (!kept) note(sheet, 'row-extra', '3', found.at, { label: found.at.raw.slice(0, 60) })
      return kept
    })
    .filter((found) => found !== undefined)
  adopt(named, form ?? '2021').forEach(({ label, row }, i) => {
    const columns = applicants.map((applicant): Column => ({
      code: applicationCode(label as ApplicationRow, applicant),
      known: true,
    }))
    putRow(sheet, '3', row, columns, i + 1)
  })
  if (form) sheet.forms['3'] = form
  const whole = rows[rows.length - 1]!.label === 'carried-out'
  if (cut || (!whole && endsFile(tokens))) note(sheet, 'table-cut', '3', tokens[tokens.length - 1])
}
