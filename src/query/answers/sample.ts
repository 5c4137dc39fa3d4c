import type { MetricId } from '../../domain/metrics'
import { sumColumn } from '../../engine/verbs/sumByGroup'
import { quartilesByGroup } from '../../engine/verbs/quartiles'
import type { Groups } from '../../engine/verbs/groups'
import type { Frame } from '../frame'
import { remembered } from '../remembered'
import { maskOf, selectionOf } from '../selection'
import { missingOf, seriesOf } from '../series'
import type { MatrixResult, Scope, YearSummary } from '../spec'
import { isQuotient } from '../summary'
import { runLines } from './lines'

/**
 * One metric of a few offices named, with each year's summary over the whole scope: what a chart draws of more offices than it could
 * show. Answered as a matrix whose summaries count more offices than it has rows. Offices that are not known are left out.
 */
export interface SampleSpec { kind: 'sample'; metric: MetricId; scope: Scope; years: readonly number[]; offices: readonly string[] }

const together = (frame: Frame): Groups => remembered(frame, 'all in one', () =>
  ({ of: new Uint16Array(frame.orgs.length), count: 1, runs: { from: Uint32Array.of(0), to: Uint32Array.of(frame.orgs.length) } }))

/** What the matrix of a whole scope would say of a year, straight from the packed column. */
export function summaryOf(frame: Frame, metric: MetricId, scope: Scope, year: number): YearSummary {
  const mask = maskOf(frame, scope, year)
  const total = selectionOf(frame, scope).rows.length
  // Where everyone who reports is in scope, the spread is the same for all such scopes.
  const among = mask ? JSON.stringify([scope.area, scope.level, scope.year]) : 'all'
  const series = seriesOf(frame, metric, year)
  const { reported, missing } = missingOf(series, total, mask)
  if (reported === 0) return { year, total, reported, missing }
  const [min, q1, median, q3, max] = remembered(frame, `five ${metric} ${year} ${among}`, () =>
    [...quartilesByGroup(series.column, together(frame), Uint32Array.of(reported), Infinity, mask).five]) as [number, number, number, number, number]
  return { year, total, reported, missing, min, q1, median, q3, max, ...(!isQuotient(metric) && { sum: sumColumn(series.column, mask) }) }
}

export function runSample(frame: Frame, { metric, scope, years, offices }: SampleSpec): MatrixResult {
  const { matrix } = runLines(frame, { kind: 'lines', metric, offices, years })
  return { ...matrix, scope, summaries: years.map((year) => summaryOf(frame, metric, scope, year)) }
}
