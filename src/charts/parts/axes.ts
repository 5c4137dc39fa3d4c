import type { Scale } from '../../i18n/format'
import { onScale } from '../../i18n/format'
import { COLOUR, FONT } from './palette'
import type { Room } from '../figure'

export const textStyle = (room: Room) => ({ fontFamily: FONT, fontSize: room.text, color: COLOUR.muted })

/** Years along the bottom as numbers, so that the form change can stand between 2020 and 2021. */
export const yearAxis = (years: readonly number[], room: Room) => ({
  type: 'value' as const,
  min: years.length > 1 ? years[0] : (years[0] ?? 0) - 1,
  max: years.length > 1 ? years.at(-1) : (years[0] ?? 0) + 1,
  interval: room.width / Math.max(1, years.length) < room.text * 3.2 ? 2 : 1,
  axisLabel: {
    ...textStyle(room),
    formatter: (year: number) => (years.includes(year) ? String(year) : ''),
    showMinLabel: true,
    showMaxLabel: true,
  },
  axisTick: { show: false },
  axisLine: { lineStyle: { color: COLOUR.axis } },
  splitLine: { show: false },
})

/** Values on one stated scale; no tick finer than the scale's digits. */
export const valueAxis = (scale: Scale, room: Room, extra: Record<string, unknown> = {}) => ({
  type: 'value' as const,
  axisLabel: { ...textStyle(room), hideOverlap: true, formatter: (value: number) => onScale(value, scale) },
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: COLOUR.line } },
  splitNumber: room.height < 180 ? 2 : 5,
  ...(scale.digits === 0 ? { minInterval: 1 } : {}),
  ...extra,
})

/** Names one below another along the side, `width` pixels wide at most; `colourAt` gives each its own. */
export const namesAxis = (names: string[], width: number, room: Room, colourAt: (i: number) => string) => ({
  type: 'category' as const,
  inverse: true,
  data: names,
  axisTick: { show: false },
  axisLine: { show: false },
  axisLabel: {
    ...textStyle(room),
    interval: 0,
    width,
    overflow: 'truncate' as const,
    color: (_name?: string | number, index?: number) => colourAt(index ?? 0),
  },
})

export interface Range {
  min: number
  max: number
  interval: number
}

/** Bounds with round ticks, about `ticks` of them, that hold all the numbers; `whole` where half a thing is none. */
export function niceRange(low: number, high: number, ticks = 6, whole = false): Range {
  const span = high - low
  if (!(span > 0))
    return high === 0 || !Number.isFinite(span)
      ? { min: 0, max: 1, interval: 1 }
      : niceRange(Math.min(0, low), Math.max(0, high), ticks, whole)
  const size = 10 ** Math.floor(Math.log10(span))
  const steps = [0.1, 0.2, 0.25, 0.5, 1, 2]
    .map((part) => part * size)
    .filter((step) => !whole || Number.isInteger(step))
  const interval = steps.find((step) => span / step <= ticks) ?? steps.at(-1) ?? 1
  return {
    min: Math.floor(low / interval + 1e-9) * interval,
    max: Math.ceil(high / interval - 1e-9) * interval,
    interval,
  }
}

/** Pixels kept free below the years: the grid ends there, the years within it. */
export const belowYears = (room: Room): number => room.text / 2
/** Pixels below a plot, the years among them. */
export const belowPlot = (room: Room): number => belowYears(room) + room.text * 2.15
/** Pixels above a plot, where the change of form is named. */
export const abovePlot = (room: Room): number => room.text * 2.2
