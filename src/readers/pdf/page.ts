import type { Box } from '../../domain/cell'
import type { GridCell } from '../page'
import { cellText, overlapShare } from './cellText'
import { mainTurn, seen } from './glyphs'
import { gridsOf } from './grid'
import type { RuledCell, Grid } from './grid'
import { upright } from './interpret'
import { linesOf, usualGap } from './lines'
import type { Line } from './lines'
import type { Glyph, Marks, RuledLine, Turn } from './marks'
import type { Rect } from './matrix'
import { holds } from './matrix'
import { edgesOf, joinRules } from './rules'

/** A table of a page: its rows as a grid prints them, cells that reach down repeated and marked. */
export interface TableItem {
  kind: 'table'
  rows: TableRow[]
  /** Sides of its columns, as parts of its width. */ shape: number[]
  place: Rect
}
export interface TableRow {
  cells: GridCell[]
  lines: Line[][]
  rects: Rect[]
}
/** A line of text outside tables. `width` and `height` are those of the page as its text reads. */
export interface LineItem {
  kind: 'line'
  line: Line
  place: Rect
  box: Box
}
export type Item = TableItem | LineItem

export interface ReadPage {
  items: Item[]
  recognised: boolean
  width: number
  height: number
  turn: Turn
}

const tenth = (value: number): number => Math.round(value * 10) / 10
const boxOf = ({ left, top, right, bottom }: Rect): Box => [
  tenth(left),
  tenth(top),
  tenth(right - left),
  tenth(bottom - top),
]

const ruleBox = ({ upright: plumb, across, from, to }: RuledLine): Rect =>
  plumb
    ? { left: across, right: across, top: from, bottom: to }
    : { left: from, right: to, top: across, bottom: across }
const turned = (rule: RuledLine, forth: (box: Rect) => Rect): RuledLine => {
  const { left, top, right, bottom } = forth(ruleBox(rule))
  return right - left < bottom - top
    ? { upright: true, across: left, from: top, to: bottom }
    : { upright: false, across: top, from: left, to: right }
}

/** Text that reads in another direction than the rest, in its own lines, from where that text begins. */
function sideways(glyphs: readonly Glyph[], main: Turn, page: Rect): { lines: Line[]; back(box: Rect): Rect }[] {
  return ([0, 1, 2, 3] as const).flatMap((turn) => {
    const own = turn === main ? [] : glyphs.filter((glyph) => glyph.turn === turn)
    if (own.length === 0) return []
    const { forth, back } = upright(turn, page)
    return [{ lines: linesOf(own.map((glyph) => ({ ...glyph, ...forth(glyph) }))), back }]
  })
}

function tableOf(
  grid: Grid,
  glyphs: readonly Glyph[],
  sidewaysText: (cell: RuledCell) => string,
  back: (box: Rect) => Rect,
): TableItem {
  const shared = overlapShare(grid, glyphs)
  const linesIn = new Map(grid.cells.map((cell) => [cell, linesOf(shared.get(cell)!.glyphs)]))
  const usual = usualGap([...linesIn.values()].flat())
  const texts = new Map(
    grid.cells.map((cell) => {
      const text = [cellText(linesIn.get(cell)!, cell, usual), sidewaysText(cell)]
        .filter((one) => one !== '')
        .join('\n')
      return [cell, text + shared.get(cell)!.unsure.join('')]
    }),
  )
  const rows = Array.from({ length: grid.rows.length - 1 }, (_, row): TableRow => {
    const own = grid.cells
      .filter((cell) => cell.row <= row && row < cell.row + cell.down)
      .sort((a, b) => a.column - b.column)
    return {
      cells: own.map((cell) => ({
        text: texts.get(cell)!,
        span: cell.span,
        ...(cell.row < row && { merged: true }),
        box: boxOf(back(cell)),
      })),
      lines: own.map((cell) => linesIn.get(cell)!),
      rects: own,
    }
  })
  const width = grid.right - grid.left
  return { kind: 'table', rows, shape: grid.columns.map((x) => (x - grid.left) / width), place: grid }
}

const free = (grid: Grid, others: readonly Grid[]): boolean =>
  !others.some(
    (other) => grid.left < other.right && grid.right > other.left && grid.top < other.bottom && grid.bottom > other.top,
  )

/** What stands on a page, from its top: tables by their rules (or grounds), and the lines around them. */
export function readPdfPage(marks: Marks, page: Rect): ReadPage {
  const { glyphs: all, recognised } = seen(marks)
  const turn = mainTurn(all)
  const { forth, back } = upright(turn, page)
  const glyphs = all.filter((glyph) => glyph.turn === turn).map((glyph) => ({ ...glyph, ...forth(glyph) }))
  // A stack of boxes shows no columns: what stands in it is read as lines.
  const ruled = gridsOf(joinRules(marks.rules.map((rule) => turned(rule, forth)))).filter(
    ({ columns }) => columns.length > 2,
  )
  // Where no rules are drawn, the grounds of cells may show them.
  const grounds = gridsOf(joinRules(edgesOf(marks.fills).map((rule) => turned(rule, forth)))).filter(
    (grid) => free(grid, ruled) && grid.rows.length > 2 && grid.columns.length > 2,
  )
  const grids = [...ruled, ...grounds]
  const owner = (rect: Rect): Grid | undefined =>
    grids.find((grid) => holds(grid, (rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2))
  const inGrids = new Map<Grid, Glyph[]>(grids.map((grid) => [grid, []]))
  const outside: Glyph[] = []
  for (const glyph of glyphs) (inGrids.get(owner(glyph)!) ?? outside).push(glyph)

  const aside = sideways(all, turn, page).flatMap(({ lines, back: own }) =>
    lines.map((line) => ({ line, shown: own(line), there: forth(own(line)) })),
  )
  const inCell = (cell: RuledCell): string =>
    aside
      .filter(({ there }) => holds(cell, (there.left + there.right) / 2, (there.top + there.bottom) / 2))
      .map(({ line }) => line.glyphs.map(({ text }) => text).join(''))
      .join('\n')
  const items: Item[] = [
    ...grids.map((grid) => tableOf(grid, inGrids.get(grid)!, inCell, back)),
    ...linesOf(outside).map((line): LineItem => ({ kind: 'line', line, place: line, box: boxOf(back(line)) })),
    ...aside
      .filter(({ there }) => !owner(there))
      .map(({ line, shown, there }): LineItem => ({
        kind: 'line',
        line: { ...line, ...there },
        place: there,
        box: boxOf(shown),
      })),
  ]
  const frame = forth(page)
  return {
    items: items.sort((a, b) => a.place.top - b.place.top),
    recognised,
    width: frame.right,
    height: frame.bottom,
    turn,
  }
}
