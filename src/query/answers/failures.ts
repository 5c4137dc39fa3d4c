import { CHECKS } from '../../checks'
import type { RuleCode } from '../../checks'
import { CHALLENGE_SUMS } from '../../checks/sumChallenge'
import { APPLICANT_SUMS } from '../../checks/sumApplicants'
import { BALANCES } from '../../checks/sumBalance'
import { OUTCOMES } from '../../checks/sumOutcomes'
import { correctReport } from '../../domain/correction'
import type { Report } from '../../domain/report'
import { eachBit, inBoth } from '../../engine/bitset'
import type { Bitset } from '../../engine/bitset'
import { yearColumns } from '../../frame/yearColumns'
import type { YearColumns } from '../../frame/yearColumns'
import { eachExceeded, eachOutlier, eachUnitSlip } from '../../checks/columns/peers'
import { eachRepeated } from '../../checks/columns/repeated'
import { eachChannelExcess, eachColumnSlip } from '../../checks/columns/slips'
import { eachFailing, eachUnbalanced } from '../../checks/columns/sums'
import { ownerOf } from '../../frame/frame'
import type { Frame } from '../../frame/frame'
import { heldReport } from '../../frame/heldReport'

/**
 * Which reports of a year fail a rule, over all offices held: straight from the columns, without a report being made.
 */
export interface FailuresSpec {
  kind: 'failures'
  rule: ColumnRule
  year: number
}

/** Sentences that repeat a table's figure are no columns: that rule is for reports that are looked at one by one. */
export type ColumnRule = Exclude<RuleCode, 'prose-table'>

export interface FailuresResult {
  kind: 'failures'
  rule: ColumnRule
  year: number
  /** Rows of the frame whose report fails, ascending, and how many times. */
  rows: Uint32Array
  counts: Uint16Array
}

type Visit = (row: number) => void

const without = (a: Bitset, b: Bitset): Bitset => a.map((word, w) => word & ~b[w]!)

function carryOver(now: YearColumns, before: YearColumns, visit: Visit): void {
  eachUnbalanced(
    [
      { column: now.of('applications.carried-in.total'), columns: now, sign: 1 },
      { column: before.of('applications.carried-out.total'), columns: before, sign: -1 },
    ],
    now.owned,
    visit,
  )
}

function inForce(now: YearColumns, before: YearColumns, visit: Visit): void {
  const among = inBoth(now.inForm('2', '2021'), before.inForm('2', '2021'))
  for (const row of ['rules', 'normative'] as const) {
    eachUnbalanced(
      [
        { column: now.of(`${row}.in-force`), columns: now, sign: 1 },
        { column: before.of(`${row}.in-force`), columns: before, sign: -1 },
        { column: now.of(`${row}.issued`), columns: now, sign: -1 },
        { column: now.of(`${row}.repealed`), columns: now, sign: 1 },
      ],
      among,
      visit,
    )
  }
}

/** Whether a rule asks which form a table is in: where that is not known, the report's cells tell. */
const ASKS_FORM: ReadonlySet<RuleCode> = new Set<RuleCode>([
  'sum-outcomes',
  'sum-applicants',
  'in-force-balance',
  'table-repeated',
])

function screen(
  frame: Frame,
  rule: ColumnRule,
  now: YearColumns,
  before: YearColumns,
  sure: Bitset,
  visit: Visit,
): void {
  const byForm = { 'sum-outcomes': OUTCOMES, 'sum-applicants': APPLICANT_SUMS } as const
  switch (rule) {
    case 'sum-outcomes':
    case 'sum-applicants':
      for (const form of ['2019', '2021'] as const)
        eachFailing(now, byForm[rule][form], inBoth(now.inForm('3', form), sure), visit)
      return
    case 'sum-balance':
      eachFailing(now, BALANCES, now.owned, visit)
      return
    case 'sum-challenge':
      eachFailing(now, CHALLENGE_SUMS, now.owned, visit)
      return
    case 'carry-over':
      carryOver(now, before, visit)
      return
    case 'in-force-balance':
      inForce(now, before, visit)
      return
    case 'prose-channels':
      eachChannelExcess(now, visit)
      return
    case 'children-sum':
      eachExceeded(frame, now, visit)
      return
    case 'column-slip':
      eachColumnSlip(now, visit)
      return
    case 'unit-slip':
      eachUnitSlip(frame, now, before, visit)
      return
    case 'table-repeated':
      eachRepeated(now, before, visit)
      return
    case 'outlier':
      eachOutlier(frame, now, before, visit)
  }
}

function reportOf(frame: Frame, row: number, year: number): Report | undefined {
  const { id } = frame.orgs[row]!
  const dataset = ownerOf(frame, id, year)
  const report = dataset === undefined ? undefined : heldReport(frame, dataset, id, year)
  return report && correctReport(report, frame.correctionsOf(id, year))
}

export function runFailures(frame: Frame, { rule, year }: FailuresSpec): FailuresResult {
  const now = yearColumns(frame, year)
  const before = yearColumns(frame, year - 1)
  const found = new Uint16Array(frame.orgs.length)
  const unsure = ASKS_FORM.has(rule)
    ? now.unsure.map((word, w) => word | (before.unsure[w]! & now.owned[w]!))
    : now.unsure.map(() => 0)
  const sure = without(now.owned, unsure)
  screen(frame, rule, now, before, sure, (row) => {
    found[row]!++
  })
  eachBit(unsure, (row) => {
    const report = reportOf(frame, row, year)
    const previous = reportOf(frame, row, year - 1)
    found[row] = report
      ? CHECKS[rule](report, previous ? { previous } : {}).filter(({ status }) => status === 'failed').length
      : 0
  })
  const rows = Uint32Array.from(
    (function* () {
      for (let row = 0; row < found.length; row++) if (found[row]! > 0) yield row
    })(),
  )
  return { kind: 'failures', rule, year, rows, counts: Uint16Array.from(rows, (row) => found[row]!) }
}
