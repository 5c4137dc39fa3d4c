import { correctReport } from '../domain/correction'
import type { Report } from '../domain/report'
import { holdersOf, ownerOf } from './frame'
import type { Frame } from './frame'
import { heldReport } from './heldReport'
import { ready } from './needs'
import { runQuery } from './run'
import type { QueryClient, QueryResult, QuerySpec, ReportResult, ResultOf } from './spec'

/** Fetches a report with its raw text; the last of the datasets named that holds one counts. */
export type EvidenceReader =
  (datasets: readonly string[], org: string, year: number) => Promise<{ report: Report; dataset: string } | undefined>

/** A question about an office that no dataset knows. */
export class UnknownOffice extends Error {
  override name = 'UnknownOffice'
  constructor(readonly org: string) {
    super(`no such office: ${org}`)
  }
}

const KEPT = 64

/** A report that was imported without raw text, from its figures alone. */
async function rebuilt(frame: Frame, dataset: string, org: string, year: number): Promise<{ report: Report; dataset: string } | undefined> {
  await Promise.all(frame.layers.map(({ segment }) => segment.load()))
  const report = heldReport(frame, dataset, org, year)
  return report && { report, dataset }
}

async function runReport(frame: Frame, reader: EvidenceReader, { org, year, dataset }: Extract<QuerySpec, { kind: 'report' }>): Promise<ReportResult> {
  const row = frame.rowOf.get(org)
  if (row === undefined) throw new UnknownOffice(org)
  const owner = dataset ?? ownerOf(frame, org, year)
  const found = owner === undefined ? undefined : await reader([owner], org, year) ?? await rebuilt(frame, owner, org, year)
  return {
    kind: 'report', org: frame.orgs[row]!, year, versions: holdersOf(frame, org, year),
    ...(found && { dataset: found.dataset, report: correctReport(found.report, frame.correctionsOf(found.dataset, org, year)) }),
  }
}

/**
 * Answers questions from a frame in this very tab. The last answers are kept and handed out again: treat them as
 * read-only. A report about an unknown office, or one whose evidence cannot be read, rejects.
 */
export function createClient(frame: Frame, reader: EvidenceReader): QueryClient {
  const kept = new Map<string, QueryResult>()
  const keep = (key: string, result: QueryResult): QueryResult => {
    kept.delete(key)
    kept.set(key, result)
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
    return result
  }
  const answer = async (spec: QuerySpec): Promise<QueryResult> => {
    if (spec.kind === 'report') return runReport(frame, reader, spec)
    const key = JSON.stringify(spec)
    const held = kept.get(key)
    if (held) return keep(key, held)
    await ready(frame, spec)
    return keep(key, runQuery(frame, spec))
  }
  return { run: <S extends QuerySpec>(spec: S) => answer(spec) as Promise<ResultOf[S['kind']]> }
}
