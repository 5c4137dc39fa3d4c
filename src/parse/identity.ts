import { issue } from './facts'
import type { Issue } from './facts'
import { fullest, isOrgan, splitName } from './orgName'
import type { Paragraph } from './sentences'
import { yearOf } from './year'

export interface Identity { org?: string; district?: string; year?: number; title?: string }

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
  new RegExp(`来源[:：]${ORGAN}`, 'u'),
]
const AT_CLAUSE = /(?:^|[\n,、。;“”《(年])([\u4e00-\u9fff]{2,8}?(?:街道办事处|镇人民政府|乡人民政府|街道|镇|乡|街))(?=[\u4e00-\u9fff,])/gu
const NO_NAME = /^(?:我|本|各|全|该|镇|乡|街道|区|县|由|和|对|在|为|以|按|是|将|向|及|与|通过|根据|关于|年|度|严格|认真|积极|及时|充分|全面|不断|加强)|围绕|当前|政府信息|信息公开|主动|乡镇|镇街|社区|街道、/u

const clean = (name: string): string => name.replace(/^\d{4}年?度?/u, '').replace(/^(?:现公布|公布|关于)/u, '').replace(/(?:关于|的)$/u, '')

/* A government may title its report with its area alone. */
const AREA = /^[\u4e00-\u9fff]{2,10}[区县市旗]$/u

interface Titled { name?: string; title: string }

/** What a heading says. A heading without a name takes a line beside it that is nothing but an organ's name. */
function titleIn(lines: readonly string[]): Titled | undefined {
  let unnamed: Titled | undefined
  for (const [i, line] of lines.entries()) {
    if (line.length > LONGEST_TITLE || line.length < 8 || /[。;>]/u.test(line)) continue
    if (ONLY_YEAR.test(line)) {
      const beside = [lines[i - 1], lines[i + 1]].find((one) => one !== undefined && one.length <= 40 && isOrgan(clean(one)))
      if (beside !== undefined) return { name: clean(beside), title: beside + line }
      unnamed ??= { title: line }
      continue
    }
    const name = (NAME_FIRST.exec(line) ?? YEAR_FIRST.exec(line) ?? NO_YEAR.exec(line))?.[1]
    if (name !== undefined && (isOrgan(clean(name)) || AREA.test(clean(name)))) return { name: clean(name), title: line }
  }
  return unnamed
}

/** The name that most clauses begin with; a street or town that appears once may be a neighbour. */
function commonestName(text: string): string | undefined {
  const counts = new Map<string, number>()
  for (const [, name] of text.matchAll(AT_CLAUSE)) if (!NO_NAME.test(name!)) counts.set(name!, (counts.get(name!) ?? 0) + 1)
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

const AREAS: readonly RegExp[] = [
  /来源[:：]([\u4e00-\u9fff]{2,9}[区县市])(?:人民)?政府/u,
  /(?:通过|利用|[在于,。\n])((?:[\u4e00-\u9fff]{2,3}市)?[\u4e00-\u9fff]{1,4}[区县市])(?:人民)?政府(?:门户)?网/u,
]
/* Words that a name does not have. */
const NO_AREA = /[在由据与和对现我本各该全]|社区|通过|利用|充分|依托|^.$/u

/** The district as the text names it elsewhere, in the longest form: with its city, or by its own web site. */
function districtIn(text: string, org: string, known: string | undefined): string | undefined {
  if (known !== undefined) {
    const wide = new RegExp(`(${HAN}{2,4}[市州盟])${known.replace(/[^\u4e00-\u9fff]/gu, '')}`, 'u').exec(text)?.[1]
    return wide !== undefined && !known.includes('市') ? wide.replace(/^(?:.*[在向为由对从到至]|公布|公开|关于|编制)/u, '') + known : known
  }
  const core = org.replace(/(?:街道办事处|街道|街|人民政府)$/u, '')
  const before = new RegExp(`(${HAN}{2,12}?[区县市旗])(?:人民政府)?${core}`, 'u').exec(text)?.[1]
  if (before !== undefined && !NO_AREA.test(before)) return before
  return AREAS.map((pattern) => pattern.exec(text)?.[1]).find((area) => area !== undefined && !NO_AREA.test(area))
}

/**
 * Who reports, and for which year: from the title, the file name and the text, weighed. The organ's name is the fullest the
 * file has, without its district. What cannot be told is left out, with `org-unknown` or `year-unknown`.
 */
export function identify(paragraphs: readonly Paragraph[], titles: readonly string[], fileName: string): { identity: Identity; issues: Issue[] } {
  const issues: Issue[] = []
  const text = paragraphs.map((paragraph) => paragraph.text).join('\n').slice(0, BODY)
  const lines = paragraphs.slice(0, HEAD_LINES).map((paragraph) => paragraph.text)
  // A title broken over two lines is read as one as well.
  const pairs = lines.slice(0, -1).map((line, i) => (line.length < 30 && lines[i + 1]!.length < 30 ? line + lines[i + 1]! : ''))
  const titled = titleIn(lines)
  const found = titled?.name !== undefined ? titled : (titleIn(titles.map((title) => title.replace(/\s/gu, ''))) ?? titleIn(pairs) ?? titled)
  const name = found?.name ?? titleIn(pairs)?.name ?? inBody(text) ?? commonestName(text)
  const { year, other } = yearOf(paragraphs, [...titles, ...pairs], fileName)
  if (year === undefined) issues.push(issue('year-unknown'))
  else if (other !== undefined) issues.push(issue('year-conflict', undefined, { year, other }))
  const title = found?.title
  const common = { ...(year !== undefined && { year }), ...(title !== undefined && { title }) }
  if (name === undefined) {
    issues.push(issue('org-unknown'))
    return { identity: common, issues }
  }
  const split = splitName(name)
  const org = fullest(split.org, text)
  const own = /人民政府$/u.test(org) && /[区县市旗]人民政府$/u.test(org)
  const district = own ? split.district : districtIn(text, org, split.district)
  return { identity: { org, ...(district !== undefined && { district }), ...common }, issues }
}
