import type { Target } from '../../domain/targets'
import type { MatrixResult } from '../../query/spec'
import { reachable } from '../parts/targetLines'
import type { Datum } from '../readings'

/** A small chart: the figures of one office and metric over the years, beside the median. */
export interface Panel {
  name: string
  row: Datum[]
  median: (number | undefined)[]
  focus: boolean
  largest: number
  below: boolean
  /** Targets of its metric: those are drawn that its axis has room for. */
  targets: readonly Target[]
}

export const medianOf = (result: MatrixResult) => result.summaries.map((summary) => summary.median)
/** The largest magnitude a panel shows, whether any of it lies below zero, and the targets that it has room for. */
export function reach(
  row: readonly Datum[],
  median: readonly (number | undefined)[],
  set: readonly Target[],
): Pick<Panel, 'largest' | 'below' | 'targets'> & { beyond: readonly Target[] } {
  const figures = [...row.map((reading) => reading.value ?? 0), ...median.map((value) => value ?? 0)]
  const { within: targets, beyond } = reachable(set, Math.min(...figures), Math.max(...figures))
  const drawn = [...figures, ...targets.map(({ value }) => value)]
  return {
    targets: set,
    beyond,
    largest: Math.max(0, ...drawn.map(Math.abs)),
    below: drawn.some((value) => value < 0),
  }
}

export const hasFigures = ({ row, median }: Panel): boolean =>
  row.some(({ value, doubt }) => value !== undefined || doubt !== undefined) ||
  median.some((value) => value !== undefined)
