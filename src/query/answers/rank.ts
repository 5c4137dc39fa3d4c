import type { MetricId } from '../../domain/metrics'
import type { Org } from '../../domain/orgs'
import { hasBit } from '../../engine/bitset'
import { valueAt } from '../../engine/column'
import { Keeper, offerNumbers, offerZeros, position } from '../../engine/verbs/best'
import type { Groups } from '../../engine/verbs/groups'
import { neighbours } from '../../engine/verbs/neighbours'
import { quartilesByGroup } from '../../engine/verbs/quartiles'
import { sumColumn } from '../../engine/verbs/sumByGroup'
import type { Frame } from '../frame'
import { remembered } from '../remembered'
import { maskOf, ownedIn, selectionOf } from '../selection'
import { missingOf, seriesOf } from '../series'
import type { MissingCounts } from '../series'
import type { Scope, YearSummary } from '../spec'
import { isQuotient } from '../summary'

/**
 * Where the offices of a scope stand by a metric of one year: the first `top`, the last `bottom`, and `span` on either side of the
 * office `around`. `summary`: also the spread of all of them.
 */
export interface RankSpec { kind: 'rank'; metric: MetricId; scope: Scope; year: number; top?: number; bottom?: number; around?: string; span?: number; summary?: boolean }

/** `rank`: 1 for the highest; those with the same value share it, and the next is skipped. `place`: position in the order, from 1, where ties follow the map. */
export interface RankEntry { org: Org; value: number; rank: number; place: number }

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
  /** The office asked about, if it has a value: how many stand above, with and below it, and its neighbours with itself among them. */
  around?: { rank: number; place: number; above: number; equal: number; below: number; entries: RankEntry[] }
}

/** Places of entries in order, the first of which has `first` before it, and all of one value their rank from `above`. */
function entriesOf(frame: Frame, rows: Uint32Array, values: Float64Array, count: number, first: number, above: number): RankEntry[] {
  const entries: RankEntry[] = []
  let rank = above + 1
  for (let i = 0; i < count; i++) {
    if (i > 0 && values[i] !== values[i - 1]) rank = first + i + 1
    entries.push({ org: frame.orgs[rows[i]!]!, value: values[i]!, rank, place: first + i + 1 })
  }
  return entries
}

/** All rows as one group. */
const together = (frame: Frame): Groups => remembered(frame, 'one group', () =>
  ({ of: new Uint16Array(frame.orgs.length), count: 1, runs: { from: Uint32Array.of(0), to: Uint32Array.of(frame.orgs.length) } }))

export function runRank(frame: Frame, { metric, scope, year, top = 20, bottom = 0, around, span = 5, summary = false }: RankSpec): RankResult {
  const selection = selectionOf(frame, scope)
  const mask = maskOf(frame, scope, year)
  const series = seriesOf(frame, metric, year)
  const { column, owned } = series
  const { reported, missing } = missingOf(series, selection.rows.length, mask)
  const fill = (keeper: Keeper): Keeper => {
    offerNumbers(column, keeper, mask)
    offerZeros(column, keeper, owned, mask)
    return keeper
  }
  const zeros = (): number => reported - nonZero()
  const nonZero = (): number => {
    if (!mask) return column.indexes.length
    let count = 0
    for (let k = 0; k < column.indexes.length; k++) if (hasBit(mask, column.indexes[k]!)) count++
    return count
  }
  const first = fill(new Keeper(Math.min(top, reported)))
  const result: RankResult = {
    kind: 'rank', metric, scope, year, total: selection.rows.length, reported, missing,
    ...(!isQuotient(metric) && reported > 0 && { sum: sumColumn(column, mask) }),
    top: entriesOf(frame, first.rows, first.values, first.count, 0, 0), bottom: [],
  }
  if (summary) {
    const { sum, total } = result
    const base = { year, total, reported, missing }
    const [min, q1, median, q3, max] = reported > 0 ? [...quartilesByGroup(column, together(frame), Uint32Array.of(reported), Infinity, mask).five] as [number, number, number, number, number] : []
    result.summary = min === undefined ? base : { ...base, min, q1: q1!, median: median!, q3: q3!, max: max!, ...(sum !== undefined && { sum }) }
  }
  if (bottom > 0 && reported > 0) {
    const last = fill(new Keeper(Math.min(bottom, reported), -1, -1))
    const rows = last.rows.slice(0, last.count).reverse()
    const values = last.values.slice(0, last.count).reverse()
    result.bottom = entriesOf(frame, rows, values, last.count, reported - last.count, position(column, values[0]!, zeros(), mask).above)
  }
  const row = around === undefined ? undefined : frame.rowOf.get(around)
  if (row === undefined || !hasBit(selection.mask, row) || !hasBit(ownedIn(frame, year), row) || (column.present && !hasBit(column.present, row))) return result
  const value = valueAt(column, row)
  const counts = position(column, value, zeros(), mask)
  const { before, after, tiedBefore } = neighbours(column, row, value, Math.min(span, reported), owned, mask)
  const rows = Uint32Array.of(...before.rows.subarray(0, before.count).slice().reverse(), row, ...after.rows.subarray(0, after.count))
  const values = Float64Array.of(...before.values.subarray(0, before.count).slice().reverse(), value, ...after.values.subarray(0, after.count))
  const place = counts.above + tiedBefore + 1
  const above = values[0] === value ? counts.above : position(column, values[0]!, zeros(), mask).above
  result.around = { ...counts, rank: counts.above + 1, place, entries: entriesOf(frame, rows, values, rows.length, place - 1 - before.count, above) }
  return result
}
