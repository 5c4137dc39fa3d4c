import type { AlikeResult } from '../../query/likeness'
import type { ChartContext, Figure, Room } from '../figure'
import { draw, heightOf } from './drawing'
import { tableOf } from './table'
import { notesOf, titleOf } from './words'

/**
 * The offices most like the one in focus: how far each is by the formula of the footnote, and the figures behind it.
 */
export function alike(result: AlikeResult, ctx: ChartContext): Figure {
  const { words } = ctx
  const { years, nearest, office } = result
  return {
    id: `alike-${years.at(-1)}`,
    title: titleOf(result, words),
    subtitle: words.t('alike.subtitle', { scope: ctx.scopeName, from: years[0]!, to: years.at(-1)! }),
    ...(nearest.length > 0 && { option: (room: Room) => draw(result, room, ctx) }),
    asPicture: true,
    height: heightOf(result),
    footnotes: notesOf(result, words),
    source: words.t('profile.source'),
    table: tableOf(result, ctx),
    name: {
      metric: words.t('alike.name'),
      scope: office?.name ?? ctx.scopeName,
      years: `${years[0]}-${years.at(-1)}`,
    },
  }
}
