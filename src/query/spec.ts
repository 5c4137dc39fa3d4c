import type { Finding } from '../checks'
import type { BelowFigure, Checked, Explanation } from '../checks/explain'
import type { PublishedDay } from '../domain/deadline'
import type { MetricId } from '../domain/metrics'
import type { Org } from '../domain/orgs'
import type { Report } from '../domain/report'
import type { BriefResult, BriefSpec } from './answers/brief'
import type { CompletenessSpec } from './answers/completeness'
import type { FailuresResult, FailuresSpec } from './answers/failures'
import type { FilledResult, FilledSpec } from './answers/filled'
import type { FindingsResult, FindingsSpec } from './answers/findings'
import type { LinesResult, LinesSpec } from './answers/lines'
import type { MatrixSpec } from './answers/matrix'
import type { MoversResult, MoversSpec } from './answers/movers'
import type { PartsResult, PartsSpec } from './answers/parts'
import type { RankResult, RankSpec } from './answers/rank'
import type { SampleSpec } from './answers/sample'
import type { RollupResult, RollupSpec } from './answers/rollup'
import type { SpreadResult, SpreadSpec } from './answers/spread'
import type { Scope } from '../map/scope'
import type { Basis } from './basis'
import type { FigureMark } from './marks'
import type { Provenance } from './provenance'
import type { Quotient } from './quotients'
import type { State } from '../pack/states'

export type { MissingCounts } from '../frame/series'

/** A question to the data: plain JSON, so that a remote engine could answer it too. */
export type QuerySpec = Question & { basis?: Basis }

type Question =
  | MatrixSpec
  | ReportSpec
  | CompletenessSpec
  | RankSpec
  | SpreadSpec
  | MoversSpec
  | RollupSpec
  | FilledSpec
  | LinesSpec
  | SampleSpec
  | FailuresSpec
  | FindingsSpec
  | PartsSpec
  | BriefSpec

export interface YearSummary {
  year: number
  /** Offices in scope, and those of them with a value. */
  total: number
  reported: number
  /**
   * Over the offices with a value; absent when there are none. Quartiles by linear interpolation (R type 7). Quotients
   * have no sum.
   */
  sum?: number
  min?: number
  q1?: number
  median?: number
  q3?: number
  max?: number
  /** How many offices have no value, by kind. */
  missing: Partial<Record<Exclude<State, 'value'>, number>>
  /** Of each bound that was asked about, in order: how many of the offices with a value keep to it. */
  within?: readonly number[]
}

/** One metric for every office of a scope and every year asked: row-major by office. */
export interface MatrixResult {
  kind: 'matrix'
  metric: MetricId
  scope: Scope
  years: readonly number[]
  /** Those with a row: all of the scope, or of a sample those named, while the summaries count all. */
  orgs: readonly Org[]
  /** `orgs.length * years.length` numbers; NaN where there is no value. Money in yuan, rates as fractions. */
  values: Float64Array
  /** An index into STATES for each. */
  states: Uint8Array
  summaries: YearSummary[]
  /** Positions in `values` of figures that a person corrected, or that are made of one. */
  corrected: readonly number[]
  /**
   * Positions in `values` of figures from sentences that give them in other words than those of the office's figure
   * before: what is counted may be another thing.
   */
  relabelled?: readonly number[]
  /** By the position of figures from sentences: the few words that each stands in, where few enough were asked for. */
  labels?: ReadonlyMap<number, string>
  /** By the position of quotients: what each is made of, where few enough were asked for. */
  quotients?: ReadonlyMap<number, Quotient>
  /** What is known of figures beside their numbers; none where nothing is, or nobody asked at the door. */
  marks?: readonly FigureMark[]
}

/**
 * `dataset`: the version that it holds. `checked`: also what the checks find in it; `explained`: and what could be
 * wrong, which takes the reports of all years and levels around it.
 */
export interface ReportSpec {
  kind: 'report'
  org: string
  year: number
  dataset?: string
  checked?: boolean
  explained?: boolean
}

/**
 * The report that counts for an office and year, its corrections in place, with the dataset it came from; or the
 * version that the dataset named holds. `versions`: all datasets that hold one, in the order in which they override one
 * another.
 */
export interface ReportResult {
  kind: 'report'
  org: Org
  year: number
  report?: Report
  dataset?: string
  versions: readonly string[]
  /** What the checks find in it as published, where asked for; what corrections settle says so. */
  findings?: readonly Finding[]
  /**
   * What could still be wrong in it, corrections in place; how much of it could be checked; its sums against those
   * below.
   */
  explanation?: Explanation
  checked?: Checked
  below?: readonly BelowFigure[]
}

export interface PublishedReport extends Omit<PublishedDay, 'from'> {
  /** `received`: its page does not say; somebody noted when it came. */
  from: PublishedDay['from'] | 'received'
  /** Position in `held`. */
  at: number
  /** 0 for one in time. */
  daysLate: number
}

export interface CompletenessResult {
  kind: 'completeness'
  years: readonly number[]
  orgs: readonly Org[]
  /** 1 where a report is held. */
  held: Uint8Array
  /** Share of the cells of its form that hold a number or a dash, 0 to 1; NaN without a report. */
  filled: Float64Array
  /** Versions held of each report, where any has more than one. */
  versions?: Uint8Array
  /** The days on which reports were published and how many days that is past the deadline, where known. */
  published: readonly PublishedReport[]
}

export interface ResultOf {
  matrix: MatrixResult
  report: ReportResult
  completeness: CompletenessResult
  rank: RankResult
  spread: SpreadResult
  movers: MoversResult
  rollup: RollupResult
  filled: FilledResult
  lines: LinesResult
  sample: MatrixResult
  failures: FailuresResult
  findings: FindingsResult
  parts: PartsResult
  brief: BriefResult
}
export type QueryResult = ResultOf[QuerySpec['kind']]

/** Which questions are answered first: those a reader waits for, those of a screen, those that can wait. */
export const PRIORITIES = ['user-blocking', 'user-visible', 'background'] as const
export type Priority = (typeof PRIORITIES)[number]

/**
 * How a question is asked. `signal`: aborted when nobody waits for the answer any more; the question then rejects.
 * `priority`: 'user-visible' without. `told`: is told what the answer was made of, before the answer is given.
 */
export interface Asking {
  signal?: AbortSignal
  priority?: Priority
  told?: (provenance: Provenance) => void
}

/** The only door to the data. A failed question rejects; nothing else does. */
export interface QueryClient {
  run<S extends QuerySpec>(spec: S, asking?: Asking): Promise<ResultOf[S['kind']]>
}
