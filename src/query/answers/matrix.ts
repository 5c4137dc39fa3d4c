import { operandsOf } from '../../domain/metrics'
import type { MetricId } from '../../domain/metrics'
import type { Bound } from '../../domain/targets'
import { readMetric } from '../../frame/derived'
import type { Frame } from '../../frame/frame'
import type { Scope } from '../../map/scope'
import { officesOf, selectionOf } from '../../map/selection'
import { columnKey } from '../../pack/columnNames'
import type { MatrixResult } from '../spec'
import { scopeSummary } from '../scopeSummary'

/** One metric for every office of a scope and every year asked. */
export interface MatrixSpec {
  kind: 'matrix'
  metric: MetricId
  scope: Scope
  years: readonly number[]
  /** Each year's summary also counts who keeps to these. */
  bounds?: readonly Bound[]
}

/** One metric for the offices of a scope and the years asked; a year nobody reports is all `no-report`. */
export function runMatrix(frame: Frame, { metric, scope, years, bounds }: MatrixSpec): MatrixResult {
  const { rows } = selectionOf(frame, scope)
  const width = years.length
  const values = new Float64Array(rows.length * width)
  const states = new Uint8Array(rows.length * width)
  const corrected: number[] = []
  const operands = operandsOf(metric)
  years.forEach((year, column) => {
    const figures = readMetric(frame, metric, year)
    const marked = operands.flatMap((code) => frame.corrected.get(columnKey(year, code)) ?? [])
    if (marked.length > 0)
      rows.forEach((row, i) => {
        if (marked.some((set) => set.has(row))) corrected.push(i * width + column)
      })
    for (let i = 0; i < rows.length; i++) {
      values[i * width + column] = figures.values[rows[i]!]!
      states[i * width + column] = figures.states[rows[i]!]!
    }
  })
  return {
    kind: 'matrix',
    metric,
    scope,
    years,
    values,
    states,
    corrected,
    orgs: officesOf(frame, scope),
    summaries: years.map((year) => scopeSummary(frame, metric, scope, year, bounds)),
  }
}
