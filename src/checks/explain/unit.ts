import { quantileSorted } from 'd3-array'
import { asCell } from '../../domain/cell'
import type { Report } from '../../domain/report'
import { figure, peerFigures } from '../figures'
import { AMOUNTS, FEWEST_UNIT_PEERS, ORDINARY, slipAgainst } from '../unitSlip'
import { changeOf } from './change'
import type { ExplainContext } from './context'
import type { ExplanationEvidence, ExplanationSet, Witness } from './explanation'
import { mostPlausible } from './plausible'
import type { AmountCode } from './plausible'

/** 元 taken for 万元, or the other way round. */
const FACTOR = 10_000
/** An organ that states so many times what the organ above does states it in another unit. */
const EXCESS = 2

const round = (yuan: number): number => Math.round(yuan * 100) / 100
const isNear = (a: number, b: number): boolean => a > 0 && b > 0 && Math.max(a / b, b / a) < ORDINARY

interface Yardstick {
  witness: Witness
  amount: number
  year?: number
}

const positive = (amount: number | undefined): amount is number => amount !== undefined && amount > 0

const others = (report: Report, { peers = [] }: ExplainContext, code: AmountCode): number[] =>
  peerFigures(report, peers, code).filter((amount) => amount > 0)

function yardsticksOf(report: Report, context: ExplainContext, code: AmountCode): Yardstick[] {
  const years = [
    ['last-year', context.previous],
    ['next-year', context.next],
  ] as const
  const amounts = others(report, context, code)
  return [
    ...years.flatMap(([witness, other]) => {
      const amount = other && figure(other, code)
      return other && positive(amount) ? [{ witness, amount, year: other.year }] : []
    }),
    ...(amounts.length >= FEWEST_UNIT_PEERS
      ? [{ witness: 'peers' as const, amount: quantileSorted(amounts, 0.5)! }]
      : []),
  ]
}

/** The most that an amount can be: what organs of the level have, and what the organ above states for all below it. */
function boundsOf({ level, above }: ExplainContext, code: AmountCode): Yardstick[] {
  const most = mostPlausible(code, level)
  const whole = above && figure(above.report, code)
  return [
    ...(most === undefined ? [] : [{ witness: 'range' as const, amount: most }]),
    ...(positive(whole) ? [{ witness: 'above' as const, amount: whole }] : []),
  ]
}

/**
 * The amount that was likely meant where 元 and 万元 were mixed up. Nothing where the amount may stand. A year after that
 * is far smaller counts as the year before does; one that is far larger may be the slip itself.
 */
function meant(
  report: Report,
  context: ExplainContext,
  code: AmountCode,
  yardsticks: readonly Yardstick[],
  bounds: readonly Yardstick[],
): number | undefined {
  const published = figure(report, code)
  if (!positive(published)) return undefined
  const stored = report.cells[code]
  const isInferred = stored !== undefined && asCell(stored).unitInferred === true
  const amounts = others(report, context, code)
  const [last, next] = [context.previous, context.next].map((other) => other && figure(other, code))
  if (yardsticks.every(({ amount }) => !isNear(amount, published))) {
    const before = slipAgainst(published, last, amounts, isInferred)
    if (before !== undefined) return round(published > before ? published / FACTOR : published * FACTOR)
    const after = slipAgainst(published, next, amounts, isInferred)
    if (after !== undefined && published > after) return round(published / FACTOR)
  }
  const isTooMuch = bounds.some(({ witness, amount }) => published > amount * (witness === 'above' ? EXCESS : 1))
  const fits = bounds.every(({ amount }) => published / FACTOR <= amount)
  const isBorneOut = yardsticks.some(
    (one) => isNear(one.amount, published) && bounds.every(({ amount }) => one.amount <= amount),
  )
  return isTooMuch && fits && !isBorneOut ? round(published / FACTOR) : undefined
}

/**
 * Whether anything says what an amount could be: another year's, enough peers, the range of the level, the organ above.
 */
export const canJudgeUnit = (report: Report, context: ExplainContext, code: AmountCode): boolean =>
  yardsticksOf(report, context, code).length + boundsOf(context, code).length > 0

/** Amounts that were likely printed in another unit than their column says. */
export const unitSlips = (report: Report, context: ExplainContext): { code: AmountCode; set: ExplanationSet }[] =>
  AMOUNTS.flatMap((code) => {
    const yardsticks = yardsticksOf(report, context, code)
    const bounds = boundsOf(context, code)
    const amount = meant(report, context, code, yardsticks, bounds)
    if (amount === undefined) return []
    const said = ({ witness, amount: says, year }: Yardstick, agrees: boolean): ExplanationEvidence => ({
      witness,
      agrees,
      codes: [code],
      says,
      becomes: amount,
      ...(year !== undefined && { year }),
    })
    return [
      {
        code,
        set: {
          way: 'unit' as const,
          changes: [changeOf(report, 'cells', code, amount)],
          evidence: [
            ...yardsticks.map((one) => said(one, isNear(one.amount, amount))),
            ...bounds.map((one) => said(one, amount <= one.amount)),
          ],
          assumed: [],
        },
      },
    ]
  })
