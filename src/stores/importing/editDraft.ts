import { markRaw } from 'vue'
import { correctReport, publishedAt, uncorrected } from '../../domain/correction'
import type { CorrectedIn, Counted } from '../../domain/correction'
import type { ProseCode } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import { failedIn } from './draft'
import type { Draft } from './draft'

const change = (draft: Draft, report: Report): void => {
  draft.report = markRaw(report)
  draft.findings = failedIn(report)
}

/** Corrects figures of a draft: what was read stays beside. */
export function correct(
  draft: Draft,
  changes: readonly { in: CorrectedIn; code: ProseCode; now: Counted }[],
  reason: string,
): void {
  const { report } = draft
  const time = Date.now()
  const corrections = changes.map((one) => ({
    ...one,
    org: '',
    year: report.year,
    was: publishedAt(report, one.in, one.code),
    reason,
    time,
  }))
  change(draft, correctReport(report, corrections))
}
export const takeBack = (draft: Draft, where: CorrectedIn, code: ProseCode): void =>
  change(draft, uncorrected(draft.report, where, code))

/** What a report becomes that is being typed in: its checks wait until it is saved. */
export function retype(draft: Draft, report: Report): void {
  draft.report = markRaw(report)
}
/** Puts a picture or file beside what is typed, or takes it away. */
export function attach(draft: Draft, file: File | undefined): void {
  if (file) draft.blob = markRaw(file)
  else delete draft.blob
  draft.file = file?.name ?? ''
}

/** A report that somebody begins to type in. */
export type Begun = Pick<Draft, 'file' | 'org' | 'district' | 'year' | 'report' | 'office' | 'blob'>

/** A report to be typed in, as it waits. `typed`: what it is called in links. */
export const typedDraft = ({ report, blob, ...rest }: Begun, key: number, typed: string): Draft => ({
  ...rest,
  key,
  typed,
  keep: false,
  unsure: [],
  issues: [],
  findings: [],
  report: markRaw(report),
  ...(blob && { blob: markRaw(blob) }),
})
