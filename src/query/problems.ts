import CRC32 from 'crc-32'
import * as v from 'valibot'
import { GRADE_OF, figuresOf, subjectOf } from '../checks/problem'
import type { Grade } from '../checks/problem'
import type { Finding } from '../checks/rule'
import { ISSUES } from '../domain/issues'
import type { IssueCode } from '../domain/issues'
import { isMetricCode } from '../domain/metrics'
import type { ProseCode } from '../domain/metrics'
import type { Org } from '../domain/orgs'
import { readFigure } from '../domain/report'
import type { Report } from '../domain/report'
import type { Noted } from '../domain/submission'
import type { FindingsResult, OfficeFinding } from './answers/findings'

/**
 * What was decided over a problem. `open`: nobody has answered yet. `known`: it is so, and is submitted all the same.
 * `corrected` follows by itself from a corrected version, or from a correction made here.
 */
export const PROBLEM_STATES = ['open', 'explained', 'corrected', 'dismissed', 'known'] as const
export type ProblemState = (typeof PROBLEM_STATES)[number]

/** A decision as it is kept: of an office and year and of what a finding is about, not of the dataset. */
export interface Decision {
  org: string
  year: number
  subject: string
  state: ProblemState
  note: string
  /** The figures it was about. */
  figures: string
}

const schema = v.object({
  org: v.string(),
  year: v.number(),
  subject: v.string(),
  state: v.picklist(PROBLEM_STATES),
  note: v.string(),
  figures: v.string(),
})
/** A decision as it was stored; nothing where it is none. */
export function readDecision(content: unknown): Decision | undefined {
  const parsed = v.safeParse(schema, content)
  return parsed.success ? parsed.output : undefined
}

/** One problem of one report, with what was decided over it. */
export interface Problem {
  /** The same whenever the report is imported or checked again. */
  key: string
  /** A short form of the key, to be printed on lists that go out and come back. */
  id: string
  org: Org
  year: number
  subject: string
  grade: Grade
  state: ProblemState
  note: string
  /** What was found by a check, and the figures it names. */
  finding?: Finding
  figures: Partial<Record<ProseCode, number>>
  /** What was noted when the report was saved. */
  issue?: { code: IssueCode; params?: Record<string, string | number> }
  /** The version in which it was so, the one that counts, and the figures there. */
  closed?: { dataset: string; by: string; now: Partial<Record<ProseCode, number>> }
  /** It was decided over before other figures stood there. */
  reopened?: true
}

export const problemKey = ({ org, year, subject }: Pick<Decision, 'org' | 'year' | 'subject'>): string =>
  JSON.stringify([org, year, subject])

/** A key as seven digits and letters. */
export const problemId = (key: string): string => (CRC32.str(key) >>> 0).toString(36).toUpperCase().padStart(7, '0')

type Decided = Pick<Problem, 'state' | 'note' | 'reopened'>

/** A decision stands as long as the figures are those it was about; what says that it was corrected, no longer. */
function decided(decision: Decision | undefined, figures: string, settled: boolean): Decided {
  if (settled) return { state: 'corrected', note: decision?.note ?? '' }
  if (!decision) return { state: 'open', note: '' }
  return decision.figures === figures && decision.state !== 'corrected'
    ? { state: decision.state, note: decision.note }
    : { state: decision.state === 'corrected' ? 'corrected' : 'open', note: decision.note, reopened: true }
}

function problemOf(
  { org, finding, figures }: OfficeFinding,
  year: number,
  decisions: ReadonlyMap<string, Decision>,
): Problem {
  const subject = subjectOf(finding)
  const key = problemKey({ org: org.id, year, subject })
  return {
    key,
    id: problemId(key),
    org,
    year,
    subject,
    grade: GRADE_OF[finding.rule],
    finding,
    figures,
    ...decided(decisions.get(key), figuresOf(finding), finding.settled === true),
  }
}

/** The problems of a report that nothing holds yet: nothing was decided over them. */
export const problemsOfDraft = (org: Org, report: Report, findings: readonly Finding[]): Problem[] =>
  problemsOf(
    {
      year: report.year,
      findings: findings.map((finding) => ({
        org,
        finding,
        figures: Object.fromEntries(
          finding.codes.flatMap((code) => {
            const value = isMetricCode(code) ? readFigure(report, code) : undefined
            return typeof value === 'number' ? [[code, value]] : []
          }),
        ),
      })),
    },
    new Map(),
  )

/**
 * The problems of a year's findings, with the decisions over them; those a later version closed last. Each
 * `decisions` entry has its `problemKey`.
 */
export function problemsOf(
  { findings, closed = [], year }: Pick<FindingsResult, 'findings' | 'closed' | 'year'>,
  decisions: ReadonlyMap<string, Decision>,
): Problem[] {
  const open = findings
    .filter(({ finding }) => finding.status === 'failed')
    .map((one) => problemOf(one, year, decisions))
  const shut = closed.map((one): Problem => {
    const { dataset, by, now } = one
    const problem = problemOf(one, year, decisions)
    return { ...problem, state: 'corrected', closed: { dataset, by, now } }
  })
  const unique = new Map<string, Problem>()
  for (const one of [...open, ...shut]) if (!unique.has(one.key)) unique.set(one.key, one)
  return [...unique.values()]
}

const isIssueCode = (code: string): code is IssueCode => Object.hasOwn(ISSUES, code)

/** What was noted of reports when they were saved, as problems: each is to be explained. */
export const notedProblems = (
  noted: readonly Noted[],
  orgOf: (id: string) => Org | undefined,
  decisions: ReadonlyMap<string, Decision>,
): Problem[] =>
  noted.flatMap(({ org: id, year, issues = [] }) => {
    const org = orgOf(id)
    if (!org) return []
    return issues.flatMap(({ code, params }): Problem[] => {
      if (!isIssueCode(code)) return []
      const subject = `issue ${code}`
      const key = problemKey({ org: id, year, subject })
      return [
        {
          key,
          id: problemId(key),
          org,
          year,
          subject,
          grade: 'explain',
          figures: {},
          issue: { code, ...(params && { params }) },
          ...decided(decisions.get(key), '[]', false),
        },
      ]
    })
  })

/** The figures that a decision over a problem is about. */
export const decisionOver = (problem: Problem, state: ProblemState, note: string): Decision => ({
  org: problem.org.id,
  year: problem.year,
  subject: problem.subject,
  state,
  note,
  figures: problem.finding ? figuresOf(problem.finding) : '[]',
})

/** Whether somebody has to do something about it. */
export const isPending = ({ state, grade }: Pick<Problem, 'state' | 'grade'>): boolean =>
  state === 'open' && grade !== 'note'
