import type { Org } from '../../domain/orgs'
import type { Noted } from '../../domain/submission'
import { notedProblems, problemsOf } from '../../query/problems'
import type { Decision, Problem } from '../../query/problems'
import type { MetricId } from '../../domain/metrics'
import type { BriefResult } from '../../query/answers/brief'
import type { FindingsResult } from '../../query/answers/findings'
import type { PartsResult } from '../../query/answers/parts'
import { CHALLENGES, FLOW } from '../../query/applications'
import type { LeftOut } from '../../query/marks'
import type { Scope } from '../../query/officeMap'
import type { CompletenessResult, QueryClient } from '../../query/spec'

/** A figure that is in none of the sums of a circular, as it cannot be relied on. */
export interface LeftOutFigure extends LeftOut {
  metric: MetricId
  year: number
}

/** All that a circular of a year tells. */
export interface CircularAnswers {
  year: number
  brief: BriefResult
  reports: CompletenessResult
  /** Of the year before and the year. */
  flow: PartsResult
  /** Of the year. */
  challenges: PartsResult
  findings: FindingsResult
  leftOut: readonly LeftOutFigure[]
}

/** So many problems at most are read. */
const MOST_PROBLEMS = 3000

/** The figures told of which some are left out, each with its year. */
function inDoubt(brief: BriefResult, sums: readonly PartsResult[]): { metric: MetricId; year: number }[] {
  const found = new Map<string, { metric: MetricId; year: number }>()
  const add = (metric: MetricId, year: number, n = 0): void => {
    if (n > 0) found.set(`${metric} ${year}`, { metric, year })
  }
  for (const { metric, movers } of brief.headlines) {
    add(metric, brief.from, movers.missingBase.doubtful)
    add(metric, brief.year, movers.missingCurrent.doubtful)
  }
  for (const { metrics, years, whole } of sums)
    years.forEach((year, i) => metrics.forEach((metric) => add(metric, year, whole[i]?.missing.doubtful)))
  return [...found.values()]
}

/** Asks for all that a circular tells of the offices of a scope. `years`: those held up to `year`, ascending. */
export async function askCircular(
  client: QueryClient,
  { scope, year, years }: { scope: Scope; year: number; years: readonly number[] },
): Promise<CircularAnswers> {
  const [brief, reports, flow, challenges, findings] = await Promise.all([
    client.run({ kind: 'brief', scope, year, years }),
    client.run({ kind: 'completeness', scope, years: [year] }),
    client.run({ kind: 'parts', metrics: FLOW, scope, years: [year - 1, year] }),
    client.run({ kind: 'parts', metrics: CHALLENGES, scope, years: [year] }),
    client.run({ kind: 'findings', scope, year, closed: true, most: MOST_PROBLEMS }),
  ])
  const leftOut = await Promise.all(
    inDoubt(brief, [flow, challenges]).map(async (one) => {
      const { leftOut: figures = [] } = await client.run({ kind: 'rank', scope: { ...scope, year: one.year }, ...one })
      return figures.map((figure): LeftOutFigure => ({ ...figure, ...one }))
    }),
  )
  return { year, brief, reports, flow, challenges, findings, leftOut: leftOut.flat() }
}

/** The problems of the year told: what the checks find, and what was noted of its reports, with what was decided. */
export function circularProblems(
  { year, reports, findings }: CircularAnswers,
  noted: readonly Noted[],
  orgOf: (id: string) => Org | undefined,
  decisions: ReadonlyMap<string, Decision>,
): Problem[] {
  const within = new Set(reports.orgs.map(({ id }) => id))
  const own = noted.filter((one) => one.year === year && within.has(one.org))
  return [...problemsOf(findings, decisions), ...notedProblems(own, orgOf, decisions)]
}
