import type { Paragraph } from '../sentences/sentences'

export interface YearFinding {
  year?: number
  /** What another part of the file says instead. */ other?: number
  /** Only a name or a habit tells it. */ weak: boolean
}

const FIRST = 2008
const LAST = 2100
const YEAR = /(20\d\d)(?=年)/gu
const TITLE = /(20\d\d)年?度?.{0,40}?信息公开.{0,10}(?:报告|年报)/u
const LATE_TITLE = /信息公开.{0,10}报告.{0,3}?\(?(20\d\d)(?:年|\))/u
const PERIOD = /(?:统计|数据|所列|期限|时限|时间).{0,12}?(20\d\d)年?(?:0?1月0?1日|11日|[.-]0?1[.-]0?1)/u
const LONGEST_TITLE = 70

const HAN_DIGITS = '〇一二三四五六七八九'
/** 二〇二〇年 as 2020年. */
export const withDigits = (text: string): string =>
  text.replace(/二[〇零○][〇零○一二三四五六七八九]{2}(?=年)/gu, (year) =>
    [...year.replace(/[零○]/gu, '〇')].map((digit) => HAN_DIGITS.indexOf(digit)).join(''),
  )

const valid = (text: string | undefined): number | undefined => {
  const year = Number(text)
  return year >= FIRST && year <= LAST ? year : undefined
}

function commonest(paragraphs: readonly Paragraph[]): number | undefined {
  const counts = new Map<number, number>()
  for (const { text } of paragraphs) {
    for (const [, digits] of text.matchAll(YEAR)) counts.set(Number(digits), (counts.get(Number(digits)) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0]
}

const first = (paragraphs: readonly Paragraph[], patterns: readonly RegExp[], longest: number): number | undefined => {
  for (const { text } of paragraphs) {
    if (text.length > longest && longest > 0) continue
    for (const pattern of patterns) {
      const year = valid(pattern.exec(text.slice(0, 2000))?.[1])
      if (year !== undefined) return year
    }
  }
  return undefined
}

/**
 * The one year that the titles among the lines name; a list of several years' reports is a menu, and says nothing
 * alone.
 */
function titleYear(
  heads: readonly Paragraph[],
  others: readonly (number | undefined)[],
): { year?: number; listed: boolean } {
  const years = [
    ...new Set(
      heads.map((head) => first([head], [TITLE, LATE_TITLE], LONGEST_TITLE)).filter((year) => year !== undefined),
    ),
  ]
  if (years.length <= 1) return { ...(years[0] !== undefined && { year: years[0] }), listed: false }
  const chosen = others.find((year) => year !== undefined && years.includes(year)) ?? years[0]!
  return { year: chosen, listed: true }
}

/**
 * The report year (not that of publication): title, file name, period of the figures, a title quoted in the text, the
 * commonest year, weighed; `pairs` are lines that may be one title together. A year that another source contradicts is
 * still given, with the other; `weak` where nothing but the file name or the commonest year tells it.
 */
export function yearOf(
  paragraphs: readonly Paragraph[],
  titles: readonly string[],
  pairs: readonly string[],
  fileName: string,
): YearFinding {
  const noSentence = ({ text }: Paragraph): boolean => !/[。;]/u.test(text)
  const ownTitles = titles.map((text) => ({ text: text.replace(/\s/gu, ''), line: 0 })).filter(noSentence)
  const named = valid(/(?<!\d)(20\d\d)(?!\d)/u.exec(fileName.replace(/^.*[\\/]/u, ''))?.[1])
  const own = first(ownTitles, [TITLE, LATE_TITLE], LONGEST_TITLE)
  const period = first(paragraphs.slice(0, 120), [PERIOD], 0)
  const often = commonest(paragraphs)
  const heads = paragraphs.slice(0, 60).filter(noSentence)
  const alone = titleYear(heads, [own, period, named, often])
  const printed =
    alone.year === undefined
      ? titleYear(pairs.map((text) => ({ text, line: 0 })).filter(noSentence), [own, period, named, often])
      : alone
  const voices: [number | undefined, number][] = [
    [own ?? printed.year, 10],
    [printed.year, own === undefined || printed.listed ? 0 : 4],
    [named, 4],
    [period, 5],
    [first(paragraphs.slice(0, 80), [TITLE], 0), 2],
    [often, 3],
  ]
  const weights = new Map<number, number>()
  for (const [year, weight] of voices) if (year !== undefined) weights.set(year, (weights.get(year) ?? 0) + weight)
  const ranked = [...weights].sort((a, b) => b[1] - a[1])
  const year = ranked[0]?.[0]
  // The commonest year may well be next year's plans, and a menu lists other years: alone they contradict nothing.
  const quoted = printed.listed ? voices.slice(0, 4) : voices.slice(0, 5)
  const other = quoted.map(([one]) => one).find((one) => one !== undefined && one !== year)
  const weak =
    year !== undefined && [own, printed.listed ? undefined : printed.year, period].every((one) => one !== year)
  return { ...(year !== undefined && { year }), ...(other !== undefined && { other }), weak }
}
