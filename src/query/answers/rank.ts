import { operandsOf } from '../../domain/metrics'
import type { MetricId } from '../../domain/metrics'
import type { Org } from '../../domain/orgs'
import type { Bound } from '../../domain/targets'
import { hasBit } from '../../engine/bitset'
import { firstOf, lastOf, nextTo, orderPositionOf } from '../../engine/verbs/ranked'
import type { Run } from '../../engine/verbs/ranked'
import { sumColumn } from '../../engine/verbs/sumByGroup'
import type { Frame } from '../../frame/frame'
import { scopeSummary } from '../scopeSummary'
import { maskOf, selectionOf } from '../../map/selection'
import { missingCountsOf, seriesOf } from '../../frame/series'
import type { FigureMark, LeftOut } from '../marks'
import { columnKey } from '../../pack/columnNames'
import { STATES } from '../../pack/states'
import type { State } from '../../pack/states'
import type { MissingCounts, Series } from '../../frame/series'
import type { YearSummary } from '../spec'
import type { Scope } from '../../map/scope'
import type { Quotient } from '../quotients'
import { isQuotient } from '../summary'

/**
 * Where the offices of a scope stand by a metric of one year: the first `top`, the last `bottom`, and `span` on either
 * side of the office `around`. `summary`: also the spread of all of them, and how many keep to the `bounds`; `lacking`:
 * how many of those without a figure are named, of each kind.
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
  bounds?: readonly Bound[]
  lacking?: number
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
  /** A person corrected it, or what it is made of. */
  corrected?: true
  /** The words that a sentence gives it in, where they are known. */
  label?: string
  /** What a quotient is made of. */
  quotient?: Quotient
  /** What is known of it beside its number; nothing where nothing is, or nobody asked at the door. */
  mark?: FigureMark
}

/** An office without a figure, and why it has none. */
export interface Lacking {
  org: Org
  state: Exclude<State, 'value'>
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
  /** Offices without a figure, in the order of the map, as many of each kind as were asked for. */
  lacking?: readonly Lacking[]
  /** Figures of the scope that were left out as doubtful, where the question was asked at the door. */
  leftOut?: readonly LeftOut[]
  /**
   * The office asked about, if it has a value: how many stand above, with and below it, and its neighbours with itself
   * among them.
   */
  around?: { rank: number; place: number; above: number; equal: number; below: number; entries: RankEntry[] }
}

/**
 * A run of the ranking as entries: the first of them has `before` before it, and all of one value their rank from
 * `above`.
 */
function entriesOf(
  frame: Frame,
  corrected: readonly ReadonlySet<number>[],
  { rows, values }: Run,
  before: number,
  above: number,
): RankEntry[] {
  let rank = above + 1
  return rows.map((row, i) => {
    if (i > 0 && values[i] !== values[i - 1]) rank = before + i + 1
    return {
      org: frame.orgs[row]!,
      value: values[i]!,
      rank,
      place: before + i + 1,
      ...(corrected.some((of) => of.has(row)) && { corrected: true as const }),
    }
  })
}

/** Rows of a scope without a value, the first `most` of each kind. */
function lackingIn(frame: Frame, rows: ArrayLike<number>, { column, owned, absence }: Series, most: number): Lacking[] {
  const counts = new Map<State, number>()
  const found: Lacking[] = []
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    const isOwned = hasBit(owned, row)
    if (isOwned && (!column.present || hasBit(column.present, row))) continue
    const state = isOwned ? STATES[absence(row)]! : 'no-report'
    const before = counts.get(state) ?? 0
    counts.set(state, before + 1)
    if (before < most && state !== 'value') found.push({ org: frame.orgs[row]!, state })
  }
  return found
}

export function runRank(
  frame: Frame,
  { metric, scope, year, top = 20, bottom = 0, around, span = 5, summary = false, bounds, lacking = 0 }: RankSpec,
): RankResult {
  const selection = selectionOf(frame, scope)
  const mask = maskOf(frame, scope, year)
  const series = seriesOf(frame, metric, year)
  const { column, owned } = series
  const ranked = { column, present: column.present ?? owned, ...(mask && { mask }) }
  const corrected = operandsOf(metric).flatMap((code) => frame.corrected.get(columnKey(year, code)) ?? [])
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
    top: entriesOf(frame, corrected, firstOf(ranked, top), 0, 0),
    bottom: [],
  }
  if (lacking > 0) result.lacking = lackingIn(frame, selection.rows, series, lacking)
  if (summary) result.summary = scopeSummary(frame, metric, scope, year, bounds)
  if (bottom > 0 && reported > 0) {
    const last = lastOf(ranked, bottom)
    result.bottom = entriesOf(
      frame,
      corrected,
      last,
      reported - last.rows.length,
      orderPositionOf(ranked, last.rows[0]!).above,
    )
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
    entries: entriesOf(frame, corrected, entries, place - 1 - before.rows.length, aboveFirst),
  }
  return result
}
