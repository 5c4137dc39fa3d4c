import { doubtAt, unreliable } from '../checks/inFrame'
import type { RuleCode } from '../checks'
import type { Reliability } from '../checks/reliance'
import { operandsOf } from '../domain/metrics'
import type { MetricId } from '../domain/metrics'
import type { Org } from '../domain/orgs'
import { hasBit } from '../engine/bitset'
import { readMetric } from '../frame/derived'
import type { Frame } from '../frame/frame'
import { yearColumns } from '../frame/yearColumns'
import { valueAt } from '../engine/column'
import type { Scope } from '../map/scope'
import { selectionOf } from '../map/selection'
import { columnKey } from '../pack/columnNames'
import { MARK } from '../pack/marks'
import { CODE } from '../pack/states'
import type { MatrixResult } from './spec'

/**
 * Why a figure is marked: a rule that it fails, what its report says of it, or that not all are in a sum who should.
 */
export type MarkReason = RuleCode | 'approx' | 'unit-inferred' | 'partial'

/** Where a figure comes from. */
export type Origin = 'printed' | 'corrected' | 'computed'

/** Whether a metric is a figure that reports print, and none made of several. */
const isPrinted = (metric: MetricId): boolean => {
  const [code, ...others] = operandsOf(metric)
  return others.length === 0 && code === metric
}

export const originOf = (metric: MetricId, isCorrected: boolean): Origin =>
  isPrinted(metric) ? (isCorrected ? 'corrected' : 'printed') : 'computed'

/** What is known of a figure beside its number: where it comes from, and how far it can be relied on. */
export interface FigureMark {
  /** Position in `values`. */
  at: number
  origin: Origin
  reliability: 'reliable' | Reliability
  reasons: readonly MarkReason[]
  /** The number as it counts without regard to doubt, where it was left out; none of a quotient over 0. */
  printed?: number
}

/** Of more offices than this, only figures that are left out are marked: nobody reads the others one by one. */
const MOST_MARKED = 600

const REPORTED: readonly [number, MarkReason][] = [
  [MARK.approx, 'approx'],
  [MARK.unitInferred, 'unit-inferred'],
]

/** A figure of a scope that was left out. */
export interface LeftOut {
  org: Org
  /** As it counts without regard to doubt; none of a quotient over 0. */
  printed?: number
  reasons: readonly MarkReason[]
}

/** Rows of a scope and year whose figures were left out, and the rules that say why. */
export function leftOutRowsOf(
  frame: Frame,
  metric: MetricId,
  scope: Scope,
  year: number,
): ReadonlyMap<number, readonly RuleCode[]> {
  const { mask } = selectionOf(frame, scope)
  const reasons = new Map<number, RuleCode[]>()
  for (const code of operandsOf(metric))
    for (const [row, { rules }] of unreliable(frame, code, year))
      if (hasBit(mask, row)) reasons.set(row, [...(reasons.get(row) ?? []), ...rules])
  return reasons
}

const sizeOf = ({ printed = -Number.MAX_VALUE }: LeftOut): number => printed

/** The figures of a scope and year that were left out, those of the largest numbers first. */
export function leftOutFiguresOf(frame: Frame, metric: MetricId, scope: Scope, year: number): LeftOut[] {
  const reasons = leftOutRowsOf(frame, metric, scope, year)
  if (reasons.size === 0) return []
  const { values, states } = readMetric(frame, metric, year)
  return [...reasons]
    .flatMap(([row, rules]): LeftOut[] => {
      const figure = { org: frame.orgs[row]!, reasons: [...new Set<MarkReason>(rules)] }
      if (states[row] === CODE.value) return [{ ...figure, printed: values[row]! }]
      return states[row] === CODE['undefined-rate'] ? [figure] : []
    })
    .sort((a, b) => sizeOf(b) - sizeOf(a))
}

/** What is known of the figures of a matrix that was asked on a basis of `frame`. */
export function marksOf(
  frame: Frame,
  result: Pick<MatrixResult, 'metric' | 'years' | 'orgs' | 'states'>,
): FigureMark[] {
  const { metric, years, orgs, states } = result
  const operands = operandsOf(metric)
  const rows = orgs.map(({ id }) => frame.rowOf.get(id) ?? -1)
  const marks: FigureMark[] = []
  years.forEach((year, column) => {
    const left = rows.some((_, i) => states[i * years.length + column] === CODE.doubtful)
    const whole = left ? readMetric(frame, metric, year) : undefined
    const { marks: marksIn } = yearColumns(frame, year)
    const corrected = operands.map((code) => frame.corrected.get(columnKey(year, code)))
    rows.forEach((row, i) => {
      const at = i * years.length + column
      const isLeftOut = states[at] === CODE.doubtful
      const isCorrected = corrected.some((of) => of?.has(row))
      if (!isLeftOut && !isCorrected && (rows.length > MOST_MARKED || states[at] !== CODE.value)) return
      const doubts = operands.flatMap(
        (code) => (isLeftOut ? unreliable(frame, code, year).get(row) : doubtAt(frame, code, year, row)) ?? [],
      )
      const said = operands.flatMap((code) => {
        const bits = marksIn(code)
        const own = bits ? valueAt(bits, row) : 0
        return REPORTED.flatMap(([bit, reason]) => ((own & bit) !== 0 ? [reason] : []))
      })
      const reasons = [...new Set<MarkReason>([...doubts.flatMap(({ rules }) => rules), ...said])]
      if (reasons.length === 0 && !isCorrected) return
      marks.push({
        at,
        origin: originOf(metric, isCorrected),
        reliability: isLeftOut ? 'unreliable' : reasons.length > 0 && !isCorrected ? 'doubtful' : 'reliable',
        reasons,
        ...(isLeftOut && whole?.states[row] === CODE.value && { printed: whole.values[row]! }),
      })
    })
  })
  return marks
}

/** What is known of the figures that a ranking shows. */
export function marksOfEntries(
  frame: Frame,
  { metric, year }: { metric: MetricId; year: number },
  orgs: readonly Org[],
): ReadonlyMap<Org, FigureMark> {
  const marks = marksOf(frame, { metric, years: [year], orgs, states: new Uint8Array(orgs.length).fill(CODE.value) })
  return new Map(marks.map((mark) => [orgs[mark.at]!, mark]))
}
