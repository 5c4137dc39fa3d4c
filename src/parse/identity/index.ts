import { issue } from '../../domain/issues'
import type { Issue } from '../../domain/issues'
import { behindTitle, isNameLine, titleIn } from './title'
import { crumbIn, inBody, inSentences, namedIn, signatureIn } from './evidence'
import { fullest, splitName } from './orgName'
import type { Paragraph } from '../sentences/sentences'
import type { Unsure } from '../types'
import { headLines } from './headLines'
import { HAN, withoutCodes } from './words'
import { withDigits, yearOf } from './year'

export interface Identity {
  org?: string
  district?: string
  year?: number
  title?: string
  unsure?: Unsure[]
}

const HEAD_LINES = 60
const BODY = 20_000

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
 * `year-unknown`; what only weak or conflicting evidence tells is given and listed as `unsure`. `inCells`: lines of
 * cells that may be a title.
 */
export function identify(
  read: readonly Paragraph[],
  heads: readonly string[],
  fileName: string,
  inCells: readonly string[] = [],
): { identity: Identity; issues: Issue[] } {
  const issues: Issue[] = []
  const unsure: Unsure[] = []
  const paragraphs = read.map((paragraph) =>
    /二[〇零○]|&/u.test(paragraph.text) ? { ...paragraph, text: withDigits(withoutCodes(paragraph.text)) } : paragraph,
  )
  const titles = heads.map((title) => withDigits(withoutCodes(title).replace(/\s/gu, '')))
  const all = paragraphs.map((paragraph) => paragraph.text)
  const text = [...titles, ...all].join('\n').slice(0, BODY)
  const printed = all.slice(0, HEAD_LINES)
  const lines = headLines(printed, text)
  // A title broken over two lines is read as one as well.
  const pairs = lines.slice(0, -1).map((line, i) => {
    const isShort = line.length < 30 && lines[i + 1]!.length < 30
    // The last of a list of organs does not begin the title below it.
    return isShort && !(isNameLine(line) && isNameLine(lines[i - 1])) ? line + lines[i + 1]! : ''
  })
  const titled = titleIn([...lines, ...titles.filter((title) => /20\d\d年/u.test(title))], text)
  const found = titled?.name !== undefined ? titled : (titleIn(titles, text) ?? titleIn(pairs, text) ?? titled)
  const file = namedIn(fileName)
  const sure = found?.name ?? titleIn(pairs, text)?.name ?? inBody(text) ?? signatureIn(all)
  const name =
    sure ?? file ?? behindTitle(titles) ?? titleIn(inCells, text)?.name ?? inSentences(text) ?? crumbIn(printed)
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
  const conflict = file !== undefined && ![name, ...(found?.aliases ?? [])].some((one) => sameOrgan(file, one))
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
