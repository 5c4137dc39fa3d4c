import type { EChartsOption } from 'echarts'
import type { PlacedAnnotation } from '../../charts/annotations'
import type { Room } from '../../charts/figure'
import { usualWidth } from '../svgText'
import type { Measure } from '../svgText'
import { anchorsOf } from './anchors'
import type { Anchor } from './anchors'
import { annotationText, bandOf } from './layout'
import type { AnnotationBand } from './layout'

/** A line from a text to its point, or a bracket over years; pixels of the whole room. */
export interface Leader {
  path: string
  /** The ring around the point. */
  ring?: { x: number; y: number; r: number }
  /** The years that it spans. */
  span?: { left: number; right: number; top: number; bottom: number }
}
/** A chart below its annotations. */
export interface AnnotatedDrawing {
  band: AnnotationBand
  /** The room of the chart itself, below the band. */
  chart: Room
  leaders: (Leader | undefined)[]
}

/** At least so much of the height is left to the chart. */
const LEAST_CHART = 0.45

const middleOf = (anchor: Anchor | undefined, width: number): number =>
  anchor === undefined ? width / 2 : 'x' in anchor ? anchor.x : (anchor.left + anchor.right) / 2

/** Pixels from the lower edge of a drawing to its plot, where its option says so. */
function belowPlot(option: EChartsOption): number {
  const grid = Array.isArray(option.grid) ? option.grid[0] : option.grid
  return typeof grid?.bottom === 'number' ? grid.bottom : 0
}

/** Lays out a chart with its annotations in a room. Needs no page. */
export function annotatedDrawing(
  option: (room: Room) => EChartsOption,
  room: Room,
  annotations: readonly PlacedAnnotation[],
  measure: Measure = usualWidth,
): AnnotatedDrawing {
  const { width, text: size } = room
  const anchorsIn = (chart: Room): (Anchor | undefined)[] => anchorsOf(option, chart, annotations)
  const bandAt = (anchors: readonly (Anchor | undefined)[]): AnnotationBand =>
    bandOf(
      annotations.map((one, i) => annotationText(one, anchors[i] !== undefined)),
      anchors.map((anchor) => middleOf(anchor, width)),
      width,
      size,
      measure,
    )
  // What stands across does not depend on the height: the band is laid out before the chart has its own.
  const band = bandAt(anchorsIn(room))
  const chart = { ...room, height: Math.max(Math.round(room.height * LEAST_CHART), room.height - band.height) }
  const anchors = anchorsIn(chart)
  const bottom = room.height - belowPlot(option(chart))
  const r = size * 0.36
  const leaders = anchors.map((anchor, i): Leader | undefined => {
    const box = band.boxes[i]!
    if (!anchor) return undefined
    const foot = band.height - size * 0.7
    const start = (x: number): number => Math.max(box.x + 2, Math.min(box.x + Math.min(box.width, size * 8), x))
    if ('left' in anchor) {
      const { left, right } = anchor
      const x = (left + right) / 2
      return {
        path: `M${start(x).toFixed(1)} ${foot.toFixed(1)}L${x.toFixed(1)} ${band.height}`,
        span: { left: Math.min(left, right) - r, right: Math.max(left, right) + r, top: band.height, bottom },
      }
    }
    const y = anchor.y + band.height
    const from = { x: start(anchor.x), y: foot }
    const length = Math.hypot(anchor.x - from.x, y - from.y) || 1
    const end = { x: anchor.x - ((anchor.x - from.x) * r) / length, y: y - ((y - from.y) * r) / length }
    return {
      path: `M${from.x.toFixed(1)} ${from.y.toFixed(1)}L${end.x.toFixed(1)} ${end.y.toFixed(1)}`,
      ring: { x: anchor.x, y, r },
    }
  })
  return { band, chart, leaders }
}
