import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkReport } from '../../../src/checks'
import { countedOf, equationsOf, explain, faultFor } from '../../../src/checks/explain'
import type { Change, Fault } from '../../../src/checks/explain'
import { correctReport, publishedAt } from '../../../src/domain/correction'
import { applicationRows } from '../../../src/domain/metrics'
import type { ProseCode, TableCode } from '../../../src/domain/metrics'
import type { Report } from '../../../src/domain/report'
import { demoDataset } from '../../../src/cli/synthetic/demo'
import { tableThree } from '../samples'
import { explainContexts } from './contexts'

const { reports, orgs } = demoDataset()
const contextOf = explainContexts(reports, orgs)

const isCounted = (code: string): boolean => /^(?:applications|review|suit)/u.test(code)

/** Whole reports with up to three counts written otherwise. */
const slipped = fc
  .record({
    report: fc.constantFrom(...reports),
    slips: fc.array(fc.record({ at: fc.nat(), to: fc.nat({ max: 40 }) }), { minLength: 1, maxLength: 3 }),
  })
  .map(({ report, slips }): Report => {
    const codes = (Object.keys(report.cells) as TableCode[]).filter(isCounted)
    const cells = { ...report.cells }
    for (const { at, to } of slips) cells[codes[at % codes.length]!] = to
    return { ...report, cells }
  })

const accepted = (report: Report, changes: readonly Change[]): Report =>
  correctReport(
    report,
    changes.map((change) => ({
      ...countedOf(change),
      org: report.org,
      year: report.year,
      was: publishedAt(report, change.in, change.code),
      reason: '',
      time: 0,
    })),
  )

const formFails = (report: Report): string[] =>
  equationsOf(report)
    .filter(({ role, verdict }) => role === 'form' && verdict.status === 'fails')
    .map(({ rule, stated: [first] }) => `${rule} ${first?.code}`)

const ofForm = ({ equations }: Fault): boolean => equations.some(({ role }) => role === 'form')

describe('explanations of whole reports', () => {
  it('settle every sum, whichever set of each fault is taken', () => {
    let settled = 0
    fc.assert(
      fc.property(slipped, fc.nat(), (report, pick) => {
        const faults = explain(report, contextOf(report)).faults.filter(ofForm)
        if (faults.length === 0 || faults.some(({ sets }) => sets.length === 0)) return
        const changes = faults.flatMap(({ sets }) => sets[pick % sets.length]!.changes)
        expect(formFails(accepted(report, changes))).toEqual([])
        settled++
      }),
      { numRuns: 150 },
    )
    expect(settled).toBeGreaterThan(50)
  })

  it('tell of every sum that fails, and of nothing where none does', () => {
    fc.assert(
      fc.property(slipped, (report) => {
        const { faults } = explain(report, contextOf(report))
        const told = faults.flatMap(({ equations }) => equations).filter(({ role }) => role === 'form')
        expect(told.map(({ rule, stated: [first] }) => `${rule} ${first?.code}`).sort()).toEqual(
          formFails(report).sort(),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('are found from what the checks found', () => {
    for (const report of reports) {
      const context = contextOf(report)
      const explanation = explain(report, context)
      for (const finding of checkReport(report, context))
        if (finding.status === 'failed' && finding.rule !== 'prose-channels')
          expect(faultFor(explanation, finding)?.rules, `${report.org} ${report.year}`).toContain(finding.rule)
    }
  })
})

describe('whole lines', () => {
  const cells = (more: Parameters<typeof tableThree>[1]) => {
    const table = tableThree('2021', more)
    for (const row of applicationRows('2021')) {
      const natural = more[row] ?? 0
      table[`applications.${row}.business`] = natural * 2
      table[`applications.${row}.legal`] = natural * 3
      table[`applications.${row}.welfare`] = natural
      table[`applications.${row}.total`] = natural * 7
    }
    return table
  }
  const of = (table: Report['cells'], year = 2023): Report => ({
    org: 'a',
    year,
    forms: { 3: '2021' },
    cells: table,
    prose: {},
  })
  const right = cells({ new: 9, granted: 5, 'denied.query': 4, closed: 9 })

  it('are a row left as last year, with the figures that the columns leave for it', () => {
    const before = cells({ new: 8, granted: 1, 'denied.query': 7, closed: 8 })
    const row = (table: Report['cells']) =>
      Object.fromEntries(Object.entries(table).filter(([code]) => code.startsWith('applications.granted.')))
    const fault = explain(of({ ...right, ...row(before) }), { previous: of(before, 2022) }).faults[0]
    expect(fault).toMatchObject({ kind: 'one', sets: [{ way: 'row' }] })
    const put = new Map<ProseCode, number | string>(fault?.sets[0]?.changes.map(({ code, to }) => [code, to]))
    expect(Object.keys(row(right)).map((code) => put.get(code as ProseCode) ?? 0)).toEqual(Object.values(row(right)))
  })

  it('are the column 总计 left at 0, or all figures under it, as a sentence may tell', () => {
    const totals = Object.fromEntries(applicationRows('2021').map((row) => [`applications.${row}.total`, 0]))
    const wide = cells({ new: 9, granted: 3, partial: 1, 'denied.query': 1, 'unable.unclear': 4, closed: 9 })
    const [fault] = explain(of({ ...wide, ...totals })).faults
    expect(fault?.sets.map(({ way, changes }) => [way, new Set(changes.map(({ to }) => to === 0)).size])).toEqual([
      ['totals', 1],
      ['totals', 1],
    ])
    const said = { ...of({ ...wide, ...totals }), prose: { 'applications.new.total': 63 } }
    expect(explain(said).faults[0]).toMatchObject({ kind: 'several', favoured: 0 })
  })
})
