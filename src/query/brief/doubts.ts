import type { MetricId } from '../../domain/metrics'
import type { Frame } from '../../frame/frame'
import type { Scope } from '../../map/scope'
import { leftOutFiguresOf } from '../marks'
import type { BriefEvent } from './events'

const MOST = 6

/** Figures of the year that were left out as they cannot be relied on, the largest of each metric first. */
export function doubts(
  frame: Frame,
  metrics: readonly MetricId[],
  scope: Scope,
  year: number,
  office?: string,
): BriefEvent[] {
  const by = metrics.map((metric) =>
    leftOutFiguresOf(frame, metric, scope, year)
      .filter(({ org }) => office === undefined || org.id === office)
      .map((one): BriefEvent => ({ kind: 'doubtful', metric, ...one })),
  )
  const rounds = Math.max(0, ...by.map(({ length }) => length))
  return Array.from({ length: rounds }, (_, i) => by.flatMap((of) => of.slice(i, i + 1)))
    .flat()
    .slice(0, MOST)
}
