import { formInForce } from '../../domain/metrics'
import type { ProseCode } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import { ADDITIVE } from '../childrenSum'
import { columnSlip } from '../columnSlip'
import { figure, formOf, peerFigures, tableSeen } from '../figures'
import type { RuleCode } from '../rule'
import { DOCUMENTS } from '../inForceBalance'
import { FEWEST_OUTLIER_PEERS, WATCHED, outlier } from '../outlier'
import { proseChannels } from '../proseChannels'
import { tableRepeated } from '../tableRepeated'
import { AMOUNTS } from '../unitSlip'
import type { ExplainContext } from './context'
import { operandsIn } from './equation'
import type { ReportEquation, Verdict } from './equation'
import { evidenceEquations } from './evidenceEquations'
import { demandedBy, formEquations } from './formEquations'
import type { Operand } from './operand'
import { sourceEquations } from './sourceEquations'
import { ownCells } from './system'
import { canJudgeUnit, unitSlips } from './unit'

/** Why a rule was not held against a report, or not against all of it. */
export type Because =
  /** The table was not found in the source. */
  | 'table-not-seen'
  /** All that the equation adds up is left blank or struck out. */
  | 'nothing-printed'
  /** The rule is one of the other edition of the form. */
  | 'other-form'
  /** No report for the year before is held. */
  | 'no-last-year'
  /** No sentence states it. */
  | 'not-stated'
  /** No report of an organ below is held. */
  | 'nothing-below'
  /** Reports of some of the organs below are not held, and the others do not exceed the figure. */
  | 'not-all-below'
  /** Too few reports of the same kind of organ are held. */
  | 'few-peers'
  /** The report has no such figure. */
  | 'no-figure'
  /** Neither last year nor peers nor a range says what the figure could be. */
  | 'no-yardstick'

/** What came of one rule, or of one of its equations. */
export interface RuleVerdict {
  rule: RuleCode
  status: Verdict['status'] | 'unchecked'
  /** The report's own figures concerned. */
  codes: ProseCode[]
  /** The equation, for both sides of it; the rules that only suspect have none. */
  equation?: ReportEquation
  /** Where it does not bind, the parts that are absent. */
  missing?: Operand[]
  because?: Because
}

/** What does not apply to a report is not among what could have been checked. */
const NOT_APPLICABLE: readonly Because[] = ['nothing-printed', 'other-form', 'not-stated', 'nothing-below', 'no-figure']

const unchecked = (rule: RuleCode, because: Because, codes: ProseCode[] = []): RuleVerdict => ({
  rule,
  status: 'unchecked',
  codes,
  because,
})

function ofEquation(equation: ReportEquation): RuleVerdict {
  const { rule, verdict } = equation
  const codes = ownCells(equation)
  // Documents in force are a matter of the row: last year's figure alone asks nothing of it.
  const asked = operandsIn(equation).filter(({ of }) => !of || rule !== 'in-force-balance')
  const isEmpty = asked.every(({ reading }) => reading === 'blank' || reading === 'dash')
  if (isEmpty) return { ...unchecked(rule, 'nothing-printed', codes), equation }
  return {
    rule,
    status: verdict.status,
    codes,
    equation,
    ...(verdict.status === 'unbound' && { missing: verdict.missing }),
  }
}

/** Tables 三 and 四; one that was not seen has the equations of the form in force. */
function ofForm(report: Report): RuleVerdict[] {
  const absent = [
    ...(formOf(report, '3') === undefined ? demandedBy('3', formInForce(report.year)) : []),
    ...(tableSeen(report, '4') ? [] : demandedBy('4', formInForce(report.year))),
  ]
  return [
    ...formEquations(report).map(ofEquation),
    ...absent.map(({ rule, equation: { stated, parts } }) => unchecked(rule, 'table-not-seen', [...stated, ...parts])),
  ]
}

function ofSources(report: Report, context: ExplainContext): RuleVerdict[] {
  const equations = sourceEquations(report, context)
  const has = (rule: RuleCode): boolean => equations.some((equation) => equation.rule === rule)
  const carried: ProseCode[] = ['applications.carried-in.total']
  const isSecond = formOf(report, '2')
  const lacksLastYear = context.previous?.year !== report.year - 1
  return [
    ...equations.map(ofEquation),
    ...(has('carry-over')
      ? []
      : [unchecked('carry-over', formOf(report, '3') === undefined ? 'table-not-seen' : 'no-last-year', carried)]),
    ...(has('in-force-balance')
      ? []
      : isSecond === '2021' && lacksLastYear
        ? DOCUMENTS.map((row) =>
            unchecked(
              'in-force-balance',
              figure(report, `${row}.in-force`) === undefined ? 'no-figure' : 'no-last-year',
              [`${row}.in-force`, `${row}.issued`, `${row}.repealed`],
            ),
          )
        : [unchecked('in-force-balance', isSecond === undefined ? 'table-not-seen' : 'other-form')]),
    ...(has('prose-table') ? [] : [unchecked('prose-table', 'not-stated')]),
  ]
}

function ofHierarchy(report: Report, { children }: ExplainContext): RuleVerdict[] {
  if (!children || children.reports.length === 0) return [unchecked('children-sum', 'nothing-below')]
  return evidenceEquations(report, { children }, ADDITIVE).map((equation) => {
    const { reported = 0, total = 0 } = equation.coverage ?? {}
    const verdict = ofEquation(equation)
    return verdict.status === 'holds' && reported < total
      ? { ...verdict, status: 'unchecked', because: 'not-all-below' }
      : verdict
  })
}

const suspected = (rule: RuleCode, codes: readonly ProseCode[]): RuleVerdict => ({
  rule,
  status: codes.length > 0 ? 'fails' : 'holds',
  codes: [...codes],
})

function ofSuspicions(report: Report, context: ExplainContext): RuleVerdict[] {
  const { previous, peers = [] } = context
  const hasLastYear = previous?.year === report.year - 1
  const amounts = AMOUNTS.filter((code) => (figure(report, code) ?? 0) > 0)
  const judged = amounts.filter((code) => canJudgeUnit(report, context, code))
  const watched = WATCHED.filter((code) => figure(report, code) !== undefined)
  const codesOf = (findings: { codes: ProseCode[] }[]): ProseCode[] => findings.flatMap(({ codes }) => codes)
  return [
    report.prose['published.total'] === undefined
      ? unchecked('prose-channels', 'not-stated')
      : suspected('prose-channels', codesOf(proseChannels.check(report, context))),
    formOf(report, '2') === '2019'
      ? suspected('column-slip', codesOf(columnSlip.check(report, context)))
      : unchecked('column-slip', tableSeen(report, '2') ? 'other-form' : 'table-not-seen'),
    amounts.length === 0
      ? unchecked('unit-slip', 'no-figure')
      : judged.length === 0
        ? unchecked('unit-slip', 'no-yardstick', amounts)
        : suspected(
            'unit-slip',
            unitSlips(report, context).map(({ code }) => code),
          ),
    hasLastYear
      ? suspected('table-repeated', codesOf(tableRepeated.check(report, context)))
      : unchecked('table-repeated', 'no-last-year'),
    watched.length === 0
      ? unchecked('outlier', 'no-figure')
      : !hasLastYear
        ? unchecked('outlier', 'no-last-year', watched)
        : watched.every((code) => peerFigures(report, peers, code).length < FEWEST_OUTLIER_PEERS)
          ? unchecked('outlier', 'few-peers', watched)
          : suspected('outlier', codesOf(outlier.check(report, context))),
  ]
}

/**
 * What came of every rule on a report: it holds, fails, does not bind as a part is absent, or was not checked, and why.
 * Equations have a verdict each, the rules that only suspect one for the report.
 */
export const verdictsOf = (report: Report, context: ExplainContext = {}): RuleVerdict[] => [
  ...ofForm(report),
  ...ofSources(report, context),
  ...ofHierarchy(report, context),
  ...ofSuspicions(report, context),
]

/** Of the equations that apply to a report, how many could be checked; `share` is nothing where none applies. */
export interface Checked {
  checked: number
  applicable: number
  share?: number
}

/** Whether a rule is an equation, which holds or fails, or only suspects: a new rule must be told here. */
const IS_EQUATION: Record<RuleCode, boolean> = {
  'sum-outcomes': true,
  'sum-balance': true,
  'sum-applicants': true,
  'sum-challenge': true,
  'carry-over': true,
  'in-force-balance': true,
  'prose-table': true,
  'prose-channels': false,
  'children-sum': true,
  'column-slip': false,
  'unit-slip': false,
  'table-repeated': false,
  outlier: false,
}

/** How much of a report was checked at all: equations that hold or fail, of all that could be asked of it. */
export function shareChecked(report: Report, context: ExplainContext = {}): Checked {
  const applicable = verdictsOf(report, context).filter(
    ({ rule, because }) => IS_EQUATION[rule] && (because === undefined || !NOT_APPLICABLE.includes(because)),
  )
  const checked = applicable.filter(({ status }) => status === 'holds' || status === 'fails').length
  return {
    checked,
    applicable: applicable.length,
    ...(applicable.length > 0 && { share: checked / applicable.length }),
  }
}
