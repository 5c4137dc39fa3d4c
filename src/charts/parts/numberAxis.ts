import type { Unit } from '../../domain/metrics'
import { onScale, scaleFor } from '../../i18n/format'
import type { Scale } from '../../i18n/format'
import type { Translator } from '../../i18n'
import type { Room } from '../figure'
import { niceRange, textStyle } from './axes'
import { COLOUR } from './palette'

/** How values are laid along an axis. */
export const SPACINGS = ['linear', 'log'] as const
export type Spacing = (typeof SPACINGS)[number]

/**
 * An axis on which each figure has its place: as it is, or by orders of magnitude with zeros in a strip of their own.
 */
export interface NumberAxis {
  log: boolean
  scale: Scale
  /** Bounds, in places. */
  min: number
  max: number
  /** The place of a figure. */
  at(value: number): number
  ticks: readonly { at: number; text: string }[]
  /** Where the strip of zeros ends, if there is one. */
  strip?: number
}

/**
 * What an axis must hold. `far`: the largest figure is so far from most of those above zero that an even axis leaves
 * these no room.
 */
export interface NumberExtent {
  low: number
  high: number
  least: number
  zeros: number
  far: boolean
}

/** This many times what half of the figures above zero stay below is far. */
const FAR = 20

/** Lowest, highest, and least above zero, in two passes: nothing is sorted. */
export function extentOf(values: Float64Array): NumberExtent {
  let [low, high, least, zeros, above] = [Infinity, -Infinity, Infinity, 0, 0]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value < low) low = value
    if (value > high) high = value
    if (value === 0) zeros++
    else if (value > 0) {
      above++
      if (value < least) least = value
    }
  }
  let few = 0
  for (let i = 0; i < values.length; i++) if (values[i]! > 0 && values[i]! * FAR <= high) few++
  return { low, high, least, zeros, far: above > 0 && few * 2 > above }
}

/** Whether figures may be laid out by orders of magnitude: none below zero, and no share, which ends at 100%. */
export const canBeLog = ({ low, high }: NumberExtent, unit: Unit): boolean => unit !== 'percent' && low >= 0 && high > 0

/** How figures are laid out: as asked where they can be, else as suits them. */
export const spacingOf = (extent: NumberExtent, unit: Unit, asked: Spacing | undefined): Spacing =>
  canBeLog(extent, unit) && (asked ?? (extent.far ? 'log' : 'linear')) === 'log' ? 'log' : 'linear'

const STEPS = [1, 2, 5, 10]
const roundDown = (value: number): number => {
  const size = 10 ** Math.floor(Math.log10(value) + 1e-9)
  return size * (STEPS.findLast((step) => step * size <= value * (1 + 1e-9)) ?? 1)
}
const roundUp = (value: number): number => {
  const size = 10 ** Math.floor(Math.log10(value) + 1e-9)
  return size * (STEPS.find((step) => step * size >= value * (1 - 1e-9)) ?? 10)
}

/** More decades than this are named by their tens alone. */
const FEW_DECADES = 2

function logAxis({ high, least, zeros }: NumberExtent, unit: Unit, words: Translator): NumberAxis {
  const [first, last] = [roundDown(least), roundUp(Math.max(high, least * 2))]
  const [from, to] = [Math.log10(first), Math.log10(last)]
  const wide = scaleFor(last, unit, words)
  // No tick may round to zero on the scale.
  const scale = first / wide.divisor >= 0.01 ? wide : scaleFor(first * 100, unit, words)
  const strip = zeros > 0 ? (to - from) * 0.07 : 0
  const steps = to - from > FEW_DECADES ? [1] : [1, 2, 5]
  const ticks: { at: number; text: string }[] = zeros > 0 ? [{ at: from - strip, text: onScale(0, scale) }] : []
  for (let power = Math.floor(from + 1e-9); power <= to + 1e-9; power++) {
    for (const step of steps) {
      const value = step * 10 ** power
      if (value >= first * (1 - 1e-9) && value <= last * (1 + 1e-9))
        ticks.push({ at: Math.log10(value), text: onScale(value, scale) })
    }
  }
  const beyond = (to - from) * 0.025
  return {
    log: true,
    scale,
    min: from - (zeros > 0 ? strip * 1.5 : beyond),
    max: to + beyond,
    ticks,
    ...(zeros > 0 && { strip: from - strip / 2 }),
    // A median between a zero and the least figure stands at the edge of those above zero.
    at: (value) => (value > 0 ? Math.max(from, Math.log10(value)) : zeros > 0 ? from - strip : from),
  }
}

/** A little room is left beyond the largest figure. */
function linearAxis({ low, high }: NumberExtent, unit: Unit, words: Translator, ticks: number): NumberAxis {
  const scale = scaleFor(Math.max(Math.abs(low), Math.abs(high)), unit, words)
  const { min, max, interval } = niceRange(
    Math.min(0, low),
    high * (high > 0 ? 1.03 : 1),
    ticks,
    unit !== 'percent' && unit !== 'yuan',
  )
  const count = Math.round((max - min) / interval)
  return {
    log: false,
    scale,
    min,
    max,
    at: (value) => value,
    ticks: Array.from({ length: count + 1 }, (_, i) => ({
      at: min + i * interval,
      text: onScale(Math.abs(min + i * interval) < interval / 1e6 ? 0 : min + i * interval, scale),
    })),
  }
}

/** An axis for figures of a unit, with about `ticks` ticks where it is even. */
export const numberAxis = (
  extent: NumberExtent,
  spacing: Spacing,
  unit: Unit,
  words: Translator,
  ticks = 6,
): NumberAxis => (spacing === 'log' ? logAxis(extent, unit, words) : linearAxis(extent, unit, words, ticks))

/** The same for ECharts, which draws it in places. */
export const axisOption = ({ min, max, ticks }: NumberAxis, room: Room, extra: Record<string, unknown> = {}) => {
  const texts = new Map(ticks.map(({ at, text }) => [at, text]))
  const places = ticks.map(({ at }) => at)
  return {
    type: 'value' as const,
    min,
    max,
    axisLabel: {
      ...textStyle(room),
      customValues: places,
      formatter: (at: number) => texts.get(at) ?? '',
      hideOverlap: true,
    },
    // Lines across the plot stand at the ticks, which are not drawn.
    axisTick: { show: false, customValues: places },
    axisLine: { show: false },
    splitLine: { lineStyle: { color: COLOUR.line } },
    ...extra,
  }
}
