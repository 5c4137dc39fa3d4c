import { isDay } from '../../domain/deadline'
import { normalise } from '../../readers/text/normalise'
import type { Page } from '../../readers/page'

/* The surest first: what a page says of itself, then what a document does. */
const LABELS: readonly RegExp[] = [
  /(?:发布|公布|公开)(?:时间|日期)|发布于/u,
  /(?:成文|发文|生成|印发|制发)(?:时间|日期)/u,
]
/* 2024年1月20日, 2024-01-20 */
const WRITTEN = '(20\\d\\d)\\s*(?:年|[-/.])\\s*(0?[1-9]|1[0-2])\\s*(?:月|[-/.])\\s*(0?[1-9]|[12]\\d|3[01])(?!\\d)'
/* 20240120 */
const EIGHT_DIGITS = '(20\\d\\d)(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?!\\d)'
const DATE = new RegExp(`${WRITTEN}|${EIGHT_DIGITS}`, 'u')
const WITH_LABEL = LABELS.map((label) => new RegExp(`(?:${label.source})\\s*[】\\]]?\\s*:?\\s*(?:${DATE.source})`, 'u'))
const SIGNED = new RegExp(`^\\s*(?:${DATE.source})日?\\s*$`, 'u')
/** The end of a document, in lines, in which its signature stands. */
const END = 15
/** Nobody publishes a report later than so many years after the one it is of: a site's day of today is none. */
const LATEST = 3

const HAN = '〇一二三四五六七八九'
const digitOf = (character: string): string =>
  String(HAN.indexOf(character === '零' || character === '○' ? '〇' : character))
const numberOf = (written: string): string => {
  const [tens, ones] = written.includes('十') ? written.split('十') : ['', written]
  const ten = written.includes('十') ? (tens === '' ? 1 : Number(digitOf(tens!))) : 0
  return String(ten * 10 + (ones === '' || ones === undefined ? 0 : Number(digitOf(ones))))
}
/** What names a year of this century. */
const DATED = /20\d\d|二[〇零○]/u

/** 二〇二四年一月二十日 as 2024年1月20日. */
const inDigits = (text: string): string =>
  text.replace(
    /(二[〇零○][〇零○一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日/gu,
    (_, year: string, month: string, day: string) =>
      `${[...year].map(digitOf).join('')}年${numberOf(month)}月${numberOf(day)}日`,
  )

function dayIn(found: RegExpExecArray | null): string | undefined {
  if (!found) return undefined
  const [year, month, day] = found.slice(1).filter((part) => part !== undefined)
  const text = [year, month?.padStart(2, '0'), day?.padStart(2, '0')].join('-')
  return isDay(text) ? text : undefined
}

/**
 * The day on which a report of a year was published, as its page says it (发布时间), else as the document does (成文日期), else
 * as it is signed; nothing where none stands there, or where it does not follow the year.
 */
export function publishedIn({ blocks, dates = [] }: Page, year: number | undefined): string | undefined {
  if (year === undefined) return undefined
  const follows = (day: string | undefined): boolean =>
    day !== undefined && day > `${year}-12-31` && day <= `${year + LATEST}-12-31`
  const lines = blocks.map((block) => {
    const text = block.kind === 'line' ? block.text : block.cells.map((cell) => cell.text).join(' ')
    return DATED.test(text) ? inDigits(normalise(text)) : ''
  })
  for (const [nth, pattern] of WITH_LABEL.entries()) {
    const said = lines.map((line) => dayIn(pattern.exec(line))).find(follows)
    if (said !== undefined) return said
    const kept = nth === 0 ? dates.map((date) => dayIn(DATE.exec(normalise(date)))).find(follows) : undefined
    if (kept !== undefined) return kept
  }
  return lines
    .slice(-END)
    .map((line) => dayIn(SIGNED.exec(line)))
    .findLast(follows)
}
