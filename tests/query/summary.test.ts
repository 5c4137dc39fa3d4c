import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { summarise } from '../../src/query/summary'
import { matrix } from '../charts/support'
import type { Given } from '../charts/support'

const METRIC = 'review.total'
const of = (figures: readonly (number | undefined)[]) =>
  summarise(
    METRIC,
    2022,
    Float64Array.from(figures, (value) => value ?? NaN),
    Uint8Array.from(figures, (value) => (value === undefined ? 5 : 0)),
    0,
    1,
  )

/** R: quantile(x, p, type = 7). */
function slowQuantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const h = (sorted.length - 1) * p
  const low = sorted[Math.floor(h)]!
  return low + (h - Math.floor(h)) * (sorted[Math.ceil(h)]! - low)
}

describe('the summary of a year', () => {
  it('has the quartiles of R', () => {
    expect(of([1, 2, 3, 4])).toMatchObject({ min: 1, q1: 1.75, median: 2.5, q3: 3.25, max: 4, sum: 10 })
    expect(of([undefined, 7])).toMatchObject({ total: 2, reported: 1, median: 7, missing: { 'no-report': 1 } })
    expect(of([undefined])).not.toHaveProperty('median')
  })

  it('is the same of offices named one by one and of a whole scope, and that of a plain sort', async () => {
    const given: fc.Arbitrary<Given> = fc.oneof(
      fc.constant(0),
      fc.constant(undefined),
      fc.constant('dash' as const),
      fc.integer({ min: 0, max: 60 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(given, given), { minLength: 1, maxLength: 24 }), async (rows) => {
        const result = await matrix(METRIC, [2021, 2022], Object.fromEntries(rows.map((row, i) => [`机关${i}`, row])))
        result.summaries.forEach((summary, column) => {
          const { values, states, years } = result
          expect(summarise(METRIC, years[column]!, values, states, column, years.length)).toEqual(summary)
          const kept = rows.flatMap((row) => (typeof row[column] === 'number' ? [row[column]] : []))
          expect(summary.reported).toBe(kept.length)
          if (kept.length === 0) return
          const { min, q1, median, q3, max } = summary
          const slow = [0, 0.25, 0.5, 0.75, 1].map((p) => slowQuantile(kept, p))
          expect([min, q1, median, q3, max]).toEqual(slow)
          expect(summary.sum).toBe(kept.reduce((a, b) => a + b, 0))
        })
      }),
    )
  })
})
