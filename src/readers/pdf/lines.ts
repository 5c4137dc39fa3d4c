import { raised } from '../text/marks'
import type { Glyph } from './marks'
import type { Rect } from './matrix'
import { union } from './matrix'

/** Characters on one level, from left to right; `gaps[i]` is the room before the ith, without spaces, in em. */
export interface Line extends Rect {
  glyphs: Glyph[]
  gaps: number[]
  size: number
}

/** Of the lower of two characters, this much must be beside the other for them to stand on one line. */
const LEVEL = 0.5
/** Room between words, in em, beyond what the line's characters keep from each other. */
const WORD = 0.45

const middleOf = ({ top, bottom }: Rect): number => (top + bottom) / 2

function closed(glyphs: Glyph[]): Line[] {
  const sorted = [...glyphs].sort((a, b) => a.left - b.left)
  const gaps: number[] = []
  const kept: Glyph[] = []
  let spaced = false
  for (const one of sorted) {
    if (one.space) {
      spaced = true
      continue
    }
    const glyph = spaced && kept.length > 0 ? { ...one, spaced } : one
    const last = kept[kept.length - 1]
    const gap = last === undefined ? 0 : (glyph.left - last.right) / Math.max(1, Math.min(glyph.size, last.size))
    // A space that is written parts words even where it is narrow.
    gaps.push(glyph.spaced === true && last !== undefined && gap > 0.12 ? Math.max(gap, 0.001 + WORD) : gap)
    kept.push(glyph)
    spaced = false
  }
  if (kept.length === 0) return []
  const bounds = kept.reduce<Rect>((sum, glyph) => union(sum, glyph), kept[0]!)
  return [
    {
      left: bounds.left,
      top: bounds.top,
      right: bounds.right,
      bottom: bounds.bottom,
      glyphs: kept,
      gaps,
      size: kept.map(({ size }) => size).sort((a, b) => a - b)[kept.length >> 1]!,
    },
  ]
}

/** Characters, all reading to the right, in lines from the top. */
export function linesOf(glyphs: readonly Glyph[]): Line[] {
  const open: { top: number; bottom: number; glyphs: Glyph[] }[] = []
  for (const glyph of [...glyphs].sort((a, b) => middleOf(a) - middleOf(b))) {
    const height = glyph.bottom - glyph.top
    const line = open
      .slice(-3)
      .reverse()
      .find(
        ({ top, bottom }) =>
          Math.min(bottom, glyph.bottom) - Math.max(top, glyph.top) >= LEVEL * Math.min(height, bottom - top),
      )
    if (!line) open.push({ top: glyph.top, bottom: glyph.bottom, glyphs: [glyph] })
    else line.glyphs.push(glyph)
  }
  return open.flatMap(({ glyphs: own }) => closed(own))
}

/** What characters keep from each other in letter-spaced text: the usual gap, where it is even. */
function spacing(gaps: readonly number[]): number {
  const inner = gaps.slice(1).sort((a, b) => a - b)
  if (inner.length < 3) return 0
  const usual = inner[inner.length >> 1]!
  const even = inner.filter((gap) => Math.abs(gap - usual) <= 0.15).length
  return even * 4 >= inner.length * 3 ? Math.max(0, usual) : 0
}

/** A note's mark is smaller than its line, and off its middle, by these parts of the line's size at least. */
const SMALLER = 0.12
const OFF = 0.08

/** Which digits of a line are set above or below it. */
function marksAmong(glyphs: readonly Glyph[]): (glyph: Glyph) => boolean {
  const [first] = glyphs
  if (!first || glyphs.every(({ size }) => size === first.size)) return () => false
  const large = glyphs.reduce((most, glyph) => (glyph.size > most.size ? glyph : most), first)
  return (glyph) =>
    glyph.size <= large.size * (1 - SMALLER) && Math.abs(middleOf(glyph) - middleOf(large)) >= large.size * OFF
}

/**
 * A line's text with a space between words; `usual` is the gap between characters in the text around, where that is
 * known.
 */
export function textOf({ glyphs, gaps }: Pick<Line, 'glyphs' | 'gaps'>, usual = 0): string {
  const base = Math.max(usual, spacing(gaps))
  const isMark = marksAmong(glyphs)
  return glyphs
    .map((glyph, i) => {
      const text = isMark(glyph) ? raised(glyph.text) : glyph.text
      return i > 0 && gaps[i]! - base > WORD ? ` ${text}` : text
    })
    .join('')
}

/** The gap between characters that most of these lines keep: 0 but for letter-spaced text. */
export function usualGap(lines: readonly Line[]): number {
  const gaps = lines.flatMap((line) => line.gaps.slice(1)).sort((a, b) => a - b)
  return gaps.length < 20 ? 0 : Math.max(0, gaps[gaps.length >> 1]!)
}
