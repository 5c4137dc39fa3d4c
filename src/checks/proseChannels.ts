import { asProse } from '../domain/cell'
import type { ProseFigure } from '../domain/cell'
import type { Channel, PublishedCode } from '../domain/metrics'
import { failed } from './rule'
import type { Rule } from './rule'
import { leeway } from './leeway'
import { valuesOf } from '../frame/yearColumns'

const SINGLE = ['website', 'press', 'noticeboard', 'other'] as const satisfies readonly Channel[]
/** 政务新媒体 as one figure covers 微信 and 微博, so where both are given the larger counts. */
const SOCIAL = ['wechat', 'weibo'] as const satisfies readonly Channel[]

/**
 * What the channels published does not exceed 全年公开总数. Less is no failure: a sentence rarely lists every channel.
 * Definitions differ between organs, so a failure says "look here", no more.
 */
export const proseChannels: Rule = {
  check: ({ prose }) => {
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
  },
  screen: ({ now }, visit) => {
    const total = valuesOf(now, now.of('published.total'))
    const read = (channels: readonly Channel[]): Float64Array[] =>
      channels.map((channel) => valuesOf(now, now.of(`published.${channel}`)))
    const [single, social, media] = [read(SINGLE), read(SOCIAL), read(['new-media'])]
    const add = (list: readonly Float64Array[], row: number): number =>
      list.reduce((sum, values) => sum + (Number.isNaN(values[row]!) ? 0 : values[row]!), 0)
    for (let row = 0; row < total.length; row++)
      if (add(single, row) + Math.max(add(social, row), add(media, row)) > total[row]!) visit(row)
  },
  about: (code) =>
    code === 'published.total'
      ? [code, ...[...SINGLE, ...SOCIAL, 'new-media' as const].map((channel) => `published.${channel}` as const)]
      : undefined,
}
