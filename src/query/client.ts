import { againstBelow, explain, shareChecked } from '../checks/explain'
import { explainContextAt, findingsAt } from '../checks/inFrame'
import { correctReport } from '../domain/correction'
import { originOf } from '../domain/mergers'
import type { Report } from '../domain/report'
import { holdersOf, ownerOf } from '../frame/frame'
import type { Frame } from '../frame/frame'
import { heldReport, textsPart } from '../frame/heldReport'
import { CODE } from '../pack/states'
import { frameOn } from './basis'
import type { Basis } from './basis'
import { headlineMetrics } from './answers/brief'
import { doubts } from './brief/doubts'
import type { RankResult } from './answers/rank'
import { interleaved } from './brief/events'
import type { EvidenceReader } from './evidenceReader'
import { labelsOf } from './labels'
import type { LabelledFigure } from './labels'
import { leftOutFiguresOf, marksOf, marksOfEntries } from './marks'
import { entriesIn, withEntries } from './rankEntries'
import { relabelledIn } from './relabelled'
import { quotientsIn, quotientsOf } from './quotients'
import { provenance, reportsIn } from './provenance'
import { ready, runQuery, yearsRead } from './run'
import { shared, specKey } from './shared'
import type {
  Asking,
  MatrixResult,
  Priority,
  QueryClient,
  QueryResult,
  QuerySpec,
  ReportResult,
  ReportSpec,
  ResultOf,
} from './spec'

/** A question about an office that no dataset knows. */
export class UnknownOffice extends Error {
  override name = 'UnknownOffice'
  constructor(readonly org: string) {
    super(`no such office: ${org}`)
  }
}

const KEPT = 64

/** Every column in memory: a report, and what it is held against, reads nearly all. */
async function wholeFrame(frame: Frame): Promise<void> {
  if (frame.layers.every(({ published }) => published.isWhole())) return
  await Promise.all(frame.layers.map(({ published }) => published.load()))
}

/**
 * The report that a dataset holds: as it was given, or of a large set from its columns, with what these do not hold
 * where it was kept.
 */
async function fetchReport(
  frame: Frame,
  reader: EvidenceReader,
  dataset: string,
  org: string,
  year: number,
): Promise<{ report: Report; dataset: string } | undefined> {
  const part = textsPart(frame, dataset, org, year)
  const from = originOf(dataset, org)
  const bare = part === undefined && frame.datasets.find(({ id }) => id === from.dataset)?.evidence === 0
  const held = bare
    ? undefined
    : await (part === undefined ? reader([from.dataset], from.org, year) : reader([from.dataset], from.org, year, part))
  if (held && 'report' in held) return { dataset, report: from.org === org ? held.report : { ...held.report, org } }
  await wholeFrame(frame)
  const report = heldReport(frame, dataset, org, year)
  if (!report) return undefined
  const { source, covers, cells, prose } = held?.extras ?? {}
  return {
    dataset,
    report: {
      ...report,
      ...(source && { source }),
      ...(covers && { covers }),
      cells: { ...report.cells, ...cells },
      prose: { ...report.prose, ...prose },
    },
  }
}

/** A report with what the checks find in it, where asked for. Rejects for an office that no dataset knows. */
export async function runReport(
  frame: Frame,
  reader: EvidenceReader,
  { org, year, dataset, checked = false, explained = false }: ReportSpec,
): Promise<ReportResult> {
  const row = frame.rowOf.get(org)
  if (row === undefined) throw new UnknownOffice(org)
  const office = frame.orgs[row]!
  const owner = dataset ?? ownerOf(frame, office.id, year)
  const found = owner === undefined ? undefined : await fetchReport(frame, reader, owner, office.id, year)
  const answer = { kind: 'report', org: office, year, versions: holdersOf(frame, office.id, year) } as const
  if (!found) return answer
  const report = correctReport(found.report, frame.correctionsOf(office.id, year))
  const held = { ...answer, dataset: found.dataset, report }
  if (!checked && !explained) return held
  await wholeFrame(frame)
  const findings = findingsAt(frame, row, found.report, report)
  if (!explained) return { ...held, findings }
  const context = explainContextAt(frame, row, year)
  return {
    ...held,
    findings,
    explanation: explain(report, context),
    checked: shareChecked(found.report, context),
    ...(context.children && { below: againstBelow(found.report, context.children) }),
  }
}

const withMarks = (frame: Frame, result: MatrixResult, basis: Basis | undefined): MatrixResult => {
  const relabelled = relabelledIn(frame, result)
  const quotients = quotientsIn(frameOn(frame, basis), result)
  return {
    ...result,
    marks: marksOf(frame, result),
    ...(relabelled.length > 0 && { relabelled }),
    ...(quotients.size > 0 && { quotients }),
  }
}

function withEntryMarks(frame: Frame, result: RankResult, basis: Basis | undefined): RankResult {
  const { metric, scope, year } = result
  const orgs = [...new Set(entriesIn(result).map(({ org }) => org))]
  const marks = marksOfEntries(frame, result, orgs)
  const quotients = quotientsOf(frameOn(frame, basis), result, orgs)
  const known = new Map(orgs.map((org, i) => [org, { mark: marks.get(org), quotient: quotients.get(i) }]))
  return {
    ...withEntries(result, (entry) => {
      const { mark, quotient } = known.get(entry.org) ?? {}
      return mark || quotient ? { ...entry, ...(mark && { mark }), ...(quotient && { quotient }) } : entry
    }),
    ...(result.missing.doubtful && { leftOut: leftOutFiguresOf(frame, metric, scope, year) }),
  }
}

/** The figures of a matrix that are there. */
function* figuresIn({ years, orgs, states }: MatrixResult): Generator<LabelledFigure> {
  for (let at = 0; at < states.length; at++)
    if (states[at] === CODE.value)
      yield { org: orgs[Math.floor(at / years.length)]!.id, year: years[at % years.length]!, at }
}

async function withLabels(frame: Frame, reader: EvidenceReader, result: MatrixResult): Promise<MatrixResult> {
  const labels = await labelsOf(frame, reader, result.metric, figuresIn(result))
  return labels.size > 0 ? { ...result, labels } : result
}

/** An answer about figures of sentences, with the words that each stands in. */
export async function labelled(frame: Frame, reader: EvidenceReader, result: QueryResult): Promise<QueryResult> {
  if (result.kind === 'matrix') return withLabels(frame, reader, result)
  if (result.kind === 'lines') return { ...result, matrix: await withLabels(frame, reader, result.matrix) }
  if (result.kind !== 'rank') return result
  const { metric, year } = result
  const places = new Map(entriesIn(result).map(({ org, place }) => [place, { org: org.id, year, at: place }]))
  const labels = await labelsOf(frame, reader, metric, places.values())
  return withEntries(result, (entry) => {
    const label = labels.get(entry.place)
    return label === undefined ? entry : { ...entry, label }
  })
}

/** An answer with what is known of the figures it gives. */
export function marked(frame: Frame, result: QueryResult, spec: QuerySpec): QueryResult {
  if (result.kind === 'matrix') return withMarks(frame, result, spec.basis)
  if (result.kind === 'rank') return withEntryMarks(frame, result, spec.basis)
  if (result.kind === 'brief' && spec.kind === 'brief' && spec.basis?.doubtful !== 'counted')
    return {
      ...result,
      events: interleaved([
        ...doubts(frame, headlineMetrics(spec.year), spec.scope, spec.year, spec.office),
        ...result.events,
      ]),
    }
  if (result.kind === 'lines') return { ...result, matrix: withMarks(frame, result.matrix, spec.basis) }
  return result
}

/** How a door to a frame behaves. */
export interface ClientOptions {
  /** Waited for before each computation, so that many questions at once do not block a page. */
  turn?: (priority?: Priority) => Promise<void>
  /** What the frame's figures come from, in short. */
  version?: string
}

/**
 * Answers questions from a frame in this very tab. The last answers are kept and handed out again: treat them as
 * read-only. A question that was given up before its turn is not computed. A report about an unknown office, or one
 * whose evidence cannot be read, rejects.
 */
export function createClient(
  frame: Frame,
  reader: EvidenceReader,
  { turn, version = '' }: ClientOptions = {},
): QueryClient {
  const kept = new Map<string, QueryResult>()
  const keep = (key: string, result: QueryResult): QueryResult => {
    kept.delete(key)
    kept.set(key, result)
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
    return result
  }
  const answer = async (spec: QuerySpec, { signal, priority, told }: Asking = {}): Promise<QueryResult> => {
    told?.(provenance('local', version, () => reportsIn(frame, yearsRead(frame, spec))))
    if (spec.kind === 'report') return runReport(frame, reader, spec)
    const key = specKey(spec)
    const held = kept.get(key)
    if (held) return keep(key, held)
    await ready(frame, spec)
    await turn?.(priority)
    signal?.throwIfAborted()
    const result =
      kept.get(key) ?? (await labelled(frame, reader, marked(frame, runQuery(frameOn(frame, spec.basis), spec), spec)))
    return keep(key, result)
  }
  return shared({
    run: <S extends QuerySpec>(spec: S, asking?: Asking) => answer(spec, asking) as Promise<ResultOf[S['kind']]>,
  })
}
