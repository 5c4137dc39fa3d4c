import { countedAt } from '../domain/correction'
import type { CorrectedIn, Counted } from '../domain/correction'
import type { ProseCode } from '../domain/metrics'
import type { Report } from '../domain/report'
import type { Finding } from './rule'

/** Corrections that would settle a finding. They are offered, never made: a person decides against the original. */
export interface Suggestion {
  finding: Finding
  changes: { in: CorrectedIn; code: ProseCode; now: Counted }[]
}

/** 元 taken for 万元 or the other way round. */
const SLIP = 10_000

const change = (code: ProseCode, now: Counted): Suggestion['changes'][number] => ({ in: 'cells', code, now })
const asCounted = (reading: ReturnType<typeof countedAt>): Counted =>
  typeof reading === 'number' ? { value: reading } : { missing: reading }

function changesFor(
  { rule, codes: [first, second, third], params: { published, computed, ratio } }: Finding,
  report: Report,
): Suggestion['changes'] {
  if (first === undefined || typeof published !== 'number') return []
  // The figure goes where it was meant to; its cell is left as the cell beside it.
  if (rule === 'column-slip' && second && third)
    return [change(second, { value: published }), change(first, asCounted(countedAt(report, 'cells', third)))]
  if (rule === 'unit-slip' && typeof ratio === 'number')
    return [change(first, { value: Math.round(published * (ratio > 1 ? 1 / SLIP : SLIP) * 100) / 100 })]
  // A total printed as 0 over parts that are not.
  const isTotal = rule === 'sum-challenge' || rule === 'sum-applicants' || rule === 'sum-outcomes'
  return isTotal && published === 0 && typeof computed === 'number' && computed > 0
    ? [change(first, { value: computed })]
    : []
}

/** What could be corrected, for the findings that suggest it. Money in yuan. */
export const suggestionsFor = (report: Report, findings: readonly Finding[]): Suggestion[] =>
  findings
    .filter(({ status }) => status === 'failed')
    .map((finding) => ({ finding, changes: changesFor(finding, report) }))
    .filter(({ changes }) => changes.length > 0)
