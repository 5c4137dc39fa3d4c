import type { Page } from '../../readers/page'
import { splitName } from './orgName'
import { aliasesIn, clean, isNamed } from './words'

const REPORT = '信息公开.{0,10}(?:报告|年报)'
const LONGEST_TITLE = 70
const LONGEST_NAME = 40

/* A title names the organ before or behind the year, or has it on the line before or after. */
const YEAR = '20\\d\\d年?度?'
const ABOUT = '^(?:关于)?'
const NAME = `(.{2,${LONGEST_NAME}}?)`
const KIND = '(?:政府|政务)?'
const NAME_FIRST = new RegExp(`${ABOUT}${NAME}(?:关于)?${YEAR}${KIND}${REPORT}`, 'u')
const YEAR_FIRST = new RegExp(`${ABOUT}${YEAR}${NAME}${KIND}${REPORT}`, 'u')
const NO_YEAR = new RegExp(`${ABOUT}${NAME}${KIND}${REPORT}`, 'u')
const ONLY_YEAR = new RegExp(`${ABOUT}(?:${YEAR})?(?:年度)?${KIND}${REPORT}`, 'u')

/* A government may title its report with its area alone. */
const AREA = /^[\u4e00-\u9fff]{2,10}[区县市旗]$/u
/* What parts a page's title from the name of its site or section. */
const PART = /[_|·—–-]+/u
const AREA_GOVERNMENT = /[省市区县旗州盟](?:人民)?政府$/u

export interface Titled {
  name?: string
  title: string
  /** Other names of the organ that the title gives. */
  aliases?: string[]
}
type Named = Titled & { name: string }

const isName = (name: string): boolean => isNamed(name) || AREA.test(name)

/* A page's list of reports: the organ whose name the text has most often is the one that reports. */
const timesIn = (text: string, name: string): number =>
  text.split(splitName(name).org.replace(/(?:人民政府|办事处|政府)$/u, '')).length

/** Of several titles: one with a year, of an organ and not a bare area, whose name the text has most often. */
function chosen(named: readonly Named[], text: string): Named | undefined {
  const weight = ({ name, title }: Named): number =>
    (/20\d\d/u.test(title) ? 1e6 : 0) + (AREA.test(name) ? 0 : 1e5) + Math.min(timesIn(text, name), 1e4)
  return named.reduce<Named | undefined>(
    (best, one) => (best === undefined || weight(one) > weight(best) ? one : best),
    undefined,
  )
}

/** The name that a title without one has behind it in brackets: …年度报告(永安街道办事处). */
const namedBehind = (line: string): string | undefined => aliasesIn(line).map(clean).find(isNamed)

/** Whether a line is nothing but an organ's name. */
export const isNameLine = (line: string | undefined): boolean =>
  line !== undefined && line.length <= LONGEST_NAME && !/20\d\d年/u.test(line) && isNamed(clean(line))

/**
 * What a heading says. A heading without a name takes a line beside it that is nothing but an organ's name. A kind of
 * organ is no name: what stands beside the title on a page (县人民政府) is passed over.
 */
export function titleIn(lines: readonly string[], text = ''): Titled | undefined {
  let unnamed: Titled | undefined
  const named: Named[] = []
  for (const [i, line] of lines.entries()) {
    if (line.length > LONGEST_TITLE || line.length < 8 || /[。;>]/u.test(line)) continue
    if (ONLY_YEAR.test(line)) {
      const names = [-2, -1, 1, 2].map((step) => isNameLine(lines[i + step]))
      // Of a list of organs none is the title's.
      const beside = names[1] && !names[0] ? lines[i - 1] : names[2] && !names[3] ? lines[i + 1] : undefined
      const behind = namedBehind(line)
      if (beside !== undefined) named.push({ name: clean(beside), title: beside + line, aliases: aliasesIn(beside) })
      else if (behind !== undefined) named.push({ name: behind, title: line })
      else unnamed ??= { title: line }
      continue
    }
    const words = (NAME_FIRST.exec(line) ?? YEAR_FIRST.exec(line) ?? NO_YEAR.exec(line))?.[1]
    if (words === undefined) continue
    const name = clean(words)
    if (isName(name)) named.push({ name, title: line, aliases: aliasesIn(words) })
    else unnamed ??= { title: line }
  }
  return chosen(named, text) ?? unnamed
}

/** The organ behind the title of a page's head: …年度报告_丙区财政局; not the site, which an area's government has. */
export function behindTitle(titles: readonly string[]): string | undefined {
  return titles
    .filter((title) => ONLY_YEAR.test(title))
    .flatMap((title) => title.split(PART).slice(1))
    .map(clean)
    .find((part) => isNamed(part) && !AREA_GOVERNMENT.test(part))
}

const MOST_ROWS = 60

/** The lines of a page's first cells that may be its title: a page may be laid out by a table. */
export const titlesInCells = ({ blocks }: Page): string[] =>
  blocks
    .slice(0, MOST_ROWS)
    .flatMap((block) => (block.kind === 'row' ? block.cells : []))
    .filter(({ merged, text }) => !merged && text.includes('信息公开'))
    .flatMap(({ text }) => text.split('\n'))
    .map((line) => line.replace(/\s/gu, ''))
    .filter((line) => line.length <= LONGEST_TITLE)
