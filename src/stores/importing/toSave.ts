import { toRaw } from 'vue'
import type { Report } from '../../domain/report'
import type { Noted } from '../../domain/submission'
import { finishedReport } from '../../parse/typed'
import type { SourceRecord } from '../../storage'
import type { Entry } from './batch'
import type { FoundSet } from './found'
import { keyFor } from './placeDrafts'
import type { HeldVersion, PlacedDraft } from './placeDrafts'

/** Bytes that an import takes at the least, where it is large at all. */
export const bytesOf = (sets: readonly FoundSet[], sources: readonly SourceRecord[]): number =>
  sources.reduce((sum, { file }) => sum + file.size, 0) +
  sets
    .flatMap(({ prepared }) => [...(prepared?.segments ?? []), ...(prepared?.texts ?? [])])
    .reduce((sum, { bytes }) => sum + (bytes instanceof ArrayBuffer ? bytes.byteLength : bytes.size), 0)

/** Drafts as what is stored. Of two versions in the batch the first counts, unless the second is preferred. */
export function entriesOf(
  entries: readonly PlacedDraft[],
  rivals: ReadonlyMap<string, readonly HeldVersion[]>,
): Entry[] {
  const beaten = new Set(entries.flatMap(({ draft, twin }) => (twin && draft.prefer === 'this' ? [twin.key] : [])))
  const contested = new Set(entries.flatMap(({ twin }) => (twin ? [twin.key] : [])))
  return entries.map(({ draft, placement, year, replaces, twin }) => {
    const [counting] = rivals.get(keyFor(placement!.org.id, year!)) ?? []
    return {
      report: { ...draft.report, org: placement!.org.id, year: year! },
      file: { name: draft.file, ...(draft.blob && { blob: draft.blob }) },
      counts: twin ? draft.prefer === 'this' : !beaten.has(draft.key) && draft.prefer !== 'held',
      contested: replaces || twin !== undefined || contested.has(draft.key),
      ...(!twin && draft.prefer === 'held' && counting && { staying: counting.dataset }),
    }
  })
}

/** What was typed in, as it is stored: the report that it makes, of a source that says how it came. */
export function asTyped({ draft, twin: _twin, ...entry }: PlacedDraft): PlacedDraft {
  const source: Report['source'] = { origin: 'typed', ...(draft.blob && { file: draft.file }) }
  return { ...entry, draft: { ...draft, report: { ...finishedReport(draft.report), source } }, ready: true }
}

/** What is said of a report's year and organ that stays to be explained once it is saved. */
const NOTED: readonly string[] = ['year-conflict', 'org-conflict']

/**
 * What reports leave open when they are saved, and the day they came, to be noted beside them. `batchReceived`: the day
 * given for the whole batch; `notedOf`: what is noted of a report so far.
 */
export function notesOf(
  entries: readonly PlacedDraft[],
  batchReceived: string,
  notedOf: (org: string, year: number) => Noted | undefined,
): { noted: Noted }[] {
  return entries.flatMap(({ draft, placement, year }) => {
    const issues = toRaw(draft.issues)
      .filter(({ code }) => NOTED.includes(code))
      .map(({ code, params }) => ({ code, ...(params && { params: { ...toRaw(params) } }) }))
    const org = placement!.org.id
    const isAsked = draft.typed === undefined && draft.report.source?.published === undefined
    // A report of an earlier year that comes along with this year's came long ago.
    const isDue = Number(batchReceived.slice(0, 4)) - 1 === year
    const received = draft.received ?? (isAsked && isDue ? batchReceived : '')
    if (issues.length === 0 && received === '' && !notedOf(org, year!)?.issues) return []
    // What a corrected version no longer has is no question any more.
    const open = issues.length > 0 ? issues : undefined
    return [{ noted: { org, year: year!, issues: open, ...(received !== '' && { received }) } }]
  })
}
