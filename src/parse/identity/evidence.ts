import { HAN, clean, isNamed, isNoName } from './words'

const OFFICES = '街道办事处|镇人民政府|乡人民政府'
const KINDS = `街道办事处|街道|镇人民政府|乡人民政府|人民政府办公室|人民政府|委员会|镇|乡|街|局|办公室`
const ORGAN = `(${HAN}{2,40}?(?:${KINDS}))(?:\\([^()]{1,30}\\))?`

/* Where the body names its organ, surest first. */
const DOCUMENT = '(?:指南|目录|年报|工作年度报告)'
const FIELD = '(?:来源|发布机构|发布单位|发文机关|发布机关)'
const IN_BODY: readonly RegExp[] = [
  new RegExp(`《${ORGAN}(?:20\\d\\d年度?)?(?:政府)?信息公开${DOCUMENT}》`, 'u'),
  new RegExp(`(?:公布|由|公开|是|关于|系)${ORGAN}(?:党政办公室|办公室)?(?:编制|20\\d\\d年度?(?:政府)?信息公开)`, 'u'),
  new RegExp(`${FIELD}[:：]${ORGAN}`, 'u'),
]

export const inBody = (text: string): string | undefined => {
  for (const pattern of IN_BODY) {
    const name = pattern.exec(text)?.[1]
    if (name !== undefined && !isNoName(name)) return clean(name)
  }
  return undefined
}

/** The organ that signs at the end, above the date. */
export function signatureIn(lines: readonly string[]): string | undefined {
  const last = lines.slice(-12)
  const dated = last.findLastIndex((line) => /^20\d\d年\d{1,2}月\d{1,2}日$/u.test(line))
  const name = dated > 0 ? clean(last[dated - 1]!) : undefined
  return name !== undefined && name.length <= 30 && isNamed(name) && !isNoName(name) ? name : undefined
}

const STEP = /[>›»＞]/u

/** The last organ on the way to the page: 首页 > 街乡部门 > 永安街道 > 年度报告. */
export function crumbIn(lines: readonly string[]): string | undefined {
  const way = lines.find((line) => STEP.test(line) && /首页|位置/u.test(line))
  return way
    ?.split(STEP)
    .map((step) => clean(step.replace(/^.*[:：]/u, '')))
    .findLast(
      (step) => step.length >= 3 && step.length <= 24 && isNamed(step) && !isNoName(step) && !/公开|部门/u.test(step),
    )
}

const AT_CLAUSE = new RegExp(
  `(?:^|[\\n,、。;“”《(年])(${HAN}{1,8}?(?:${OFFICES})|${HAN}{2,8}?(?:街道|镇|乡|街))(?=${HAN}|,)`,
  'gu',
)

/* A year's first sentence: 2020年永安街道始终坚持…. The verb shows where the name ends. */
const SUBJECT_KINDS = `${OFFICES}|街道|镇|乡|街|人民政府|管理委员会|委员会|管委会|管理局|局|办公室|中心`
const VERBS = [
  '始终|坚持|坚决|认真|严格|深入|紧紧|紧扣|积极|全面|高度|切实|持续|进一步|不断|主动|围绕|贯彻|聚焦|着力|扎实|充分|大力|牢牢',
  '按照|按要求|根据|依照|依据|结合|立足|以|在|共|对|将|把|政府信息|政务公开|信息公开|没有|未',
].join('|')
const SUBJECT = new RegExp(
  `(?:^|[\\n。])20\\d\\d年(?:度|以来)?[,，]?(${HAN}{1,20}?(?:${SUBJECT_KINDS}))(?=${VERBS})`,
  'gu',
)
const LONGEST_SUBJECT = 24
/* Words that no name has: the words before the kind are a sentence. */
const SENTENCE = /[的了被把等或]|(?:按照|根据|通过|围绕|贯彻|落实|各级|全体|上级|领导|指导|要求|工作)/u

const isSubject = (name: string): boolean =>
  name.length <= LONGEST_SUBJECT && isNamed(name) && !isNoName(name) && !SENTENCE.test(name)

/**
 * A name that stands in sentences only, to be confirmed: the one that most clauses begin with (a street or town that
 * appears once may be a neighbour), else what a year's first sentence is about.
 */
export function inSentences(text: string): string | undefined {
  const counts = new Map<string, number>()
  for (const [, name] of text.matchAll(AT_CLAUSE)) if (!isNoName(name!)) counts.set(name!, (counts.get(name!) ?? 0) + 1)
  const [best, times] = [...counts].sort((a, b) => b[1] - a[1] || b[0].length - a[0].length)[0] ?? []
  if (best !== undefined && (times! > 1 || /(?:办事处|人民政府)$/u.test(best))) return best
  return [...text.matchAll(SUBJECT)].map(([, name]) => name!).find(isSubject)
}

const REPORT_WORDS = new RegExp(
  [
    '(?:20\\d\\d)?(?:年度?)?(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:年度)?(?:报告|年报)?',
    '年度?报告|年报|附件\\d*|终稿|定稿|最终版|公开版',
    '\\d+|\\.[a-z]{2,5}$',
  ].join('|'),
  'giu',
)

/** The organ that a file's name holds: 下城区长庆街道办事处_2019.pdf. */
export function namedIn(fileName: string): string | undefined {
  const base = fileName.replace(/^.*[\\/]/u, '').replace(REPORT_WORDS, ' ')
  return base
    .split(/[^\u4e00-\u9fff]+/u)
    .map((part) => clean(part.replace(/^关于|的$|年$/gu, '')))
    .find((part) => part.length >= 3 && isNamed(part) && !isNoName(part))
}
