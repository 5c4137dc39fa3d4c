import { explain } from '../../src/checks/explain'
import type { Change, ExplainContext, Explanation, Fault } from '../../src/checks/explain'
import { formEquations } from '../../src/checks/explain/formEquations'
import { sourceEquations } from '../../src/checks/explain/sourceEquations'
import type { ProseCode, TableCode } from '../../src/domain/metrics'
import { countedAt } from '../../src/domain/correction'
import type { Report } from '../../src/domain/report'
import { seeded } from '../../src/cli/synthetic/random'
import { explainContexts } from '../checks/explain/contexts'
import { SLIPS, withSlip } from './slipKinds'
import type { Slipped } from './slipKinds'
import type { WholeReports } from './slipReports'

/** What came of the slips of one kind. */
export interface SlipScore {
  made: number
  /** Those that make an equation fail, or that no equation speaks of and only a suspicion can find. */
  telling: number
  /** Of the telling ones: a fault is reported that was not there before, at a cell of the slip. */
  found: number
  /** Of the telling ones: a change is offered at a cell of the slip, or its table is named. */
  placed: number
  /** The changes offered are what was right: alone, chosen by other evidence, one of several, or not the one chosen. */
  alone: number
  favoured: number
  among: number
  misled: number
}

export const emptySlipScore = (): SlipScore => ({
  made: 0,
  telling: 0,
  found: 0,
  placed: 0,
  alone: 0,
  favoured: 0,
  among: 0,
  misled: 0,
})

const SUSPECTED: readonly string[] = ['decisions under 本年增/减', '元 under a heading of 万元']
const PASTED = 'last year’s table 三'

const signature = ({ rules, codes }: Fault): string => `${rules.join()} ${codes.join()}`

/** Faults that the slip brought, not those that the report had. */
function newFaults(before: Explanation, after: Explanation): Fault[] {
  const known = new Set(before.faults.map(signature))
  return after.faults.filter((fault) => !known.has(signature(fault)))
}

const failing = (report: Report, context: ExplainContext): Set<string> =>
  new Set(
    [...formEquations(report), ...sourceEquations(report, context)]
      .filter(({ verdict }) => verdict.status === 'fails')
      .map(({ rule, stated, parts }) => [rule, ...[...stated, ...parts].map(({ code }) => code)].join()),
  )

/** Whether changes put back what was there, and nothing else; what a slip overwrote can only be left open. */
function restores(changes: readonly Change[], report: Report, slipped: Slipped): boolean {
  return changes.every(({ code, to }) => {
    const right = countedAt(report, 'cells', code)
    return slipped.has(code as TableCode) && (to === right || typeof to !== 'number')
  })
}

/** Which of a fault's sets puts back what was there. */
const rightSet = (fault: Fault, report: Report, slipped: Slipped): number =>
  fault.sets.findIndex(({ changes }) => restores(changes, report, slipped))

/**
 * How sure an explanation is that is right: the only one, the one that evidence chooses, one of several, one of several
 * of which evidence chooses another, or not there.
 */
export type Rightness = 'alone' | 'favoured' | 'among' | 'misled' | 'absent'

/** How sure the right sets of some faults are: of each its place, -1 where it has none. */
export function rightnessOf(faults: readonly Fault[], right: readonly number[]): Rightness {
  if (faults.length === 0 || right.includes(-1)) return 'absent'
  if (faults.every(({ sets }) => sets.length === 1)) return 'alone'
  if (faults.some(({ favoured }, i) => favoured !== undefined && favoured !== right[i])) return 'misled'
  return faults.every(({ sets, favoured }, i) => sets.length === 1 || favoured === right[i]) ? 'favoured' : 'among'
}

/** Whether the sets that are right, one of each fault that offers any, together put back all that the slip changed. */
function rightness(faults: readonly Fault[], report: Report, slipped: Slipped, kind: string): Rightness {
  if (kind === PASTED) return faults.some(({ repeats }) => repeats?.table === '3') ? 'alone' : 'absent'
  const offering = faults.filter(({ sets }) => sets.length > 0)
  const right = offering.map((fault) => rightSet(fault, report, slipped))
  const put = new Set(offering.flatMap(({ sets }, i) => sets[right[i]!]?.changes.map(({ code }) => code) ?? []))
  // What was not known before the slip cannot be put back: a cell that it emptied, beside the figure that it moved.
  const whole = [...slipped].every(
    ([code, value]) => put.has(code) || (value === undefined && SUSPECTED.includes(kind)),
  )
  return whole ? rightnessOf(offering, right) : 'absent'
}

/** What was said of a report as it is. */
interface Before {
  failing: Set<string>
  explanation: Explanation
}

const lookAt = (report: Report, context: ExplainContext): Before => ({
  failing: failing(report, context),
  explanation: explain(report, context),
})

export interface Judged {
  faults: Fault[]
  isFound: boolean
  isPlaced: boolean
  rightness: Rightness
}

/** What is said of a report with a slip in it; nothing where no equation tells it. */
export function judgeSlip(
  kind: string,
  report: Report,
  slipped: Slipped,
  context: ExplainContext,
  before: Before = lookAt(report, context),
): Judged | undefined {
  const wrong = withSlip(report, slipped)
  const failed = [...failing(wrong, context)].some((name) => !before.failing.has(name))
  if (!failed && !SUSPECTED.includes(kind)) return undefined
  const faults = newFaults(before.explanation, explain(wrong, context))
  const isSlipped = (code: ProseCode): boolean => slipped.has(code as TableCode)
  return {
    faults,
    isFound: faults.some(({ codes }) => codes.some(isSlipped)),
    isPlaced: faults.some(
      ({ sets, repeats }) =>
        (kind === PASTED && repeats?.table === '3') ||
        sets.some(({ changes }) => changes.some(({ code }) => isSlipped(code))),
    ),
    rightness: rightness(faults, report, slipped, kind),
  }
}

const isSound = (report: Report): boolean => formEquations(report).every(({ verdict }) => verdict.status !== 'fails')

/** Slips of each kind in every report whose own sums hold; `times` in each, always the same. */
export function scoreSlips({ reports, orgs }: WholeReports, times: number): Map<string, SlipScore> {
  const contextOf = explainContexts(reports, orgs)
  const scores = new Map(Object.keys(SLIPS).map((kind) => [kind, emptySlipScore()]))
  for (const report of reports.filter(isSound)) {
    const context = contextOf(report)
    const before = lookAt(report, context)
    for (const [kind, slip] of Object.entries(SLIPS)) {
      const score = scores.get(kind)!
      for (let i = 0; i < times; i++) {
        const slipped = slip(report, seeded('slips', kind, report.org, report.year, i), context.previous)
        // Where something is wrong already, nobody knows what is right.
        if (slipped && !isDoubted(before, slipped)) tally(score, judgeSlip(kind, report, slipped, context, before))
      }
    }
  }
  return scores
}

const isDoubted = ({ explanation }: Before, slipped: Slipped): boolean =>
  explanation.faults.some(({ codes }) => codes.some((code) => slipped.has(code as TableCode)))

function tally(score: SlipScore, judged: Judged | undefined): void {
  score.made++
  if (!judged) return
  score.telling++
  if (judged.isFound) score.found++
  if (judged.isPlaced) score.placed++
  if (judged.rightness !== 'absent') score[judged.rightness]++
}

/** What is said of reports whose own sums hold. */
export function alarms({ reports, orgs }: WholeReports): { report: Report; fault: Fault }[] {
  const contextOf = explainContexts(reports, orgs)
  return reports
    .filter(isSound)
    .flatMap((report) => explain(report, contextOf(report)).faults.map((fault) => ({ report, fault })))
}

/** The reports whose own sums fail, with what is said of those; the search reads tables 三 and 四 alone. */
export function faultyReports({ reports, orgs }: WholeReports): { report: Report; faults: Fault[] }[] {
  const contextOf = explainContexts(reports, orgs)
  return reports
    .filter((report) => !isSound(report))
    .map((report) => ({
      report,
      faults: explain(report, contextOf(report)).faults.filter(({ equations }) =>
        equations.some(({ role }) => role === 'form'),
      ),
    }))
}
