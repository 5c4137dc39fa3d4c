import type { Report } from '../domain/report'
import { hasBit } from '../engine/bitset'
import type { Frame } from '../frame/frame'
import { ownerOf } from '../frame/frame'
import { heldReport } from '../frame/heldReport'
import { ownedIn } from '../frame/owned'
import { remembered } from '../frame/remembered'
import { yearColumns } from '../frame/yearColumns'
import { parentRows } from '../map/parents'
import { siblingsIn } from '../map/siblings'
import { CHECKS, checkReport } from '.'
import type { CheckContext, Finding, RuleCode } from './rule'

/** Reports of a year are made of columns once, and the first made let go when there are many. */
const MOST_KEPT = 4000

/** The report that counts for a row and year, as published, from the columns; they must be in memory. */
export function publishedAt(frame: Frame, row: number, year: number): Report | undefined {
  if (!frame.byYear.has(year) || !hasBit(ownedIn(frame, year), row)) return undefined
  const kept = remembered(frame, `published ${year}`, () => new Map<number, Report | undefined>())
  const held = kept.get(row)
  if (held) return held
  const { id } = frame.orgs[row]!
  const report = heldReport(frame, ownerOf(frame, id, year)!, id, year)
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!)
  kept.set(row, report)
  return report
}

/** Rows of the offices directly below each office that has any, in a year. */
const childRows = (frame: Frame, year: number): ReadonlyMap<number, readonly number[]> =>
  remembered(frame, `children ${year}`, () => {
    const below = new Map<number, number[]>()
    parentRows(frame, year).forEach((parent, row) => {
      if (parent < 0) return
      const own = below.get(parent)
      if (own) own.push(row)
      else below.set(parent, [row])
    })
    return below
  })

/** What the rules need to know beside a report, each part made only where a rule asks for it. */
export function contextAt(frame: Frame, row: number, year: number): CheckContext {
  const reportsAt = (rows: readonly number[]): Report[] => rows.flatMap((one) => publishedAt(frame, one, year) ?? [])
  return {
    get previous() {
      return publishedAt(frame, row, year - 1)
    },
    get peers() {
      const { of, members } = siblingsIn(frame, year)
      return reportsAt((members[of[row]!] ?? []).filter((one) => one !== row))
    },
    get children() {
      const rows = childRows(frame, year).get(row)
      return rows && { reports: reportsAt(rows), total: rows.length }
    },
  }
}

/** Which reports of a year fail a rule as published: rows ascending, and how many times each fails. */
export const failing = (frame: Frame, rule: RuleCode, year: number): { rows: Uint32Array; counts: Uint16Array } =>
  remembered(frame, `failing ${rule} ${year}`, () => {
    const { check, screen } = CHECKS[rule]
    const suspects = new Set<number>()
    screen(
      {
        now: yearColumns(frame, year),
        before: yearColumns(frame, year - 1),
        siblings: siblingsIn(frame, year),
        parents: parentRows(frame, year),
      },
      (row) => suspects.add(row),
    )
    const found = [...suspects]
      .sort((a, b) => a - b)
      .flatMap((row) => {
        const report = publishedAt(frame, row, year)
        const findings = report ? check(report, contextAt(frame, row, year)) : []
        const count = findings.filter(({ status }) => status === 'failed').length
        return count > 0 ? [{ row, count }] : []
      })
    return { rows: Uint32Array.from(found, ({ row }) => row), counts: Uint16Array.from(found, ({ count }) => count) }
  })

/**
 * Every finding of one report, given as published. Those that the corrections made here settle stay, and say so:
 * `corrected` is the same report with these in place.
 */
export function findingsAt(frame: Frame, row: number, report: Report, corrected: Report = report): Finding[] {
  const context = contextAt(frame, row, report.year)
  const findings = checkReport(report, context)
  if (corrected === report) return findings
  const key = ({ rule, codes }: Finding): string => `${rule} ${codes.join()}`
  const still = new Set(
    checkReport(corrected, context)
      .filter(({ status }) => status === 'failed')
      .map(key),
  )
  return findings.map((one) => (one.status === 'failed' && !still.has(key(one)) ? { ...one, settled: true } : one))
}
