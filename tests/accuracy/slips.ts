import { ISSUES } from '../../src/domain/issues'
import type { ProseCode } from '../../src/domain/metrics'
import { demoDataset } from '../../src/cli/synthetic/demo'
import { diagnosed } from './diagnoses'
import { alarms, emptySlipScore, faultyReports, scoreSlips } from './slipScore'
import type { Rightness, SlipScore } from './slipScore'
import { shippedReports, wholeReportsIn } from './slipReports'
import type { WholeReports } from './slipReports'

/** Slips of each kind in each report. */
const TIMES = 5

type Say = (line: string) => void

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`)

const absent = ({ telling, alone, favoured, among, misled }: SlipScore): number =>
  telling - alone - favoured - among - misled

function scoreLine(kind: string, score: SlipScore): string {
  const { made, telling, found, placed, alone, favoured, among, misled } = score
  return (
    `  ${kind}: ${made} made, ${telling} break a sum or are suspected of; found ${found} (${percent(found, telling)}), ` +
    `place named ${placed} (${percent(placed, telling)}); right explanation alone ${alone}, ` +
    `chosen by evidence ${favoured}, among several ${among}, ` +
    `another chosen by evidence ${misled}, absent ${absent(score)}`
  )
}

function sum(scores: Iterable<SlipScore>): SlipScore {
  const total = emptySlipScore()
  for (const score of scores) for (const key of Object.keys(total) as (keyof SlipScore)[]) total[key] += score[key]
  return total
}

const SURE: Record<Rightness, string> = {
  alone: 'alone',
  favoured: 'chosen by evidence',
  among: 'among several',
  misled: 'not the one chosen by evidence',
  absent: 'absent',
}

type Faulty = ReturnType<typeof faultyReports>

const singles = (faulty: Faulty): number =>
  faulty.filter(({ faults }) => faults.every(({ kind }) => kind === 'one')).length

const isOfThird = (code: ProseCode): boolean => code.startsWith('applications.')

function measureFaulty(say: Say, whole: WholeReports): void {
  const faulty = faultyReports(whole)
  say(`  reports whose own sums fail: ${faulty.length}, ${singles(faulty)} of them with one single explanation`)
  const third = faulty
    .map(({ report, faults }) => ({ report, faults: faults.filter(({ codes }) => codes.some(isOfThird)) }))
    .filter(({ faults }) => faults.length > 0)
  say(`  of table 三 alone: ${third.length}, ${singles(third)} of them with one single explanation`)
  for (const { report, faults } of faulty) {
    const rightness = diagnosed(report, faults)
    const found = faults.map(({ kind, sets }) => (kind === 'several' ? `one of ${sets.length}` : kind)).join(' and ')
    say(`    ${report.org} ${report.year}: ${found}; what a person found: ${rightness ? SURE[rightness] : 'not known'}`)
  }
}

function measureAlarms(say: Say, whole: WholeReports): void {
  const counts = new Map<string, number>()
  let errors = 0
  for (const { fault } of alarms(whole)) {
    for (const rule of fault.rules) {
      counts.set(rule, (counts.get(rule) ?? 0) + 1)
      if ((ISSUES[rule] as string) === 'error') errors++
    }
  }
  const list = [...counts].map(([rule, count]) => `${rule} ${count}`).join(', ')
  say(`  said of reports whose own sums hold: ${list || 'nothing'}; of severity "error": ${errors}`)
}

function measureSet(say: Say, name: string, whole: WholeReports): void {
  say(`  ${name}: ${whole.reports.length} reports`)
  const scores = scoreSlips(whole, TIMES)
  for (const [kind, score] of scores) say(scoreLine(kind, score))
  say(scoreLine('all', sum(scores.values())))
  measureAlarms(say, whole)
  measureFaulty(say, whole)
}

/**
 * Slips made on purpose in whole reports, and what is said of them: of made-up reports, of the real ones that ship, and
 * of those in a folder.
 */
export function measureSlips(say: Say, folder: string): void {
  say('\nSLIPS')
  measureSet(say, 'made-up reports', demoDataset())
  measureSet(say, 'real reports of a group', shippedReports())
  for (const { file, whole } of wholeReportsIn(folder)) measureSet(say, file, whole)
}
