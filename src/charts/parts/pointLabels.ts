import { textWidth } from './textWidth'

/** A point to name, in pixels: the first of a list goes first where not all fit. */
export interface NamedPoint {
  x: number
  y: number
  text: string
  size: number
}
export interface PlotBox {
  left: number
  top: number
  right: number
  bottom: number
}
export type Side = 'right' | 'left' | 'top' | 'bottom'

type Box = PlotBox

const touches = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

const SIDES: readonly Side[] = ['right', 'left', 'top', 'bottom']
/** Between a point's middle and its name. */
const GAP = 8

function boxOf({ x, y, text, size }: NamedPoint, side: Side): Box {
  const [width, height] = [textWidth(text, size), size * 1.25]
  if (side === 'right') return { left: x + GAP, right: x + GAP + width, top: y - height / 2, bottom: y + height / 2 }
  if (side === 'left') return { left: x - GAP - width, right: x - GAP, top: y - height / 2, bottom: y + height / 2 }
  const box = { left: x - width / 2, right: x + width / 2 }
  return side === 'top'
    ? { ...box, top: y - GAP - height, bottom: y - GAP }
    : { ...box, top: y + GAP, bottom: y + GAP + height }
}

const beside = (x: number, y: number, reach: number): Box => ({
  left: x - reach,
  right: x + reach,
  top: y - reach,
  bottom: y + reach,
})

/**
 * The side on which each point's name finds room within the plot, touching no other name, none of the points in `avoid`
 * and nothing in `taken`; better none of the `lines` either. None where no side does.
 */
export function namedSides(
  points: readonly NamedPoint[],
  avoid: readonly { x: number; y: number }[],
  plot: PlotBox,
  taken: readonly PlotBox[] = [],
  lines: readonly PlotBox[] = [],
): (Side | undefined)[] {
  const names: PlotBox[] = [...taken]
  const others = avoid.map(({ x, y }) => beside(x, y, 4))
  return points.map((point) => {
    const boxes = SIDES.map((side) => ({ side, box: boxOf(point, side) })).filter(
      ({ box }) =>
        box.left >= plot.left &&
        box.right <= plot.right &&
        box.top >= plot.top &&
        box.bottom <= plot.bottom &&
        !names.some((other) => touches(box, other)) &&
        !others.some((other) => touches(box, other)),
    )
    const found = boxes.find(({ box }) => !lines.some((line) => touches(box, line))) ?? boxes[0]
    if (found) names.push(found.box)
    return found?.side
  })
}
