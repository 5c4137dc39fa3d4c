import { apply, holds } from './matrix'
import type { Matrix, Rect } from './matrix'
import type { Fill, Marks, RuledLine } from './marks'
import { MOST_RULES } from './marks'

/* The library's packed path: a code, then its coordinates. */
const MOVE = 0
const LINE = 1
const CURVE = 2
const QUADRATIC = 3

/** A filled shape no thicker is a ruling line. */
const THIN = 3
/** How far from level or plumb a line may be, over its length. */
const SLANT = 1

interface Shape {
  points: [number, number][]
  straight: boolean
  closed: boolean
}

function shapesOf(data: ArrayLike<number>, matrix: Matrix): Shape[] {
  const shapes: Shape[] = []
  let shape: Shape | undefined
  for (let i = 0; i < data.length;) {
    const code = data[i++]!
    if (code === MOVE) {
      shape = { points: [apply(matrix, data[i]!, data[i + 1]!)], straight: true, closed: false }
      shapes.push(shape)
      i += 2
    } else if (code === LINE || code === CURVE || code === QUADRATIC) {
      i += code === LINE ? 2 : code === CURVE ? 6 : 4
      shape?.points.push(apply(matrix, data[i - 2]!, data[i - 1]!))
      if (code !== LINE && shape) shape.straight = false
    } else if (shape) shape.closed = true
  }
  return shapes
}

const boundsOf = ({ points }: Shape): Rect => {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
}

function ruleBetween([x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): RuledLine | undefined {
  if (Math.abs(x0 - x1) <= SLANT && Math.abs(y1 - y0) > SLANT)
    return { upright: true, across: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) }
  if (Math.abs(y0 - y1) <= SLANT && Math.abs(x1 - x0) > SLANT)
    return { upright: false, across: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) }
  return undefined
}

const edges = ({ left, top, right, bottom }: Rect): RuledLine[] => [
  { upright: false, across: top, from: left, to: right },
  { upright: false, across: bottom, from: left, to: right },
  { upright: true, across: left, from: top, to: bottom },
  { upright: true, across: right, from: top, to: bottom },
]

function strokes(shape: Shape): RuledLine[] {
  const points = shape.closed ? [...shape.points, shape.points[0]!] : shape.points
  // Of a curve only its ends are known: rounded corners of a box.
  if (!shape.straight && points.length < 6) return []
  return points.slice(1).flatMap((point, i) => ruleBetween(points[i]!, point) ?? [])
}

const isBox = ({ points, straight }: Shape): boolean =>
  straight &&
  points.length >= 4 &&
  points.length <= 6 &&
  points.slice(1).every(([x, y], i) => Math.abs(x - points[i]![0]) <= SLANT || Math.abs(y - points[i]![1]) <= SLANT)

/* A bar is a line along its middle; a dot of a dotted line may belong to one in either direction. */
function bar({ left, top, right, bottom }: Rect): RuledLine[] {
  const level: RuledLine = { upright: false, across: (top + bottom) / 2, from: left, to: right }
  const plumb: RuledLine = { upright: true, across: (left + right) / 2, from: top, to: bottom }
  if (right - left <= THIN && bottom - top <= THIN) return [level, plumb]
  return right - left > bottom - top ? [level] : [plumb]
}

const around = (outer: Rect, inner: Rect): boolean =>
  [inner.left - outer.left, inner.top - outer.top, outer.right - inner.right, outer.bottom - inner.bottom].every(
    (gap) => gap >= 0 && gap <= 2 * THIN,
  )

function fills(shapes: readonly Shape[]): { rules: RuledLine[]; areas: Rect[] } {
  const rules: RuledLine[] = []
  const boxes: Rect[] = []
  for (const shape of shapes) {
    const bounds = boundsOf(shape)
    if (Math.min(bounds.right - bounds.left, bounds.bottom - bounds.top) <= THIN) rules.push(...bar(bounds))
    else if (isBox(shape)) boxes.push(bounds)
  }
  // A frame is a box within a box, the inner one left out.
  const frames = boxes.filter((outer) => boxes.some((inner) => inner !== outer && around(outer, inner)))
  const inner = boxes.filter((box) => frames.some((outer) => outer !== box && around(outer, box)))
  return {
    rules: [...rules, ...frames.flatMap(edges)],
    areas: boxes.filter((box) => !frames.includes(box) && !inner.includes(box)),
  }
}

function clipped(rule: RuledLine, clip: Rect): RuledLine | undefined {
  const [low, high, from, to] = rule.upright
    ? [clip.left, clip.right, clip.top, clip.bottom]
    : [clip.top, clip.bottom, clip.left, clip.right]
  if (rule.across < low - 1 || rule.across > high + 1) return undefined
  const cut = { ...rule, from: Math.max(rule.from, from), to: Math.min(rule.to, to) }
  return cut.to > cut.from ? cut : undefined
}

export interface Paint {
  stroke: boolean
  fill: boolean
  white: boolean
  clip: Rect
  page: Rect
}

/** Notes what a path draws: straight level and plumb lines, bars, frames and filled boxes. */
export function notePath(marks: Marks, data: ArrayLike<number>, matrix: Matrix, paint: Paint): void {
  const shapes = shapesOf(data, matrix)
  const filled = paint.fill ? fills(shapes) : { rules: [], areas: [] }
  const rules = [...filled.rules, ...(paint.stroke ? shapes.flatMap(strokes) : [])]
  for (const rule of rules) {
    const seen = clipped(rule, paint.clip)
    if (!seen) continue
    if (marks.rules.length >= MOST_RULES) marks.tooMuch = true
    else marks.rules.push(seen)
  }
  for (const area of filled.areas) {
    // The ground of the whole page is no box.
    if (
      (area.right - area.left) * (area.bottom - area.top) >
      0.8 * (paint.page.right - paint.page.left) * (paint.page.bottom - paint.page.top)
    )
      continue
    const fill: Fill = {
      left: Math.max(area.left, paint.clip.left),
      top: Math.max(area.top, paint.clip.top),
      right: Math.min(area.right, paint.clip.right),
      bottom: Math.min(area.bottom, paint.clip.bottom),
      white: paint.white,
    }
    if (fill.right - fill.left > THIN && fill.bottom - fill.top > THIN && marks.fills.length < MOST_RULES)
      marks.fills.push(fill)
  }
}

/** Whether the last box drawn over a point is a dark or coloured one, so that white text shows there. */
export const coloured = (fills: readonly Fill[], x: number, y: number): boolean => {
  for (let i = fills.length - 1; i >= 0; i--) if (holds(fills[i]!, x, y)) return !fills[i]!.white
  return false
}
