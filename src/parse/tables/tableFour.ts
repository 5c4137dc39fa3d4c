import { CHALLENGE_ROWS, challengeCodes, challengeRows, outcomes } from '../../domain/metrics'
import type { ChallengeRow } from '../../domain/metrics'
import { putRow } from './cells'
import type { Form } from '../../domain/metrics'
import { labelOf } from './labels'
import { isValueLike } from '../../readers/text/valueText'
import { readRow } from './rows'
import { note } from './sheet'
import type { Sheet } from './sheet'
import { spell } from './stream'
import type { Token } from '../types'

const HEADINGS = [
  '行政复议',
  '行政诉讼',
  '未经复议直接起诉',
  '复议后起诉',
  '结果维持',
  '结果纠正',
  '其他结果',
  '尚未审结',
  '总计',
]
const OUTCOME_HEADINGS = new Set(HEADINGS.slice(4))
/* Characters: labels may be broken into words of one. */
const WITHIN = 120

const headingAt = (tokens: readonly Token[], at: number): { found: string; next: number } | undefined =>
  spell(tokens, at, (text) => {
    const plain = labelOf(text)
    return HEADINGS.includes(plain) || plain === '其它结果' ? plain.replace('其它', '其他') : undefined
  })

/* Headings of two or four lines, copied line by line: 结果结果其他尚未 … 维持纠正结果审结. */
const scattered = (text: string): boolean =>
  text.includes('行政诉讼') &&
  ['维', '纠', '审'].every((char) => text.split(char).length > 3) &&
  text.split('果').length > 6

/** The only line of exactly fifteen figures: what it holds is certain, whatever became of the headings above it. */
function lineOfFigures(tokens: readonly Token[]): number {
  const lines = new Map<number, number[]>()
  tokens.forEach((token, at) => {
    if (token.text !== '' && isValueLike(token.text)) lines.set(token.line, [...(lines.get(token.line) ?? []), at])
  })
  const whole = [...lines.values()].filter(
    (places) =>
      places.length === challengeCodes.length && places[places.length - 1]! - places[0]! === challengeCodes.length - 1,
  )
  return whole.length === 1 ? whole[0]![0]! : -1
}

/** Whether table 四 begins here: its first heading, and an outcome soon after. */
export function isChallengeStart(tokens: readonly Token[], at: number): boolean {
  const start = headingAt(tokens, at)
  if (start?.found !== '行政复议') return false
  const soon = tokens
    .slice(at, at + WITHIN)
    .map((token) => token.text)
    .join('')
    .slice(0, WITHIN)
  return soon.includes('结果维持') || soon.includes('结果纠正') || scattered(soon)
}

/** A table printed with one row a block: its label, then five figures. */
function readBlocks(tokens: readonly Token[], sheet: Sheet): boolean {
  const rows = challengeRows.map((row): [ChallengeRow, number] => [
    row,
    tokens.findIndex((_, at) => {
      const heading = headingAt(tokens, at)
      const behind = heading && tokens[heading.next]
      return (
        heading?.found === CHALLENGE_ROWS[row].label &&
        behind !== undefined &&
        behind.text !== '' &&
        isValueLike(behind.text)
      )
    }),
  ])
  if (rows.some(([, at]) => at < 0)) return false
  rows.forEach(([name, at], i) => {
    const row = readRow(
      tokens,
      headingAt(tokens, at)!.next,
      outcomes.length,
      (next) => headingAt(tokens, next) !== undefined,
    )
    putRow(
      sheet,
      '4',
      row,
      outcomes.map((outcome) => ({ code: `${name}.${outcome}` as const, known: true })),
      i + 1,
    )
  })
  return true
}

/** Where the row of figures begins: behind the last heading, and behind the blanks that end the headings' own row. */
function afterHeadings(tokens: readonly Token[]): { at: number; sets: number } {
  let at = 0
  let sets = 0
  let last = 0
  for (let next = headingAt(tokens, at); at < tokens.length; next = headingAt(tokens, at)) {
    if (next && OUTCOME_HEADINGS.has(next.found)) sets++
    else if (!next && tokens[at]!.text !== '') break
    at = next?.next ?? at + 1
    if (next) last = at
  }
  const heading = tokens[last - 1]
  const filled = tokens[at]
  const below = (token: Token | undefined): boolean =>
    token !== undefined && (token.row === undefined ? token.line > heading!.line : token.row !== heading!.row)
  while (heading && below(filled) && last < at && !below(tokens[last])) last++
  // Where rows begin with a pipe, the blank before the figures is that edge, as it is before the headings.
  if (tokens[last]?.edge && tokens.slice(1, last).some((token) => token.edge)) last++
  // In a grid the row with the first figure is the row of figures, blanks at its beginning included.
  if (filled?.row !== undefined && isValueLike(filled.text))
    while (last < at && tokens[last]!.row !== filled.row) last++
  return { at: last, sets }
}

/**
 * Table 四 from its tokens to cells: fifteen figures in one row below three sets of five headings, or one row a block.
 * Both forms print it alike, so `form` is what the tables before it showed.
 */
export function readTableFour(tokens: readonly Token[], sheet: Sheet, form: Form | undefined): void {
  const seen = form ? { ...sheet.forms, '4': form } : sheet.forms
  const headings = afterHeadings(tokens)
  const line = headings.sets < 3 ? lineOfFigures(tokens) : -1
  const { at, sets } = line < 0 ? headings : { at: line, sets: 3 }
  if (line < 0 && sets <= outcomes.length && readBlocks(tokens, sheet)) {
    sheet.forms = seen
    return
  }
  const row = readRow(tokens, at, challengeCodes.length, (next) => headingAt(tokens, next) !== undefined, {
    labelled: false,
  })
  if (sets < 3 || !row.cells.some((cell) => cell)) {
    if (row.cut) note(sheet, 'table-cut', '4', tokens[tokens.length - 1])
    return
  }
  sheet.forms = seen
  putRow(
    sheet,
    '4',
    row,
    challengeCodes.map((code) => ({ code, known: true })),
    1,
  )
  if (row.cut) note(sheet, 'table-cut', '4', tokens[tokens.length - 1])
}
