import { quantileSorted } from 'd3-array'
import { asCell } from '../domain/cell'
import type { MetricCode, TableCode } from '../domain/metrics'
import { figure, peerFigures } from './figures'
import { failed } from './rule'
import type { Rule } from './rule'
import { valuesOf } from '../frame/yearColumns'
import { markColumn } from '../pack/columnNames'

export const AMOUNTS = ['fee.amount', 'procurement.amount'] as const satisfies readonly TableCode[]
const isAmount = (code: MetricCode): boolean => (AMOUNTS as readonly MetricCode[]).includes(code)

/** 元 for 万元 is a factor of 10,000; real amounts move too, so a thousand is suspicious already. */
const SLIP = 1000
/** Another yardstick within this factor speaks against a slip. */
export const ORDINARY = 10
/** Fewer peers than this have no meaningful median. */
export const FEWEST_UNIT_PEERS = 4

/**
 * The yardstick that an amount differs from as if 元 and 万元 were mixed up: last year's, or the middle of the peers'
 * amounts above zero, which ascend. `inferred`: its unit is not stated.
 */
export function slipAgainst(
  published: number,
  before: number | undefined,
  others: number[],
  inferred: boolean,
): number | undefined {
  if (published <= 0) return undefined
  const median = others.length >= FEWEST_UNIT_PEERS ? quantileSorted(others, 0.5)! : undefined
  const yardsticks = [before, median].filter((value): value is number => value !== undefined && value > 0)
  const factor = (yardstick: number): number => Math.max(published / yardstick, yardstick / published)
  const against = yardsticks.find((yardstick) => factor(yardstick) >= SLIP)
  if (against === undefined || yardsticks.some((yardstick) => factor(yardstick) < ORDINARY)) return undefined
  // Small amounts are common among peers; below them, only an unstated unit is a reason to doubt.
  return published < against && against !== before && !inferred ? undefined : against
}

/** The least and the most amount above zero of each group. */
function reachOf(values: Float64Array, of: Int32Array, groups: number): { least: Float64Array; most: Float64Array } {
  const least = new Float64Array(groups).fill(Infinity)
  const most = new Float64Array(groups)
  for (let row = 0; row < values.length; row++) {
    const group = of[row]!
    if (group < 0 || !(values[row]! > 0)) continue
    least[group] = Math.min(least[group]!, values[row]!)
    most[group] = Math.max(most[group]!, values[row]!)
  }
  return { least, most }
}

/**
 * An amount a thousand times last year's or the peers' median, or a thousandth: 元 and 万元 were probably mixed up. Where
 * the two yardsticks disagree (last year's was the wrong one), nothing is said. `ratio` is published / `computed`.
 */
export const unitSlip: Rule = {
  check: (report, { previous, peers = [] }) =>
    AMOUNTS.flatMap((code) => {
      const published = figure(report, code)
      if (published === undefined) return []
      const stored = report.cells[code]
      const inferred = stored !== undefined && asCell(stored).unitInferred === true
      const against = slipAgainst(
        published,
        previous && figure(previous, code),
        peerFigures(report, peers, code).filter((value) => value > 0),
        inferred,
      )
      if (against === undefined) return []
      return [failed('unit-slip', [code], { published, computed: against, ratio: published / against })]
    }),
  screen: ({ now, before, siblings: { of, members } }, visit, about) => {
    for (const code of AMOUNTS) {
      if (about !== undefined && about !== code) continue
      const values = valuesOf(now, now.of(code))
      const last = valuesOf(before, before.of(code))
      const { least, most } = reachOf(values, of, members.length)
      for (let row = 0; row < values.length; row++) {
        const own = values[row]!
        if (!(own > 0)) continue
        const group = of[row]!
        // A middle lies between the least and the most: where neither is far off, it is not.
        const isFar = group >= 0 && (most[group]! / own >= SLIP || own / least[group]! >= SLIP)
        if (isFar || Math.max(own / last[row]!, last[row]! / own) >= SLIP) visit(row)
      }
    }
  },
  about: (code) => (isAmount(code) ? [code, markColumn(code)] : undefined),
}
