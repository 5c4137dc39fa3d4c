import type { RuledCell, Grid } from './grid'
import { linesOf, textOf } from './lines'
import type { Line } from './lines'
import type { Glyph } from './marks'
import { holds } from './matrix'

/** How far a figure that is wider than its cell may stand off the cell's middle, in points. */
const CENTRED = 2
/** The room that a cell keeps free on its two sides, in points, at most. */
const PADDING = 12
/** Stands between figures that touch on both sides of a rule, so that neither is taken for a number. */
const UNSURE = '¦'

const isFigure = (text: string): boolean => /^[\d.,，．０-９+-]$/u.test(text)

/**
 * Whether a line of a cell could not have held the character that begins the next: the break is the cell's, not the
 * writer's.
 */
export const fills = (line: Line, next: Glyph | undefined, cell: { left: number; right: number }): boolean =>
  cell.right - cell.left - (line.right - line.left) < PADDING + (next === undefined ? 0 : next.right - next.left)

/** The lines of a cell as text. A figure broken only because the cell is narrow is one figure. */
export function cellText(lines: readonly Line[], cell: { left: number; right: number }, usual: number): string {
  let text = ''
  lines.forEach((line, i) => {
    const before = lines[i - 1]
    const [last, first] = [before?.glyphs[before.glyphs.length - 1], line.glyphs[0]]
    if (i > 0)
      text += last && first && isFigure(last.text) && isFigure(first.text) && fills(before!, first, cell) ? '' : '\n'
    text += textOf(line, usual)
  })
  return text
}

export interface PlacedText {
  cell: RuledCell
  glyphs: Glyph[]
  /** Figures of a neighbour that touch its own. */ unsure: string[]
}

/** A line's glyphs in runs without room between them. */
function runs(line: Line): Glyph[][] {
  const out: Glyph[][] = []
  line.glyphs.forEach((glyph, i) => {
    // What overlaps was written apart.
    if (i === 0 || Math.abs(line.gaps[i]!) > 0.1 || isFigure(glyph.text) !== isFigure(line.glyphs[i - 1]!.text))
      out.push([])
    out[out.length - 1]!.push(glyph)
  })
  return out
}

const cellAt = (grid: Grid, x: number, y: number): RuledCell | undefined => grid.cells.find((cell) => holds(cell, x, y))
const cut = (glyph: Glyph, x: number): boolean =>
  Math.min(x - glyph.left, glyph.right - x) > 0.15 * (glyph.right - glyph.left)

/**
 * Shares a grid's characters out among its cells. A figure that reaches over a rule belongs to the cell it is centred
 * in, if the rule cuts one of its characters (and a word to the one it is mostly in); else two figures may touch there,
 * nobody can say, and neither side is a number.
 */
export function overlapShare(grid: Grid, glyphs: readonly Glyph[]): Map<RuledCell, PlacedText> {
  const placed = new Map<RuledCell, PlacedText>(grid.cells.map((cell) => [cell, { cell, glyphs: [], unsure: [] }]))
  for (const line of linesOf(glyphs)) {
    const y = (line.top + line.bottom) / 2
    for (const run of runs(line)) {
      const middles = run.map((glyph) => cellAt(grid, (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2))
      const owners = [...new Set(middles)]
      if (owners.length > 1) {
        const [left, right] = [run[0]!.left, run[run.length - 1]!.right]
        const bounds = owners
          .flatMap((cell) => (cell ? [cell.left, cell.right] : []))
          .filter((x) => x > left && x < right)
        const whole = bounds.some((x) => run.some((glyph) => cut(glyph, x)))
        const owner = whole ? cellAt(grid, (left + right) / 2, y) : undefined
        if (owner && (!isFigure(run[0]!.text) || Math.abs(left + right - owner.left - owner.right) / 2 <= CENTRED)) {
          placed.get(owner)!.glyphs.push(...run)
          continue
        }
        if (isFigure(run[0]!.text))
          owners.forEach((cell) => {
            if (cell) placed.get(cell)!.unsure.push(UNSURE)
          })
      }
      run.forEach((glyph, i) => {
        if (middles[i]) placed.get(middles[i])!.glyphs.push(glyph)
      })
    }
  }
  return placed
}
