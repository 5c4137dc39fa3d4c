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
    showMinLabel: true, showMaxLabel: true,
  },
  axisTick: { show: false },
  axisLine: { lineStyle: { color: COLOUR.axis } },
  splitLine: { show: false },
})

/** Values on one stated scale; no tick finer than the scale's digits. */
export const valueAxis = (scale: Scale, room: Room, extra: Record<string, unknown> = {}) => ({
  type: 'value' as const,
  axisLabel: { ...textStyle(room), formatter: (value: number) => onScale(value, scale) },
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: COLOUR.line } },
  splitNumber: room.height < 180 ? 2 : 5,
  ...(scale.digits === 0 ? { minInterval: 1 } : {}),
  ...extra,
})

/** An upper bound that makes the ticks round, in whole multiples of the scale. */
export function niceMax(largest: number): number {
  if (!(largest > 0)) return 1
  const step = 10 ** Math.floor(Math.log10(largest))
  const unit = [0.1, 0.2, 0.25, 0.5, 1].map((part) => part * step).find((size) => largest / size <= 6) ?? step
  return Math.ceil(largest / unit - 1e-9) * unit
}
