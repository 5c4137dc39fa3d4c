import type { Translator } from '../../i18n'
import type { Room } from '../figure'
import { numberAxis } from '../parts/numberAxis'
import type { NumberAxis } from '../parts/numberAxis'
import { namedSides } from '../parts/pointLabels'
import type { PlotBox, Side } from '../parts/pointLabels'
import type { ScatterState } from './state'

/** Up to this many are all named, as far as the names find room. */
const MOST_NAMED = 40

/** Where the plot stands in its room, and where a figure stands in the plot, in pixels. */
export interface Frame {
  ax: NumberAxis
  ay: NumberAxis
  plot: PlotBox
  acrossOf: (value: number) => number
  upOf: (value: number) => number
}

export function frameOf({ x, y }: ScatterState, room: Room, words: Translator): Frame {
  const ax = numberAxis(x.extent, x.spacing, x.unit, words, room.width < 460 ? 4 : 7)
  const ay = numberAxis(y.extent, y.spacing, y.unit, words, room.height < 260 ? 3 : 6)
  const widest = Math.max(...ay.ticks.map(({ text }) => text.length))
  const plot = {
    left: room.text * (1.6 + widest * 0.62),
    right: room.width - room.text * 1.5,
    top: room.text * 3.4,
    bottom: room.height - room.text * 3.6,
  }
  const [perX, perY] = [(plot.right - plot.left) / (ax.max - ax.min), (plot.bottom - plot.top) / (ay.max - ay.min)]
  return {
    ax,
    ay,
    plot,
    acrossOf: (value) => plot.left + (ax.at(value) - ax.min) * perX,
    upOf: (value) => plot.bottom - (ay.at(value) - ay.min) * perY,
  }
}

/** Around a point, in pixels. */
const MARK = 6

/**
 * Where the median of the vertical axis is written, above its line: at the end of it, or at its start where fewer
 * points stand. Nothing without a median.
 */
export function captionIn(
  { x, y, pairs }: ScatterState,
  { plot, acrossOf, upOf }: Frame,
  room: Room,
): { at: 'start' | 'end'; box: { left: number; right: number; top: number; bottom: number } } | undefined {
  if (y.median === undefined) return undefined
  const bottom = upOf(y.median)
  const tall = { top: bottom - room.text * 1.6, bottom }
  const wide = room.text * 9
  const ends = [
    { at: 'end' as const, box: { ...tall, left: plot.right - wide, right: plot.right } },
    { at: 'start' as const, box: { ...tall, left: plot.left, right: plot.left + wide } },
  ]
  const [end, start] = ends.map(({ box }) => {
    let covered = 0
    for (let place = 0; place < pairs.rows.length; place++) {
      const [across, up] = [acrossOf(x.values[place]!), upOf(y.values[place]!)]
      if (across > box.left - MARK && across < box.right + MARK && up > box.top - MARK && up < box.bottom + MARK)
        covered++
    }
    return covered
  })
  return start! < end! ? ends[1] : ends[0]
}

/** On which side of its point each office is named; names keep clear of the medians, and of what is written on them. */
export function namesIn(state: ScatterState, frame: Frame, room: Room): Map<number, Side | undefined> {
  const { plot, acrossOf, upOf } = frame
  const { x, y, pairs, groups, labelOf } = state
  const { own, picked, near, others } = groups
  const pixel = (place: number) => ({ x: acrossOf(x.values[place]!), y: upOf(y.values[place]!) })
  const midX = x.median === undefined ? undefined : acrossOf(x.median)
  const midY = y.median === undefined ? undefined : upOf(y.median)
  const lines = [
    ...(midX === undefined ? [] : [{ ...plot, left: midX - 1, right: midX + 1 }]),
    ...(midY === undefined ? [] : [{ ...plot, top: midY - 1, bottom: midY + 1 }]),
  ]
  const caption = captionIn(state, frame, room)
  const captions = caption ? [caption.box] : []
  const areAllNamed = pairs.rows.length <= MOST_NAMED
  const named = areAllNamed ? [...own, ...picked, ...near, ...others] : [...own, ...picked]
  const avoided = areAllNamed ? Array.from(pairs.rows, (_, place) => place) : [...own, ...picked, ...near]
  const sides = namedSides(
    named.map((place) => ({ ...pixel(place), text: labelOf(place), size: room.text })),
    avoided.map(pixel),
    { ...plot, top: plot.top - room.text },
    captions,
    lines,
  )
  return new Map(named.map((place, i) => [place, sides[i]]))
}
