import type { ProseCode } from '../../domain/metrics'
import { paperCode } from './papers'
import type { Statement } from './published'
import { amountsIn } from './sentences'
import type { Amount, Clause } from './sentences'

const CASE = new Set(['件', '条', '个', '份', '宗', '起', '例', '次', ''])
const APPLY = '(?:申请(?:公开)?|依申请公开|依申请|公开请求|公开诉求)'
const OF = '(?:的)?(?:政府|政务)?(?:信息)?(?:公开)?'
const MATTERS = '(?:事项|办件|办理件|案件|受理件|要求|件)?(?:办理)?(?:事项)?'
const NUMBERS = '(?:的)?(?:数量|总数|数)?'
const AMOUNT_TO = '(?:共计|合计|累计|共|约|为|达|有|是)*'
const END = `${OF}(?:申请)?(?:信息)?(?:政府|的)?${MATTERS}${NUMBERS}${AMOUNT_TO}$`
const GOT = '(?:收到|新收|接到|接收|收|受理|新增|收到和处理|共接)(?:到)?'
const LAST = '(?:上一?年度?(?:度)?)'
const NEXT = '(?:(?:下|次)一?(?:个)?年度?)'
/* 收到并办结 counts both, and with what was carried over: what was closed. */
const BOTH = /(?:收到?|受理|接收|接到)(?:(?:、|并|及|并且)?(?:答复|办结|办复)|(?:、|并|及|并且)办理|处理)/u

/* 上年结转的政府信息公开申请, 结转上年…, 接办上年… */
const FROM_LAST = `(?:结转${LAST}|${LAST}(?:结转|转入|转接|遗留|未办结|延续)|接办${LAST})(?:的|至本年度?|到本年度?)?`
/* 结转至下年度继续办理 */
const TO_NEXT = `(?:结转|顺延|延续|(?<!结)转)(?:至|到|入)?${NEXT}(?:继续)?`
const APPLICATIONS = `(?:的)?(?:政府)?(?:信息)?(?:公开)?(?:${APPLY})?`
/* 答复了各类政府信息公开申请 */
const HANDLED = '(?:答复|办结|办理|办理完毕|处理|回复)(?:了)?(?:各类|公民|的)?'

/* What stands right before a figure. The first that fits names it. */
const BEFORE: readonly [RegExp, ProseCode][] = [
  [new RegExp(`${FROM_LAST}(?:继续)?(?:办理|受理|处理)?${APPLICATIONS}${END}`, 'u'), 'applications.carried-in.total'],
  [new RegExp(`${TO_NEXT}(?:办理|处理|答复)?${APPLICATIONS}${END}`, 'u'), 'applications.carried-out.total'],
  [
    new RegExp(`${GOT}[^\\d,不未复]{0,12}自然人(?:提出|提交|的)*(?:政府)?(?:信息)?(?:公开)?申请${END}`, 'u'),
    'applications.new.natural',
  ],
  [/(?:类别|身份)(?:均)?(?:为|是|属)?自然人(?:提出|申请)?(?:的)?(?:共|有)*$/u, 'applications.new.natural'],
  [new RegExp(`${GOT}(?:\\d{1,4}(?:名|位))?[^\\d,]{0,24}${APPLY}${END}`, 'u'), 'applications.new.total'],
  [new RegExp(`${GOT}(?:各类|群众|公民|的)*(?:政府|政务)公开信息$`, 'u'), 'applications.new.total'],
  [
    new RegExp(
      `^(?:其中|全年|本年度?|今年|本机关|本单位|我[局委办镇乡区县]|街道|\\d{4}年度?)*(?:新收到|新收|新受理|新接收)(?:的)?$`,
      'u',
    ),
    'applications.new.total',
  ],
  [new RegExp(`${HANDLED}(?:政府|政务)?(?:信息)?(?:公开)?${APPLY}${END}`, 'u'), 'applications.closed.total'],
  [/(?:办结|答复|回复|办理完毕|(?:^|已|时序|按时|按期|共|全年)办理)(?:了|申请)?$/u, 'applications.closed.total'],
  [/(?<![不拟应])予以公开(?:的|共|数)*$/u, 'applications.granted.total'],
  [/^同意(?:予以)?公开(?:答复)?(?:的|共|数)*$/u, 'applications.granted.total'],
  [/部分公开(?:决定|答复)?(?:的|共|数)*$/u, 'applications.partial.total'],
  [/(?<!、|和|(?<!涉)及|或)行政复议(?:案件|申请|案)?(?:数量|数)?(?:共计|共|为|的|有)*$/u, 'review.total'],
  [/(?<!、|和|(?<!涉)及|或)行政诉讼(?:案件|案)?(?:数量|数)?(?:共计|共|为|的|有)*$/u, 'litigation.total'],
]

const SOME = '^(?:其中|另有?外?|剩余|其余|尚有|余|有|全部|共|上述|对|,)*$'
const THESE = '(?:政府)?(?:信息)?(?:公开)?(?:依申请|申请)?(?:公开)?(?:件|事项)?'
const ALL_ALREADY = '(?:均|全部|都)?(?:已|已经)?'
const IN_TIME = '(?:(?:按|依)(?:[照时期法规范要求定]){1,6}|在[^,\\d]{0,8}(?:期限|时限)内|及时)?'
const DULY = `${THESE}${ALL_ALREADY}${IN_TIME}${ALL_ALREADY}`

/* What stands right behind a figure: 收到1份政府信息公开申请, 0件为上年结转件. */
const BEHIND: readonly [RegExp, RegExp, ProseCode][] = [
  [
    /(?:收到|新收|接到|受理|新增)(?:了|到)?$/u,
    /^(?:政府|公民|群众|的)*(?:政府)?(?:信息)?(?:公开)?(?:的)?(?:申请|依申请公开)/u,
    'applications.new.total',
  ],
  [
    /(?:收到|新收|接到|接收|受理)(?:了|到)?$/u,
    /^(?=[^,]*信息)(?:以|由|通过|要求|提出|申请|公民|公开)[^,复议诉讼]{0,20}(?:公开申请|信息的?申请|公开的申请|公开(?:政府)?信息)$/u,
    'applications.new.total',
  ],
  [/^(?:其中)?$/u, /^(?:为|是|属)?(?:本年)?新(?:增|收)(?:受理)?件?/u, 'applications.new.total'],
  [/^(?:其中)?$/u, /^(?:为|是|属)?(?:上一?年度?结转|结转上年)/u, 'applications.carried-in.total'],
  [
    new RegExp(SOME, 'u'),
    new RegExp(
      `^${OF}(?:申请)?(?:按[照规定]{1,3}|依法|正在办理)?(?:需|将|均|已)?(?:结转|顺延|转)(?:至|到|入)?${NEXT}(?:继续)?(?:办理|处理|答复)?$`,
      'u',
    ),
    'applications.carried-out.total',
  ],
  [/^(?:除)?结转$/u, new RegExp(`^(?:至|到)?${NEXT}`, 'u'), 'applications.carried-out.total'],
  [
    new RegExp(SOME, 'u'),
    new RegExp(`^${DULY}(?:进行了?|予以|给予了?|完成)?(?:答复|办结|回复|办理完毕)(?:完毕|申请人|了)*$`, 'u'),
    'applications.closed.total',
  ],
  [/^(?:在|已)?办结的?$/u, /^(?:政府信息公开)?申请中$/u, 'applications.closed.total'],
  [new RegExp(SOME, 'u'), new RegExp(`^${DULY}(?:向申请人)?(?:同意)?予以公开$`, 'u'), 'applications.granted.total'],
  [
    /(?:发生|引发|引起|收到|有|产生)(?:了)?$/u,
    /^(?:因)?(?:政府信息公开)?(?:申请)?(?:提起|引发|引起|产生)?(?:的)?行政复议(?:案件|申请)?$/u,
    'review.total',
  ],
  [
    /(?:发生|引发|引起|收到|有|产生)(?:了)?$/u,
    /^(?:因)?(?:政府信息公开)?(?:申请)?(?:提起|引发|引起|产生)?(?:的)?行政诉讼(?:案件)?$/u,
    'litigation.total',
  ],
]

const WHO_AND_WHEN = '(?:[^,\\d]{0,14}|[^,\\d]{0,4}\\d{4}年度?[^,\\d]{0,10})'
const APPLICATION = '(?:政府信息公开申请|政府信息依申请公开|依申请公开|网上申请)(?:信息|事项)?'
/* A sentence without a verb: 依申请公开事项1件. */
const ALONE = new RegExp(`^${WHO_AND_WHEN}${APPLICATION}(?:办理量|件|数量|数)?(?:共计|共|为|有)*$`, 'u')
const NOT_ALONE =
  /答复|办结|办理(?!量)|处理|回复|公布|发布|主动|转|复议|诉讼|[引因涉对未无退撤审]|上年|其中|不予|培训|栏|指南|目录|制度|流程|渠道/u

const OUTCOMES: readonly [RegExp, ProseCode][] = [
  [/(?:结果)?维持(?:的)?(?:共|为)?$/u, 'review.upheld'],
  [/(?:结果)?纠正(?:的)?(?:共|为)?$/u, 'review.corrected'],
  [/其他结果(?:的)?(?:共|为)?$/u, 'review.other'],
  [/(?:尚未审结|未审结)(?:的)?(?:共|为)?$/u, 'review.pending'],
]

const OTHER_MATTER = /复议|诉讼|投诉|举报|信访|信箱|建议|提案|咨询|补正/u
/* 政府信息公开申请, and 申请公开信息 */
const APPLYING = '(?:信息|公开)[^,。;\\d]{0,12}申请(?!行政复议|复议)|申请[^,。;\\d]{0,6}(?:公开|信息)'
const CALLS = '投诉|举报|信访|信箱|建议|提案|咨询|工单|热线|留言|来信'
const CASES = '执法|行政许可|行政处罚|行政强制|(?<!公开)诉求|纠纷|调解|查询'
const SUBJECTS = new RegExp(
  `(?<application>依申请|${APPLYING})|(?<review>复议)|(?<suit>诉讼)|(?<other>${CALLS}|${CASES})`,
  'gu',
)

type Subject = 'application' | 'review' | 'suit' | 'other'

/** What was last spoken of. */
function subjectOf(text: string): Subject | undefined {
  const last = [...text.matchAll(SUBJECTS)].pop()?.groups
  return last && (Object.keys(last) as Subject[]).find((key) => last[key] !== undefined)
}

function challengeCode(named: ProseCode, text: string, spoken: string): ProseCode | undefined {
  if (/未|没有|维持|纠正/u.test(text.replace(/^.*[、和及]/u, ''))) return undefined
  // What an organ of justice handles is not what it was taken to review for.
  return /(?:办理|审理|办结|化解|应诉|代理|审结|调解)[^,]{0,6}行政(?:复议|诉讼)/u.test(text) &&
    !/信息公开|依申请/u.test(spoken)
    ? undefined
    : named
}

/** 办结9件,结转1件: what is left goes on. */
const carriedOn = (clause: Clause, text: string): boolean =>
  /^(?:其中|剩余|尚有)?结转$/u.test(text) &&
  /(?:办结|答复)[^,。]{0,8}\d[件宗条份]。?$/u.test(clause.before === '' ? clause.earlier : clause.before)

function yearCode(text: string, behind: string, year: number | undefined): ProseCode | undefined {
  if (year === undefined) return undefined
  const from = /(\d{4})年度?[^\d,]{0,6}结转(?:的)?(?:政府信息公开)?(?:申请)?$/u.exec(text)
  if (from && Number(from[1]) === year - 1) return 'applications.carried-in.total'
  const later = new RegExp(`^(?:申请)?(?:按规定)?(?:结转|顺延)(?:至|到)?${year + 1}年`, 'u')
  if (later.test(behind) && new RegExp(SOME, 'u').test(text)) return 'applications.carried-out.total'
  const to =
    /(?<!年度?|年底)(?:结转|顺延)(?:至|到|入)?(\d{4})年度?(?:继续)?(?:办理|处理|答复)?(?:的)?(?:政府信息公开申请)?$/u.exec(
      text,
    )
  return to && Number(to[1]) === year + 1 ? 'applications.carried-out.total' : undefined
}

function applicationCode(
  named: ProseCode,
  clause: Clause,
  text: string,
  subject: Subject | undefined,
): ProseCode | undefined {
  if (OTHER_MATTER.test(text) || /未(?!办结)|没有/u.test(text)) return undefined
  if (named === 'applications.closed.total' && /结转/u.test(text)) return undefined
  const own =
    /依申请|(?:信息|公开).*申请|申请.*(?:信息|公开)|(?:政府|政务)公开信息$/u.test(text) &&
    named !== 'applications.granted.total' &&
    named !== 'applications.partial.total'
  if (!own && subject !== 'application') {
    // 上年结转, 新收 and 结转下年度 name applications where nothing else was spoken of.
    return subject === undefined && /结转|新收/u.test(text) ? named : undefined
  }
  if (named === 'applications.new.total' && BOTH.test(text) && !/收到和处理/u.test(text))
    return 'applications.closed.total'
  // 办理 of so many, of which new and carried over, or of which answered, counts what came in, not what was closed.
  const rest = clause.after.slice(0, 30)
  const handled = named === 'applications.closed.total' && !/答复|办结|完毕/u.test(text)
  return handled && /新增|新收|上一?年度?结转|结转上|(?:答复|办结)\d/u.test(rest) ? undefined : named
}

function codeOf(clause: Clause, words: string, amount: Amount, year: number | undefined): ProseCode | undefined {
  const text = words.replace(/[“”"'‘’]/gu, '')
  const behind = clause.text.slice(amount.end)
  const paper = paperCode(clause, text, amount, year)
  if (paper || amount.unit.endsWith('元') || !CASE.has(amount.unit)) return paper
  const spoken = `${clause.earlier}${clause.before},${text}`
  const subject = subjectOf(spoken)
  const outcome = OUTCOMES.find(([pattern]) => pattern.test(text))?.[1]
  if (outcome) return subject === 'review' && !/诉讼/u.test(clause.before + text) ? outcome : undefined
  const named = BEFORE.find(([pattern]) => pattern.test(text))?.[1]
  if (named === 'review.total' || named === 'litigation.total') return challengeCode(named, text, spoken)
  const application =
    named ??
    yearCode(text, behind, year) ??
    (carriedOn(clause, text) ? 'applications.carried-out.total' : undefined) ??
    (ALONE.test(text) && !NOT_ALONE.test(text) ? 'applications.new.total' : undefined)
  if (application) return applicationCode(application, clause, text, subject)
  const after = BEHIND.find(([before, rest]) => before.test(text) && rest.test(behind))?.[2]
  if (
    after === undefined ||
    after.startsWith('review') ||
    after.startsWith('litigation') ||
    after === 'applications.new.total'
  )
    return after
  return subjectOf(`${spoken}${behind}`) === 'application'
    ? after
    : after === 'applications.carried-in.total' && subject === undefined
      ? after
      : undefined
}

/**
 * What sentences say of applications, reviews, suits, decisions and fees: evidence beside the tables, never in their
 * place. Sentences that deny without a figure (未收到) give none. `year` is the report's.
 */
export function casesIn(clauses: readonly Clause[], year?: number): Statement[] {
  const found: Statement[] = []
  for (const clause of clauses) {
    let from = 0
    for (const amount of amountsIn(clause.text)) {
      const code = codeOf(clause, clause.text.slice(from, amount.index), amount, year)
      from = amount.end
      if (code && !found.some((one) => one.code === code)) {
        const scale = amount.unit === '万元' ? 1e4 : amount.unit === '亿元' ? 1e8 : 1
        found.push({
          code,
          clause,
          weight: 1,
          amount: { ...amount, value: Math.round(amount.value * scale * 100) / 100 },
        })
      }
    }
  }
  return found
}
