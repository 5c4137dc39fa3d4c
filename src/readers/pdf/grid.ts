import type { RuledLine } from './marks'
import type { Rect } from './matrix'
import { withOpenColumns } from './openColumns'
import { NEAR, meshes } from './rules'

/** A cell of a ruled table: where it stands, and the columns and rows that it covers. */
export interface RuledCell extends Rect {
  column: number
  row: number
  span: number
  down: number
}
export interface Grid extends Rect {
  cells: RuledCell[]
  columns: number[]
  rows: number[]
}

/** How much of a cell's side must be drawn. */
const DRAWN = 0.6
const MOST_LINES = 400
/** A narrower strip holds no text. */
const THINNEST = 4.5

/** The places of rules, those close together as one. */
function places(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b)
  const out: number[] = []
  let group: number[] = []
  const close = (): void => {
    if (group.length > 0) out.push(group.reduce((sum, one) => sum + one, 0) / group.length)
  }
  for (const value of sorted) {
    if (group.length > 0 && value - group[0]! > THINNEST) {
      close()
      group = []
    }
    group.push(value)
  }
  close()
  return out
}

/** Whether rules at `place` cover the side from `from` to `to`. */
function drawn(rules: readonly RuledLine[], place: number, from: number, to: number): boolean {
  let length = 0
  for (const rule of rules) {
    if (Math.abs(rule.across - place) > THINNEST / 2 + NEAR / 2) continue
    length += Math.max(0, Math.min(rule.to, to) - Math.max(rule.from, from))
  }
  return length >= DRAWN * (to - from)
}

/**
 * Splits a shape of places that is no rectangle into rectangles, the widest rows first: a side is missing in the
 * drawing.
 */
function rectangles(places: readonly [number, number][]): Omit<RuledCell, keyof Rect>[] {
  const left = new Set(places.map(([row, column]) => row * 1000 + column))
  const out: Omit<RuledCell, keyof Rect>[] = []
  for (const [row, column] of [...places].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (!left.has(row * 1000 + column)) continue
    let span = 1
    while (left.has(row * 1000 + column + span)) span++
    let down = 1
    const whole = (at: number): boolean =>
      Array.from({ length: span }, (_, i) => left.has(at * 1000 + column + i)).every(Boolean)
    while (whole(row + down)) down++
    for (let y = 0; y < down; y++) for (let x = 0; x < span; x++) left.delete((row + y) * 1000 + column + x)
    out.push({ row, column, span, down })
  }
  return out
}

function gridOf(mesh: readonly RuledLine[]): Grid | undefined {
  const plumbs = mesh.filter((rule) => rule.upright)
  const levels = mesh.filter((rule) => !rule.upright)
  if (levels.length < 2 || plumbs.length < 1) return undefined
  // Tables are often drawn without their outer sides: the ends of the other rules stand for them.
  const columns = places([
    ...plumbs.map(({ across }) => across),
    Math.min(...levels.map(({ from }) => from)),
    Math.max(...levels.map(({ to }) => to)),
  ])
  const rows = places([
    ...levels.map(({ across }) => across),
    Math.min(...plumbs.map(({ from }) => from)),
    Math.max(...plumbs.map(({ to }) => to)),
  ])
  const [width, height] = [columns.length - 1, rows.length - 1]
  if (width < 1 || height < 1 || width > MOST_LINES || height > MOST_LINES || width * height < 2) return undefined
  const parent = Array.from({ length: width * height }, (_, i) => i)
  const root = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!
    return i
  }
  const at = (row: number, column: number): number => row * width + column
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (column > 0 && !drawn(plumbs, columns[column]!, rows[row]!, rows[row + 1]!))
        parent[root(at(row, column))] = root(at(row, column - 1))
      if (row > 0 && !drawn(levels, rows[row]!, columns[column]!, columns[column + 1]!))
        parent[root(at(row, column))] = root(at(row - 1, column))
    }
  }
  const shapes = new Map<number, [number, number][]>()
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const key = root(at(row, column))
      const shape = shapes.get(key)
      if (shape) shape.push([row, column])
      else shapes.set(key, [[row, column]])
    }
  }
  if (shapes.size < 2) return undefined
  const cells = [...shapes.values()]
    .flatMap(rectangles)
    .map((cell): RuledCell => ({
      ...cell,
      left: columns[cell.column]!,
      right: columns[cell.column + cell.span]!,
      top: rows[cell.row]!,
      bottom: rows[cell.row + cell.down]!,
    }))
    .sort((a, b) => a.row - b.row || a.column - b.column)
  return { cells, columns, rows, left: columns[0]!, right: columns[width]!, top: rows[0]!, bottom: rows[height]! }
}

const inside = (inner: Rect, outer: Rect): boolean =>
  inner.left >= outer.left - NEAR &&
  inner.right <= outer.right + NEAR &&
  inner.top >= outer.top - NEAR &&
  inner.bottom <= outer.bottom + NEAR

/**
 * The ruled tables of a page. A table that only frames others in its cells is left out: what it holds is read by
 * itself.
 */
export function gridsOf(rules: readonly RuledLine[]): Grid[] {
  const grids = withOpenColumns(meshes(rules)).flatMap((mesh) => gridOf(mesh) ?? [])
  return grids.filter(
    (grid) =>
      !grids.some(
        (other) => other !== grid && grid.cells.some((cell) => inside(other, cell)) && other.cells.length > 3,
      ),
  )
}
