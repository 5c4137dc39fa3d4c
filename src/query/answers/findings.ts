import { RULES } from '../../checks'
import type { Finding } from '../../checks'
import { failing, findingsAt, publishedReportAt } from '../../checks/inFrame'
import { correctReport } from '../../domain/correction'
import type { Org } from '../../domain/orgs'
import type { Report } from '../../domain/report'
import { hasBit } from '../../engine/bitset'
import type { Frame } from '../../frame/frame'
import { ownedIn } from '../../frame/owned'
import type { Scope } from '../../map/scope'
import { selectionOf } from '../../map/selection'

/** What fails in the reports of a scope and year, one by one. `undecided`: also what could not be decided. */
export interface FindingsSpec {
  kind: 'findings'
  scope: Scope
  year: number
  undecided?: boolean
  /** So many are given at most; all are counted. */
  most?: number
}

export interface OfficeFinding {
  org: Org
  finding: Finding
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
}

/** The report with the corrections made here in place. */
export function correctedAt(frame: Frame, published: Report): Report {
  const corrections = frame.correctionsOf(published.org, published.year)
  return corrections.length > 0 ? correctReport(published, corrections) : published
}

export function runFindings(
  frame: Frame,
  { scope, year, undecided = false, most = 500 }: FindingsSpec,
): FindingsResult {
  const { mask, rows } = selectionOf(frame, scope)
  const owned = ownedIn(frame, year)
  const reporting = rows.filter((row) => hasBit(owned, row))
  const suspects = new Set<number>()
  let failed = 0
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
      if (undecided || finding.status === 'failed') findings.push({ org: frame.orgs[row]!, finding })
  }
  return { kind: 'findings', scope, year, reports: reporting.length, findings, failed, isCut }
}
