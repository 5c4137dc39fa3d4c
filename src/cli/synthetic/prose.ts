import { asCell } from '../../domain/cell'
import type { ProseFigure } from '../../domain/cell'
import type { TableCode } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import type { Profile } from './office'
import type { Random } from './random'

const said = (value: number, label: string, unit = '条'): ProseFigure => ({ value, raw: `${value}${unit}`, label })

/** What the text of a report states: items published, by channel, and for some offices the tables' figures again. */
export function prose(random: Random, profile: Profile, cells: Report['cells'], years: number): Report['prose'] {
  const total = Math.max(
    12,
    Math.round(profile.published * (1 + profile.growth) ** years * Math.exp(0.08 * random.normal())),
  )
  const website = Math.round(total * Math.min(0.9, Math.max(0.1, profile.website + 0.05 * random.normal())))
  const weibo = Math.round((total - website) * 0.2)
  const stated: Report['prose'] = {
    'published.total': said(total, '全年共公开各类信息'),
    'published.website': said(website, '政府网站公开信息'),
    ...(profile.splitsChannels
      ? { 'published.wechat': said(total - website - weibo, '微信公众号'), 'published.weibo': said(weibo, '政务微博') }
      : { 'published.new-media': said(total - website, '微博、微信') }),
  }
  if (!profile.repeats) return stated
  const value = (code: TableCode): number => asCell(cells[code] ?? 0).value ?? 0
  return {
    ...stated,
    'applications.new.total': said(value('applications.new.total'), '新收政府信息公开申请', '件'),
    'applications.carried-in.total': said(value('applications.carried-in.total'), '上年结转', '件'),
    'review.total': said(value('review.total'), '行政复议', '件'),
    'litigation.total': said(value('suit-direct.total') + value('suit-reviewed.total'), '行政诉讼', '件'),
  }
}
