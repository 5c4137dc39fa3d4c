import { describe, expect, it } from 'vitest'
import { equationsOf } from '../../../src/checks/explain'
import type { ExplainContext, ReportEquation } from '../../../src/checks/explain'
import type { MetricCode } from '../../../src/domain/metrics'
import type { Report } from '../../../src/domain/report'
import { filled, missing, report, tableThree } from '../samples'

const rows = { new: 6, 'carried-in': 1, granted: 4, 'denied.query': 2, closed: 6, 'carried-out': 1 } as const
const of = (rule: string, it: Report, context: ExplainContext = {}): ReportEquation[] =>
  equationsOf(it, context).filter((equation) => equation.rule === rule && equation.role !== 'evidence')
const statuses = (equations: readonly ReportEquation[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { verdict } of equations) counts[verdict.status] = (counts[verdict.status] ?? 0) + 1
  return counts
}
const about = (equations: readonly ReportEquation[], code: MetricCode): ReportEquation =>
  equations.find(({ stated, parts }) => [...stated, ...parts].some((operand) => operand.code === code))!

describe('the equations of a report', () => {
  it('are those of the form that its table shows', () => {
    const both = (['2019', '2021'] as const).map((form) =>
      equationsOf(report(tableThree(form, rows), { forms: { 3: form } })).filter(({ role }) => role === 'form'),
    )
    expect(both.map(({ length }) => length)).toEqual([7 + 7 + 23, 7 + 7 + 25])
    expect(both.map(statuses)).toEqual([{ holds: 37 }, { holds: 39 }])
    expect(equationsOf(report())).toEqual([])
  })

  it('fail with both sides', () => {
    const wrong = report({ ...tableThree('2021', rows), 'applications.closed.total': 7 })
    expect(about(of('sum-outcomes', wrong), 'applications.closed.total').verdict).toEqual({
      status: 'fails',
      published: 7,
      computed: 6,
      difference: 1,
    })
    expect(statuses(equationsOf(wrong))).toEqual({ holds: 36, fails: 3 })
  })

  it('do not bind where a part is absent, and say which', () => {
    const open = report({ ...tableThree('2021', rows), 'applications.granted.natural': missing('blank') })
    const verdicts = equationsOf(open).filter(({ verdict }) => verdict.status !== 'holds')
    expect(verdicts.map(({ rule }) => rule)).toEqual(['sum-outcomes', 'sum-applicants'])
    for (const { verdict } of verdicts)
      expect(verdict).toMatchObject({ status: 'unbound', missing: [{ code: 'applications.granted.natural' }] })
  })

  it('fail where the parts that are there come to more already', () => {
    const slipped = report({
      ...tableThree('2021', rows),
      'applications.granted.natural': missing('blank'),
      'applications.granted.business': 6,
      'applications.granted.total': 0,
    })
    expect(about(of('sum-applicants', slipped), 'applications.granted.total').verdict).toEqual({
      status: 'fails',
      published: 0,
      computed: 6,
      difference: -6,
      atLeast: true,
    })
  })

  it('hold the blocks of table 四', () => {
    const block = report({ ...filled('4', '2021', 0), 'review.upheld': 2, 'review.total': 2, 'suit-direct.total': 1 })
    expect(of('sum-challenge', block).map(({ verdict }) => verdict.status)).toEqual(['holds', 'fails', 'holds'])
  })

  it('ask last year’s report of what was carried over and what is in force', () => {
    const documents = (inForce: number, year: number): Report =>
      report(
        {
          ...tableThree('2021', rows),
          'normative.issued': 2,
          'normative.repealed': 1,
          'normative.in-force': inForce,
        },
        { year, forms: { 2: '2021', 3: '2021' } },
      )
    const previous = documents(5, 2022)
    const [carried] = of('carry-over', documents(6, 2023), { previous })
    expect(carried).toMatchObject({
      verdict: { status: 'holds', published: 1, computed: 1 },
      parts: [{ code: 'applications.carried-out.total', of: { org: 'a', year: 2022 } }],
    })
    const inForce = of('in-force-balance', documents(7, 2023), { previous })
    expect(inForce.map(({ verdict }) => verdict)).toMatchObject([
      { status: 'unbound' },
      { status: 'fails', published: 7, computed: 6 },
    ])
    expect(of('in-force-balance', documents(6, 2024), { previous })).toEqual([])
    const old = { ...previous, forms: { 2: '2019', 3: '2021' } } as Report
    expect(of('in-force-balance', documents(6, 2023), { previous: old })).toEqual([])
  })

  it('ask sentences, with room where they are rounded', () => {
    const said = (value: number, approx?: true): Report =>
      report(
        { ...tableThree('2021', rows), 'penalty.decisions': 751 },
        { prose: { 'applications.new.total': value, 'penalty.decisions': { value: 700, ...(approx && { approx }) } } },
      )
    expect(of('prose-table', said(6, true)).map(({ verdict }) => verdict.status)).toEqual(['holds', 'holds'])
    expect(of('prose-table', said(5)).map(({ verdict }) => verdict.status)).toEqual(['fails', 'fails'])
    const suits = report(
      { ...filled('4', '2021', 0), 'suit-direct.total': 1, 'suit-reviewed.total': 2 },
      { prose: { 'litigation.total': 3 } },
    )
    expect(of('prose-table', suits)).toMatchObject([{ verdict: { status: 'holds', published: 3, computed: 3 } }])
  })

  it('hear the year after and those above and below, which decide nothing', () => {
    const office = (org: string, total: number, year = 2023): Report =>
      report(tableThree('2021', { new: total, granted: total, closed: total }), { org, year, forms: { 3: '2021' } })
    const [mine, other, parent] = [office('a', 3), office('b', 4), office('p', 8)]
    const heard = (context: ExplainContext, code: MetricCode): ReportEquation =>
      about(
        equationsOf(mine, context).filter(({ role }) => role === 'evidence'),
        code,
      )
    expect(
      heard({ above: { report: parent, below: [mine, other], total: 2 } }, 'applications.new.total'),
    ).toMatchObject({
      relation: 'at-most',
      coverage: { reported: 2, total: 2 },
      verdict: { status: 'holds', published: 8, computed: 7 },
    })
    expect(heard({ children: { reports: [other], total: 2 } }, 'applications.new.total').verdict).toMatchObject({
      status: 'fails',
      published: 3,
      computed: 4,
    })
    const next = { ...office('a', 0, 2024), cells: { 'applications.carried-in.total': 2 } } as Report
    expect(heard({ next }, 'applications.carried-out.total').verdict).toMatchObject({ published: 2, computed: 0 })
  })
})
