import { describe, expect, it } from 'vitest'
import { checkReport } from '../../../src/checks'
import { countedOf, explain } from '../../../src/checks/explain'
import { correctReport, publishedAt } from '../../../src/domain/correction'
import type { Report } from '../../../src/domain/report'
import { report } from '../../query/small'

const setsOf = (of: Report, previous?: Report) =>
  explain(of, previous && { previous }).faults.flatMap(({ sets }) => sets.map(({ changes }) => changes.map(countedOf)))
const withFirst = (of: Report): Report =>
  correctReport(
    of,
    setsOf(of)[0]!.map((one) => ({
      ...one,
      org: of.org,
      year: of.year,
      was: publishedAt(of, one.in, one.code),
      reason: '',
      time: 0,
    })),
  )

describe('the changes that explain a fault', () => {
  it('put a figure of the wrong column where it was meant to be, and settle the finding', () => {
    const slipped = report('甲', 2019, {
      cells: {
        'penalty.previous': { missing: 'dash' },
        'penalty.change': 288,
        'penalty.decisions': { missing: 'dash' },
      },
    })
    expect(new Set(setsOf(slipped)[0])).toEqual(
      new Set([
        { in: 'cells', code: 'penalty.decisions', now: { value: 288 } },
        { in: 'cells', code: 'penalty.change', now: { missing: 'dash' } },
      ]),
    )
    expect(checkReport(withFirst(slipped))).toEqual([])
  })
  it('take 元 for 万元 back', () => {
    const amount = (value: number) => report('甲', 2022, { cells: { 'fee.amount': value } })
    expect(setsOf(amount(120_000_000_000), { ...amount(11_000_000), year: 2021 })[0]).toEqual([
      { in: 'cells', code: 'fee.amount', now: { value: 12_000_000 } },
    ])
  })
  it('add up parts under a total printed as 0, offer every way where there are more, and nothing where sums hold', () => {
    const block = (total: number) =>
      report('甲', 2023, {
        cells: {
          'review.upheld': 2,
          'review.corrected': 1,
          'review.other': 0,
          'review.pending': 0,
          'review.total': total,
        },
      })
    expect(setsOf(block(0))).toEqual([[{ in: 'cells', code: 'review.total', now: { value: 3 } }]])
    expect(checkReport(withFirst(block(0)))).toEqual([])
    expect(setsOf(block(4)).length).toBeGreaterThan(1)
    expect(setsOf(block(3))).toEqual([])
  })
})
