import type { CustomSeriesOption } from 'echarts'
import type { CellRef, Room } from '../figure'
import { binPoints } from './density'
import { COLOUR } from './palette'
import type { PlotBox } from './pointLabels'

interface Given {
  id: string
  /** Which points to count, and where each stands in pixels. */
  places: Uint32Array
  pixelX: (place: number) => number
  pixelY: (place: number) => number
  plot: PlotBox
  /** Side of a square in pixels. */
  cell: number
  refOf: (place: number) => CellRef
  room: Room
}

/** A square as ECharts holds it: of one office its place and cell, of more the first of them. */
export interface Square {
  value: [number, number]
  column: number
  row: number
  count: number
  place?: number
  ref?: CellRef
  members?: readonly number[]
}

const PALE = [226, 229, 233] as const
const DARK = [74, 85, 99] as const

/** Shades by orders of magnitude: one office is pale, the fullest square dark. */
const shade = (count: number, most: number): string => {
  const part = most <= 1 ? 0 : Math.log(count) / Math.log(most)
  return `rgb(${PALE.map((from, i) => Math.round(from + (DARK[i]! - from) * part)).join(',')})`
}

/** Squares shaded by how many points they hold; one that holds a single office is a point, which leads to its cell. */
export function densitySeries({ id, places, pixelX, pixelY, plot, cell, refOf, room }: Given): CustomSeriesOption {
  const columns = Math.max(1, Math.floor((plot.right - plot.left) / cell))
  const rows = Math.max(1, Math.floor((plot.bottom - plot.top) / cell))
  const [width, height] = [(plot.right - plot.left) / columns, (plot.bottom - plot.top) / rows]
  const bins = binPoints(
    places.length,
    columns,
    rows,
    (i) => Math.floor((pixelX(places[i]!) - plot.left) / width),
    (i) => Math.floor((pixelY(places[i]!) - plot.top) / height),
  )
  const most = bins.reduce((high, { count }) => Math.max(high, count), 0)
  const data = bins.map(({ column, row, count, first }): Square => {
    const members = first.map((i) => places[i]!)
    return {
      value: [0, 0],
      column,
      row,
      count,
      ...(count === 1 ? { ref: refOf(members[0]!), place: members[0]! } : { members }),
    }
  })
  return {
    id,
    type: 'custom',
    z: 2,
    data,
    encode: { x: 0, y: 1 },
    clip: false,
    renderItem: ({ dataIndex }) => {
      const { column, row, count, place } = data[dataIndex]!
      if (place !== undefined)
        return {
          type: 'circle',
          shape: { cx: pixelX(place), cy: pixelY(place), r: room.text * 0.2 },
          style: { fill: COLOUR.axis },
        }
      return {
        type: 'rect',
        shape: {
          x: plot.left + column * width + 0.5,
          y: plot.top + row * height + 0.5,
          width: width - 1,
          height: height - 1,
        },
        style: { fill: shade(count, most) },
      }
    },
  }
}
