import type { MetricId } from '../../domain/metrics'
import type { Org } from '../../domain/orgs'
import type { Bitset } from '../../engine/bitset'
import { countBits, inBoth } from '../../engine/bitset'
import { valueAt } from '../../engine/column'
import { Keeper } from '../../engine/verbs/best'
import { compareColumns } from '../../engine/verbs/paired'
import type { Frame } from '../../frame/frame'
import { changeBetween } from '../measures/change'
import type { Change } from '../measures/change'
import { crossesBreak } from '../../domain/metrics/comparable'
import { maskOf, selectionOf } from '../../map/selection'
import { missingCountsOf, seriesOf } from '../../frame/series'
import type { MissingCounts, Series } from '../../frame/series'
import type { Scope } from '../../map/scope'
import { isQuotient } from '../summary'

/**
 * 同比: how a metric changed from the year before (or from `from`) over the offices of a scope, with those that moved
 * most.
 */
export interface MoversSpec {
  kind: 'movers'
  metric: MetricId
  scope: Scope
  year: number
  from?: number
  most?: number
}

export interface Mover {
  org: Org
  base: number
  value: number
  change: Change
}

export interface MoversResult {
  kind: 'movers'
  metric: MetricId
  scope: Scope
  year: number
  from: number
  total: number
  /** The form changed what is counted between the two years: there is nothing to compare. */
  isBroken: boolean
  /** Offices with a value in both years; of these, those that rose, fell and stayed. */
  paired: number
  rose: number
  fell: number
  same: number
  /** Over the offices paired; not of quotients. */
  base?: number
  current?: number
  /** Offices without a value in each of the years, by kind. */
  missingBase: MissingCounts
  missingCurrent: MissingCounts
  /** By the absolute difference, largest first. */
  risers: Mover[]
  fallers: Mover[]
}

/** Rows with a value in both years. */
function rowsOfBoth(a: Series, b: Series, mask?: Bitset): Bitset {
  const p = a.column.present ?? a.owned
  const q = b.column.present ?? b.owned
  return inBoth(inBoth(p, q), mask)
}

/** An office whose figure went from one to another between two years. */
export const moverOf = (
  org: Org,
  metric: MetricId,
  { from, year }: { from: number; year: number },
  base: number,
  value: number,
): Mover => ({ org, base, value, change: changeBetween(metric, { value: base }, { value }, from, year) })

export function runMovers(frame: Frame, { metric, scope, year, from = year - 1, most = 20 }: MoversSpec): MoversResult {
  const { rows } = selectionOf(frame, scope)
  // No row need be tested where all that report in either year are in the scope.
  const mask = maskOf(frame, scope, year) ?? maskOf(frame, scope, from)
  const before = seriesOf(frame, metric, from)
  const after = seriesOf(frame, metric, year)
  const missingBase = missingCountsOf(before, rows.length, mask).missing
  const missingCurrent = missingCountsOf(after, rows.length, mask).missing
  const empty = { kind: 'movers', metric, scope, year, from, total: rows.length, missingBase, missingCurrent } as const
  if (crossesBreak(metric, from, year))
    return { ...empty, isBroken: true, paired: 0, rose: 0, fell: 0, same: 0, risers: [], fallers: [] }

  const both = rowsOfBoth(before, after, mask)
  const paired = countBits(both)
  const up = new Keeper(Math.min(most, paired))
  const down = new Keeper(Math.min(most, paired), -1)
  const bar = { up: 0, down: 0 }
  const { rose, fell, base, current } = compareColumns(before.column, after.column, both, bar, (row, difference) => {
    if (difference > 0) {
      up.offer(row, difference)
      bar.up = Math.max(0, up.bar)
    } else {
      down.offer(row, difference)
      bar.down = Math.min(0, -down.bar)
    }
  })
  const movers = (keeper: Keeper): Mover[] =>
    Array.from(keeper.rows.subarray(0, keeper.count), (row) => {
      const value = valueAt(after.column, row)
      const first = valueAt(before.column, row)
      return moverOf(frame.orgs[row]!, metric, { from, year }, first, value)
    })
  return {
    ...empty,
    isBroken: false,
    paired,
    rose,
    fell,
    same: paired - rose - fell,
    ...(!isQuotient(metric) && paired > 0 && { base, current }),
    risers: movers(up),
    fallers: movers(down),
  }
}
