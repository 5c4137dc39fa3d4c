import { RULES } from '../../checks'
import type { Finding } from '../../checks'
import { failing, findingsAt, publishedReportAt } from '../../checks/inFrame'
import { subjectOf } from '../../checks/problem'
import { correctReport } from '../../domain/correction'
import { isMetricCode } from '../../domain/metrics'
import type { ProseCode } from '../../domain/metrics'
import type { Org } from '../../domain/orgs'
import { readFigure } from '../../domain/report'
import type { Report } from '../../domain/report'
import { hasBit } from '../../engine/bitset'
import { holdersOf, ownerOf } from '../../frame/frame'
import type { Frame } from '../../frame/frame'
import { heldReport } from '../../frame/heldReport'
import { ownedIn, versionsIn } from '../../frame/owned'
import type { Scope } from '../../map/scope'
import { selectionOf } from '../../map/selection'

/** What fails in the reports of a scope and year, one by one. `undecided`: also what could not be decided. */
export interface FindingsSpec {
  kind: 'findings'
  scope: Scope
  year: number
  undecided?: boolean
  /** Also what other versions held had wrong, and the one that counts has not. */
  closed?: boolean
  /** So many are given at most; all are counted. */
  most?: number
}

export interface OfficeFinding {
  org: Org
  finding: Finding
  /** The published figures that it names, those that are numbers. */
  figures: Partial<Record<ProseCode, number>>
}

/** What an earlier version of a report had wrong, and the version that counts has not. */
export interface ClosedFinding extends OfficeFinding {
  /** The datasets of the earlier version, and of the one that counts. */
  dataset: string
  by: string
  /** The same figures in the version that counts. */
  now: Partial<Record<ProseCode, number>>
}

export interface FindingsResult {
  kind: 'findings'
  scope: Scope
  year: number
  /** Reports of the scope that were checked. */
  reports: number
  /** In the order of the map. */
  findings: OfficeFinding[]
  /** How many fail in all, those not given included. */
  failed: number
  /** There are more than `findings` has. */
  isCut: boolean
  /** Where asked for: what another version of a report that is held had wrong. */
  closed?: ClosedFinding[]
}

/** The report with the corrections made here in place. */
export function correctedAt(frame: Frame, published: Report): Report {
  const corrections = frame.correctionsOf(published.org, published.year)
  return corrections.length > 0 ? correctReport(published, corrections) : published
}

const figuresIn = (report: Report, codes: readonly ProseCode[]): Partial<Record<ProseCode, number>> =>
  Object.fromEntries(
    codes.flatMap((code) => {
      const value = isMetricCode(code) ? readFigure(report, code) : undefined
      return typeof value === 'number' ? [[code, value]] : []
    }),
  )

/** What the other versions held of a report had wrong that the one that counts has not, each once, the newest first. */
function closedAt(frame: Frame, row: number, counting: Report): ClosedFinding[] {
  const org = frame.orgs[row]!
  const { year } = counting
  const by = ownerOf(frame, org.id, year)!
  const key = ({ rule, codes, params }: Finding): string => subjectOf({ rule, codes, params })
  const failing = (report: Report): Finding[] =>
    findingsAt(frame, row, report).filter(({ status }) => status === 'failed')
  const seen = new Set(failing(counting).map(key))
  return holdersOf(frame, org.id, year)
    .filter((dataset) => dataset !== by)
    .reverse()
    .flatMap((dataset) => {
      const earlier = heldReport(frame, dataset, org.id, year)
      if (!earlier) return []
      return failing(earlier).flatMap((finding): ClosedFinding[] => {
        if (seen.has(key(finding))) return []
        seen.add(key(finding))
        const [figures, now] = [figuresIn(earlier, finding.codes), figuresIn(counting, finding.codes)]
        return [{ org, finding, figures, now, dataset, by }]
      })
    })
}

export function runFindings(
  frame: Frame,
  { scope, year, undecided = false, closed = false, most = 500 }: FindingsSpec,
): FindingsResult {
  const { mask, rows } = selectionOf(frame, scope)
  const owned = ownedIn(frame, year)
  const reporting = rows.filter((row) => hasBit(owned, row))
  const suspects = new Set<number>()
  let failed = 0
  const closedIn = (row: number): ClosedFinding[] => {
    const report = versionsIn(frame, year)[row]! > 1 ? publishedReportAt(frame, row, year) : undefined
    return report ? closedAt(frame, row, report) : []
  }
  for (const rule of RULES) {
    const { rows: failingRows, counts } = failing(frame, rule, year)
    failingRows.forEach((row, i) => {
      if (!hasBit(mask, row)) return
      suspects.add(row)
      failed += counts[i]!
    })
  }
  const findings: OfficeFinding[] = []
  let isCut = false
  for (const row of reporting) {
    if (!undecided && !suspects.has(row)) continue
    if (findings.length >= most) {
      isCut = true
      break
    }
    const published = publishedReportAt(frame, row, year)
    if (!published) continue
    for (const finding of findingsAt(frame, row, published, correctedAt(frame, published)))
      if (undecided || finding.status === 'failed')
        findings.push({ org: frame.orgs[row]!, finding, figures: figuresIn(published, finding.codes) })
  }
  const shut = closed && frame.layers.length > 1 ? Array.from(reporting.slice(0, most)).flatMap(closedIn) : []
  return {
    kind: 'findings',
    scope,
    year,
    reports: reporting.length,
    findings,
    failed,
    isCut,
    ...(closed && { closed: shut }),
  }
}
