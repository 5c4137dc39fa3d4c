import { describe, expect, it } from 'vitest'
import { checkReport } from '../../src/checks'
import { missing, report } from './samples'

describe('column slip', () => {
  it('suspects a figure under 本年增/减 beside empty neighbours', () => {
    const cells = { 'penalty.previous': missing('dash'), 'penalty.change': 288, 'penalty.decisions': missing('dash') }
    expect(checkReport(report(cells, { forms: { 2: '2019' } }))).toMatchObject([
      {
        rule: 'column-slip',
        status: 'failed',
        codes: ['penalty.change', 'penalty.decisions', 'penalty.previous'],
        params: { published: 288, operand: 'penalty.decisions' },
      },
    ])
  })

  it('needs both to be seen and empty', () => {
    expect(checkReport(report({ 'penalty.change': 288 }, { forms: { 2: '2019' } }))).toEqual([])
    expect(
      checkReport(report({ 'penalty.previous': 3, 'penalty.change': 288, 'penalty.decisions': missing('dash') })),
    ).toEqual([])
  })
})

describe('unit slip', () => {
  const fee = (amount: number, org = 'a', year = 2023) =>
    report({ 'fee.amount': amount }, { org, year, forms: { 2: '2021' } })
  const peers = [100_000, 200_000, 300_000, 400_000].map((amount, i) => fee(amount, `p${i}`))

  it('suspects a thousand times last year’s or the peers’ median', () => {
    expect(checkReport(fee(3e9), { previous: fee(3e5, 'a', 2022) })).toMatchObject([
      { rule: 'unit-slip', params: { computed: 3e5, ratio: 1e4 } },
    ])
    expect(checkReport(fee(2.5e9), { peers })).toMatchObject([{ rule: 'unit-slip', params: { computed: 250_000 } }])
    expect(checkReport(fee(30), { previous: fee(3e5, 'a', 2022) })).toHaveLength(1)
  })

  it('does not suspect the year after a slip', () => {
    expect(checkReport(fee(3e5), { previous: fee(3e9, 'a', 2022), peers })).toEqual([])
  })

  it('lets zero, small amounts among peers and too few peers pass', () => {
    expect(checkReport(fee(0), { peers })).toEqual([])
    expect(checkReport(fee(50), { peers })).toEqual([])
    expect(checkReport(fee(2.5e9), { peers: peers.slice(1) })).toEqual([])
  })

  it('doubts a small amount whose unit was not stated', () => {
    const now = report({ 'procurement.amount': { value: 47, unitInferred: true } }, { year: 2020 })
    const others = [1e5, 2e5, 3e5, 4e5].map((amount, i) =>
      report({ 'procurement.amount': amount }, { org: `p${i}`, year: 2020 }),
    )
    expect(checkReport(now, { peers: others })).toMatchObject([{ rule: 'unit-slip' }])
  })
})

describe('outlier', () => {
  const penalties = (value: number, org = 'a', year = 2023) => report({ 'penalty.decisions': value }, { org, year })
  const peers = [80, 90, 100, 110, 120, 130].map((value, i) => penalties(value, `p${i}`))

  it('marks a jump far outside the peers’ spread', () => {
    expect(checkReport(penalties(4000), { previous: penalties(100, 'a', 2022), peers })).toMatchObject([
      {
        rule: 'outlier',
        severity: 'info',
        codes: ['penalty.decisions'],
        params: { published: 4000, previous: 100, computed: 105 },
      },
    ])
  })

  it('needs both the jump and the distance', () => {
    expect(checkReport(penalties(4000), { previous: penalties(3000, 'a', 2022), peers })).toEqual([])
    expect(checkReport(penalties(150), { previous: penalties(10, 'a', 2022), peers })).toEqual([])
    expect(checkReport(penalties(4000), { peers })).toEqual([])
  })
})

describe('children', () => {
  const licences = (value: number, org: string) => report({ 'license.decisions': value }, { org })
  const children = [licences(30, 'b'), licences(40, 'c')]

  it('fails where the organs below exceed the organ above', () => {
    expect(checkReport(licences(60, 'a'), { children: { reports: children, total: 3 } })).toMatchObject([
      { rule: 'children-sum', status: 'failed', params: { published: 60, computed: 70, reported: 2, total: 3 } },
    ])
  })

  it('is undecided while some have no figure, silent when all do', () => {
    expect(checkReport(licences(90, 'a'), { children: { reports: children, total: 3 } })).toMatchObject([
      { status: 'undecided' },
    ])
    expect(checkReport(licences(90, 'a'), { children: { reports: children, total: 2 } })).toEqual([])
  })
})
