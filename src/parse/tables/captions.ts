import { isValueLike } from '../../readers/text/valueText'
import type { Token } from '../types'

/** So many lines above a table may say of which year it is. */
const MOST_LINES = 3
const LONGEST_LINE = 40
const LONGEST_WORD = 16
const LONGEST_TITLE = 60

const yearsIn = (text: string): number[] =>
  [...text.matchAll(/(?<!\d)(20\d\d)(?!\d)/gu)].map(([, year]) => Number(year))

/** The years that a line names; 上年 and 本年 where it is short, as they stand within sentences too. */
function yearsOf(line: string, year: number | undefined): number[] {
  const own = line.length > LONGEST_LINE ? [] : yearsIn(line)
  if (own.length > 0 || year === undefined || line.length > LONGEST_WORD) return own
  if (/上一?年|去年/u.test(line)) return [year - 1]
  return /本年|今年/u.test(line) ? [year] : []
}

/**
 * The years of which a table that begins at `at` says it is: by the lines right above it, else by the last title.
 */
export function captionOf(tokens: readonly Token[], at: number, year: number | undefined): Set<number> {
  const lines: string[] = []
  let begun = at
  for (; begun > 0 && (lines.length < MOST_LINES || tokens[begun]!.line === tokens[begun - 1]!.line); begun--) {
    const token = tokens[begun - 1]!
    if ((token.width ?? 1) > 1 || (token.text !== '' && isValueLike(token.text))) break
    if (begun < at && tokens[begun]!.line === token.line) lines[0] = token.text + lines[0]
    else lines.unshift(token.text)
  }
  const near = lines.flatMap((line) => yearsOf(line, year))
  if (near.length > 0) return new Set(near)
  const title = tokens
    .slice(0, begun)
    .findLast(({ text }) => text.length <= LONGEST_TITLE && /年度报告|年报/u.test(text) && yearsIn(text).length > 0)
  return new Set(title ? yearsIn(title.text) : [])
}

/** The one of several tables that is the year's own, by what their captions say; nothing where they do not tell. */
export function ofYear(captions: readonly ReadonlySet<number>[], year: number | undefined): number | undefined {
  if (year === undefined) return undefined
  const only = (test: (caption: ReadonlySet<number>) => boolean): number | undefined => {
    const found = captions.flatMap((caption, i) => (test(caption) ? [i] : []))
    return found.length === 1 ? found[0] : undefined
  }
  if (captions.some((caption) => caption.has(year))) return only((caption) => caption.has(year))
  return only((caption) => caption.size === 0)
}
