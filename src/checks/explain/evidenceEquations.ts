import { APPLICANTS, METRICS, METRIC_CODES, applicationCode } from '../../domain/metrics'
import type { MetricCode } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import { ADDITIVE } from '../childrenSum'
import { DOCUMENTS } from '../inForceBalance'
import type { Above, Below, ExplainContext } from './context'
import { EXACT, equation } from './equation'
import type { ReportEquation } from './equation'
import { foreign, ownOperand } from './operand'
import type { Operand } from './operand'
import { countsInForce } from './sourceEquations'

const asked = (
  rule: ReportEquation['rule'],
  stated: Operand[],
  parts: Operand[],
  relation: ReportEquation['relation'] = 'equal',
): ReportEquation => equation({ rule, role: 'evidence', stated, parts, relation, leeway: EXACT })

const TABLE_CODES = METRIC_CODES.filter((code) => METRICS[code].table !== undefined)

type Codes = readonly MetricCode[]

/** By kind of applicant, what last year's report carried over; the total of it is demanded, not asked. */
const fromLastYear = (report: Report, last: Report, codes: Codes): ReportEquation[] =>
  APPLICANTS.map((column) => [applicationCode('carried-in', column), applicationCode('carried-out', column)] as const)
    .filter(([carriedIn]) => carriedIn !== 'applications.carried-in.total' && codes.includes(carriedIn))
    .map(([carriedIn, carriedOut]) => asked('carry-over', [ownOperand(report, carriedIn)], [foreign(last, carriedOut)]))

/** What the next year's report says was carried over to it, and its documents in force. */
const fromNextYear = (report: Report, next: Report, codes: Codes): ReportEquation[] => [
  ...APPLICANTS.map(
    (column) => [applicationCode('carried-in', column), applicationCode('carried-out', column)] as const,
  )
    .filter(([, carriedOut]) => codes.includes(carriedOut))
    .map(([carriedIn, carriedOut]) =>
      asked('carry-over', [foreign(next, carriedIn)], [ownOperand(report, carriedOut)]),
    ),
  ...(countsInForce(next, report)
    ? DOCUMENTS.filter((row) => codes.includes(`${row}.in-force`)).map((row) =>
        asked(
          'in-force-balance',
          [foreign(next, `${row}.in-force`)],
          [ownOperand(report, `${row}.in-force`), foreign(next, `${row}.issued`), foreign(next, `${row}.repealed`, -1)],
        ),
      )
    : []),
]

/** Whether a figure means the same at every level and adds up: the counts of tables 三 and 四, and some of table 二. */
const addsUp = (code: MetricCode): boolean =>
  METRICS[code].table === '3' || METRICS[code].table === '4' || ADDITIVE.includes(code)

/** The organ above is no less than all that have a figure below it. It may have offices of its own. */
function hierarchy(above: Operand, below: Operand[], total: number): ReportEquation[] {
  const known = below.filter(({ reading }) => typeof reading === 'number')
  if (typeof above.reading !== 'number' || known.length === 0) return []
  const coverage = { reported: known.length, total }
  return [{ ...asked('children-sum', [above], known, 'at-most'), coverage }]
}

const fromAbove = (report: Report, above: Above, codes: Codes): ReportEquation[] =>
  codes.filter(addsUp).flatMap((code) => {
    const others = above.below.filter(({ org }) => org !== report.org).map((other) => foreign(other, code))
    const mine = ownOperand(report, code)
    return typeof mine.reading === 'number'
      ? hierarchy(foreign(above.report, code), [mine, ...others], above.total)
      : []
  })

const fromBelow = (report: Report, { reports, total }: Below, codes: Codes): ReportEquation[] =>
  codes.filter(addsUp).flatMap((code) =>
    hierarchy(
      ownOperand(report, code),
      reports.map((child) => foreign(child, code)),
      total,
    ),
  )

/**
 * What reports of other years and levels say of the report's cells: asked which of several changes they agree with,
 * never demanded. Of the cells given, or of all.
 */
export function evidenceEquations(
  report: Report,
  { previous, next, above, children }: ExplainContext,
  codes: Codes = TABLE_CODES,
): ReportEquation[] {
  const last = previous?.year === report.year - 1 ? previous : undefined
  const following = next?.year === report.year + 1 ? next : undefined
  return [
    ...(last ? fromLastYear(report, last, codes) : []),
    ...(following ? fromNextYear(report, following, codes) : []),
    ...(above ? fromAbove(report, above, codes) : []),
    ...(children ? fromBelow(report, children, codes) : []),
  ]
}
