import type { MetricCode } from '../domain/metrics'
import type { Report } from '../domain/report'
import { hasBit } from '../engine/bitset'
import type { Frame } from '../frame/frame'
import { ownerOf } from '../frame/frame'
import { heldReport } from '../frame/heldReport'
import { ownedIn } from '../frame/owned'
import { rememberIn } from '../frame/remembered'
import { yearColumns } from '../frame/yearColumns'
import { parentRows } from '../map/parents'
import { siblingsIn } from '../map/siblings'
import { columnKey } from '../pack/columnNames'
import { CHECKS, RULES, checkReport } from '.'
import { DISQUALIFYING, relianceOf } from './reliance'
import type { Reliability } from './reliance'
import type { ExplainContext } from './explain'
import type { CheckContext, Finding, RuleCode } from './rule'

/** Reports of a year are made of columns once, and the first made let go when there are many. */
const MOST_KEPT = 4000

/** The report that counts for a row and year, as published, from the columns; they must be in memory. */
export function publishedReportAt(frame: Frame, row: number, year: number): Report | undefined {
  if (!frame.byYear.has(year) || !hasBit(ownedIn(frame, year), row)) return undefined
  const kept = rememberIn(frame, `published ${year}`, () => new Map<number, Report | undefined>())
  const held = kept.get(row)
  if (held) return held
  const { id } = frame.orgs[row]!
  const report = heldReport(frame, ownerOf(frame, id, year)!, id, year)
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!)
  kept.set(row, report)
  return report
}

/** Rows of the offices directly below each office that has any, in a year. */
export const childRows = (frame: Frame, year: number): ReadonlyMap<number, readonly number[]> =>
  rememberIn(frame, `children ${year}`, () => {
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
  const reportsAt = (rows: readonly number[]): Report[] =>
    rows.flatMap((one) => publishedReportAt(frame, one, year) ?? [])
  return {
    get previous() {
      return publishedReportAt(frame, row, year - 1)
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

/** What an explanation may use besides: the year after, the organ above with all below it, and the organ's level. */
export function explainContextAt(frame: Frame, row: number, year: number): ExplainContext {
  const next = publishedReportAt(frame, row, year + 1)
  const parent = parentRows(frame, year)[row]!
  const above = parent < 0 ? undefined : publishedReportAt(frame, parent, year)
  const below = above && contextAt(frame, parent, year).children
  const context = contextAt(frame, row, year)
  const { previous, peers, children } = context
  return {
    level: frame.orgs[row]!.level,
    ...(previous && { previous }),
    ...(peers && { peers }),
    ...(children && { children }),
    ...(next && { next }),
    ...(above && below && { above: { report: above, below: below.reports, total: below.total } }),
  }
}

/** Rows whose report may fail a rule; with `about`, only for what it says of that figure. */
const suspects = (frame: Frame, rule: RuleCode, year: number, about?: MetricCode): readonly number[] =>
  rememberIn(frame, `suspects ${rule} ${year} ${about ?? ''}`, () => {
    const rows = new Set<number>()
    const years = {
      now: yearColumns(frame, year),
      before: yearColumns(frame, year - 1),
      siblings: siblingsIn(frame, year),
      parents: parentRows(frame, year),
    }
    CHECKS[rule].screen(years, (row) => rows.add(row), about)
    return [...rows].sort((a, b) => a - b)
  })

/** Which reports of a year fail a rule as published: rows ascending, and how many times each fails. */
export const failing = (frame: Frame, rule: RuleCode, year: number): { rows: Uint32Array; counts: Uint16Array } =>
  rememberIn(frame, `failing ${rule} ${year}`, () => {
    const found = suspects(frame, rule, year).flatMap((row) => {
      const report = publishedReportAt(frame, row, year)
      const findings = report ? CHECKS[rule].check(report, contextAt(frame, row, year)) : []
      const count = findings.filter(({ status }) => status === 'failed').length
      return count > 0 ? [{ row, count }] : []
    })
    return { rows: Uint32Array.from(found, ({ row }) => row), counts: Uint16Array.from(found, ({ count }) => count) }
  })

/** Why a published figure cannot be relied on wholly. */
export interface FigureDoubt {
  reliability: Reliability
  rules: RuleCode[]
}

/** The rules that judge the figure of a code by itself. */
export const rulesAbout = (code: MetricCode): RuleCode[] =>
  RULES.filter((rule) => CHECKS[rule].about(code) !== undefined)

function doubtBy(
  frame: Frame,
  rules: readonly RuleCode[],
  code: MetricCode,
  year: number,
  row: number,
): FigureDoubt | undefined {
  const report = publishedReportAt(frame, row, year)
  if (!report) return undefined
  const context = contextAt(frame, row, year)
  const found = rules.flatMap((rule) =>
    CHECKS[rule].check(report, context).flatMap((finding) => {
      const reliability = relianceOf(finding, code)
      return reliability ? [{ rule, reliability }] : []
    }),
  )
  if (found.length === 0) return undefined
  const isStrong = found.some(({ reliability }) => reliability === 'unreliable')
  return { reliability: isStrong ? 'unreliable' : 'doubtful', rules: [...new Set(found.map(({ rule }) => rule))] }
}

/** What was found of the published figures of a code and year when a dataset was published, by row. */
export type KnownDoubts = (code: MetricCode, year: number) => ReadonlyMap<number, FigureDoubt>

const known = new WeakMap<Frame['orgs'], KnownDoubts>()

/**
 * Takes what was found before for all frames over these offices, so that no figure need be held against others again:
 * these may not be in memory.
 */
export const knowDoubts = (orgs: Frame['orgs'], doubts: KnownDoubts): void => {
  known.set(orgs, doubts)
}

/** The part of a doubt that leaves a figure out. */
function disqualifying({ reliability, rules }: FigureDoubt): FigureDoubt | undefined {
  const strong = DISQUALIFYING.filter((rule) => rules.includes(rule))
  return reliability === 'unreliable' ? { reliability, rules: strong } : undefined
}

/**
 * Rows whose published figure of a code and year cannot be relied on, and why. One that was corrected is none of them.
 */
export const unreliable = (frame: Frame, code: MetricCode, year: number): ReadonlyMap<number, FigureDoubt> =>
  rememberIn(frame, `unreliable ${code} ${year}`, () => {
    const before = known.get(frame.orgs)
    if (before) {
      const corrected = frame.corrected.get(columnKey(year, code))
      return new Map(
        [...before(code, year)].flatMap(([row, doubt]) => {
          const own = corrected?.has(row) ? undefined : disqualifying(doubt)
          return own ? [[row, own] as const] : []
        }),
      )
    }
    const rules = DISQUALIFYING.filter((rule) => CHECKS[rule].about(code) !== undefined)
    const rows = [...new Set(rules.flatMap((rule) => suspects(frame, rule, year, code)))].sort((a, b) => a - b)
    const corrected = frame.corrected.get(columnKey(year, code))
    const found = new Map<number, FigureDoubt>()
    for (const row of rows) {
      const doubt = corrected?.has(row) ? undefined : doubtBy(frame, rules, code, year, row)
      if (doubt?.reliability === 'unreliable') found.set(row, doubt)
    }
    return found
  })

/** What is doubtful about a published figure of a row, if anything. */
export function doubtAt(frame: Frame, code: MetricCode, year: number, row: number): FigureDoubt | undefined {
  const before = known.get(frame.orgs)
  if (before) return before(code, year).get(row)
  const rules = rulesAbout(code).filter((rule) => suspects(frame, rule, year, code).includes(row))
  return rules.length > 0 ? doubtBy(frame, rules, code, year, row) : undefined
}

/** Everything doubtful about the published figures of a code and year, by row ascending. */
export function doubtsIn(frame: Frame, code: MetricCode, year: number): ReadonlyMap<number, FigureDoubt> {
  const rows = new Set(rulesAbout(code).flatMap((rule) => suspects(frame, rule, year, code)))
  return new Map(
    [...rows]
      .sort((a, b) => a - b)
      .flatMap((row) => {
        const doubt = doubtAt(frame, code, year, row)
        return doubt ? [[row, doubt] as const] : []
      }),
  )
}

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
