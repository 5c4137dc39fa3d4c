import { asCell } from '../domain/cell'
import type { TableCode } from '../domain/metrics'
import { figure, peerFigures, quantile } from './figures'
import { failed } from './finding'
import type { Rule } from './finding'

const AMOUNTS = ['fee.amount', 'procurement.amount'] as const satisfies readonly TableCode[]

/** 元 for 万元 is a factor of 10,000; real amounts move too, so a thousand is suspicious already. */
const SLIP = 1000
/** Another yardstick within this factor speaks against a slip. */
const ORDINARY = 10
/** Fewer peers than this have no meaningful median. */
const FEWEST_PEERS = 4

/**
 * An amount a thousand times last year's or the peers' median, or a thousandth: 元 and 万元 were probably mixed up. Where the
 * two yardsticks disagree (last year's was the wrong one), nothing is said. `ratio` is published / `computed`.
 */
export const unitSlip: Rule = (report, { previous, peers = [] }) => AMOUNTS.flatMap((code) => {
  const published = figure(report, code)
  if (published === undefined || published <= 0) return []
  const others = peerFigures(report, peers, code).filter((value) => value > 0)
  const median = others.length >= FEWEST_PEERS ? quantile(others, 0.5) : undefined
  const before = previous && figure(previous, code)
  const yardsticks = [before, median].filter((value): value is number => value !== undefined && value > 0)
  const factor = (yardstick: number): number => Math.max(published / yardstick, yardstick / published)
  const against = yardsticks.find((yardstick) => factor(yardstick) >= SLIP)
  if (against === undefined || yardsticks.some((yardstick) => factor(yardstick) < ORDINARY)) return []
  // Small amounts are common among peers; below them, only an unstated unit is a reason to doubt.
  const stored = report.cells[code]
  const inferred = stored !== undefined && asCell(stored).unitInferred === true
  if (published < against && against !== before && !inferred) return []
  return [failed('unit-slip', [code], { published, computed: against, ratio: published / against })]
})
