import { childRows } from '../checks/inFrame'
import { METRICS, operandsOf } from '../domain/metrics'
import type { MetricId } from '../domain/metrics'
import type { Frame } from '../frame/frame'
import { parentRows } from '../map/parents'
import { scopeKey } from '../map/scope'
import type { Scope } from '../map/scope'
import { selectionOf } from '../map/selection'
import { siblingsIn } from '../map/siblings'
import { PUBLISHED_COLUMN, columnKey, markColumn, wordingColumn } from '../pack/columnNames'
import type { ColumnSpec } from '../query/answers'
import { briefMetrics } from '../query/answers/brief'
import { frameOn } from '../query/basis'
import { UnknownOffice, labelled, marked, runReport } from '../query/client'
import { leftOutRowsOf } from '../query/marks'
import { entriesIn } from '../query/rankEntries'
import { runQuery } from '../query/run'
import { shared, specKey } from '../query/shared'
import type { Asking, MatrixResult, QueryClient, QueryResult, QuerySpec, ReportSpec, ResultOf } from '../query/spec'
import { summaryOf, yearOf, NotThere } from './answers/aggregates'
import { failuresThere } from './answers/failures'
import { moversThere } from './answers/movers'
import { rankThere } from './answers/rank'
import { rollupThere } from './answers/rollup'
import { spreadThere } from './answers/spread'
import type { Source } from './source'

/** Frames over parts of a source whose columns were fetched: so many are kept for the next question about them. */
const KEPT_PARTS = 6
const KEPT_ANSWERS = 64

/** What a question that is answered here reads, and of which offices. */
interface Needs {
  metrics: readonly MetricId[]
  years: readonly number[]
  scopes?: readonly Scope[]
  offices?: readonly string[]
  /** Columns of these years beside the metrics'. */
  beside?: readonly string[]
}

const inYears = (scope: Scope, years: readonly number[]): Scope[] => [
  scope,
  ...years.map((year) => ({ ...scope, year })),
]

function needsOf(spec: Exclude<ColumnSpec, { kind: 'findings' | 'failures' | 'filled' }>): Needs {
  switch (spec.kind) {
    case 'matrix':
      return { metrics: [spec.metric], years: spec.years, scopes: [spec.scope] }
    case 'rank':
    case 'spread':
      return { metrics: [spec.metric], years: [spec.year] }
    case 'movers':
      return { metrics: [spec.metric], years: [spec.from ?? spec.year - 1, spec.year] }
    case 'rollup':
      return { metrics: [spec.metric], years: spec.years }
    case 'lines':
      return { metrics: [spec.metric], years: spec.years, offices: spec.offices }
    case 'sample':
      return { metrics: [spec.metric], years: spec.years }
    case 'completeness':
      return {
        metrics: [],
        years: spec.years,
        scopes: [spec.scope],
        beside: spec.years.map((year) => columnKey(year, PUBLISHED_COLUMN)),
      }
    case 'parts':
      return {
        metrics: spec.metrics,
        years: spec.years,
        scopes: inYears(spec.scope, spec.years),
        offices: spec.offices ?? [],
      }
    case 'brief': {
      const years = [...new Set([...spec.years, spec.year, spec.year - 1])]
      return {
        metrics: briefMetrics(spec.year),
        years,
        scopes: inYears(spec.scope, years),
        offices: spec.office === undefined ? [] : [spec.office],
      }
    }
  }
}

/** Rows that stand beside a report when it is checked: those under the same parent, below it, and above it. */
function around(frame: Frame, rows: ArrayLike<number>, year: number): Uint32Array {
  const { of, members } = siblingsIn(frame, year)
  const below = childRows(frame, year)
  const parents = parentRows(frame, year)
  const found = new Set<number>()
  for (const row of Array.from(rows)) {
    const parent = parents[row]!
    for (const one of [row, ...(members[of[row]!] ?? []), ...(below.get(row) ?? [])]) found.add(one)
    if (parent < 0) continue
    found.add(parent)
    for (const one of below.get(parent) ?? []) found.add(one)
  }
  return Uint32Array.from(found).sort()
}

/** The rows of scopes and of offices named, ascending. */
function rowsNeeded(frame: Frame, { scopes = [], offices = [] }: Needs): Uint32Array {
  const rows = new Set(offices.flatMap((id) => frame.rowOf.get(id) ?? []))
  for (const scope of scopes) for (const row of selectionOf(frame, scope).rows) rows.add(row)
  return Uint32Array.from(rows).sort()
}

/**
 * Answers questions from a server, with the very answers that the tab gives. Rankings, spreads, changes, roll-ups and
 * summaries are computed there; of a question about a few offices, or about everything known of a scope, the columns it
 * needs are fetched for these offices and given to what answers in the tab. Rejects with a RemoteError.
 */
export function createRemoteClient(source: Source): QueryClient {
  const parts = new Map<string, Frame>()
  const kept = new Map<string, QueryResult>()

  function partOver(rows: Uint32Array, key: string): Frame {
    const held = parts.get(key) ?? source.over(rows)
    parts.delete(key)
    parts.set(key, held)
    if (parts.size > KEPT_PARTS) parts.delete(parts.keys().next().value!)
    return held
  }

  const segmentsOf = (frame: Frame) => frame.layers.map(({ segment }) => segment)

  async function loaded(frame: Frame, needs: Needs, signal?: AbortSignal): Promise<Frame> {
    const codes = [...new Set(needs.metrics.flatMap((metric) => operandsOf(metric)))]
    const held = needs.years.filter((year) => frame.byYear.has(year))
    const keys = held.flatMap((year) =>
      codes.flatMap((code) => [
        columnKey(year, code),
        columnKey(year, markColumn(code)),
        ...(METRICS[code].table === undefined ? [columnKey(year, wordingColumn(code))] : []),
      ]),
    )
    await Promise.all([
      ...segmentsOf(frame).map((segment) => segment.load([...keys, ...(needs.beside ?? [])])),
      ...(codes.length > 0 ? [source.loadDoubts(codes, held, signal)] : []),
    ])
    signal?.throwIfAborted()
    return frame
  }

  /** Answered in the tab, from columns of the offices that the question is about. */
  async function here(spec: Parameters<typeof needsOf>[0] & QuerySpec, signal?: AbortSignal): Promise<QueryResult> {
    const needs = needsOf(spec)
    const isPart = needs.scopes !== undefined || needs.offices !== undefined
    const frame = isPart
      ? partOver(rowsNeeded(source.frame, needs), JSON.stringify([needs.scopes?.map(scopeKey), needs.offices]))
      : source.over()
    await loaded(frame, needs, signal)
    return labelled(frame, source.evidence, marked(frame, runQuery(frameOn(frame, spec.basis), spec), spec))
  }

  /** Ranked there; what is known of the figures that it names is fetched for their offices alone. */
  async function rankFrom(spec: Extract<QuerySpec, { kind: 'rank' }>, signal?: AbortSignal): Promise<QueryResult> {
    const result = await rankThere(source, spec, signal)
    const { metric, scope, year, missing } = result
    const named = entriesIn(result).map(({ org }) => org.id)
    if (missing.doubtful) {
      await source.loadDoubts(operandsOf(metric), [year], signal)
      for (const row of leftOutRowsOf(source.frame, metric, scope, year).keys()) named.push(source.frame.orgs[row]!.id)
    }
    const offices = [...new Set(named)]
    const needs = { metrics: [metric], years: [year], offices }
    const frame = partOver(rowsNeeded(source.frame, needs), JSON.stringify([undefined, offices]))
    await loaded(frame, needs, signal)
    return labelled(frame, source.evidence, marked(frame, result, spec))
  }

  async function sampleThere(
    spec: Extract<QuerySpec, { kind: 'sample' }>,
    signal?: AbortSignal,
  ): Promise<MatrixResult> {
    const { metric, scope, years, offices, bounds, basis } = spec
    const lines = { kind: 'lines' as const, metric, years, offices, ...(basis && { basis }) }
    const [answer, summaries] = await Promise.all([
      here(lines, signal),
      Promise.all(years.map((year) => summaryOf(yearOf(source, metric, scope, year, basis, signal), bounds))),
    ])
    return { ...(answer as ResultOf['lines']).matrix, scope, summaries }
  }

  /** With every column of the offices that are looked at and of those they are held against. */
  async function findingsHere(spec: Extract<QuerySpec, { kind: 'findings' }>): Promise<QueryResult> {
    const rows = around(source.frame, selectionOf(source.frame, spec.scope).rows, spec.year)
    const frame = partOver(rows, JSON.stringify(['whole', spec.year, scopeKey(spec.scope)]))
    await Promise.all(segmentsOf(frame).map((segment) => segment.load()))
    return runQuery(frameOn(frame, spec.basis), spec)
  }

  async function reportHere(spec: ReportSpec): Promise<QueryResult> {
    const row = source.frame.rowOf.get(spec.org)
    if (row === undefined) throw new UnknownOffice(spec.org)
    const rows = spec.checked || spec.explained ? around(source.frame, [row], spec.year) : Uint32Array.of(row)
    const frame = partOver(rows, JSON.stringify(['whole', Array.from(rows)]))
    await Promise.all(segmentsOf(frame).map((segment) => segment.load()))
    return runReport(frame, source.evidence, spec)
  }

  function there(spec: QuerySpec, signal?: AbortSignal): Promise<QueryResult> {
    switch (spec.kind) {
      case 'rank':
        return rankFrom(spec, signal)
      case 'spread':
        return spreadThere(source, spec, signal)
      case 'movers':
        return moversThere(source, spec, signal)
      case 'rollup':
        return rollupThere(source, spec, signal)
      case 'sample':
        return sampleThere(spec, signal)
      case 'failures':
        return failuresThere(source, spec, signal)
      case 'report':
        return reportHere(spec)
      case 'findings':
        return findingsHere(spec)
      case 'filled':
        return Promise.resolve(runQuery(source.frame, spec))
      default:
        return here(spec, signal)
    }
  }

  async function answer(spec: QuerySpec, { signal }: Asking = {}): Promise<QueryResult> {
    const key = specKey(spec)
    const held = kept.get(key)
    if (held) return held
    const answered = await there(spec, signal).catch((error: unknown) => {
      if (error instanceof NotThere && spec.kind !== 'report' && spec.kind !== 'findings') {
        if (spec.kind !== 'failures' && spec.kind !== 'filled') return here(spec, signal)
      }
      throw error
    })
    // What was read while the version was taken away may lack a part.
    await source.check(signal)
    if (spec.kind === 'report') return answered
    kept.set(key, answered)
    if (kept.size > KEPT_ANSWERS) kept.delete(kept.keys().next().value!)
    return answered
  }

  return shared({
    run: <S extends QuerySpec>(spec: S, asking?: Asking) => answer(spec, asking) as Promise<ResultOf[S['kind']]>,
  })
}
