import type { ScatterSeriesOption } from 'echarts'
import type { Room } from '../figure'
import { FONT } from './palette'
import { spread } from './spread'

/** A name at the end of a line. */
export interface EndLabel {
  x: number
  y: number
  text: string
  colour: string
  strong?: boolean
  /** Pixels from its point, where that is a large one. */
  gap?: number
  /** Goes first where not all fit. */ first?: boolean
}

/** Where the plot stands in its room: the range of the value axis, and the pixels above and below. */
export interface PlotRange {
  min: number
  max: number
  top: number
  bottom: number
}

interface Placed {
  label: EndLabel
  offset: number
}

/** How far a name may stand from its point, in lines of text, before it is better left out. */
const FARTHEST = 1.7

/**
 * The names of one year that fit: those that matter most first, then any that would push none too far from its point.
 */
function fitting(
  labels: readonly EndLabel[],
  pixel: (y: number) => number,
  line: number,
  top: number,
  bottom: number,
): Placed[] {
  let kept: Placed[] = []
  for (const next of [...labels].sort((a, b) => rankOf(a) - rankOf(b))) {
    const tried = [...kept.map(({ label }) => label), next].sort((a, b) => b.y - a.y)
    const wanted = tried.map(({ y }) => pixel(y))
    const placed = spread(wanted, line, top, bottom).map((at, i): Placed => ({
      label: tried[i]!,
      offset: at - wanted[i]!,
    }))
    if (kept.length === 0 || placed.every(({ offset }) => Math.abs(offset) <= FARTHEST * line)) kept = placed
  }
  return kept
}
const rankOf = ({ strong, first }: EndLabel): number => (strong ? 0 : first ? 1 : 2)

/**
 * Names beside the last point of each line, moved apart so that none touches another; hovering tells those left out.
 */
export function endLabels(labels: readonly EndLabel[], plot: PlotRange, room: Room): ScatterSeriesOption {
  const [top, bottom] = [plot.top, room.height - plot.bottom]
  const pixel = (y: number): number => bottom - ((y - plot.min) / (plot.max - plot.min || 1)) * (bottom - top)
  // Only names that end at the same year can touch.
  const columns = new Map<number, EndLabel[]>()
  for (const label of labels) columns.set(label.x, [...(columns.get(label.x) ?? []), label])
  const moved = [...columns.values()].flatMap((column) => fitting(column, pixel, room.text * 1.28, top, bottom))
  return {
    id: 'end-labels',
    type: 'scatter',
    silent: true,
    symbolSize: 0.1,
    z: 6,
    animation: false,
    tooltip: { show: false },
    itemStyle: { color: 'transparent' },
    data: moved.map(({ label: { x, y, text, colour, strong, gap = 7 }, offset }) => ({
      value: [x, y],
      label: {
        show: true,
        position: 'right' as const,
        offset: [gap, offset],
        distance: 0,
        formatter: () => text,
        opacity: 1,
        color: colour,
        fontFamily: FONT,
        fontSize: strong ? room.text + 1 : room.text,
        fontWeight: strong ? ('bold' as const) : ('normal' as const),
      },
    })),
  }
}
