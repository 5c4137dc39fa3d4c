import { describe, expect, it } from 'vitest'
import { RULES, checkReport, findingIssues } from '../../src/checks'
import { checkDataset } from '../../src/query/checkDataset'
import { contextAt } from '../../src/checks/inFrame'
import { ISSUES } from '../../src/domain/issues'
import type { Org } from '../../src/domain/orgs'
import type { Report } from '../../src/domain/report'
import { prepare } from '../../src/pack/prepare'
import { frameOf } from '../../src/query/load'
import { dataset } from '../query/small'
import { report } from './samples'

const org = (id: string, parent?: string, level: Org['level'] = 'street'): Org => ({
  id,
  name: id,
  level,
  parents: parent ? [{ org: parent }] : [],
})

describe('checkReports', () => {
  const orgs = [
    org('d', undefined, 'district'),
    org('a', 'd'),
    org('b', 'd'),
    org('c', 'd'),
    org('x', 'd', 'department'),
  ]
  const reports = [
    report({ 'applications.carried-out.total': 2 }, { org: 'a', year: 2022 }),
    report({ 'applications.carried-in.total': 1 }, { org: 'a', year: 2023 }),
    report({}, { org: 'b', year: 2023 }),
    report({}, { org: 'x', year: 2023 }),
    report({}, { org: 'd', year: 2023 }),
  ]

  it('gives each report last year’s, its peers and the organs below', () => {
    const [first, a, , x, d] = reports
    const frame = frameOf([prepare(dataset('d', orgs, reports.slice(0, 5)))])
    const contextOf = ({ org: id, year }: Report) => contextAt(frame, frame.rowOf.get(id)!, year)
    expect(contextOf(a!).previous).toEqual(first)
    expect(contextOf(a!).peers).toEqual([reports[2]])
    expect(contextOf(x!).previous).toBeUndefined()
    expect(contextOf(x!).peers).toEqual([])
    expect(contextOf(d!).children).toEqual({ reports: reports.slice(1, 4), total: 4 })
    expect(contextOf(a!).children).toBeUndefined()
  })

  it('yields the findings of every report', () => {
    const found = [...checkDataset({ orgs, reports })]
    expect(found.map(({ report: { org: id, year } }) => `${id} ${year}`)).toEqual(
      reports.map(({ org: id, year }) => `${id} ${year}`),
    )
    expect(found[1]?.findings.map(({ rule, status }) => [rule, status])).toContainEqual(['carry-over', 'failed'])
  })

  it('leaves its input alone', () => {
    const before = structuredClone(reports)
    void [...checkDataset({ orgs, reports })]
    expect(reports).toEqual(before)
  })
})

describe('findingIssues', () => {
  it('keeps the failed ones, each at the cell to mark', () => {
    const findings = checkReport(
      report({
        'review.total': 2,
        'review.upheld': 1,
        'review.corrected': 0,
        'review.other': 0,
        'review.pending': 0,
        'suit-direct.total': 1,
      }),
    )
    expect(findings.map(({ status }) => status)).toEqual(['failed', 'undecided'])
    expect(findingIssues(findings)).toEqual([
      {
        code: 'sum-challenge',
        severity: 'warning',
        at: { code: 'review.total' },
        params: { metric: 'review.total', published: 2, computed: 1, difference: 1 },
      },
    ])
  })

  it('uses issue codes only', () => {
    for (const rule of RULES) expect(ISSUES).toHaveProperty(rule)
  })
})
