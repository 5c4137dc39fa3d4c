import { APPLICANTS, applicationCode, applicationRows, challengeRows, outcomes } from '../../domain/metrics'
import type { MetricCode } from '../../domain/metrics'
import { readFigure } from '../../domain/report'
import type { Report } from '../../domain/report'
import { formOf } from '../figures'

/** Rows and columns of table 三, blocks of table 四. */
function linesOf(report: Report): MetricCode[][] {
  const form = formOf(report, '3')
  const rows = form === undefined ? [] : applicationRows(form)
  return [
    ...rows.map((row) => APPLICANTS.map((column) => applicationCode(row, column))),
    ...APPLICANTS.map((column) => rows.map((row) => applicationCode(row, column))),
    ...challengeRows.map((row) => outcomes.map((outcome): MetricCode => `${row}.${outcome}`)),
  ]
}

/**
 * Cells of lines that an office left empty as a whole, as many do where nothing is to be counted. A single empty cell
 * among figures may be one that was lost, and is not among them.
 */
export function leftOutCells(report: Report): Set<MetricCode> {
  const isEmpty = (code: MetricCode): boolean => {
    const reading = readFigure(report, code)
    return reading === 'blank' || reading === 'dash'
  }
  return new Set(
    linesOf(report)
      .filter((line) => line.length > 0 && line.every(isEmpty))
      .flat(),
  )
}
