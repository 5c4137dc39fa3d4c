import { hasBit } from '../engine/bitset'
import { runFailures } from './answers/failures'
import { runFilled } from './answers/filled'
import { runLines } from './answers/lines'
import { runMovers } from './answers/movers'
import { runRank } from './answers/rank'
import { runRollup } from './answers/rollup'
import { runSample } from './answers/sample'
import { runSpread } from './answers/spread'
import { readMetric } from '../frame/derived'
import { operandsOf } from '../domain/metrics'
import type { Frame } from '../frame/frame'
import { columnKey } from '../pack/columnNames'
import { officesOf, selectionOf } from '../map/selection'
import { ownedIn } from '../frame/owned'
import type { CompletenessResult, MatrixResult, QueryResult, QuerySpec } from './spec'
import { summarise } from './summary'

type SpecOf<K extends QuerySpec['kind']> = Extract<QuerySpec, { kind: K }>

/** One metric for the offices of a scope and the years asked; a year nobody reports is all `no-report`. */
export function runMatrix(frame: Frame, { metric, scope, years }: SpecOf<'matrix'>): MatrixResult {
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
    summaries: years.map((year, column) => summarise(metric, year, values, states, column, width)),
  }
}

/** Who reported, and how much of the statutory tables is filled. */
export function runCompleteness(frame: Frame, { scope, years }: SpecOf<'completeness'>): CompletenessResult {
  const { rows } = selectionOf(frame, scope)
  const width = years.length
  const held = new Uint8Array(rows.length * width)
  const shares = new Float64Array(rows.length * width).fill(NaN)
  const { filled, cells } = runFilled(frame, { kind: 'filled', years })
  years.forEach((year, column) => {
    const owned = ownedIn(frame, year)
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!
      if (!hasBit(owned, row)) continue
      held[i * width + column] = 1
      shares[i * width + column] = filled[column]![row]! / cells[column]![row]!
    }
  })
  return { kind: 'completeness', years, orgs: officesOf(frame, scope), held, filled: shares }
}

/**
 * Answers a question whose columns are in memory; all but a report's, which may have to be fetched. Pure and immediate.
 */
export function runQuery(frame: Frame, spec: Exclude<QuerySpec, { kind: 'report' }>): QueryResult {
  switch (spec.kind) {
    case 'matrix':
      return runMatrix(frame, spec)
    case 'completeness':
      return runCompleteness(frame, spec)
    case 'rank':
      return runRank(frame, spec)
    case 'spread':
      return runSpread(frame, spec)
    case 'movers':
      return runMovers(frame, spec)
    case 'rollup':
      return runRollup(frame, spec)
    case 'filled':
      return runFilled(frame, spec)
    case 'lines':
      return runLines(frame, spec)
    case 'failures':
      return runFailures(frame, spec)
    case 'sample':
      return runSample(frame, spec)
  }
}
