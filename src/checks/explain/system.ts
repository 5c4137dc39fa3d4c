import type { Reading } from '../../domain/cell'
import { METRICS } from '../../domain/metrics'
import type { MetricCode } from '../../domain/metrics'
import type { SuggestedChange } from './change'
import { EXACT, judge, operandsIn } from './equation'
import type { ReportEquation } from './equation'
import { leastCells } from './leastCells'
import type { Operand } from './operand'
import { orderPlaceOf } from './order'
import type { CellAmount, CellChange, LeastCells, LinearEquation, SearchLimits } from './leastCells'

/** The cells of an equation that are left empty and stand for nothing in a search. */
export const leftOutOf = (equation: ReportEquation): Operand[] => operandsIn(equation).filter(({ leftOut }) => leftOut)

/**
 * Whether a search can use an equation: both sides must be the same, and all its parts are there; or all but
 * some of lines left empty, and the others come to the sum already, or to more, so that nothing can be in those.
 */
export function isBinding({ verdict, relation, leeway, stated, parts }: ReportEquation): boolean {
  if (relation !== 'equal' || leeway > EXACT) return false
  if (verdict.status === 'holds' || (verdict.status === 'fails' && verdict.atLeast !== true)) return true
  const all = [...stated, ...parts]
  if (all.some((operand) => typeof operand.reading !== 'number' && !operand.leftOut)) return false
  if (verdict.status === 'fails') return true
  const filled = judge({ stated, parts, relation, leeway }, asNothing)
  return filled.status === 'holds' && all.some(({ reading }) => typeof reading === 'number')
}

const asNothing = ({ reading }: Operand): Reading => (typeof reading === 'number' ? reading : 0)

const FEN = 0.01

export interface LeastChanges {
  kind: LeastCells['kind']
  sets: SuggestedChange[][]
}

/**
 * The least changes of the report's own cells, or of those that may change, that make the equations hold. What other
 * places say stays as it is.
 */
export function leastChanges(
  equations: readonly ReportEquation[],
  limits: SearchLimits = {},
  mayChange: (code: MetricCode) => boolean = () => true,
): LeastChanges {
  const cells = new Map<MetricCode, CellAmount>()
  const lines = equations.filter(isBinding).map((equation): LinearEquation => {
    const terms: { cell: string; coefficient: number }[] = []
    let constant = 0
    for (const [side, operands] of [
      [1, equation.stated],
      [-1, equation.parts],
    ] as const) {
      for (const { in: where, code, sign, reading, of } of operands) {
        if (typeof reading !== 'number') continue
        if (of || where === 'prose' || !mayChange(code as MetricCode)) {
          constant += side * sign * reading
          continue
        }
        cells.set(code as MetricCode, { value: reading, step: METRICS[code as MetricCode].unit === 'yuan' ? FEN : 1 })
        terms.push({ cell: code, coefficient: side * sign })
      }
    }
    return { terms, constant }
  })
  const sorted = new Map([...cells].sort(([a], [b]) => orderPlaceOf(a) - orderPlaceOf(b)))
  const { kind, sets } = leastCells(lines, sorted, limits)
  return { kind, sets: sets.map((set) => set.map(asChange)) }
}

const asChange = ({ cell, from, to }: CellChange): SuggestedChange => ({
  in: 'cells',
  code: cell as MetricCode,
  from,
  to,
})

export const isOwnCell = ({ in: where, of }: Operand): boolean => where === 'cells' && of === undefined

/** The report's own table cells of an equation. */
export const ownCells = (equation: ReportEquation): MetricCode[] =>
  operandsIn(equation)
    .filter(isOwnCell)
    .map(({ code }) => code as MetricCode)
