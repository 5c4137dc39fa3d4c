import type { Translator } from '../../../i18n'
import { wholeNumber } from '../../../i18n/format'
import type { Room } from '../../figure'
import { labelRoom, textWidth } from '../../parts/textWidth'
import type { Group, Row } from './state'

/* Heights in sizes of the text. */
const ROW = 2.15
const HEAD = 3.6
const CAPTION = 1.9
const GAP = 0.5

/** The height of all bars at a size of text. */
export const heightOf = (groups: readonly Group[], text: number): number =>
  (HEAD + groups.reduce((sum, { caption, rows }) => sum + rows.length * ROW + (caption ? CAPTION : GAP), 0) + 0.6) *
  text

/** The words above a group, where their line and their middle stand; and each of its rows with its top. */
export interface PlacedGroup {
  caption: { text: string; line: number; mid: number } | undefined
  rows: { row: Row; top: number }[]
}

/** Where everything stands, in pixels. */
export interface Layout {
  room: Room
  /** The size of the text, smaller where the bars would not fit. */
  text: number
  /** The height of a row. */
  row: number
  /** Where bars begin, which is as wide as their names, and how wide they are. */
  left: number
  width: number
  groups: PlacedGroup[]
}

export function layoutOf(groups: readonly Group[], room: Room, { t }: Translator): Layout {
  const factor = Math.min(1, room.height / heightOf(groups, room.text))
  const text = room.text * Math.max(0.72, factor)
  const row = ROW * room.text * factor
  const all = groups.flatMap(({ rows }) => rows)
  const left = labelRoom(
    all.map(({ label }) => label),
    text,
    room.width * 0.3,
  )
  const numbers =
    Math.max(textWidth(t('apps.endings.n'), text), ...all.map(({ closed }) => textWidth(wholeNumber(closed), text))) +
    text
  let y = HEAD * room.text * factor
  const placed = groups.map((group, g): PlacedGroup => {
    const caption =
      group.caption === undefined
        ? undefined
        : { text: group.caption, line: y + text * 0.2, mid: y + CAPTION * 0.62 * room.text * factor }
    if (caption) y += CAPTION * room.text * factor
    else if (g > 0) y += GAP * room.text * factor
    const rows = group.rows.map((one) => {
      const top = y
      y += row
      return { row: one, top }
    })
    return { caption, rows }
  })
  return { room, text, row, left, width: room.width - left - numbers, groups: placed }
}
