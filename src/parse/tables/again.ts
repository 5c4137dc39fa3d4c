import { isValueLike } from '../../readers/text/valueText'
import { headingStart, isApplicantHeading } from './applicants'
import { rowStart } from './headings'
import { besides, spell, spelling } from './stream'
import { isChallengeStart } from './tableFour'
import { isBlockTitle, isHeadingStart, subjectNamed } from './tableTwo'
import type { Token } from '../types'

/** More tables than these are no report's. */
const MOST = 40
/** So many rows of other names, or figures, stand between a row and the row of that name in another table. */
const ROWS_BETWEEN = 3
const FIGURES_BETWEEN = 14
const FIGURES_OF_FOUR = 5

/* The rows of table 三 that stand below no merged label. */
const NEW = '本年新收政府信息公开申请数量'
const CARRIED_IN = '上年结转政府信息公开申请数量'
const CARRIED_OUT = '结转下年度继续办理'
const NOT_HAN = /[^\u4e00-\u9fff]/gu
const LONE_ROWS = [NEW, CARRIED_IN, CARRIED_OUT]
const ORDINALS = ['一', '二', '四']
const LONE = spelling(
  LONE_ROWS.flatMap((label, i) => [label, ORDINALS[i]! + label]),
  (text) => LONE_ROWS.find((label) => text.replace(NOT_HAN, '').endsWith(label)),
  false,
)

/** Whether one of these rows may be there twice. */
function mayBeTwice(tokens: readonly Token[]): boolean {
  const text = tokens
    .map((token) => token.text)
    .join('')
    .replace(NOT_HAN, '')
  return LONE_ROWS.some((label) => text.indexOf(label) < text.lastIndexOf(label))
}

const isFigure = (token: Token | undefined): boolean =>
  token !== undefined && token.text !== '' && isValueLike(token.text)

/** The words among the tokens, by their places, and how many figures stand before each. */
interface Words {
  places: number[]
  figures: number[]
}

function wordsOf(tokens: readonly Token[]): Words {
  const out: Words = { places: [], figures: [] }
  let figures = 0
  tokens.forEach((token, i) => {
    if (token.text === '') return
    if (isValueLike(token.text)) figures++
    else {
      out.places.push(i)
      out.figures.push(figures)
    }
  })
  return out
}

/** Whether a row's label is followed by its figures, or by cells left empty before them. */
function hasFigures(tokens: readonly Token[], next: number): boolean {
  let at = next
  while (tokens[at]?.text === '' && besides(tokens[next - 1], tokens[at])) at++
  return isFigure(tokens[at])
}

/** Where table 二 begins again: one of its rows stands there a second time, with others between. */
function twoAgain(tokens: readonly Token[], { places }: Words): number[] {
  const out: number[] = []
  let seen: string[] = []
  let last = 0
  for (const i of places) {
    const row = i < last ? undefined : subjectNamed(tokens, i)
    if (!row || !hasFigures(tokens, row.next)) continue
    const before = seen.lastIndexOf(row.found)
    if (before >= 0 && new Set(seen.slice(before + 1)).size >= ROWS_BETWEEN) {
      const begins = ({ text }: Token): boolean => isBlockTitle(text) || isHeadingStart(text)
      const block = tokens.slice(last, i).findIndex(begins)
      out.push(rowStart(tokens, block < 0 ? i : last + block))
      seen = []
    }
    seen.push(row.found)
    last = row.next
  }
  return out
}

/** Where table 三 begins again: at headings above a row that was there, or at such a row behind the last one. */
function threeAgain(tokens: readonly Token[], { places, figures }: Words): number[] {
  if (!mayBeTwice(tokens)) return []
  const out: number[] = []
  /** How many figures stood before each row, the last of which is at `last`. */
  let seen = new Map<string, number>()
  let last = -1
  let head = -1
  // The figures before the last heading.
  let above = 0
  places.forEach((at, k) => {
    const before = figures[k]!
    if (isApplicantHeading(tokens, at)) {
      if (head < 0 || before > above) head = at
      above = before
      return
    }
    const row = spell(tokens, at, LONE)
    if (!row || !hasFigures(tokens, row.next)) return
    const isBelow = head > last
    const isBehind = row.found !== CARRIED_OUT && seen.has(CARRIED_OUT)
    if (before - (seen.get(row.found) ?? before) >= FIGURES_BETWEEN && (isBelow || isBehind)) {
      out.push(isBelow ? headingStart(tokens, head) : rowStart(tokens, at))
      seen = new Map()
    }
    seen.set(row.found, before)
    last = at
  })
  return out
}

/** Where table 四 begins again: at headings behind its figures. */
function fourAgain(tokens: readonly Token[], { places, figures }: Words): number[] {
  const out: number[] = []
  // The figures before the last heading.
  let above: number | undefined
  places.forEach((at, k) => {
    if (!isChallengeStart(tokens, at)) return
    if (above !== undefined && figures[k]! - above >= FIGURES_OF_FOUR) out.push(rowStart(tokens, at))
    above = figures[k]!
  })
  return out
}

/**
 * The places where one of the three tables begins that was there before: of last year, of another office, or the same
 * once more. A table that goes on behind a page's end does not begin again.
 */
export function beginsAgain(tokens: readonly Token[]): number[] {
  const words = wordsOf(tokens)
  const places = [twoAgain, threeAgain, fourAgain].flatMap((find) => find(tokens, words))
  return [...new Set(places)]
    .filter((at) => at > 0)
    .sort((a, b) => a - b)
    .slice(0, MOST)
}
