import { unitOf } from '../../domain/metrics'
import type { MetricId } from '../../domain/metrics'
import type { MatrixResult } from '../spec'
import type { State } from '../../pack/states'
import { matrixFigure } from './reading'
import { crossesBreak, smallBase } from '../../domain/metrics/comparable'
import type { MatrixReading } from './reading'

export type SuppressedReason =
  'zero-base' | 'small-base' | 'missing-base' | 'missing-value' | 'form-break' | 'relabelled'

/**
 * How a figure changed. `percent`: as a fraction of the base's size (0.12 is 12%). `points`: the difference of two
 * rates (0.032 is 3.2 percentage points). `suppressed`: neither may be said, and why. `absolute` is value minus base in
 * the metric's own unit wherever both are known and count the same thing.
 */
export type Change =
  | { kind: 'percent' | 'points'; value: number; absolute: number; base: number; current: number }
  | {
      kind: 'suppressed'
      reason: SuppressedReason
      absolute?: number
      base?: number
      value?: number
      state?: Exclude<State, 'value'>
    }

/** The change between two readings of one metric, taken in the years given. */
export function changeBetween(
  metric: MetricId,
  base: MatrixReading,
  current: MatrixReading,
  from: number,
  to: number,
  isRelabelled = false,
): Change {
  const known = { ...('value' in base && { base: base.value }), ...('value' in current && { value: current.value }) }
  if (crossesBreak(metric, from, to)) return { kind: 'suppressed', reason: 'form-break', ...known }
  if (!('value' in base)) return { kind: 'suppressed', reason: 'missing-base', state: base.state, ...known }
  if (!('value' in current)) return { kind: 'suppressed', reason: 'missing-value', state: current.state, ...known }
  if (isRelabelled) return { kind: 'suppressed', reason: 'relabelled', ...known }
  const absolute = current.value - base.value
  if (unitOf(metric) === 'percent')
    return { kind: 'points', value: absolute, absolute, base: base.value, current: current.value }
  if (base.value === 0) return { kind: 'suppressed', reason: 'zero-base', absolute, ...known }
  if (Math.abs(base.value) < smallBase(metric)) return { kind: 'suppressed', reason: 'small-base', absolute, ...known }
  return { kind: 'percent', value: absolute / Math.abs(base.value), absolute, base: base.value, current: current.value }
}

/** The change of one office (a row of the matrix) between two years. A year the matrix does not hold is missing. */
export const change = (matrix: MatrixResult, row: number, from: number, to: number): Change =>
  changeBetween(
    matrix.metric,
    matrixFigure(matrix, row, from),
    matrixFigure(matrix, row, to),
    from,
    to,
    isRelabelled(matrix, row, from, to),
  )

/** Whether an office came to word its figure otherwise between two years. */
export function isRelabelled({ relabelled, years }: MatrixResult, row: number, from: number, to: number): boolean {
  if (!relabelled || relabelled.length === 0) return false
  const start = row * years.length
  return years.some((year, column) => year > from && year <= to && relabelled.includes(start + column))
}
