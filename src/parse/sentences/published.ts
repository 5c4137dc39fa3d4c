import { channelsIn, channelsInOrder, namesOtherPlace } from './channels'
import type { StatedChannel } from './channels'
import type { ProseCode } from '../../domain/metrics'
import { amountsIn } from './sentences'
import type { Amount, Clause } from './sentences'

export interface Statement {
  code: ProseCode
  amount: Amount
  clause: Clause
  /** Larger is surer. */ weight: number
}

const UNITS = new Set(['条', '件', '篇', '项', '个', '份', '次', '则', '期', ''])

const VERB =
  /(?:公开(?!栏|指南|目录|平台|专栏|专区|网|年报|透明|制度)|发布|公布|公示(?!栏)|推送|更新|上传|上载|发表|刊登|刊发|刊载|张贴|公告(?!栏)|编发|发送|发推)/gu
/* 公开、更新了 */
const ANOTHER_VERB = '(?:[、和及]?(?:主动|对外)?(?:公开|发布|更新))?(?:的|了)?'
const OF_ALL_KINDS = '(?:各类|各种|各项|各类工作|各方面|全部|本级|本?部门|有关|相关|的)*'
const GOVERNMENT = '(?:政府|政务|政府工作|政务公开|政府公开|党务政务)?'
const INFORMATION = '(?:信息|事项|内容)?(?:公开)?(?:信息)?'
const NUMBER_OF = '(?:总数|总量|数量|条数|件数|总计|数|量)?'
const AMOUNT_TO = '(?:共计|合计|总计|累计|共|计|达到|达|有|为|是|了)*'
/* What may stand between the verb and a figure that counts everything published. */
const ALL = new RegExp(`^${ANOTHER_VERB}${OF_ALL_KINDS}${GOVERNMENT}${INFORMATION}${NUMBER_OF}${AMOUNT_TO}$`, 'u')
/* 机构职能、人事任免等政府信息: a list of what there is, and all of it. */
const ETC =
  /等(?:各类|各方面|方面|相关|的)*(?:(?:政府|政务|各类)(?:公开)?信息|方面(?:政府|政务)?信息)(?:总数|数)?(?:共计|合计|总计|共|计|达)*$/u
const COUNTED = /(?:信息|事项|动态|文章|消息|公示|公告|推文|资讯|政策|图文|稿件|报道|新闻|内容|宣传|工作情况)/u
/* Not what an organ publishes on its own initiative, though the words are near. */
const APART =
  /申请|收到|受理|接到|文件解读|政策解读|解读|回应|访谈|信箱|留言|咨询|投诉|建议提案办理|点击|访问|浏览|阅读|粉丝|关注|海报|宣传单|培训|会议|复议|诉讼|播放|未|没有|新增栏目|开设/u
/* 政府信息公开N条 counts all; 人员招录信息公开N条 counts one kind. */
const WHOLE =
  /(?:^|[\d年度共计我本局委办街镇乡道,完成])(?:主动|累计|各类|政府|政务)*信息(?:主动|对外)?$|(?<!其他)(?:政府|政务|各类)信息(?:主动|对外)?$/u
const SO_FAR = /截至目前|截止目前|历年|开通以来|累计至/u
/* 全年共发布N条 says no noun: it counts all only where nothing else was spoken of. */
const BARE_HEAD =
  /^(?:\d{4}年度?|全年|本年度?|一年来|累计|共计|共|我[局委办街镇乡]道?|主动)*(?:全年|累计|共计|共)(?:主动)?$/u

const tail = (text: string): { verb: string; object: string; head: string } | undefined => {
  const verbs = [...text.matchAll(VERB)]
  // 公开 within 信息公开 belongs to the noun unless nothing else is left.
  const verb =
    verbs.find(
      (one) => !/(?:政府信息|政务|信息)$/u.test(text.slice(0, one.index)) || /主动$/u.test(text.slice(0, one.index)),
    ) ?? verbs[verbs.length - 1]
  if (!verb) return undefined
  const end = verb.index + verb[0].length
  return { verb: verb[0], object: text.slice(end), head: text.slice(0, verb.index) }
}

/** Words between the channel's name and the figure when the sentence has no verb of its own: 政务微博320条. */
const bareChannel = (text: string): boolean =>
  /(?:网站|门户网|微信|公众号|微博|公示栏|公开栏|公告栏|渠道|方式|形式|载体|新媒体)(?:信息|文章)?(?:共|共计|约)?$/u.test(
    text,
  )

/* The object after stripping the names of channels that follow the verb: 发布〔微博、微信〕. */
const stripped = (object: string): string => object.replace(/〔[^〕]*〕/gu, '')
const inverse = /^(?:各类|政府|政务|主动公开的?)*(?:政府|政务)?信息$/u
const FIGURE = /\d[百千万余多]*(?:条|件|篇|次|项|份|则|期)/u
const KEEPING = /加强|完善|规范|推进|优化|建设|维护|管理|健全|提升|考评|考核|检查|评估|位列/u
const NAMED_LAST = /(?:网|网站|公众号|微信|微博|栏|平台|页|页面|子?站|新媒体|门户|账号|报|报刊|〕)(?:上|中|里)?$/u
const BY = /^(?:[^,]{0,12})(?:通过|依托|利用|借助|运用|在|用好)/u

function otherPlaceJustNamed(clause: Clause): boolean {
  const last = clause.before.split(',').pop() ?? ''
  return namesOtherPlace(last) && !KEEPING.test(last) && !FIGURE.test(last)
}

/** The channel that the words just before a clause name, where they carry no figure of their own. */
function contextOf(clause: Clause, text: string): { channels: StatedChannel[]; sure: boolean } {
  const parts = clause.before.split(',')
  const since = parts.slice(parts.findLastIndex((part) => FIGURE.test(part)) + 1).join(',')
  const last = parts[parts.length - 1] ?? ''
  const channels = channelsIn(since)
  if (APART.test(since) || since === '') return { channels: [], sure: false }
  const near = channelsIn(last)
  if (
    near.length === 1 &&
    channels.length === 1 &&
    !FIGURE.test(last) &&
    ((BY.test(last) && NAMED_LAST.test(last)) || /(?:公众号|公开栏|公示栏|平台)$/u.test(last))
  )
    return { channels: near, sure: !KEEPING.test(last) }
  const inPassing = channels.length === 1 && KEEPING.test(since)
  return { channels: inPassing && !/新增|更新|上传/u.test(text) ? [] : channels, sure: false }
}

/* 通过门户网站,同时依托公众号发布: both carried it. */
function joined(clause: Clause, text: string): StatedChannel[] {
  const last = clause.before.split(',').pop() ?? ''
  const both =
    /^(?:同时|并|以及|和|结合)/u.test(text) &&
    BY.test(last) &&
    ![...last.matchAll(VERB)].some((one) => !/(?:信息|政务)$/u.test(last.slice(0, one.index)))
  return both ? [...new Set([...channelsIn(last), ...channelsIn(text)])] : channelsIn(text)
}

/** 微博和微信分别为340条和300条: figures in the order of the names. */
function respectively(clause: Clause): Statement[] {
  const at = clause.text.search(/分别/u)
  if (at < 0) return []
  const amounts = amountsIn(clause.text).filter((amount) => amount.index > at && UNITS.has(amount.unit))
  const head = clause.text.slice(0, at)
  const channels = channelsInOrder(head)
  if (channels.length < 2 || channels.length !== amounts.length || APART.test(head) || !/公开|发布|推送/u.test(head))
    return []
  return channels.map((channel, i) => ({
    code: `published.${channel}` as const,
    amount: amounts[i]!,
    clause,
    weight: 2,
  }))
}

function statementOf(clause: Clause, text: string, amount: Amount): Statement | undefined {
  const as = (code: ProseCode, weight: number): Statement => ({ code, amount, clause, weight })
  const parts = tail(text)
  const channels = joined(clause, text)
  const behind = clause.text.slice(amount.end)
  if (!parts) {
    const said = channels.length === 1 && bareChannel(text) && /公开|发布|公布|其中/u.test(clause.before + text)
    return said ? as(`published.${channels[0]!}`, 2) : undefined
  }
  const object = stripped(parts.object)
  const generic = ALL.test(object) || (inverse.test(behind) && /^(?:了)?(?:共|共计)?$/u.test(object))
  const own = parts.verb === '公示' || parts.verb === '张贴' || channels[0] === 'noticeboard'
  if (channels.length === 1) {
    const counts =
      generic ||
      COUNTED.test(object) ||
      (channels[0] === 'weibo' && /^微博(?:共|共计)?$/u.test(object)) ||
      (own && /^(?:公示|公告|、)*(?:共计|共)?$/u.test(object))
    return counts ? as(`published.${channels[0]!}`, generic ? 3 : 1) : undefined
  }
  const context = contextOf(clause, text)
  if (channels.length === 0 && context.channels.length === 1 && context.sure && (generic || COUNTED.test(object)))
    return as(`published.${context.channels[0]!}`, generic ? 2 : 1)
  const bare = generic && object === '' && BARE_HEAD.test(parts.head) && !namesOtherPlace(clause.before)
  const etc =
    !generic &&
    (ETC.test(object) || (/向社会$/u.test(parts.head) && /等信息(?:共计|共)?$/u.test(object))) &&
    parts.verb === '公开' &&
    !/其中/u.test(parts.head)
  if (!(etc || bare || (generic && (/信息|事项/u.test(object + behind) || WHOLE.test(parts.head))))) return undefined
  if (channels.length === 0 && context.channels.length === 1) return as(`published.${context.channels[0]!}`, 0)
  if (
    namesOtherPlace(parts.head) ||
    (channels.length === 0 && context.channels.length === 0 && otherPlaceJustNamed(clause))
  )
    return undefined
  if (bare && channelsIn(clause.earlier).length > 0) return undefined
  if (amount.unit === '次' || amount.unit === '期') return undefined
  return as('published.total', etc || bare ? 1 : /主动/u.test(text) || parts.verb === '公开' ? 3 : 2)
}

function statementsOf(clause: Clause): Statement[] {
  const ordered = respectively(clause)
  if (ordered.length > 0 || (/分别/u.test(clause.text) && channelsInOrder(clause.text).length > 1)) return ordered
  const out: Statement[] = []
  let from = 0
  for (const amount of amountsIn(clause.text)) {
    const text = clause.text.slice(from, amount.index)
    from = amount.end
    if (!UNITS.has(amount.unit) || APART.test(text) || SO_FAR.test(text)) continue
    // 累计公开N条(2022年新增M条): N is of many years.
    if (/累计/u.test(text) && /^\d{4}年(?:度)?新增/u.test(clause.after)) continue
    const statement = statementOf(clause, text, amount)
    if (statement) out.push(statement)
  }
  return out
}

/**
 * What sentences say was published, in all and by channel. Only figures for everything count as a total (`动态类信息36条` is
 * no total); one said of a single channel is that channel's. Two different figures of parts for one channel give none.
 */
export function publishedIn(clauses: readonly Clause[]): Statement[] {
  const all = clauses.flatMap(statementsOf)
  const direct = (code: ProseCode): boolean => all.some((one) => one.code === code && one.weight > 0)
  // A channel named only in passing, and given its own figure later: the earlier figure was the total.
  const settled = all.map((one): Statement =>
    one.weight === 0 && direct(one.code) ? { ...one, code: 'published.total', weight: 2 } : one,
  )
  const codes = [...new Set(settled.map((one) => one.code))]
  return codes.flatMap((code) => {
    const ranked = settled.filter((one) => one.code === code)
    const best = Math.max(...ranked.map((one) => one.weight))
    const top = ranked.filter((one) => one.weight === best)
    return best === 1 && top.some((one) => one.amount.value !== top[0]!.amount.value) ? [] : [top[0]!]
  })
}
