import { childRows } from '../checks/inFrame'
import { bitset, setBit } from '../engine/bitset'
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
import { runQuery, yearsRead } from '../query/run'
import { provenance, reportsIn } from '../query/provenance'
import { shared, specKey } from '../query/shared'
import type { Asking, MatrixResult, QueryClient, QueryResult, QuerySpec, ReportSpec, ResultOf } from '../query/spec'
import { summaryOf, yearOf, NotThere } from './answers/aggregates'
import { moversThere } from './answers/movers'
import { rankThere } from './answers/rank'
import { rollupThere } from './answers/rollup'
import { spreadThere } from './answers/spread'
import type { Source } from './source'
import type { Asked } from './wire'

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

/** Questions about some metrics of some years. */
type Plain = Exclude<ColumnSpec, { kind: 'findings' | 'failures' | 'filled' }>

const isPlain = (spec: QuerySpec): spec is Plain & QuerySpec =>
  !['report', 'findings', 'failures', 'filled'].includes(spec.kind)

function needsOf(spec: Plain): Needs {
  switch (spec.kind) {
    case 'matrix':
      return { metrics: [spec.metric], years: spec.years, scopes: [spec.scope] }
    case 'rank':
    case 'spread':
      return { metrics: [spec.metric], years: [spec.year], scopes: [spec.scope, { ...spec.scope, year: spec.year }] }
    case 'movers': {
      const years = [spec.from ?? spec.year - 1, spec.year]
      return { metrics: [spec.metric], years, scopes: inYears(spec.scope, years) }
    }
    case 'rollup':
      return { metrics: [spec.metric], years: spec.years, scopes: inYears(spec.scope, spec.years) }
    case 'lines':
      return { metrics: [spec.metric], years: spec.years, offices: spec.offices }
    case 'sample': {
      const { metric, years, scope, offices } = spec
      return { metrics: [metric], years, scopes: inYears(scope, years), offices }
    }
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

  async function loaded(frame: Frame, needs: Needs, asked: Asked = {}): Promise<Frame> {
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
      ...segmentsOf(frame).map((segment) => segment.load([...keys, ...(needs.beside ?? [])], asked.signal)),
      ...(codes.length > 0 ? [source.loadDoubts(codes, held, asked)] : []),
    ])
    asked.signal?.throwIfAborted()
    return frame
  }

  /** The offices that a question is about, where it is about some of them. */
  function partOf(spec: QuerySpec): { rows: Uint32Array; key: string } | undefined {
    const { frame } = source
    if (spec.kind === 'report') {
      const row = frame.rowOf.get(spec.org)
      if (row === undefined) throw new UnknownOffice(spec.org)
      const rows = spec.checked || spec.explained ? around(frame, [row], spec.year) : Uint32Array.of(row)
      return { rows, key: JSON.stringify(['whole', Array.from(rows)]) }
    }
    if (spec.kind === 'findings') {
      const rows = around(frame, selectionOf(frame, spec.scope).rows, spec.year)
      return { rows, key: JSON.stringify(['whole', spec.year, scopeKey(spec.scope)]) }
    }
    if (!isPlain(spec)) return undefined
    const needs = needsOf(spec)
    if (needs.scopes === undefined && needs.offices === undefined) return undefined
    const key = JSON.stringify([needs.scopes?.map(scopeKey), needs.offices])
    return { rows: rowsNeeded(frame, needs), key }
  }

  function rowsRead(spec: QuerySpec): number {
    const part = partOf(spec)
    const offices = part && bitset(source.frame.orgs.length)
    if (offices) for (const row of part.rows) setBit(offices, row)
    return reportsIn(source.frame, yearsRead(source.frame, spec), offices)
  }

  /** Answered in the tab, from columns of the offices that the question is about; `ofAll`: of every office. */
  async function here(spec: Plain & QuerySpec, asked: Asked = {}, ofAll = false): Promise<QueryResult> {
    const needs = needsOf(spec)
    const part = ofAll ? undefined : partOf(spec)
    const frame = part ? partOver(part.rows, part.key) : source.over()
    await loaded(frame, needs, asked)
    return labelled(frame, source.evidence, marked(frame, runQuery(frameOn(frame, spec.basis), spec), spec))
  }

  /** Ranked there; what is known of the figures that it names is fetched for their offices alone. */
  async function rankFrom(spec: Extract<QuerySpec, { kind: 'rank' }>, asked: Asked = {}): Promise<QueryResult> {
    const result = await rankThere(source, spec, asked)
    const { metric, scope, year, missing } = result
    const named = entriesIn(result).map(({ org }) => org.id)
    if (missing.doubtful) {
      await source.loadDoubts(operandsOf(metric), [year], asked)
      for (const row of leftOutRowsOf(source.frame, metric, scope, year).keys()) named.push(source.frame.orgs[row]!.id)
    }
    const offices = [...new Set(named)]
    const needs = { metrics: [metric], years: [year], offices }
    const frame = partOver(rowsNeeded(source.frame, needs), JSON.stringify([undefined, offices]))
    await loaded(frame, needs, asked)
    return labelled(frame, source.evidence, marked(frame, result, spec))
  }

  async function sampleThere(spec: Extract<QuerySpec, { kind: 'sample' }>, asked: Asked = {}): Promise<MatrixResult> {
    const { metric, scope, years, offices, bounds, basis } = spec
    const lines = { kind: 'lines' as const, metric, years, offices, ...(basis && { basis }) }
    const [answer, summaries] = await Promise.all([
      here(lines, asked),
      Promise.all(years.map((year) => summaryOf(yearOf(source, metric, scope, year, basis, asked), bounds))),
    ])
    return { ...(answer as ResultOf['lines']).matrix, scope, summaries }
  }

  function wholeOver(spec: QuerySpec): Frame {
    const { rows, key } = partOf(spec)!
    return partOver(rows, key)
  }

  /** With every column of the offices that are looked at and of those they are held against. */
  async function findingsHere(spec: Extract<QuerySpec, { kind: 'findings' }>, asked: Asked): Promise<QueryResult> {
    const frame = wholeOver(spec)
    await Promise.all(segmentsOf(frame).map((segment) => segment.load(undefined, asked.signal)))
    return runQuery(frameOn(frame, spec.basis), spec)
  }

  async function reportHere(spec: ReportSpec, asked: Asked): Promise<QueryResult> {
    const frame = wholeOver(spec)
    await Promise.all(segmentsOf(frame).map((segment) => segment.load(undefined, asked.signal)))
    return runReport(frame, source.evidence, spec)
  }

  function there(spec: QuerySpec, asked: Asked = {}): Promise<QueryResult> {
    if (source.hasLocal && isPlain(spec)) return here(spec, asked)
    switch (spec.kind) {
      case 'rank':
        return rankFrom(spec, asked)
      case 'spread':
        return spreadThere(source, spec, asked)
      case 'movers':
        return moversThere(source, spec, asked)
      case 'rollup':
        return rollupThere(source, spec, asked)
      case 'sample':
        return sampleThere(spec, asked)
      case 'failures':
        return source.failures(spec, asked)
      case 'report':
        return reportHere(spec, asked)
      case 'findings':
        return findingsHere(spec, asked)
      case 'filled':
        return Promise.resolve(runQuery(source.frame, spec))
      default:
        return here(spec, asked)
    }
  }

  async function answer(spec: QuerySpec, { told, ...asked }: Asking = {}): Promise<QueryResult> {
    told?.(provenance('clickhouse', source.mark, () => rowsRead(spec)))
    const key = specKey(spec)
    const held = kept.get(key)
    if (held) return held
    const answered = await there(spec, asked).catch((error: unknown) => {
      // Added up in another order, or from fewer of them, its last digit may be another.
      if (error instanceof NotThere && isPlain(spec)) return here(spec, asked, true)
      throw error
    })
    // What was read while the version was taken away may lack a part.
    await source.check(asked)
    if (spec.kind === 'report') return answered
    kept.set(key, answered)
    if (kept.size > KEPT_ANSWERS) kept.delete(kept.keys().next().value!)
    return answered
  }

  return shared({
    run: <S extends QuerySpec>(spec: S, asking?: Asking) => answer(spec, asking) as Promise<ResultOf[S['kind']]>,
  })
}
