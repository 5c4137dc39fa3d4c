import { compact } from '../../readers/text/normalise'
import type { Page } from '../../readers/page'

/** A paragraph outside the tables. */
export interface Paragraph {
  text: string
  line: number
  /** The short line above it. */
  heading?: string
}

/** A part of a sentence with at most a few figures; `before` holds what the same sentence said earlier. */
export interface Clause {
  text: string
  before: string
  line: number
  /** The sentence after this clause. */
  after: string
  /** The sentences before this one, in the same paragraph. */
  earlier: string
}

/* Fields of the box above a page: who publishes it. */
const FIELD = /^(?:发布机构|发布单位|发布机关|发文机关|发文单位|公开机构|公开主体|信息来源|来源)[:：]?$/u

const LONGEST_PARAGRAPH = 20_000
const SHORTEST_CELL = 40
const EARLIER = 160

/*
 * A table's row on one line: figures with only spaces between them, or behind a row's label. Joined they would read as
 * one.
 */
const ROW_OF_FIGURES = /(?<![\d.])[\d.,]+(?:\s+[\d.,+/—-]+){2,}(?![\d.])|(?<![\d.])[\d.,]+\s+[\d.,]+\s*$/gu
const ROW_LABEL =
  /[一二四]、\s*(?:本年新收政府信息公开申请数量|上年结转政府信息公开申请数量|结转下年度继续办理)\s*[\d\s.—/-]*/gu
const withoutRows = (text: string): string => text.replace(ROW_LABEL, '|').replace(ROW_OF_FIGURES, '|')

/**
 * The paragraphs of a page: its lines, and the cells that hold sentences; what stands between pipes only if it is one.
 */
export function paragraphsOf(page: Page): Paragraph[] {
  const out: Paragraph[] = []
  const add = (text: string, line: number): void => {
    const plain = text.length > 2 * LONGEST_PARAGRAPH ? '' : compact(withoutRows(text))
    if (plain !== '' && plain.length <= LONGEST_PARAGRAPH) out.push({ text: plain, line })
  }
  for (const block of page.blocks) {
    if (block.kind === 'row') {
      block.cells
        .filter((cell) => !cell.merged && cell.text.length > SHORTEST_CELL && /[。;]/u.test(cell.text))
        .forEach((cell) => cell.text.split('\n').forEach((text) => add(text, block.line)))
      block.cells.forEach((cell, i) => {
        if (FIELD.test(compact(cell.text)) && block.cells[i + 1]) add(`来源:${block.cells[i + 1]!.text}`, block.line)
      })
    } else if (block.text.includes('|')) {
      block.text
        .split('|')
        .filter((text) => /[。]|报告/u.test(text))
        .forEach((text) => add(text, block.line))
    } else add(block.text, block.line)
  }
  return out
}

/* Thousands separators are no commas; brackets without figures are part of the words before them. */
const joinThousands = (text: string): string => text.replace(/(\d),(?=\d{3}(?!\d))/gu, '$1')
const joinBrackets = (text: string): string => text.replace(/\(([^()\d]{1,30})\)/gu, '〔$1〕')

const CASE_UNITS = '件|条|份|宗|起|例|个|次|篇|项'
const BEHIND_NO_FIGURE = `(?<![\\d${CASE_UNITS.replace(/\|/gu, '')}])`
const BRACKET_WITH_FIGURE = '\\(((?=[^()]{0,40}\\d)[^()]{1,40})\\)'
const FIGURE = `((?:共计|共|为|约){0,2}\\d{1,9}(?:${CASE_UNITS}))`
/* A bracket that stands between words and their figure moves behind it: 复议(含结转1件)9件. */
const BRACKET_FIRST = new RegExp(`${BEHIND_NO_FIGURE}${BRACKET_WITH_FIGURE}${FIGURE}`, 'gu')
const figureFirst = (text: string): string => text.replace(BRACKET_FIRST, '$2($1)')

/**
 * Sentences cut at commas, colons and brackets. A clause that begins with its figure (`…信息，1条`) is joined to the words
 * it belongs to.
 */
export function clausesOf(paragraph: Paragraph): Clause[] {
  const clauses: Clause[] = []
  let earlier = paragraph.heading ? `${paragraph.heading}。` : ''
  for (const sentence of joinBrackets(figureFirst(joinThousands(paragraph.text))).split(/[。!?！？]/u)) {
    const parts: string[] = []
    for (const part of sentence.split(/[,;:()]/u)) {
      if (part === '') continue
      const last = parts[parts.length - 1]
      if (last !== undefined && /^\d+(?:余|多)?(?:条|件|篇|项|次|则|期|份)/u.test(part) && !/\d/u.test(last.slice(-8)))
        parts[parts.length - 1] = last + part
      else parts.push(part)
    }
    parts.forEach((text, i) =>
      clauses.push({
        text,
        line: paragraph.line,
        before: parts.slice(Math.max(0, i - 8), i).join(','),
        after: parts.slice(i + 1, i + 4).join(','),
        earlier,
      }),
    )
    earlier = `${earlier}${sentence}。`.slice(-EARLIER)
  }
  return clauses
}

export interface Amount {
  value: number
  approx: boolean
  raw: string
  unit: string
  index: number
  end: number
}

const ABOUT = '(约|近|逾|超过?)?'
const DIGITS = '\\d{1,12}(?:\\.\\d{1,4})?'
/* 收到一件; not 一件事, 一条龙. */
const ONE_IN_WORDS = '(?<=申请|收到|接到|受理|公开|复议|诉讼)[一二两三四五六七八九](?=[件份条宗起](?!事|龙))'
const TIMES = '(百|千|万|亿)?(余|多)?'
const COUNTED_IN = '(条|件|篇|项|个|份|次|则|期|宗|起|例|元|万元|亿元)?'
const OR_MORE = '(余|多|左右|以上)?'
const NUMBER = new RegExp(`${ABOUT}(${DIGITS}|${ONE_IN_WORDS})${TIMES}${COUNTED_IN}${OR_MORE}`, 'gu')
const HAN = '一二三四五六七八九'
const SCALE: Record<string, number> = { 百: 100, 千: 1e3, 万: 1e4, 亿: 1e8 }
/* After these a number is a date, an ordinal or a part of a name. */
const NOT_AMOUNT = /^[年月日号时分%]/u

/** The figures of a clause, dates left out. One without a unit counts only at the clause's end. */
export function amountsIn(clause: string): Amount[] {
  const out: Amount[] = []
  for (const found of clause.matchAll(NUMBER)) {
    const [raw, about, digits, scale, some, unit = '', more] = found
    const end = found.index + raw.length
    if (NOT_AMOUNT.test(clause.slice(end)) || (unit === '' && end !== clause.length)) continue
    const count = /\d/u.test(digits!) ? Number(digits) : HAN.indexOf(digits!.replace('两', '二')) + 1
    const value = Math.round(count * (SCALE[scale ?? ''] ?? 1) * 100) / 100
    out.push({ value, approx: Boolean(about ?? some ?? more), raw, unit, index: found.index, end })
  }
  return out
}
