import { keepsTo } from '../domain/targets'
import type { Bound } from '../domain/targets'
import { countBits } from '../engine/bitset'
import type { MetricId } from '../domain/metrics'
import { groupsOf } from '../engine/verbs/groups'
import type { Groups } from '../engine/verbs/groups'
import { orderOf } from '../engine/order'
import { quartilesByGroup } from '../engine/verbs/quartiles'
import { sumColumn } from '../engine/verbs/sumByGroup'
import { readMetric } from '../frame/derived'
import type { Frame } from '../frame/frame'
import { rememberIn } from '../frame/remembered'
import { maskOf, selectionOf } from '../map/selection'
import { missingCountsOf, seriesOf } from '../frame/series'
import { CODE } from '../pack/states'
import type { YearSummary } from './spec'
import { scopeKey } from '../map/scope'
import type { Scope } from '../map/scope'
import { isQuotient } from './summary'

/** All rows as one group. */
const together = (frame: Frame): Groups =>
  rememberIn(frame, 'one group', () => groupsOf(new Int32Array(frame.orgs.length), 1))

/** How many offices of a scope with a figure keep to each bound. */
function withinBounds(frame: Frame, metric: MetricId, scope: Scope, year: number, bounds: readonly Bound[]): number[] {
  const { values, states } = readMetric(frame, metric, year)
  const { rows } = selectionOf(frame, scope)
  return bounds.map((bound) => {
    let n = 0
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!
      if (states[row] === CODE.value && keepsTo(bound, values[row]!)) n++
    }
    return n
  })
}

/** What the matrix of a whole scope would say of a year, straight from the packed column. */
export function scopeSummary(
  frame: Frame,
  metric: MetricId,
  scope: Scope,
  year: number,
  bounds: readonly Bound[] = [],
): YearSummary {
  const mask = maskOf(frame, scope, year)
  const total = selectionOf(frame, scope).rows.length
  const series = seriesOf(frame, metric, year)
  const { reported, missing } = missingCountsOf(series, total, mask)
  const kept = bounds.length > 0 && { within: withinBounds(frame, metric, scope, year, bounds) }
  if (reported === 0) return { year, total, reported, missing, ...kept }
  // Where everyone who reports is in scope, the spread is the same for all such scopes.
  const among = mask ? scopeKey(scope) : 'all'
  const [min, q1, median, q3, max] = rememberIn(frame, `five ${metric} ${year} ${among}`, () => [
    ...quartilesByGroup(
      series.column,
      together(frame),
      Uint32Array.of(reported),
      Uint32Array.of(countBits(orderOf(series.column).listed, mask)),
      Infinity,
      mask,
    ).five,
  ]) as [number, number, number, number, number]
  return {
    year,
    total,
    reported,
    missing,
    min,
    q1,
    median,
    q3,
    max,
    ...(!isQuotient(metric) && { sum: sumColumn(series.column, mask) }),
    ...kept,
  }
}
