import { asProse } from '../../domain/cell'
import { METRICS } from '../../domain/metrics'
import type { ProseCode } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import { formOf, tableSeen } from '../figures'
import { DOCUMENTS } from '../inForceBalance'
import { leeway } from '../leeway'
import { counterparts } from '../proseTable'
import type { ExplainContext } from './context'
import { EXACT, equation } from './equation'
import type { ReportEquation } from './equation'
import { foreign, ownOperand, stated } from './operand'

const carriedIn = (report: Report, previous: Report): ReportEquation =>
  equation({
    rule: 'carry-over',
    role: 'source',
    stated: [ownOperand(report, 'applications.carried-in.total')],
    parts: [foreign(previous, 'applications.carried-out.total')],
    relation: 'equal',
    leeway: EXACT,
  })

/** Whether both reports count documents in force as form 2021 does. */
export const countsInForce = (report: Report, previous: Report): boolean =>
  formOf(report, '2') === '2021' && formOf(previous, '2') === '2021'

const inForce = (report: Report, previous: Report): ReportEquation[] =>
  countsInForce(report, previous)
    ? DOCUMENTS.map((row) =>
        equation({
          rule: 'in-force-balance',
          role: 'source',
          stated: [ownOperand(report, `${row}.in-force`)],
          parts: [
            foreign(previous, `${row}.in-force`),
            ownOperand(report, `${row}.issued`),
            ownOperand(report, `${row}.repealed`, -1),
          ],
          relation: 'equal',
          leeway: EXACT,
        }),
      )
    : []

function repeated(report: Report, code: ProseCode): ReportEquation[] {
  const cells = counterparts(code)
  const figure = report.prose[code]
  const [first] = cells
  if (first === undefined || figure === undefined) return []
  const { table, unit } = METRICS[first]
  if (table === undefined || !tableSeen(report, table)) return []
  const operands = cells.map((cell) => ownOperand(report, cell))
  if (operands.some(({ reading }) => reading === 'not-in-form')) return []
  // "0 件" in a sentence over a dash in the table is how most offices write that there was nothing.
  const nothing = operands.every(({ reading }) => reading === 'dash' || reading === 'blank' || reading === 0)
  if (asProse(figure).value === 0 && nothing && operands.some(({ reading }) => reading !== 0)) return []
  return [
    equation({
      rule: 'prose-table',
      role: 'source',
      stated: operands,
      parts: [stated(report, code)],
      relation: 'equal',
      leeway: leeway(asProse(figure), unit === 'yuan'),
    }),
  ]
}

/**
 * What other places state of the report's cells: last year's report (applications carried over, documents in force),
 * and its own sentences.
 */
export function sourceEquations(report: Report, { previous }: ExplainContext): ReportEquation[] {
  const last = previous?.year === report.year - 1 ? previous : undefined
  return [
    ...(last && formOf(report, '3') !== undefined ? [carriedIn(report, last)] : []),
    ...(last ? inForce(report, last) : []),
    ...(Object.keys(report.prose) as ProseCode[]).flatMap((code) => repeated(report, code)),
  ]
}
