import { unitOf } from '../../domain/metrics'
import type { MetricId } from '../../domain/metrics'

/** How many times what chance moves a count of its size. */
const BEYOND_CHANCE = 1

/** Whether a count moved further than chance moves one of its size; money has no such measure. */
export const isBeyondChance = (base: number, value: number, metric: MetricId): boolean =>
  unitOf(metric) === 'yuan' || Math.abs(value - base) > BEYOND_CHANCE * Math.sqrt(Math.abs(base) + Math.abs(value))
