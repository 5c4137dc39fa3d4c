import { crossesBreak, smallBase } from '../../domain/metrics'
import type { MetricId } from '../../domain/metrics'
import type { Org } from '../../domain/orgs'
import { countBits, eachBit, hasBit, inBoth } from '../../engine/bitset'
import type { Bitset } from '../../engine/bitset'
import { valueAt } from '../../engine/column'
import { sumColumn } from '../../engine/verbs/sumByGroup'
import type { Frame } from '../../frame/frame'
import { ownedIn } from '../../frame/owned'
import { seriesOf } from '../../frame/series'
import type { Series } from '../../frame/series'
import { selectionOf } from '../../map/selection'
import type { Scope } from '../../map/scope'
import { ENDINGS, FEWEST_CLOSED, FLOW, INFLOW } from '../applications'
import { runParts } from '../answers/parts'
import { binomialTails } from '../measures/binomial'
import { isBeyondChance } from '../measures/chance'
import type { Weighed } from './events'

/** What every rule is told. `only`: the row of the one office that is looked at; none for all of the scope. */
export interface Asked {
  frame: Frame
  scope: Scope
  year: number
  from: number
  /** Years held up to the year asked about, ascending. */
  years: readonly number[]
  only?: number
}

/** So many of each kind are found; nobody reads more. */
export const MOST_OF_A_KIND = 6

/** A share of the base that a sum must have moved by. */
const LEAST_PART = 0.1
/** One office explains a change with at least this part of it. */
const LEADS = 0.5
/** Fewer offices with both years make no sum of a scope, and no ranking. */
const LEAST_PAIRED = 3
const LEAST_RANKED = 5
/** Places gained or lost: so many, and such a part of all. */
const LEAST_PLACES = 3
const LEAST_PART_OF_RANKS = 0.25
/** A rate is odd below this chance on either side: 99.8 %; of many offices less, as chance alone makes some odd. */
const ODD = 0.001
const ODD_AMONG_ALL = 0.02
/** Among more offices than this, one that passes others or has its first case is nothing to tell. */
const MANY = 500
/** Earlier years that must be known before something is called the first. */
const EARLIER_YEARS = 2

const present = ({ column, owned }: Series): Bitset => column.present ?? owned

export type WhyLeftOut = 'broken' | 'few' | 'steady'

const best = (found: Weighed[]): Weighed[] => found.sort((a, b) => b.weight - a.weight).slice(0, MOST_OF_A_KIND)

/** Sums that moved over the offices that have both years, and who explains it. Nothing says why in `leftOut`. */
export function changes(
  { frame, scope, year, from, only }: Asked,
  metrics: readonly MetricId[],
): { found: Weighed[]; leftOut: { metric: MetricId; why: WhyLeftOut }[] } {
  const { mask } = selectionOf(frame, scope)
  const leftOut: { metric: MetricId; why: WhyLeftOut }[] = []
  const found: Weighed[] = []
  for (const metric of metrics) {
    const out = (why: WhyLeftOut): void => void leftOut.push({ metric, why })
    if (crossesBreak(metric, from, year)) {
      out('broken')
      continue
    }
    const [before, after] = [seriesOf(frame, metric, from), seriesOf(frame, metric, year)]
    const both = inBoth(inBoth(present(before), present(after)), mask)
    if (only !== undefined) {
      if (!hasBit(both, only)) {
        out('few')
        continue
      }
      const [base, value] = [valueAt(before.column, only), valueAt(after.column, only)]
      if (!isWorth(base, value, metric)) out('steady')
      else {
        const org = frame.orgs[only]!
        const lead = { org, base, value, share: 1 }
        found.push({
          event: { kind: 'change', metric, base, current: value, paired: 1, lead },
          weight: weightOf(base, value, metric),
        })
      }
      continue
    }
    const paired = countBits(both)
    if (paired < LEAST_PAIRED) {
      out('few')
      continue
    }
    const [base, current] = [sumColumn(before.column, both), sumColumn(after.column, both)]
    if (!isWorth(base, current, metric)) {
      out('steady')
      continue
    }
    const net = current - base
    let row = -1
    let largest = 0
    eachBit(both, (at) => {
      const step = (valueAt(after.column, at) - valueAt(before.column, at)) * Math.sign(net)
      if (step > largest) [row, largest] = [at, step]
    })
    const [first, value] = row < 0 ? [0, 0] : [valueAt(before.column, row), valueAt(after.column, row)]
    const leads = row >= 0 && largest >= LEADS * Math.abs(net) && isBeyondChance(first, value, metric)
    found.push({
      event: {
        kind: 'change',
        metric,
        base,
        current,
        paired,
        ...(leads && { lead: { org: frame.orgs[row]!, base: first, value, share: (value - first) / net } }),
      },
      weight: weightOf(base, current, metric),
    })
  }
  return { found: best(found), leftOut }
}

const isWorth = (base: number, value: number, metric: MetricId): boolean =>
  Math.abs(value - base) >= smallBase(metric) &&
  Math.abs(value - base) >= LEAST_PART * Math.abs(base) &&
  isBeyondChance(base, value, metric)

/** The part of the base that it moved by, at most all of it. */
const weightOf = (base: number, value: number, metric: MetricId): number =>
  Math.min(1, Math.abs(value - base) / Math.max(Math.abs(base), 2 * smallBase(metric)))

/** Offices that were under no area of the scope the year before, or no longer are; only of a scope that is an area. */
export function moved({ frame, scope, year, from, only }: Asked): Weighed[] {
  if (scope.area === undefined || only !== undefined) return []
  const [before, after] = [selectionOf(frame, { ...scope, year: from }), selectionOf(frame, { ...scope, year })]
  const orgs = (rows: Uint32Array, mask: Bitset): Org[] =>
    Array.from(rows).flatMap((row) => (hasBit(mask, row) ? [] : [frame.orgs[row]!]))
  const joined = orgs(after.rows, before.mask)
  const left = orgs(before.rows, after.mask)
  return joined.length + left.length > 0 ? [{ event: { kind: 'moved', joined, left }, weight: 1 }] : []
}

/** What an office, or with `everywhere` any office of the scope, reports for the first time in the years held. */
export function firsts(
  { frame, scope, year, years, only }: Asked,
  own: readonly MetricId[],
  everywhere: readonly MetricId[],
): Weighed[] {
  const { mask, rows } = selectionOf(frame, scope)
  const earlier = years.filter((one) => one < year)
  const isMany = rows.length > MANY && only === undefined
  const found: Weighed[] = []
  for (const metric of isMany ? everywhere : [...own, ...everywhere]) {
    const { column, owned } = seriesOf(frame, metric, year)
    const before = earlier.map((one) => seriesOf(frame, metric, one))
    const known = before.filter((series) => countBits(inBoth(present(series), mask)) * 2 >= rows.length)
    const isFirst =
      known.length >= EARLIER_YEARS && before.every((one) => sumColumn(one.column, inBoth(present(one), mask)) === 0)
    if (!own.includes(metric) && !isFirst) continue
    const { indexes, numbers, scale } = column
    for (let k = 0; k < indexes.length; k++) {
      const row = indexes[k]!
      if (!hasBit(mask, row) || !hasBit(owned, row) || (only !== undefined && row !== only)) continue
      const was = before.flatMap((series) => (hasBit(present(series), row) ? [valueAt(series.column, row)] : []))
      if (was.length < EARLIER_YEARS || was.some((value) => value !== 0)) continue
      const value = numbers[k]! / scale
      found.push({
        event: { kind: 'first', metric, org: frame.orgs[row]!, value, years: was.length, everywhere: isFirst },
        weight: (isFirst ? 1000 : 0) + (own.includes(metric) ? 100 : 0) + Math.min(99, value),
      })
    }
  }
  return best(found)
}

/** Offices whose share of an outcome lies outside what chance makes of the share over all, at 20 closed or more. */
export function rates({ frame, scope, year, only }: Asked): Weighed[] {
  const { mask } = selectionOf(frame, scope)
  const series = ENDINGS.map((metric) => seriesOf(frame, metric, year))
  const rows = series.reduce((bits, one) => inBoth(bits, present(one)), inBoth(ownedIn(frame, year), mask))
  if (countBits(rows) < LEAST_RANKED) return []
  const sums = series.map(({ column }) => sumColumn(column, rows))
  const all = sums.reduce((total, n) => total + n, 0)
  const found: Weighed[] = []
  const compared: { row: number; counts: number[]; closed: number }[] = []
  eachBit(rows, (row) => {
    const counts = series.map(({ column }) => valueAt(column, row))
    const closed = counts.reduce((total, n) => total + n, 0)
    if (closed >= FEWEST_CLOSED && closed * 2 <= all) compared.push({ row, counts, closed })
  })
  const odd = Math.min(ODD, ODD_AMONG_ALL / Math.max(1, compared.length))
  for (const { row, counts, closed } of compared) {
    if (only !== undefined && row !== only) continue
    counts.forEach((count, i) => {
      const share = sums[i]! / all
      const spread = Math.sqrt(closed * share * (1 - share))
      // Nearer than two standard deviations nothing can be odd: the exact chance need not be asked.
      if (spread === 0 || Math.abs(count - closed * share) < 2 * spread) return
      const { below, above } = binomialTails(count, closed, share)
      if (Math.min(below, above) >= odd) return
      found.push({
        event: {
          kind: 'rate',
          metric: ENDINGS[i]!,
          org: frame.orgs[row]!,
          count,
          closed,
          all: { count: sums[i]!, closed: all },
        },
        weight: Math.abs(count - closed * share),
      })
    })
  }
  return best(found)
}

/** Places gained and lost among the offices with a figure in both years; ties share the better place. */
export function ranks({ frame, scope, year, from, only }: Asked, metrics: readonly MetricId[]): Weighed[] {
  const { mask, rows: all } = selectionOf(frame, scope)
  const found: Weighed[] = []
  if (all.length > MANY) return found
  for (const metric of metrics) {
    if (crossesBreak(metric, from, year)) continue
    const [before, after] = [seriesOf(frame, metric, from), seriesOf(frame, metric, year)]
    const rows: number[] = []
    eachBit(inBoth(inBoth(present(before), present(after)), mask), (row) => rows.push(row))
    if (rows.length < LEAST_RANKED) continue
    const places = (series: Series): { values: number[]; rank: (i: number) => number } => {
      const values = rows.map((row) => valueAt(series.column, row))
      const order = Float64Array.from(values).sort().reverse()
      const first = new Map<number, number>()
      order.forEach((value, i) => first.has(value) || first.set(value, i + 1))
      return { values, rank: (i) => first.get(values[i]!)! }
    }
    const [was, is] = [places(before), places(after)]
    const most = { gain: -1, loss: -1 }
    const step = (i: number): number => was.rank(i) - is.rank(i)
    rows.forEach((row, i) => {
      if (only !== undefined && row !== only) return
      if (!isWorth(was.values[i]!, is.values[i]!, metric)) return
      if (Math.abs(step(i)) < Math.max(LEAST_PLACES, LEAST_PART_OF_RANKS * rows.length)) return
      if (step(i) > 0 && (most.gain < 0 || step(i) > step(most.gain))) most.gain = i
      if (step(i) < 0 && (most.loss < 0 || step(i) < step(most.loss))) most.loss = i
    })
    for (const i of [most.gain, most.loss])
      if (i >= 0)
        found.push({
          event: {
            kind: 'rank',
            metric,
            org: frame.orgs[rows[i]!]!,
            before: was.rank(i),
            after: is.rank(i),
            of: rows.length,
            base: was.values[i]!,
            value: is.values[i]!,
          },
          weight: Math.abs(step(i)) / rows.length,
        })
  }
  return best(found)
}

/** Offices whose applications do not balance, the widest gap first. */
export function uneven({ frame, scope, year, only }: Asked): Weighed[] {
  const { whole } = runParts(frame, { kind: 'parts', metrics: FLOW, scope, years: [year], balance: INFLOW.length })
  return (whole[0]?.balance?.largest ?? [])
    .filter(({ org }) => only === undefined || frame.orgs[only]!.id === org.id)
    .map(({ org, first, other }) => ({
      event: { kind: 'uneven' as const, org, due: first, out: other },
      weight: Math.abs(first - other),
    }))
}
