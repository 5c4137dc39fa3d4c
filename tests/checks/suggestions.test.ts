import { describe, expect, it } from 'vitest'
import { checkReport } from '../../src/checks'
import { suggestionsFor } from '../../src/checks/suggestions'
import { correctReport, publishedAt } from '../../src/domain/correction'
import type { Report } from '../../src/domain/report'
import { versionDifferences } from '../../src/domain/versions'
import { report } from '../query/small'

const suggested = (of: Report, previous?: Report) => suggestionsFor(of, checkReport(of, previous && { previous }))
const accepted = (of: Report, previous?: Report): Report =>
  correctReport(
    of,
    suggested(of, previous).flatMap(({ changes }) =>
      changes.map((one) => ({
        ...one,
        org: of.org,
        year: of.year,
        was: publishedAt(of, one.in, one.code),
        reason: '',
        time: 0,
      })),
    ),
  )

describe('a suggestion', () => {
  it('puts a figure of the wrong column where it was meant to be, and settles the finding', () => {
    const slipped = report('甲', 2019, {
      cells: {
        'penalty.previous': { missing: 'dash' },
        'penalty.change': 288,
        'penalty.decisions': { missing: 'dash' },
      },
    })
    expect(suggested(slipped)[0]!.changes).toEqual([
      { in: 'cells', code: 'penalty.decisions', now: { value: 288 } },
      { in: 'cells', code: 'penalty.change', now: { missing: 'dash' } },
    ])
    expect(checkReport(accepted(slipped))).toEqual([])
  })
  it('takes 元 for 万元 back', () => {
    const amount = (value: number) => report('甲', 2022, { cells: { 'fee.amount': value } })
    const [one] = suggested(amount(120_000_000_000), { ...amount(11_000_000), year: 2021 })
    expect(one?.changes).toEqual([{ in: 'cells', code: 'fee.amount', now: { value: 12_000_000 } }])
  })
  it('adds up parts under a total printed as 0, and leaves other totals alone', () => {
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
    expect(suggested(block(0))[0]?.changes).toEqual([{ in: 'cells', code: 'review.total', now: { value: 3 } }])
    expect(suggested(block(4))).toEqual([])
    expect(suggested(block(3))).toEqual([])
  })
})

describe('two versions', () => {
  it('differ by figure and by kind of missing, in tables and sentences apart', () => {
    const one = report('甲', 2021, {
      cells: { 'review.total': 1, 'penalty.decisions': { missing: 'blank' } },
      prose: { 'review.total': 1 },
    })
    const other = report('甲', 2021, {
      cells: { 'review.total': 1, 'penalty.decisions': { missing: 'dash' } },
      prose: { 'review.total': 2, 'published.total': 5 },
    })
    expect(versionDifferences(one, one)).toEqual([])
    expect(versionDifferences(one, other)).toEqual([
      { in: 'cells', code: 'penalty.decisions', one: 'blank', other: 'dash' },
      { in: 'prose', code: 'review.total', one: 1, other: 2 },
      { in: 'prose', code: 'published.total', one: 'not-extracted', other: 5 },
    ])
  })
})
