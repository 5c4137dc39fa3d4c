import { datumAt } from '../../charts/readings'
import type { Datum } from '../../charts/readings'
import { challengeCodes } from '../../domain/metrics'
import type { MetricId } from '../../domain/metrics'
import type { Org } from '../../domain/orgs'
import { headlineMetrics } from '../../query/answers/brief'
import type { BriefResult } from '../../query/answers/brief'
import type { PartsResult } from '../../query/answers/parts'
import type { RankResult } from '../../query/answers/rank'
import { FLOW } from '../../query/applications'
import { change } from '../../query/measures'
import type { Change } from '../../query/measures'
import type { Scope } from '../../query/officeMap'
import type { CompletenessResult, MatrixResult, QueryClient } from '../../query/spec'

/** An office that is told of its year, and the offices that it is compared with, itself among them. */
export interface Addressee {
  org: Org
  scope: Scope
}

/** All that is told an office of a year. */
export interface FeedbackAnswers extends Addressee {
  year: number
  /** The year before, which all is compared with. */
  from: number
  /** The office's figure of one of the two years. */
  figure(metric: MetricId, year: number): Datum
  /** The same as it was published, whatever was corrected here. */
  published(metric: MetricId, year: number): Datum
  changeOf(metric: MetricId): Change
  /** Where the office stands by each headline figure of the year. */
  standings: readonly RankResult[]
  /** What stands out of the office. */
  brief: BriefResult
  /** How applications ended over all that it is compared with, in the year. */
  whole: PartsResult
  /** Who reported in both years, and when. */
  reports: CompletenessResult
}

/** The headline figures, tables 三 and 四 of an office. */
const figuresOf = (year: number): readonly MetricId[] => [
  ...new Set<MetricId>([...headlineMetrics(year), ...FLOW, 'applications.closed.total', ...challengeCodes]),
]

type Figures = ReadonlyMap<MetricId, MatrixResult>

/** Asks for all that the offices are told of a year. `years`: those held up to `year`, ascending. */
export async function askFeedback(
  client: QueryClient,
  addressees: readonly Addressee[],
  { year, years }: { year: number; years: readonly number[] },
): Promise<FeedbackAnswers[]> {
  const from = year - 1
  const offices = addressees.map(({ org }) => org.id)
  const ask = async (basis?: { values: 'published'; doubtful: 'counted' }): Promise<Figures> =>
    new Map(
      await Promise.all(
        figuresOf(year).map(async (metric): Promise<[MetricId, MatrixResult]> => {
          const spec = { kind: 'lines', metric, offices, years: [from, year] } as const
          return [metric, (await client.run({ ...spec, ...(basis && { basis }) })).matrix]
        }),
      ),
    )
  const [own, published] = await Promise.all([ask(), ask({ values: 'published', doubtful: 'counted' })])
  return Promise.all(
    addressees.map(async ({ org, scope }): Promise<FeedbackAnswers> => {
      const placed = headlineMetrics(year).map((metric) =>
        client.run({ kind: 'rank', metric, scope, year, top: 0, around: org.id, span: 0, summary: true }),
      )
      const [standings, brief, whole, reports] = await Promise.all([
        Promise.all(placed),
        client.run({ kind: 'brief', scope, year, years, office: org.id }),
        client.run({ kind: 'parts', metrics: FLOW, scope, years: [year] }),
        client.run({ kind: 'completeness', scope, years: [from, year] }),
      ])
      const at = (figures: Figures, metric: MetricId, of: number): Datum => {
        const matrix = figures.get(metric)!
        const row = matrix.orgs.findIndex(({ id }) => id === org.id)
        return row < 0
          ? { state: 'no-report', ref: { org: org.id, year: of, metric } }
          : datumAt(matrix, row, matrix.years.indexOf(of))
      }
      return {
        org,
        scope,
        year,
        from,
        brief,
        whole,
        reports,
        standings,
        figure: (metric, of) => at(own, metric, of),
        published: (metric, of) => at(published, metric, of),
        changeOf: (metric) => {
          const matrix = own.get(metric)!
          const row = matrix.orgs.findIndex(({ id }) => id === org.id)
          return row < 0
            ? { kind: 'suppressed', reason: 'missing-value', state: 'no-report' }
            : change(matrix, row, from, year)
        },
      }
    }),
  )
}
