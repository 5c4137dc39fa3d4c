import type { MetricCode } from '../../../src/domain/metrics'

/** Answers in one form for every engine, so that they can be compared. Offices and areas are named by id. */
export interface RankAnswer {
  reported: number
  top: [office: string, value: number][]
  position: number | null
}
/** By district: offices with a value, then quartiles by linear interpolation (R type 7). */
export type QuartilesAnswer = Record<string, [count: number, q1: number, median: number, q3: number]>
export interface YoyAnswer {
  /** Offices with a value in both years, and their sums. */
  both: number
  now: number
  before: number
  up: [office: string, difference: number][]
  down: [office: string, difference: number][]
}
/** By province and year: offices with a value, and their sum. */
export type RollupAnswer = Record<string, [count: number, sum: number]>
/** Every figure of one report in the order of METRIC_CODES; null where it has none. */
export type ReportAnswer = (number | null)[]
/**
 * Share of the statutory cells that hold a number or a dash, for office after office and all its years; null without a
 * report.
 */
export type CompletenessAnswer = (number | null)[]

export type Answer = RankAnswer | QuartilesAnswer | YoyAnswer | RollupAnswer | ReportAnswer | CompletenessAnswer

/** An engine's own answer is timed; putting it in the form above is not. */
export type Asked = Promise<() => Answer>

export const TOP = 20
export const MOVERS = 10

export interface Engine {
  /** The top of a metric in a year, and the position of the office in focus: one more than the offices above it. */
  rank(metric: MetricCode, year: number): Asked
  quartiles(metric: MetricCode, year: number): Asked
  yoy(metric: MetricCode, year: number): Asked
  rollup(metric: MetricCode): Asked
  report(office: string, year: number): Asked
  completeness?(): Asked
}

export const QUERIES = ['rank', 'quartiles', 'yoy', 'rollup', 'report', 'completeness'] as const
export type QueryName = (typeof QUERIES)[number]

/** Metrics from dense to sparse; the first is the worst case. */
export const METRICS_ASKED = [
  'published.total',
  'penalty.decisions',
  'coercion.decisions',
  'applications.denied.process.total',
] as const satisfies readonly MetricCode[]

export const rollupKey = (province: string, year: number): string => `${province}/${year}`
