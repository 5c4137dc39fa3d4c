import type { CellMissing, Reading } from '../../domain/cell'
import { countedAt } from '../../domain/correction'
import type { CorrectedIn, Counted } from '../../domain/correction'
import type { ProseCode } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import type { ReportEquation } from './equation'
import { judge } from './equation'
import { keyOf } from './operand'
import type { OperandKey } from './operand'

/** One figure that would be another: as published, and as it would count. Money in yuan. */
export interface SuggestedChange {
  in: CorrectedIn
  code: ProseCode
  from: number | CellMissing
  to: number | CellMissing
}

export const changeOf = (
  report: Report,
  where: CorrectedIn,
  code: ProseCode,
  to: SuggestedChange['to'],
): SuggestedChange => ({
  in: where,
  code,
  from: countedAt(report, where, code),
  to,
})

/** A change as corrections take it. */
export const countedOf = ({
  in: where,
  code,
  to,
}: SuggestedChange): { in: CorrectedIn; code: ProseCode; now: Counted } => ({
  in: where,
  code,
  now: typeof to === 'number' ? { value: to } : { missing: to },
})

/** The verdict on an equation with changes in place. */
export function judgeWith(equation: ReportEquation, changes: readonly SuggestedChange[]): ReturnType<typeof judge> {
  const now = new Map<OperandKey, Reading>(changes.map((change) => [keyOf(change), change.to]))
  return judge(equation, (operand) => (operand.of ? undefined : now.get(keyOf(operand))) ?? operand.reading)
}

/** The report as it would be with changes in its tables. */
export const withChanges = (report: Report, changes: readonly SuggestedChange[]): Report => ({
  ...report,
  cells: {
    ...report.cells,
    ...Object.fromEntries(
      changes
        .filter((change) => change.in === 'cells')
        .map(({ code, to }) => [code, typeof to === 'number' ? to : { missing: to }]),
    ),
  },
})
