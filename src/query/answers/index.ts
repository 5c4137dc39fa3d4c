import { CHECKS, RULES } from '../../checks'
import { METRICS, operandsOf } from '../../domain/metrics'
import type { MetricId } from '../../domain/metrics'
import type { Frame } from '../../frame/frame'
import { FILLED_COLUMN, PUBLISHED_COLUMN, columnKey, markColumn, wordingColumn } from '../../pack/columnNames'
import type { QuerySpec, ResultOf } from '../spec'
import { briefMetrics, runBrief } from './brief'
import { runCompleteness } from './completeness'
import { runFailures } from './failures'
import { runFilled } from './filled'
import { runFindings } from './findings'
import { runLines } from './lines'
import { runMatrix } from './matrix'
import { runMovers } from './movers'
import { runParts } from './parts'
import { runRank } from './rank'
import { runRollup } from './rollup'
import { runSample } from './sample'
import { runSpread } from './spread'

/** A question that is answered from columns; a report's may have to be fetched. */
export type ColumnSpec = Exclude<QuerySpec, { kind: 'report' }>
type Kind = ColumnSpec['kind']
type SpecOf<K extends Kind> = Extract<ColumnSpec, { kind: K }>

/** How a question is answered once its columns are in memory, and which those are: both must be told. */
interface Answer<K extends Kind> {
  run(frame: Frame, spec: SpecOf<K>): ResultOf[K]
  /** Keys of the columns it reads beside forms, which every frame has in memory; or all. */
  columns(spec: SpecOf<K>): readonly string[] | 'all'
}

/** The columns of a metric in some years, what is known of its figures, and what these are judged by. */
function columnsOf(metric: MetricId, years: readonly number[]): string[] {
  const names = operandsOf(metric).flatMap((code) => [
    code,
    markColumn(code),
    ...(METRICS[code].table === undefined ? [wordingColumn(code)] : []),
  ])
  const judged = operandsOf(metric).flatMap((code) => RULES.flatMap((rule) => CHECKS[rule].about(code) ?? []))
  const keys = years.flatMap((year) => [
    ...names.map((name) => columnKey(year, name)),
    ...judged.flatMap((name) => [columnKey(year, name), columnKey(year - 1, name)]),
  ])
  return [...new Set(keys)]
}

const countsIn = (years: readonly number[]): string[] => years.map((year) => columnKey(year, FILLED_COLUMN))

/** Every question by its kind. */
export const ANSWERS: { [K in Kind]: Answer<K> } = {
  matrix: { run: runMatrix, columns: ({ metric, years }) => columnsOf(metric, years) },
  completeness: {
    run: runCompleteness,
    columns: ({ years }) => [...countsIn(years), ...years.map((year) => columnKey(year, PUBLISHED_COLUMN))],
  },
  rank: { run: runRank, columns: ({ metric, year }) => columnsOf(metric, [year]) },
  spread: { run: runSpread, columns: ({ metric, year }) => columnsOf(metric, [year]) },
  movers: { run: runMovers, columns: ({ metric, year, from = year - 1 }) => columnsOf(metric, [from, year]) },
  rollup: { run: runRollup, columns: ({ metric, years }) => columnsOf(metric, years) },
  filled: { run: runFilled, columns: ({ years }) => countsIn(years) },
  lines: { run: runLines, columns: ({ metric, years }) => columnsOf(metric, years) },
  sample: { run: runSample, columns: ({ metric, years }) => columnsOf(metric, years) },
  brief: {
    run: runBrief,
    columns: ({ year, years }) => {
      const all = [...new Set([...years, year, year - 1])]
      return [...new Set(briefMetrics(year).flatMap((metric) => columnsOf(metric, all)))]
    },
  },
  parts: {
    run: runParts,
    columns: ({ metrics, years }) => [...new Set(metrics.flatMap((metric) => columnsOf(metric, years)))],
  },
  failures: { run: runFailures, columns: () => 'all' },
  findings: { run: runFindings, columns: () => 'all' },
}
