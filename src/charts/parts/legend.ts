import type { Room } from '../figure'
import { textStyle } from './axes'
import { textWidth } from './textWidth'

const ICON = 10
/** Between an icon and its name, and between one name and the next. */
const GAPS = 5 + 10
const LINE = 1.7

/** A legend above a plot, and the pixels that its lines take at this width. */
export function legendAbove(names: readonly (string | { name: string; icon: string })[], room: Room) {
  let lines = 1
  let used = 0
  for (const one of names) {
    const width = ICON + GAPS + textWidth(typeof one === 'string' ? one : one.name, room.text)
    if (used > 0 && used + width > room.width) {
      lines++
      used = 0
    }
    used += width
  }
  return {
    height: Math.ceil(lines * room.text * LINE + room.text * 0.6),
    legend: {
      top: 0,
      left: 0,
      width: room.width,
      data: [...names],
      icon: 'rect',
      itemWidth: ICON,
      itemHeight: ICON,
      itemGap: 10,
      textStyle: { ...textStyle(room), lineHeight: room.text * 1.2 },
    },
  }
}
