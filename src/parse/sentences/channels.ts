export type StatedChannel = 'website' | 'wechat' | 'weibo' | 'new-media' | 'press' | 'noticeboard' | 'other'

/* 门户网站, 外网, 信息网 */
const SITES = '(?<!新闻)网站|门户网|官网|外网|网上|互联网|公开网|政府网(?!络)|信息网|之窗'
const PAGES = '(?:子|专属)?(?:网页|页面)|子?站点|门户平台|政府在线|政务页面'
/* 政府信息公开平台, 政务公开专栏, “主动公开内容”栏目 */
const SECTIONS = '信息公开(?:平台|专栏|专网)|政务公开(?:平台|专栏)|主动公开内容[”"〕]?栏目'

const CHANNELS: readonly [RegExp, StatedChannel][] = [
  [new RegExp([SITES, PAGES, SECTIONS].join('|'), 'u'), 'website'],
  [/新媒体|融媒体/u, 'new-media'],
  [/微信|公众号/u, 'wechat'],
  [/微博/u, 'weibo'],
  [
    /公示栏|公开栏(?!目)|公告栏|宣传栏|信息栏|橱窗|张贴|(?<!线上(?:、|和|及|与|\/)?)线下(?:方式|渠道|平台|形式|载体|公开)/u,
    'noticeboard',
  ],
  [
    /报刊|报纸|广播|电视|(?<!新|融|全)媒体|新闻网站|(?:日|晚|晨|早|周|时)报(?![送告道备批请])|《[^》]{1,12}报》/u,
    'press',
  ],
  [/其[他它](?:方式|渠道|形式|途径|平台|载体)/u, 'other'],
]

const isSocial = (channel: StatedChannel): boolean =>
  channel === 'wechat' || channel === 'weibo' || channel === 'new-media'
/* 政务新媒体微信公众号: the account is named as one of the new media. */
const ACCOUNT =
  /新媒体(?!、|和|及|与|或|等|以及)[^、,]{0,16}(?:微信|公众号)(?![^,]*(?:等|、|和|及|与)[^,]*(?:新媒体|抖音|微博))/u
/* 报刊、电视、网站等媒体 is the press, its sites included. */
const MEDIA = /等(?:各级|各类|新闻|主流|市级|区级|外部)*媒体/u
/* A village's loudspeakers and screens stand beside its board. */
const BOARD = /广播[^,]{0,20}(?:公开栏|公示栏|宣传栏)/u

/** The channels that words name; 微博 and 微信 together are one figure's channel. */
export function channelsIn(text: string): StatedChannel[] {
  let found = CHANNELS.filter(([pattern]) => pattern.test(text)).map(([, channel]) => channel)
  if (MEDIA.test(text) && found.includes('press'))
    found = found.filter((channel) => channel === 'press' || isSocial(channel))
  if (BOARD.test(text) && !/报刊|报纸|电视|媒体/u.test(text)) found = found.filter((channel) => channel !== 'press')
  // 线上网页和线下专区等渠道 are more than one, whatever their names.
  if (found.length === 1 && /线上[^,]*线下/u.test(text))
    return found[0] === 'other' ? ['website', 'noticeboard'] : [found[0]!, 'other']
  if (found.filter(isSocial).length <= 1) return found
  const others = found.filter((channel) => !isSocial(channel))
  return [...others, ACCOUNT.test(text) && !found.includes('weibo') ? 'wechat' : 'new-media']
}

const SOCIAL_NAMES = '(?<wechat>微信|公众号)|(?<weibo>微博)|(?<media>新媒体)'
const OTHER_NAMES =
  '(?<website>网站|门户网|官网)|(?<noticeboard>公示栏|公开栏(?!目)|公告栏|宣传栏)|(?<press>报刊|报纸|电视)'
const FIRST_NAMES = new RegExp(`${SOCIAL_NAMES}|${OTHER_NAMES}`, 'gu')

/** The channels in the order of their names, for 分别为: nothing where one is named that stands for several. */
export function channelsInOrder(text: string): StatedChannel[] {
  const names = [...text.matchAll(FIRST_NAMES)].map(
    (one) => Object.entries(one.groups!).find(([, name]) => name !== undefined)![0],
  )
  return names.includes('media') ? [] : ([...new Set(names)] as StatedChannel[])
}

const SEVERAL =
  /等(?:各[类种]?|多[种个]?|线上|线下|不同)?(?:方式|渠道|途径|形式|平台|载体)|各[类种个]|多[种个]|线上|本级|不同/u
const PLACE =
  /(?:通过|依托|利用|借助)(?!主动|公开)|在〔?[“"「《][^”"」》]{1,14}[”"」》]|平台(?!建设)|频道|客户端|栏目|“[^”]{1,14}”(?:共|累计|主动|全年)*(?:公开|发布|推送)/u

/** Words that name a channel of some other kind: what it carried is neither a known channel's nor all. */
export const namesOtherPlace = (text: string): boolean =>
  channelsIn(text).length === 0 && PLACE.test(text) && !SEVERAL.test(text)
