import { asCell } from '../domain/cell'
import type { TableCode } from '../domain/metrics'
import { figure, peerFigures, quantile } from './figures'
import { failed } from './finding'
import type { Rule } from './finding'

export const AMOUNTS = ['fee.amount', 'procurement.amount'] as const satisfies readonly TableCode[]

/** 元 for 万元 is a factor of 10,000; real amounts move too, so a thousand is suspicious already. */
export const SLIP = 1000
/** Another yardstick within this factor speaks against a slip. */
const ORDINARY = 10
/** Fewer peers than this have no meaningful median. */
const FEWEST_PEERS = 4

/**
 * The yardstick that an amount differs from as if 元 and 万元 were mixed up: last year's, or the middle of the peers'
 * amounts above zero, which ascend. `inferred`: its unit is not stated.
 */
export function slipAgainst(
  published: number,
  before: number | undefined,
  others: readonly number[],
  inferred: boolean,
): number | undefined {
  if (published <= 0) return undefined
  const median = others.length >= FEWEST_PEERS ? quantile(others, 0.5) : undefined
  const yardsticks = [before, median].filter((value): value is number => value !== undefined && value > 0)
  const factor = (yardstick: number): number => Math.max(published / yardstick, yardstick / published)
  const against = yardsticks.find((yardstick) => factor(yardstick) >= SLIP)
  if (against === undefined || yardsticks.some((yardstick) => factor(yardstick) < ORDINARY)) return undefined
  // Small amounts are common among peers; below them, only an unstated unit is a reason to doubt.
  return published < against && against !== before && !inferred ? undefined : against
}

/**
 * An amount a thousand times last year's or the peers' median, or a thousandth: 元 and 万元 were probably mixed up. Where
 * the two yardsticks disagree (last year's was the wrong one), nothing is said. `ratio` is published / `computed`.
 */
export const unitSlip: Rule = (report, { previous, peers = [] }) =>
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
  })
