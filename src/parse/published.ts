import type { ProseCode } from './facts'
import { amountsIn } from './sentences'
import type { Amount, Clause } from './sentences'

type Channel = 'website' | 'wechat' | 'weibo' | 'new-media' | 'press' | 'noticeboard' | 'other'
export interface Statement { code: ProseCode; amount: Amount; clause: Clause; /** Larger is surer. */ weight: number }

const UNITS = new Set(['条', '件', '篇', '项', '个', '份', '次', '则', '期', ''])

const CHANNELS: readonly [RegExp, Channel][] = [
  [/网站|门户网|官网|网上|互联网|公开网|信息公开(?:平台|专栏|专网)|政务公开(?:平台|专栏)/u, 'website'],
  [/新媒体/u, 'new-media'],
  [/微信|公众号/u, 'wechat'],
  [/微博/u, 'weibo'],
  [/公示栏|公开栏|公告栏|宣传栏|信息栏|橱窗|张贴/u, 'noticeboard'],
  [/报刊|报纸|广播|电视|(?<!新)媒体|《[^》]{1,12}(?:报|日报|晚报)》/u, 'press'],
  [/其[他它](?:方式|渠道|形式|途径|平台|载体)/u, 'other'],
]

/** The channels that words name; 微博 and 微信 together are one figure's channel. */
function channelsIn(text: string): Channel[] {
  const found = CHANNELS.filter(([pattern]) => pattern.test(text)).map(([, channel]) => channel)
  const isSocial = (channel: Channel): boolean => channel === 'wechat' || channel === 'weibo' || channel === 'new-media'
  if (found.filter(isSocial).length > 1) return [...found.filter((channel) => !isSocial(channel)), 'new-media']
  return found
}

const VERB = /(?:公开(?!栏|指南|目录|平台|专栏|专区|网|年报|透明|制度)|发布|公布|公示(?!栏)|推送|更新|上传|上载|发表|刊登|刊发|刊载|张贴|公告(?!栏)|编发|发送)/gu
/* What may stand between the verb and a figure that counts everything published. */
const ALL = /^(?:[、和]?(?:公开|发布|更新))?(?:的|了)?(?:各类|各种|各项|全部|本级|本部门|有关|相关)?(?:政府|政务|政府工作|政务公开|政府公开|党务政务)?(?:信息|事项|内容)?(?:公开)?(?:信息)?(?:总数|总量|数量|条数|件数|总计|数|量)?(?:共计|合计|总计|累计|共|达到|达|有|为|是|了)*$/u
const COUNTED = /(?:信息|事项|动态|文章|消息|公示|公告|推文|资讯|政策|图文)/u
/* Not what an organ publishes on its own initiative, though the words are near. */
const APART = /申请|文件解读|政策解读|解读|回应|访谈|信箱|留言|咨询|投诉|建议提案办理|点击|访问|浏览|阅读|粉丝|关注|海报|宣传单|培训|会议|复议|诉讼|播放|未|没有|新增栏目|开设/u
/* 政府信息公开N条 counts all; 人员招录信息公开N条 counts one kind. */
const WHOLE = /(?:^|[\d年度共计我本局委办街镇乡道,])(?:主动|累计|各类|政府|政务)*信息(?:主动|对外)?$|(?<!其他)(?:政府|政务|各类)信息(?:主动|对外)?$/u
const SO_FAR = /截至目前|截止目前|历年|开通以来|累计至/u

const tail = (text: string): { verb: string; object: string; head: string } | undefined => {
  const verbs = [...text.matchAll(VERB)]
  // 公开 within 信息公开 belongs to the noun unless nothing else is left.
  const verb = verbs.find((one) => !/(?:政府信息|政务|信息)$/u.test(text.slice(0, one.index)) || /主动$/u.test(text.slice(0, one.index)))
    ?? verbs[verbs.length - 1]
  if (!verb) return undefined
  const end = verb.index + verb[0].length
  return { verb: verb[0], object: text.slice(end), head: text.slice(0, verb.index) }
}

/** Words between the channel's name and the figure when the sentence has no verb of its own: 政务微博320条. */
const bareChannel = (text: string): boolean => /(?:网站|门户网|微信|公众号|微博|公示栏|公开栏|公告栏|渠道|方式|形式|新媒体)(?:信息|文章)?(?:共|共计|约)?$/u.test(text)

/* The object after stripping the names of channels that follow the verb: 发布〔微博、微信〕. */
const stripped = (object: string): string => object.replace(/〔[^〕]*〕/gu, '')

const inverse = /^(?:各类|政府|政务|主动公开的?)*(?:政府|政务)?信息$/u

function statementsOf(clause: Clause): Statement[] {
  const out: Statement[] = []
  let from = 0
  for (const amount of amountsIn(clause.text)) {
    const text = clause.text.slice(from, amount.index)
    from = amount.end
    if (!UNITS.has(amount.unit) || APART.test(text) || SO_FAR.test(text)) continue
    const parts = tail(text)
    const channels = channelsIn(text)
    const behind = clause.text.slice(amount.end)
    if (!parts) {
      if (channels.length === 1 && bareChannel(text) && /公开|发布|其中/u.test(clause.before + text)) {
        out.push({ code: `published.${channels[0]!}`, amount, clause, weight: 2 })
      }
      continue
    }
    const object = stripped(parts.object)
    const generic = ALL.test(object) || (inverse.test(behind) && /^(?:了)?(?:共|共计)?$/u.test(object))
    const own = parts.verb === '公示' || parts.verb === '张贴' || channels[0] === 'noticeboard'
    if (channels.length === 1) {
      const counts = generic || COUNTED.test(object) || (own && /^(?:公示|公告|、)*(?:共计|共)?$/u.test(object))
      if (counts) out.push({ code: `published.${channels[0]!}`, amount, clause, weight: generic ? 3 : 1 })
      continue
    }
    if (!generic || !(/信息|事项/u.test(object + behind) || WHOLE.test(parts.head))) continue
    const context = channelsIn(clause.before)
    const plain = channels.length === 0 && context.length === 1 && !/\d[万余多]*(?:条|件|篇|次)/u.test(clause.before) && !APART.test(clause.before)
    const sure = /主动/u.test(text) || parts.verb === '公开' ? 3 : 2
    if (plain) out.push({ code: `published.${context[0]!}`, amount, clause, weight: 0 })
    else if (UNITS.has(amount.unit) && amount.unit !== '次' && amount.unit !== '期') out.push({ code: 'published.total', amount, clause, weight: sure })
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
  const settled = all.map((one): Statement => (one.weight === 0 && direct(one.code) ? { ...one, code: 'published.total', weight: 2 } : one))
  const codes = [...new Set(settled.map((one) => one.code))]
  return codes.flatMap((code) => {
    const ranked = settled.filter((one) => one.code === code)
    const best = Math.max(...ranked.map((one) => one.weight))
    const top = ranked.filter((one) => one.weight === best)
    return best === 1 && top.some((one) => one.amount.value !== top[0]!.amount.value) ? [] : [top[0]!]
  })
}
