import type { MetricId } from '../../domain/metrics'
import type { Org } from '../../domain/orgs'
import { hasBit } from '../../engine/bitset'
import { firstOf, lastOf, nextTo, orderPositionOf } from '../../engine/verbs/ranked'
import type { Run } from '../../engine/verbs/ranked'
import { sumColumn } from '../../engine/verbs/sumByGroup'
import type { Frame } from '../../frame/frame'
import { scopeSummary } from '../scopeSummary'
import { maskOf, selectionOf } from '../../map/selection'
import { missingCountsOf, seriesOf } from '../../frame/series'
import type { LeftOut } from '../marks'
import type { MissingCounts } from '../../frame/series'
import type { YearSummary } from '../spec'
import type { Scope } from '../../map/scope'
import { isQuotient } from '../summary'

/**
 * Where the offices of a scope stand by a metric of one year: the first `top`, the last `bottom`, and `span` on either
 * side of the office `around`. `summary`: also the spread of all of them.
 */
export interface RankSpec {
  kind: 'rank'
  metric: MetricId
  scope: Scope
  year: number
  top?: number
  bottom?: number
  around?: string
  span?: number
  summary?: boolean
}

/**
 * `rank`: 1 for the highest; those with the same value share it, and the next is skipped. `place`: position in the
 * order, from 1, where ties follow the map.
 */
export interface RankEntry {
  org: Org
  value: number
  rank: number
  place: number
}

export interface RankResult {
  kind: 'rank'
  metric: MetricId
  scope: Scope
  year: number
  /** Offices in scope, and those of them with a value. */
  total: number
  reported: number
  missing: MissingCounts
  /** Over the offices with a value; not of quotients. A share is a value over it. */
  sum?: number
  top: RankEntry[]
  /** Last of all at the end. */
  bottom: RankEntry[]
  /** What the matrix of the whole scope would say of the year, where asked for. */
  summary?: YearSummary
  /**
   * The office asked about, if it has a value: how many stand above, with and below it, and its neighbours with itself
   * among them.
   */
  /** Figures of the scope that were left out as doubtful, where the question was asked at the door. */
  leftOut?: readonly LeftOut[]
  around?: { rank: number; place: number; above: number; equal: number; below: number; entries: RankEntry[] }
}

/**
 * A run of the ranking as entries: the first of them has `before` before it, and all of one value their rank from
 * `above`.
 */
function entriesOf(frame: Frame, { rows, values }: Run, before: number, above: number): RankEntry[] {
  let rank = above + 1
  return rows.map((row, i) => {
    if (i > 0 && values[i] !== values[i - 1]) rank = before + i + 1
    return { org: frame.orgs[row]!, value: values[i]!, rank, place: before + i + 1 }
  })
}

export function runRank(
  frame: Frame,
  { metric, scope, year, top = 20, bottom = 0, around, span = 5, summary = false }: RankSpec,
): RankResult {
  const selection = selectionOf(frame, scope)
  const mask = maskOf(frame, scope, year)
  const series = seriesOf(frame, metric, year)
  const { column, owned } = series
  const ranked = { column, present: column.present ?? owned, ...(mask && { mask }) }
  const { reported, missing } = missingCountsOf(series, selection.rows.length, mask)
  const result: RankResult = {
    kind: 'rank',
    metric,
    scope,
    year,
    total: selection.rows.length,
    reported,
    missing,
    ...(!isQuotient(metric) && reported > 0 && { sum: sumColumn(column, mask) }),
    top: entriesOf(frame, firstOf(ranked, top), 0, 0),
    bottom: [],
  }
  if (summary) result.summary = scopeSummary(frame, metric, scope, year)
  if (bottom > 0 && reported > 0) {
    const last = lastOf(ranked, bottom)
    result.bottom = entriesOf(frame, last, reported - last.rows.length, orderPositionOf(ranked, last.rows[0]!).above)
  }
  const row = around === undefined ? undefined : frame.rowOf.get(around)
  if (row === undefined || !hasBit(selection.mask, row) || !hasBit(owned, row) || !hasBit(ranked.present, row))
    return result
  const { at, value, above, equal, below, tiedBefore } = orderPositionOf(ranked, row)
  const { before, after } = nextTo(ranked, at, span)
  const entries: Run = {
    rows: [...before.rows, row, ...after.rows],
    values: [...before.values, value, ...after.values],
  }
  const place = above + tiedBefore + 1
  const aboveFirst = entries.values[0] === value ? above : orderPositionOf(ranked, entries.rows[0]!).above
  result.around = {
    rank: above + 1,
    place,
    above,
    equal,
    below,
    entries: entriesOf(frame, entries, place - 1 - before.rows.length, aboveFirst),
  }
  return result
}
