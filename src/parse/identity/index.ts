import { issue } from '../../domain/issues'
import type { Issue } from '../../domain/issues'
import { fullest, isOrgan, splitName } from './orgName'
import type { Paragraph } from '../sentences/sentences'
import type { Unsure } from '../types'
import { withDigits, yearOf } from './year'

export interface Identity {
  org?: string
  district?: string
  year?: number
  title?: string
  unsure?: Unsure[]
}

const HAN = '[\\u4e00-\\u9fff]'
const ORGAN = `(${HAN}{2,40}?(?:街道办事处|街道|镇人民政府|乡人民政府|人民政府办公室|人民政府|委员会|镇|乡|街|局|办公室))`
const REPORT = '信息公开.{0,10}(?:报告|年报)'
const HEAD_LINES = 60
const LONGEST_TITLE = 70
const BODY = 20_000

/* A title names the organ before or behind the year, or has it on the line before or after. */
const NAME_FIRST = new RegExp(`^(?:关于)?(.{2,40}?)(?:关于)?20\\d\\d年?度?(?:政府|政务)?${REPORT}`, 'u')
const YEAR_FIRST = new RegExp(`^(?:关于)?20\\d\\d年?度?(.{2,40}?)(?:政府|政务)?${REPORT}`, 'u')
const NO_YEAR = new RegExp(`^(?:关于)?(.{2,40}?)(?:政府|政务)?${REPORT}`, 'u')
const ONLY_YEAR = new RegExp(`^(?:关于)?(?:20\\d\\d年?度?)?(?:年度)?(?:政府|政务)?${REPORT}`, 'u')

/* Where the body names its organ, surest first. */
const IN_BODY: readonly RegExp[] = [
  new RegExp(`《${ORGAN}(?:20\\d\\d年度?)?(?:政府)?信息公开(?:指南|目录|年报|工作年度报告)》`, 'u'),
  new RegExp(`(?:公布|由|公开|是|关于|系)${ORGAN}(?:党政办公室|办公室)?(?:编制|20\\d\\d年度?(?:政府)?信息公开)`, 'u'),
  new RegExp(`(?:来源|发布机构|发布单位|发文机关|发布机关)[:：]${ORGAN}`, 'u'),
]
const AT_CLAUSE =
  /(?:^|[\n,、。;“”《(年])([\u4e00-\u9fff]{2,8}?(?:街道办事处|镇人民政府|乡人民政府|街道|镇|乡|街))(?=[\u4e00-\u9fff,])/gu
const NO_NAME =
  /^(?:我|本|各|全|该|镇|乡|街道|区|县|由|和|对|在|为|以|按|是|将|向|及|与|通过|根据|关于|年|度|严格|认真|积极|及时|充分|全面|不断|加强)|围绕|当前|政府信息|信息公开|主动|乡镇|镇街|社区|街道、/u

const clean = (name: string): string =>
  name
    .replace(/^\d{4}年?度?/u, '')
    .replace(/^(?:现公布|公布|关于)/u, '')
    .replace(/(?:关于|的)$/u, '')

/* A government may title its report with its area alone. */
const AREA = /^[\u4e00-\u9fff]{2,10}[区县市旗]$/u

interface Titled {
  name?: string
  title: string
}

/* A page's list of reports: the organ whose name the text has most often is the one that reports. */
const timesIn = (text: string, name: string): number =>
  text.split(splitName(name).org.replace(/(?:人民政府|办事处|政府)$/u, '')).length

/** Of several titles: one with a year, of an organ and not a bare area, whose name the text has most often. */
function chosen(named: readonly { name: string; title: string }[], text: string): Titled | undefined {
  const weight = ({ name, title }: { name: string; title: string }): number =>
    (/20\d\d/u.test(title) ? 1e6 : 0) + (AREA.test(name) ? 0 : 1e5) + Math.min(timesIn(text, name), 1e4)
  return named.reduce<{ name: string; title: string } | undefined>(
    (best, one) => (best === undefined || weight(one) > weight(best) ? one : best),
    undefined,
  )
}

/** What a heading says. A heading without a name takes a line beside it that is nothing but an organ's name. */
function titleIn(lines: readonly string[], text = ''): Titled | undefined {
  let unnamed: Titled | undefined
  const named: { name: string; title: string }[] = []
  for (const [i, line] of lines.entries()) {
    if (line.length > LONGEST_TITLE || line.length < 8 || /[。;>]/u.test(line)) continue
    if (ONLY_YEAR.test(line)) {
      const beside = [lines[i - 1], lines[i + 1]].find(
        (one) => one !== undefined && one.length <= 40 && isOrgan(clean(one)),
      )
      if (beside !== undefined) {
        named.push({ name: clean(beside), title: beside + line })
        continue
      }
      unnamed ??= { title: line }
      continue
    }
    const name = (NAME_FIRST.exec(line) ?? YEAR_FIRST.exec(line) ?? NO_YEAR.exec(line))?.[1]
    if (name !== undefined && (isOrgan(clean(name)) || AREA.test(clean(name))))
      named.push({ name: clean(name), title: line })
  }
  return chosen(named, text) ?? unnamed
}

/** The name that most clauses begin with; a street or town that appears once may be a neighbour. */
function commonestName(text: string): string | undefined {
  const counts = new Map<string, number>()
  for (const [, name] of text.matchAll(AT_CLAUSE))
    if (!NO_NAME.test(name!)) counts.set(name!, (counts.get(name!) ?? 0) + 1)
  const [best, times] = [...counts].sort((a, b) => b[1] - a[1] || b[0].length - a[0].length)[0] ?? []
  return best !== undefined && (times! > 1 || /(?:办事处|人民政府)$/u.test(best)) ? best : undefined
}

const inBody = (text: string): string | undefined => {
  for (const pattern of IN_BODY) {
    const name = pattern.exec(text)?.[1]
    if (name !== undefined && !NO_NAME.test(name)) return clean(name)
  }
  return undefined
}

/** The organ that signs at the end, above the date. */
function signatureIn(lines: readonly string[]): string | undefined {
  const last = lines.slice(-12)
  const dated = last.findLastIndex((line) => /^20\d\d年\d{1,2}月\d{1,2}日$/u.test(line))
  const name = dated > 0 ? clean(last[dated - 1]!) : undefined
  return name !== undefined && name.length <= 30 && isOrgan(name) && !NO_NAME.test(name) ? name : undefined
}

/** The last organ on the way to the page: 首页 > 街乡部门 > 永安街道 > 年度报告. */
function crumbIn(lines: readonly string[]): string | undefined {
  const way = lines.find((line) => /[>›»＞]/u.test(line) && /首页|位置/u.test(line))
  return way
    ?.split(/[>›»＞]/u)
    .map((step) => step.replace(/^.*[:：]/u, ''))
    .findLast(
      (step) =>
        step.length >= 3 && step.length <= 24 && isOrgan(step) && !NO_NAME.test(step) && !/公开|部门/u.test(step),
    )
}

const REPORT_WORDS =
  /(?:20\d\d)?(?:年度?)?(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:年度)?(?:报告|年报)?|年度?报告|年报|附件\d*|终稿|定稿|最终版|公开版|\d+|\.[a-z]{2,5}$/giu

/** The organ that a file's name holds: 下城区长庆街道办事处_2019.pdf. */
function namedIn(fileName: string): string | undefined {
  const base = fileName.replace(/^.*[\\/]/u, '').replace(REPORT_WORDS, ' ')
  return base
    .split(/[^\u4e00-\u9fff]+/u)
    .map((part) => clean(part.replace(/^关于|的$|年$/gu, '')))
    .find((part) => part.length >= 3 && isOrgan(part) && !NO_NAME.test(part))
}

const AREAS: readonly RegExp[] = [
  /(?:来源|网站|主办(?:单位)?|版权所有|主管(?:单位)?)[:：]([\u4e00-\u9fff]{2,9}[区县市])(?:人民)?政府/u,
  /(?:通过|利用|[在于,。\n])((?:[\u4e00-\u9fff]{2,3}市)?[\u4e00-\u9fff]{1,4}[区县市])(?:人民)?政府(?:门户)?网/u,
  /地址[:：]((?:[\u4e00-\u9fff]{2,3}[市州])?[\u4e00-\u9fff]{1,4}[区县市])/u,
]
/* Words that a name does not have. */
const NO_AREA = /[在由据与和对现我本各该全]|社区|通过|利用|充分|依托|^.$/u

/** A name that begins with a district, with the city before it where the text writes it so: 淮安市洪泽区人民政府. */
function withCity(text: string, name: string): string {
  if (name.includes('市')) return name
  const city = new RegExp(`(${HAN}{2,4}[市州盟])${name.replace(/[^\u4e00-\u9fff]/gu, '')}`, 'u').exec(text)?.[1]
  return (city?.replace(/^(?:.*[在向为由对从到至]|公布|公开|关于|编制)/u, '') ?? '') + name
}

/** The district as the text names it elsewhere, in the longest form: with its city, or by its own web site. */
function districtIn(text: string, org: string, known: string | undefined): string | undefined {
  if (known !== undefined) return withCity(text, known)
  const core = org.replace(/(?:街道办事处|街道|街|人民政府)$/u, '')
  const before = new RegExp(`(${HAN}{2,12}?[区县市旗])(?:人民政府)?${core}`, 'u').exec(text)?.[1]
  if (before !== undefined && !NO_AREA.test(before)) return before
  return AREAS.map((pattern) => pattern.exec(text)?.[1]).find((area) => area !== undefined && !NO_AREA.test(area))
}

const sameOrgan = (a: string, b: string): boolean => {
  const [one, two] = [a, b].map((name) =>
    splitName(name).org.replace(/(?:人民政府|街道办事处|办事处|街道|政府|街)$/u, ''),
  )
  return one!.endsWith(two!) || two!.endsWith(one!)
}

/**
 * Who reports, and for which year: from the title, the text and the file name, weighed in that order. The organ's name
 * is the fullest the file has, without its district. What cannot be told is left out, with `org-unknown` or
 * `year-unknown`; what only weak or conflicting evidence tells is given and listed as `unsure`.
 */
export function identify(
  read: readonly Paragraph[],
  heads: readonly string[],
  fileName: string,
): { identity: Identity; issues: Issue[] } {
  const issues: Issue[] = []
  const unsure: Unsure[] = []
  const paragraphs = read.map((paragraph) =>
    /二[〇零○]/u.test(paragraph.text) ? { ...paragraph, text: withDigits(paragraph.text) } : paragraph,
  )
  const titles = heads.map((title) => withDigits(title.replace(/\s/gu, '')))
  const all = paragraphs.map((paragraph) => paragraph.text)
  const text = [...titles, ...all].join('\n').slice(0, BODY)
  const lines = all.slice(0, HEAD_LINES)
  // A title broken over two lines is read as one as well.
  const pairs = lines
    .slice(0, -1)
    .map((line, i) => (line.length < 30 && lines[i + 1]!.length < 30 ? line + lines[i + 1]! : ''))
  const titled = titleIn([...lines, ...titles.filter((title) => /20\d\d年/u.test(title))], text)
  const found = titled?.name !== undefined ? titled : (titleIn(titles, text) ?? titleIn(pairs, text) ?? titled)
  const file = namedIn(fileName)
  const sure = found?.name ?? titleIn(pairs, text)?.name ?? inBody(text) ?? signatureIn(all)
  const name = sure ?? file ?? commonestName(text) ?? crumbIn(lines)
  const { year, other, weak } = yearOf(paragraphs, titles, pairs, fileName)
  if (year === undefined) issues.push(issue('year-unknown'))
  else if (other !== undefined) issues.push(issue('year-conflict', undefined, { year, other }))
  if (year !== undefined && (weak || other !== undefined)) unsure.push('year')
  const title = found?.title
  const common = { ...(year !== undefined && { year }), ...(title !== undefined && { title }) }
  const withUnsure = (identity: Identity): Identity => ({ ...identity, ...(unsure.length > 0 && { unsure }) })
  if (name === undefined) {
    issues.push(issue('org-unknown'))
    return { identity: withUnsure(common), issues }
  }
  const split = splitName(name)
  const org = fullest(split.org, text)
  const conflict = file !== undefined && !sameOrgan(file, name)
  if (conflict) issues.push(issue('org-conflict', undefined, { org, other: splitName(file).org }))
  if (conflict || sure === undefined) unsure.unshift('org')
  const own = /人民政府$/u.test(org) && /[区县市旗]人民政府$/u.test(org)
  // The file's name may know the district where the text does not.
  const known = split.district ?? (file !== undefined && !conflict ? splitName(file).district : undefined)
  const district = own ? split.district : districtIn(text, org, known)
  if (district !== undefined && known === undefined && !text.includes(district + splitName(org).org.slice(0, 2)))
    unsure.push('district')
  return {
    identity: withUnsure({
      org: own ? withCity(text, org) : org,
      ...(district !== undefined && { district }),
      ...common,
    }),
    issues,
  }
}
