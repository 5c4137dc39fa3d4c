import type { Room } from '../figure'
import { textWidth } from '../parts/textWidth'

/** Of a panel, in pixels; on a phone two stand side by side. */
const LEAST_WIDTH = 190
const ROOM_FOR_TWO = 300
const PANEL_HEIGHT = 150
/** A card of usual width. */
const USUAL_WIDTH = 760

/** How much wider letters are in bold. */
const BOLD = 1.06

/** As many columns as fit, then as few as keep the number of rows: 8 panels are 4 + 4, not 6 + 2. */
function columnsFor(panels: number, width: number): number {
  const fit = Math.max(1, Math.min(panels, Math.max(width >= ROOM_FOR_TWO ? 2 : 1, Math.floor(width / LEAST_WIDTH))))
  return Math.ceil(panels / Math.ceil(panels / fit))
}

/** Height that gives every panel room. */
export const heightFor = (panels: number, width = USUAL_WIDTH): number =>
  Math.ceil(panels / Math.max(1, columnsFor(panels, width))) * PANEL_HEIGHT + 10

/** Where panels stand, in pixels. */
export interface Layout {
  width: number
  /** Lines of text that a panel's name takes. */
  lines: number
  grid(i: number): { left: number; top: number; width: number; height: number }
  corner(i: number): { left: number; top: number }
  /** Whether a panel bears the labels of its axis: of those on one scale only the first of a row does. */
  isLabelled(i: number): boolean
}

export function layoutOf(names: readonly string[], shared: boolean, room: Room): Layout {
  const columns = columnsFor(names.length, room.width)
  const width = room.width / columns
  const height = room.height / Math.ceil(names.length / columns)
  const fill = Math.max(...names.map((name) => (textWidth(name, room.text) * BOLD) / (width - 16)))
  // Lines end at words, not where they are full.
  const lines = fill <= 1 ? 1 : fill <= 1.5 ? 2 : 3
  const head = room.text * (0.7 + 1.4 * lines)
  const corner = (i: number) => ({ left: (i % columns) * width, top: Math.floor(i / columns) * height })
  const isLabelled = (i: number): boolean => !shared || i % columns === 0
  return {
    width,
    lines,
    corner,
    isLabelled,
    grid(i) {
      const axis = isLabelled(i) ? room.text * 4 : 10
      const { left, top } = corner(i)
      return { left: left + axis, top: top + head, width: width - axis - 16, height: height - head - room.text * 2.2 }
    },
  }
}
