import type { Paragraph } from './sentences'

export interface YearFinding { year?: number; /** What another part of the file says instead. */ other?: number }

const FIRST = 2008
const LAST = 2100
const YEAR = /(20\d\d)(?=年)/gu
const TITLE = /(20\d\d)年?度?.{0,40}?信息公开.{0,10}(?:报告|年报)/u
const LATE_TITLE = /信息公开.{0,10}报告.{0,3}?\(?(20\d\d)(?:年|\))/u
const PERIOD = /(?:统计|数据|所列|期限|时限|时间).{0,12}?(20\d\d)年?1月1日/u
const LONGEST_TITLE = 70

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
 * The report year (not that of publication): title, file name, period of the figures, a title quoted in the text, the
 * commonest year, weighed. A year that another source contradicts is still given, with the other.
 */
export function yearOf(paragraphs: readonly Paragraph[], titles: readonly string[], fileName: string): YearFinding {
  const heads = [...paragraphs.slice(0, 60), ...titles.map((text) => ({ text: text.replace(/\s/gu, ''), line: 0 }))]
    .filter(({ text }) => !/[。;]/u.test(text))
  const named = /(?<!\d)(20\d\d)(?!\d)/u.exec(fileName.replace(/^.*[\\/]/u, ''))?.[1]
  const voices: [number | undefined, number][] = [
    [first(heads, [TITLE, LATE_TITLE], LONGEST_TITLE), 10],
    [valid(named), 4],
    [first(paragraphs.slice(0, 80), [PERIOD], 0), 5],
    [first(paragraphs.slice(0, 80), [TITLE], 0), 2],
    [commonest(paragraphs), 3],
  ]
  const weights = new Map<number, number>()
  for (const [year, weight] of voices) if (year !== undefined) weights.set(year, (weights.get(year) ?? 0) + weight)
  const ranked = [...weights].sort((a, b) => b[1] - a[1])
  const year = ranked[0]?.[0]
  // The commonest year may well be next year's plans; alone it contradicts nothing.
  const other = voices.slice(0, 4).map(([one]) => one).find((one) => one !== undefined && one !== year)
  return { ...(year !== undefined && { year }), ...(other !== undefined && { other }) }
}
