import type { MetricCode } from '../domain/metrics'
import { operandsOf } from '../domain/metrics'
import type { Frame } from '../frame/frame'
import { FILLED_COLUMN, columnKey } from '../pack/columnNames'
import type { QuerySpec } from './spec'

const yearsOf = (spec: QuerySpec): readonly number[] => {
  switch (spec.kind) {
    case 'matrix':
    case 'rollup':
    case 'lines':
    case 'sample':
      return spec.years
    case 'rank':
    case 'spread':
      return [spec.year]
    case 'movers':
      return [spec.from ?? spec.year - 1, spec.year]
    default:
      return []
  }
}

/** The columns a question reads; forms are in memory with every frame. */
export function columnsFor(spec: QuerySpec): string[] {
  if (spec.kind === 'completeness' || spec.kind === 'filled')
    return spec.years.map((year) => columnKey(year, FILLED_COLUMN))
  if (!('metric' in spec)) return []
  const codes: MetricCode[] = operandsOf(spec.metric)
  return yearsOf(spec).flatMap((year) => codes.map((code) => columnKey(year, code)))
}

/** Reads what a question needs, where the frame's files have been read only in part. */
export async function ready(frame: Frame, spec: QuerySpec): Promise<void> {
  if (frame.layers.every(({ segment }) => segment.isWhole())) return
  // A check of all reports reads nearly everything.
  const keys = spec.kind === 'failures' ? undefined : columnsFor(spec)
  await Promise.all(frame.layers.map(({ segment }) => segment.load(keys)))
}
