import { APPLICANTS, applicationCode, applicationRows, challengeRows, outcomes } from '../../domain/metrics'
import type { MetricCode } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import { formOf, tableSeen } from '../figures'

/** A printed line of a table, left to right, as the sums in it: parts, then their total. */
export type PrintedLine = readonly { parts: readonly MetricCode[]; total: MetricCode }[]

export const codesOf = (line: PrintedLine): MetricCode[] => line.flatMap(({ parts, total }) => [...parts, total])

const KINDS = APPLICANTS.filter((column) => column !== 'total')
const RESULTS = outcomes.filter((outcome) => outcome !== 'total')

/** Every row of table 三 is a line; table 四 is a single one. */
export function printedLines(report: Report): PrintedLine[] {
  const form = formOf(report, '3')
  const rows = form === undefined ? [] : applicationRows(form)
  return [
    ...rows.map((row): PrintedLine => [
      { parts: KINDS.map((column) => applicationCode(row, column)), total: applicationCode(row, 'total') },
    ]),
    ...(tableSeen(report, '4')
      ? [
          challengeRows.map((row) => ({
            parts: RESULTS.map((outcome): MetricCode => `${row}.${outcome}`),
            total: `${row}.total` as const,
          })),
        ]
      : []),
  ]
}
