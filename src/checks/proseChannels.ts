import { asProse } from '../domain/cell'
import type { ProseFigure } from '../domain/cell'
import type { Channel, PublishedCode } from '../domain/metrics'
import { failed } from './finding'
import type { Rule } from './finding'
import { leeway } from './leeway'

export const SINGLE = ['website', 'press', 'noticeboard', 'other'] as const satisfies readonly Channel[]
/** 政务新媒体 as one figure covers 微信 and 微博, so where both are given the larger counts. */
export const SOCIAL = ['wechat', 'weibo'] as const satisfies readonly Channel[]

/**
 * What the channels published does not exceed 全年公开总数. Less is no failure: a sentence rarely lists every channel.
 * Definitions differ between organs, so a failure says "look here", no more.
 */
export const proseChannels: Rule = ({ prose }) => {
  const given = (channel: Channel): ProseFigure | undefined => {
    const stored = prose[`published.${channel}`]
    return stored === undefined ? undefined : asProse(stored)
  }
  const total = given('total')
  if (!total) return []
  const sum = (channels: readonly Channel[]): number =>
    channels.reduce((all, channel) => all + (given(channel)?.value ?? 0), 0)
  const computed = sum(SINGLE) + Math.max(sum(SOCIAL), given('new-media')?.value ?? 0)
  const used = [...SINGLE, ...SOCIAL, 'new-media' as const].filter((channel) => given(channel))
  const room = [total, ...used.map((channel) => given(channel))].reduce(
    (all, stated) => all + (stated ? leeway(stated) : 0),
    0,
  )
  if (computed - total.value <= room) return []
  const codes: PublishedCode[] = ['published.total', ...used.map((channel): PublishedCode => `published.${channel}`)]
  return [failed('prose-channels', codes, { published: total.value, computed, difference: total.value - computed })]
}
