import { countBits } from '../engine/bitset'
import type { MetricId } from '../domain/metrics'
import { groupsOf } from '../engine/verbs/groups'
import type { Groups } from '../engine/verbs/groups'
import { orderOf } from '../engine/order'
import { quartilesByGroup } from '../engine/verbs/quartiles'
import { sumColumn } from '../engine/verbs/sumByGroup'
import type { Frame } from '../frame/frame'
import { rememberIn } from '../frame/remembered'
import { maskOf, selectionOf } from '../map/selection'
import { missingCountsOf, seriesOf } from '../frame/series'
import type { YearSummary } from './spec'
import { scopeKey } from '../map/scope'
import type { Scope } from '../map/scope'
import { isQuotient } from './summary'

/** All rows as one group. */
const together = (frame: Frame): Groups =>
  rememberIn(frame, 'one group', () => groupsOf(new Int32Array(frame.orgs.length), 1))

/** What the matrix of a whole scope would say of a year, straight from the packed column. */
export function scopeSummary(frame: Frame, metric: MetricId, scope: Scope, year: number): YearSummary {
  const mask = maskOf(frame, scope, year)
  const total = selectionOf(frame, scope).rows.length
  const series = seriesOf(frame, metric, year)
  const { reported, missing } = missingCountsOf(series, total, mask)
  if (reported === 0) return { year, total, reported, missing }
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
  }
}
