import type { Translator } from '../../../i18n'
import { wholeNumber } from '../../../i18n/format'
import type { Room } from '../../figure'
import { fitted, textWidth } from '../../parts/textWidth'
import { shareText } from '../counts'
import type { Bar } from './bars'
import { baseOf } from './state'
import type { Count, FlowState } from './state'

/* In sizes of the text. */
const NODE = 0.75
const ROW = 2
/** Less room than this has no column for the share of the office in focus, and no left side. */
const WIDE = 46
/** With more, reviews and suits stand beside the flow, not below it. */
export const BESIDE = 58
/** How high the flow itself is. */
export const FLOW_HEIGHT = 30
export const TAIL_HEIGHT = 10.5

/** A column of numbers beside the ends. */
export interface Column {
  head: string
  of: (count: Count) => string
  /** Of the office in focus. */
  own: boolean
  bold: boolean
  /** Where it ends on the right, in pixels. */
  edge: number
}

/** Where everything stands, in pixels. */
export interface Layout {
  room: Room
  /** There is room for the sources on the left. */
  isWide: boolean
  /** Reviews and suits stand beside the flow. */
  isBeside: boolean
  /** The width of a bar. */
  node: number
  /** Kept free above, and below for reviews and suits. */
  head: number
  below: number
  /** Of all ends together, and the least of one. */
  height: number
  row: number
  /** The width of reviews and suits beside the flow, and of the flow. */
  tailWidth: number
  right: number
  /** The width of the ends' names, and of the sources' words. */
  names: number
  labelWidth: number
  /** The name of the office in focus as far as it fits. */
  office: string
  columns: readonly Column[]
  sources: readonly Bar[]
  middle: Bar
  ends: readonly Bar[]
}

/** As many pixels for one application as the rows of the ends leave room for. */
function scaleFor(ends: readonly Count[], height: number, row: number): number {
  const needed = (scale: number): number =>
    ends.reduce((sum, { all }) => sum + Math.max(row, all * scale + row * 0.3), 0)
  let [low, high] = [0, height]
  for (let i = 0; i < 40; i++) {
    const mid = (low + high) / 2
    if (needed(mid) <= height) low = mid
    else high = mid
  }
  return low
}

/** Columns of numbers, from the left, each as wide as its widest entry. */
function columnsOf(
  state: FlowState,
  office: string,
  isWide: boolean,
  widest: (texts: readonly string[]) => number,
  { t }: Translator,
): (Omit<Column, 'edge'> & { width: number })[] {
  const { ends, isFocused } = state
  const shareOf = (count: Count, of: 'all' | 'own'): string => shareText(count[of], baseOf(state, count)[of])
  return [
    { head: t('apps.all'), of: (c: Count) => wholeNumber(c.all), own: false, bold: true },
    { head: t('apps.of-closed'), of: (c: Count) => shareOf(c, 'all'), own: false, bold: false },
    ...(isFocused ? [{ head: office, of: (c: Count) => wholeNumber(c.own), own: true, bold: true }] : []),
    ...(isFocused && isWide
      ? [{ head: t('apps.of-closed'), of: (c: Count) => shareOf(c, 'own'), own: true, bold: false }]
      : []),
  ].map((column) => ({ ...column, width: widest([column.head, ...ends.map(column.of)]) }))
}

/** The ends from the top, each in a row of its own, and where the last row ends. */
function endBars(ends: readonly Count[], x: number, head: number, row: number, scale: number) {
  let y = head
  const bars = ends.map((end): Bar => {
    const slot = Math.max(row, end.all * scale + row * 0.3)
    const bar = { x, top: y + (slot - end.all * scale) / 2, own: end.own * scale, all: end.all * scale }
    y += slot
    return bar
  })
  return { bars, bottom: y }
}

/** The sources around the middle of the height, with room for what is said of each. */
function sourceBars(
  { sources, isFocused }: FlowState,
  { x, head, bottom, scale, text }: { x: number; head: number; bottom: number; scale: number; text: number },
): Bar[] {
  // A name and a count at each source; in two lines more, the share and the office in focus.
  const lines = (source: Count): number => (source.all === 0 ? 1.5 : isFocused ? 4.6 : 2.4)
  const gap = text * 1.2
  const heights = sources.map((source) => Math.max(source.all * scale, lines(source) * text))
  const whole = heights.reduce((sum, one) => sum + one, 0) + gap * (sources.length - 1)
  let at = Math.max(head, head + (bottom - head - whole) / 2)
  return sources.map((source, i): Bar => {
    const slot = heights[i]!
    const bar = { x, top: at + (slot - source.all * scale) / 2, own: source.own * scale, all: source.all * scale }
    at += slot + gap
    return bar
  })
}

export function layoutOf(state: FlowState, room: Room, words: Translator): Layout {
  const { width, text } = room
  const isWide = width >= WIDE * text
  const isBeside = width >= BESIDE * text
  const node = NODE * text
  const tailWidth = isBeside ? 13.5 * text : 0
  const below = isBeside ? 0 : TAIL_HEIGHT * text
  const head = (isWide ? 2 : 4) * text
  const height = Math.max(12 * text, room.height - head - below - text)
  const row = Math.min(ROW * text, (height / state.ends.length) * 0.9)
  const scale = scaleFor(state.ends, height, row)

  const widest = (texts: readonly string[]): number => Math.max(...texts.map((one) => textWidth(one, text))) + text
  const office = fitted(state.office, text, 5 * text)
  const columns = columnsOf(state, office, isWide, widest, words)
  const numbers = columns.reduce((sum, column) => sum + column.width, 0)
  const names = Math.min(widest(state.ends.map((end) => end.name)), width * 0.3)
  const right = width - tailWidth - (isBeside ? 2 * text : 0)
  const endsAt = right - numbers - names - node - text * 0.4
  const labelWidth = isWide ? Math.min(9 * text, Math.max(4 * text, endsAt * 0.34)) : 0
  const left = isWide ? labelWidth + text * 0.5 : 0
  let edge = endsAt + node + text * 0.4 + names

  const { bars: ends, bottom } = endBars(state.ends, endsAt, head, row, scale)
  const whole = state.ends.reduce((sum, end) => sum + end.all, 0)
  const owned = state.ends.reduce((sum, end) => sum + end.own, 0)
  return {
    room,
    isWide,
    isBeside,
    node,
    head,
    below,
    height,
    row,
    tailWidth,
    right,
    names,
    labelWidth,
    office,
    columns: columns.map((column) => ({ ...column, edge: (edge += column.width) })),
    sources: sourceBars(state, { x: left, head, bottom, scale, text }),
    middle: {
      x: isWide ? left + node + (endsAt - left - node) * 0.42 : 0,
      top: head + (bottom - head - whole * scale) / 2,
      own: owned * scale,
      all: whole * scale,
    },
    ends,
  }
}
