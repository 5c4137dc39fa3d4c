import type { ECharts, EChartsOption } from 'echarts'
import type { PlacedAnnotation, PlacedPoint } from '../../charts/annotations'
import type { CellRef, Room, WithRef } from '../../charts/figure'
import { withChart } from '../chartSvg'

/**
 * Where a drawing has what an annotation speaks of: a point, or the sides of a range of years. Pixels of the drawing.
 */
export type Anchor = { x: number; y: number } | { left: number; right: number }

interface Item extends WithRef {
  value?: unknown
}
interface Drawn {
  type?: string
  stack?: unknown
  data?: readonly unknown[]
}

const listOf = <T>(one: T | readonly T[] | undefined): readonly T[] =>
  one === undefined ? [] : Array.isArray(one) ? (one as readonly T[]) : [one as T]

const valueOf = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && 'value' in item ? (item as Item).value : item
const numberOf = (item: unknown): number => {
  const value = valueOf(item)
  return typeof value === 'number' && !Number.isNaN(value) ? value : 0
}
const refOf = (item: unknown): CellRef | undefined =>
  typeof item === 'object' && item !== null ? (item as Item).ref : undefined

const typeOf = (axis: EChartsOption['xAxis'] | EChartsOption['yAxis']): string | undefined =>
  (listOf<{ type?: string }>(axis as { type?: string } | undefined)[0] ?? {}).type

/** Pixels that a point stands within the end of its bar, so that it covers no number beside it. */
const WITHIN = 6
/** How far along its part of a stack: its number stands in the middle. */
const ALONG_PART = 0.86
/** Of the distance between two columns. */
const COLUMN_PART = 0.25

/**
 * Where a series has an item on its axes: within its part where series are stacked. `own`: the figure's number,
 * which counts where an item stands for two years of an office.
 */
function placeIn(
  option: EChartsOption,
  series: readonly Drawn[],
  [s, i]: readonly [number, number],
  own: number,
): number[] | undefined {
  const { data, stack } = series[s]!
  const lies = typeOf(option.yAxis) === 'category'
  const value = valueOf(data?.[i])
  if (Array.isArray(value)) return lies ? [own, i] : value.map(Number)
  if (typeof value !== 'number' || Number.isNaN(value)) return undefined
  const before = series.slice(0, s).filter((one) => stack !== undefined && one.stack === stack)
  const along =
    stack === undefined ? value : before.reduce((sum, one) => sum + numberOf(one.data?.[i]), 0) + value * ALONG_PART
  return lies ? [along, i] : [i, along]
}

/** How far from the middle of a column of parts a line runs past their numbers, and is still within the column. */
function besideNumbers(chart: ECharts, option: EChartsOption): number {
  if (typeOf(option.yAxis) === 'category') return 0
  const [first, next] = [0, 1].map((place) => Number(chart.convertToPixel({ xAxisIndex: 0 }, place)))
  const step = Math.abs(next! - first!)
  return Number.isFinite(step) ? step * COLUMN_PART : 0
}

function pointAnchor(chart: ECharts, option: EChartsOption, { ref, value }: PlacedPoint): Anchor | undefined {
  const series = listOf(option.series) as readonly Drawn[]
  const isOffice = (own: CellRef | undefined): boolean => own?.org === ref.org && own.metric === ref.metric
  for (const isOwn of [(own: CellRef | undefined) => isOffice(own) && own!.year === ref.year, isOffice])
    for (const [s, { type, data = [] }] of series.entries()) {
      // Only what is drawn by hand stands for several years at once.
      if (isOwn === isOffice && type !== 'custom') continue
      const i = data.findIndex((item) => isOwn(refOf(item)))
      const place = i < 0 ? undefined : placeIn(option, series, [s, i], value)
      if (!place) continue
      const [x, y] = listOf(chart.convertToPixel({ seriesIndex: s }, place))
      if (!Number.isFinite(x) || !Number.isFinite(y)) continue
      if (type !== 'bar') return { x: x!, y: y! }
      if (series[s]!.stack !== undefined) return { x: x! - besideNumbers(chart, option), y: y! }
      return typeOf(option.yAxis) === 'category'
        ? { x: x! - WITHIN * Math.sign(value), y: y! }
        : { x: x!, y: y! + WITHIN * Math.sign(value) }
    }
  return undefined
}

function yearsAnchor(
  chart: ECharts,
  option: EChartsOption,
  at: { from: number; to: number; years: readonly number[] },
): Anchor | undefined {
  const byIndex = typeOf(option.xAxis) === 'category'
  const [left, right] = (byIndex ? [at.from, at.to] : at.years).map((place) =>
    Number(chart.convertToPixel({ xAxisIndex: 0 }, place)),
  )
  return Number.isFinite(left) && Number.isFinite(right) ? { left: left!, right: right! } : undefined
}

/** Where the drawing of an option in a room has what each annotation speaks of; nothing where it does not draw it. */
export const anchorsOf = (
  option: (room: Room) => EChartsOption,
  room: Room,
  annotations: readonly PlacedAnnotation[],
): (Anchor | undefined)[] =>
  withChart(option, room, (chart, drawn) =>
    annotations.map(({ at }) => ('ref' in at ? pointAnchor(chart, drawn, at) : yearsAnchor(chart, drawn, at))),
  )
