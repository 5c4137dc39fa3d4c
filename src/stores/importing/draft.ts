import { markRaw } from 'vue'
import { checkReport } from '../../checks'
import type { Finding } from '../../checks'
import type { Issue } from '../../domain/issues'
import type { Report } from '../../domain/report'
import type { ParsedReport } from '../../parse'

/** One report that was read and waits for a decision. Office, district and year may be filled in or changed. */
export interface Draft {
  key: number
  file: string
  /** The file itself, to look at beside what was read from it. */
  blob?: Blob
  org: string
  district: string
  year: string
  keep: boolean
  /** With the corrections made so far; its own `org` and `year` count for nothing. */
  report: Report
  /** What the report itself leaves open. */
  unsure: readonly string[]
  issues: Issue[]
  findings: Finding[]
  /** Which of two versions counts; without one, this. */
  prefer?: 'this' | 'held'
  /** What a report that is being typed in is called in links. */
  typed?: string
  /** Id of the office, where it was chosen and not told from its name. */
  office?: string
  /** The day on which it came, as YYYY-MM-DD, where that is known of this one. */
  received?: string
}

/** A file that gave nothing, kept so that it can be tried again. */
export interface Failure {
  key: number
  file: string
  issues: Issue[]
  blob?: File
}

export const failedIn = (report: Report): Finding[] => checkReport(report).filter(({ status }) => status === 'failed')

/** A year as a person writes it. */
export const yearOf = (text: string): number | undefined => (/^20\d\d$/u.test(text.trim()) ? Number(text) : undefined)

/** How many things in a draft want looking at. */
export const doubtsOf = ({ issues, findings }: Draft): number =>
  findings.length + issues.filter(({ severity }) => severity !== 'info').length

const reportOf = (parsed: ParsedReport, file: string): Report => ({
  org: '',
  year: parsed.year ?? 0,
  forms: parsed.forms,
  cells: parsed.cells,
  prose: parsed.prose,
  source: {
    file,
    ...(parsed.title && { title: parsed.title }),
    ...(parsed.published !== undefined && { published: parsed.published }),
  },
})

/** A report that was read from a file, as it waits. `guess`: the office's name, where the report does not say it. */
export function draftOf(
  parsed: ParsedReport,
  { file, blob, issues }: { file: string; blob?: Blob; issues: Issue[] },
  key: number,
  guess: () => string | undefined,
): Draft {
  const report = markRaw(reportOf(parsed, file))
  return {
    key,
    file,
    report,
    issues,
    keep: true,
    unsure: parsed.unsure ?? (parsed.org === undefined ? ['org'] : []),
    org: parsed.org ?? guess() ?? '',
    district: parsed.district ?? '',
    year: parsed.year === undefined ? '' : String(parsed.year),
    findings: failedIn(report),
    ...(blob && { blob: markRaw(blob) }),
  }
}

/** The year that another part of a report names, where its title says another. */
export function otherYear({ issues, year }: Draft): string | undefined {
  const { year: titled, other } = issues.find(({ code }) => code === 'year-conflict')?.params ?? {}
  return other !== undefined && String(titled) === year.trim() ? String(other) : undefined
}
