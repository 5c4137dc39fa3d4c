import type { RankEntry, RankResult } from './answers/rank'

/** Which of more offices than fit: the first, the last, or those around the office in focus. */
export const PARTS_SHOWN = ['around', 'top', 'bottom'] as const
export type PartShown = (typeof PARTS_SHOWN)[number]

/** Bars of one window; of the office in focus, half on either side. */
export const WINDOW = 20

/** Of a card beside others: the first, those around the office in focus, and the last. */
const MIXED = { top: 6, around: 2, bottom: 5 } as const

function mixed({ top, around, bottom }: RankResult): RankEntry[] {
  const own = around ? around.entries.filter(({ place }) => Math.abs(place - around.place) <= MIXED.around) : []
  const byPlace = new Map(
    [...top.slice(0, MIXED.top + (around ? 0 : 5)), ...own, ...bottom.slice(-MIXED.bottom)].map((entry) => [
      entry.place,
      entry,
    ]),
  )
  return [...byPlace.values()].sort((a, b) => a.place - b.place)
}

/** The part of a ranking that is shown: what was asked for, or of an office without a figure the first. */
export function partOf(
  result: RankResult,
  asked: PartShown | 'mixed',
): { part: PartShown | 'whole' | 'mixed'; entries: readonly RankEntry[] } {
  if (result.reported <= WINDOW) return { part: 'whole', entries: result.top }
  if (asked === 'mixed') return { part: 'mixed', entries: mixed(result) }
  if (asked === 'bottom') return { part: 'bottom', entries: result.bottom }
  if (asked === 'around' && result.around) return { part: 'around', entries: result.around.entries }
  return { part: 'top', entries: result.top }
}

/** The places of an order that are shown, the last of them not included. */
export interface PartWindow {
  part: PartShown | 'whole'
  from: number
  to: number
}

/** The window into an order of so many: what was asked for, or where `home` has no place in it, the first. */
export function windowIn(count: number, asked: PartShown, home: number): PartWindow {
  if (count <= WINDOW) return { part: 'whole', from: 0, to: count }
  if (asked === 'bottom') return { part: 'bottom', from: count - WINDOW, to: count }
  if (asked === 'around' && home >= 0) {
    const from = Math.max(0, Math.min(count - WINDOW, home - WINDOW / 2))
    return { part: 'around', from, to: from + WINDOW }
  }
  return { part: 'top', from: 0, to: WINDOW }
}
