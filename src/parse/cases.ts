import type { ProseCode } from './facts'
import { amountsIn } from './sentences'
import type { Clause } from './sentences'
import type { Statement } from './published'

const CASE = new Set(['件', '条', '个', '份', '宗', '起', '例', '次', ''])
const APPLY = '(?:申请|依申请公开|依申请|公开请求|公开诉求)'
const END = '(?:的)?(?:政府)?(?:信息)?(?:公开)?(?:申请)?(?:信息|事项|办件|办理件|案件|受理件|件)?(?:办理)?(?:事项)?(?:的)?(?:数量|总数|数)?(?:共计|合计|累计|共|约|为|达|有|是)*$'

/* What stands right before a figure. The first that fits names it. */
const BEFORE: readonly [RegExp, ProseCode][] = [
  [new RegExp(`(?:结转上一?年度?|上一?年度?(?:度)?结转)(?:的|至本年度?|到本年度?)?(?:政府)?(?:信息)?(?:公开)?(?:${APPLY})?${END}`, 'u'), 'applications.carried-in.total'],
  [new RegExp(`结转(?:至|到)?(?:下|次)一?年度?(?:继续)?(?:办理)?(?:的)?(?:政府)?(?:信息)?(?:公开)?(?:${APPLY})?${END}`, 'u'), 'applications.carried-out.total'],
  [new RegExp(`(?:收到|新收|接到|接收|收|受理|新增|收到和处理)(?:到)?[^\\d,]{0,18}${APPLY}${END}`, 'u'), 'applications.new.total'],
  [new RegExp(`(?:答复|办结|办理|办理完毕|处理|回复)(?:了)?(?:各类|公民|的)?(?:政府|政务)?(?:信息)?(?:公开)?${APPLY}${END}`, 'u'), 'applications.closed.total'],
  [/(?:办结|答复|回复|办理完毕)(?:了|申请)?$/u, 'applications.closed.total'],
  [/(?<![不拟应])予以公开(?:的|共|数)*$/u, 'applications.granted.total'],
  [/部分公开(?:的|共|数)*$/u, 'applications.partial.total'],
  [/(?<!、|和|及|或)行政复议(?:案件|申请|案)?(?:数量|数)?(?:共计|共|为|的|有)*$/u, 'review.total'],
  [/(?<!、|和|及|或)行政诉讼(?:案件|案)?(?:数量|数)?(?:共计|共|为|的|有)*$/u, 'litigation.total'],
]

/* What stands right behind a figure: 收到1份政府信息公开申请, 0件为上年结转件. */
const BEHIND: readonly [RegExp, RegExp, ProseCode][] = [
  [/(?:收到|新收|接到|受理|新增)(?:了|到)?$/u, /^(?:政府|公民|群众|的)*(?:政府)?(?:信息)?(?:公开)?(?:的)?(?:申请|依申请公开)/u, 'applications.new.total'],
  [/^(?:其中)?$/u, /^(?:为|是|属)?(?:本年)?新(?:增|收)(?:受理)?件?/u, 'applications.new.total'],
  [/^(?:其中)?$/u, /^(?:为|是|属)?(?:上一?年度?结转|结转上年)/u, 'applications.carried-in.total'],
  [/(?:发生|引发|引起|收到)(?:了)?$/u, /^(?:政府信息公开)?行政复议(?:案件|申请)?$/u, 'review.total'],
  [/(?:发生|引发|引起|收到)(?:了)?$/u, /^(?:政府信息公开)?行政诉讼(?:案件)?$/u, 'litigation.total'],
]

const ABOUT = /申请|答复|办理结果/u
const DECIDED = /处理|决定|作出|做出|实施|办理(?!结果)/u
const DECISIONS: readonly [RegExp, ProseCode][] = [
  [/行政许可(?:事项)?(?:处理)?(?:决定)?(?:数量|数|总数)?(?:共计|共|为)*$/u, 'license.decisions'],
  [/行政处罚(?:事项|案件)?(?:处理)?(?:决定)?(?:数量|数|总数)?(?:共计|共|为)*$/u, 'penalty.decisions'],
  [/行政强制(?:事项|案件)?(?:处理)?(?:决定)?(?:数量|数|总数)?(?:共计|共|为)*$/u, 'coercion.decisions'],
]
const FEE = /行政事业性收费(?:金额|总额|收入)?(?:共计|合计|共|为|是)*$/u
const OTHER_MATTER = /复议|诉讼|投诉|举报|信访|信箱|建议|提案|咨询|补正/u
const PUBLISHING = /公示|发布|主动公开|结果|信息$|类$/u

function codeOf(clause: Clause, text: string, unit: string, behind: string): ProseCode | undefined {
  const apart = text.replace(/^.*[、和及]/u, '')
  if (FEE.test(text)) return unit.endsWith('元') ? 'fee.amount' : undefined
  if (unit.endsWith('元') || !CASE.has(unit)) return undefined
  const decided = DECISIONS.find(([pattern]) => pattern.test(text))?.[1]
  if (decided) return DECIDED.test(text) && !PUBLISHING.test(text) && unit !== '' ? decided : undefined
  const named = BEFORE.find(([pattern]) => pattern.test(text))?.[1]
  if (named === 'review.total' || named === 'litigation.total') return /未|没有|维持|纠正/u.test(apart) ? undefined : named
  if (named && (OTHER_MATTER.test(text) || /未|没有/u.test(text))) return undefined
  const needsContext = named === 'applications.granted.total' || named === 'applications.partial.total' || !/申请/u.test(text)
  if (named?.startsWith('applications.') && needsContext && !(ABOUT.test(clause.before) || ABOUT.test(text))) {
    // 上年结转, 结转下年度 and 收到 name applications only where some were spoken of.
    return /结转/u.test(text) ? named : undefined
  }
  // 办理 of so many, of which new and carried over, counts what came in, not what was closed.
  if (named === 'applications.closed.total' && /新增|新收|结转/u.test(clause.after.slice(0, 24)) && !/答复|办结/u.test(text)) return undefined
  if (named) return named
  return BEHIND.find(([before, after]) => before.test(text) && after.test(behind))?.[2]
}

/**
 * What sentences say of applications, reviews, suits, decisions and fees: evidence beside the tables, never in their place.
 * Sentences that deny without a figure (未收到) give none.
 */
export function casesIn(clauses: readonly Clause[]): Statement[] {
  const found: Statement[] = []
  for (const clause of clauses) {
    let from = 0
    for (const amount of amountsIn(clause.text)) {
      const code = codeOf(clause, clause.text.slice(from, amount.index), amount.unit, clause.text.slice(amount.end))
      from = amount.end
      if (code && !found.some((one) => one.code === code)) {
        const scale = amount.unit === '万元' ? 1e4 : amount.unit === '亿元' ? 1e8 : 1
        found.push({ code, clause, weight: 1, amount: { ...amount, value: Math.round(amount.value * scale * 100) / 100 } })
      }
    }
  }
  return found
}
