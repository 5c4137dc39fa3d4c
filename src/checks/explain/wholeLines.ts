import { APPLICANTS, applicationCode, applicationRows } from '../../domain/metrics'
import type { ApplicationRow, MetricCode } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import { figure, formOf } from '../figures'
import { judgeWith } from './change'
import type { SuggestedChange } from './change'
import type { ReportEquation } from './equation'
import { leastChanges } from './system'

const codesOf = (row: ApplicationRow): MetricCode[] => APPLICANTS.map((column) => applicationCode(row, column))

const rowsOf = (report: Report): ApplicationRow[] => {
  const form = formOf(report, '3')
  return form === undefined ? [] : applicationRows(form)
}

/** The one way in which cells of a line can make the equations hold. */
function within(line: readonly MetricCode[], equations: readonly ReportEquation[]): SuggestedChange[][] {
  const codes = new Set(line)
  const { sets } = leastChanges(equations, { most: line.length }, (code) => codes.has(code))
  return sets.length === 1 ? sets : []
}

/**
 * Rows of table 三 that were left as last year printed them, with the figures that the columns leave for them: more
 * cells than a search looks at, but one cause.
 */
export const rowsLeft = (report: Report, last: Report, equations: readonly ReportEquation[]): SuggestedChange[][] =>
  rowsOf(report)
    .map(codesOf)
    .filter((codes) => codes.every((code) => figure(report, code) === figure(last, code)))
    .filter((codes) => codes.some((code) => (figure(report, code) ?? 0) !== 0))
    .flatMap((codes) => within(codes, equations))

/**
 * The column 总计 of table 三 printed as 0 over figures that are not: either the totals were not filled in, or the figures
 * should not be there. Both are given, as nothing in the sums tells them apart.
 */
export function totalsOrFigures(report: Report, equations: readonly ReportEquation[]): SuggestedChange[][] {
  const rows = rowsOf(report)
  const totals = rows.map((row) => applicationCode(row, 'total'))
  if (totals.length === 0 || totals.some((code) => figure(report, code) !== 0)) return []
  const figures = rows.flatMap(codesOf).flatMap((code): SuggestedChange[] => {
    const value = figure(report, code) ?? 0
    return value === 0 ? [] : [{ in: 'cells', code, from: value, to: 0 }]
  })
  const isSettled = (changes: readonly SuggestedChange[]): boolean =>
    equations.every((equation) => judgeWith(equation, changes).status !== 'fails')
  const summed = within(totals, equations)
  return summed.length > 0 && isSettled(figures) ? [...summed, figures] : []
}
