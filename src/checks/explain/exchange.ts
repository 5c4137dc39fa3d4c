import { APPLICANTS, applicationCode, applicationRows } from '../../domain/metrics'
import type { ApplicationRow } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import { figure, formOf } from '../figures'
import { judgeWith } from './change'
import type { SuggestedChange } from './change'
import type { ReportEquation } from './equation'

/**
 * Neighbouring rows of table 三 that may have been printed in each other's place: exchanging them makes what fails hold
 * and breaks nothing.
 */
export function exchangesFor(
  report: Report,
  failing: readonly ReportEquation[],
  all: readonly ReportEquation[],
): SuggestedChange[][] {
  const form = formOf(report, '3')
  if (form === undefined) return []
  const rows = applicationRows(form)
  return rows.slice(1).flatMap((row, i) => {
    const changes = exchangeOf(report, rows[i]!, row)
    if (changes.length === 0) return []
    const fails = (equation: ReportEquation): boolean => judgeWith(equation, changes).status === 'fails'
    const isMended = failing.every((equation) => !fails(equation))
    return isMended && all.every((equation) => equation.verdict.status === 'fails' || !fails(equation)) ? [changes] : []
  })
}

/** The changes that exchange two rows; none where a figure is missing. */
function exchangeOf(report: Report, above: ApplicationRow, below: ApplicationRow): SuggestedChange[] {
  const changes: SuggestedChange[] = []
  for (const column of APPLICANTS) {
    const pair = [applicationCode(above, column), applicationCode(below, column)] as const
    const [one, other] = pair.map((code) => figure(report, code))
    if (one === undefined || other === undefined) return []
    if (one === other) continue
    changes.push({ in: 'cells', code: pair[0], from: one, to: other })
    changes.push({ in: 'cells', code: pair[1], from: other, to: one })
  }
  return changes
}
