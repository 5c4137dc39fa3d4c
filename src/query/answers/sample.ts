import type { MetricId } from '../../domain/metrics'
import type { Bound } from '../../domain/targets'
import type { Frame } from '../../frame/frame'
import { scopeSummary } from '../scopeSummary'
import type { MatrixResult } from '../spec'
import type { Scope } from '../../map/scope'
import { runLines } from './lines'

/**
 * One metric of a few offices named, with each year's summary over the whole scope: what a chart draws of more offices
 * than it could show. Answered as a matrix whose summaries count more offices than it has rows. Offices that are not
 * known are left out.
 */
export interface SampleSpec {
  kind: 'sample'
  metric: MetricId
  scope: Scope
  years: readonly number[]
  offices: readonly string[]
  /** Each year's summary also counts who keeps to these. */
  bounds?: readonly Bound[]
}

export function runSample(frame: Frame, { metric, scope, years, offices, bounds }: SampleSpec): MatrixResult {
  const { matrix } = runLines(frame, { kind: 'lines', metric, offices, years })
  return { ...matrix, scope, summaries: years.map((year) => scopeSummary(frame, metric, scope, year, bounds)) }
}
