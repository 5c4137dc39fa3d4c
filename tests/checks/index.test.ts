import { describe, expect, it } from 'vitest'
import { RULES, checkContexts, checkReport, checkReports, findingIssues } from '../../src/checks'
import { ISSUES } from '../../src/domain/issues'
import type { Org } from '../../src/domain/orgs'
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
    report({}, { org: 'stranger', year: 2023 }),
  ]

  it('gives each report last year’s, its peers and the organs below', () => {
    const contextOf = checkContexts(reports, orgs)
    const [first, a, , x, d, stranger] = reports
    expect(contextOf(a!)).toEqual({ previous: first, peers: [reports[2]] })
    expect(contextOf(x!)).toEqual({})
    expect(contextOf(d!).children).toEqual({ reports: reports.slice(1, 4), total: 4 })
    expect(contextOf(stranger!)).toEqual({})
  })

  it('yields the findings of every report', () => {
    const found = [...checkReports(reports, orgs)]
    expect(found.map(({ report: { org: id, year } }) => `${id} ${year}`)).toEqual(
      reports.map(({ org: id, year }) => `${id} ${year}`),
    )
    expect(found[1]?.findings.map(({ rule, status }) => [rule, status])).toContainEqual(['carry-over', 'failed'])
  })

  it('leaves its input alone', () => {
    const before = structuredClone(reports)
    void [...checkReports(reports, orgs)]
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
