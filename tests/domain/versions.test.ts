import { describe, expect, it } from 'vitest'
import { versionDifferences } from '../../src/domain/versions'
import { report } from '../query/small'

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
