import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rankCorrelation } from '../../../src/query/measures'

/** Pearson's correlation of mean ranks, each found by counting. */
function slow(xs: readonly number[], ys: readonly number[]): number | undefined {
  const ranks = (values: readonly number[]) =>
    values.map(
      (value) =>
        values.filter((other) => other < value).length + (values.filter((other) => other === value).length + 1) / 2,
    )
  const [a, b] = [ranks(xs), ranks(ys)]
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [ma, mb] = [mean(a), mean(b)]
  const sum = (f: (i: number) => number) => a.reduce((total, _, i) => total + f(i), 0)
  const below = Math.sqrt(sum((i) => (a[i]! - ma) ** 2) * sum((i) => (b[i]! - mb) ** 2))
  return below > 0 ? sum((i) => (a[i]! - ma) * (b[i]! - mb)) / below : undefined
}

describe('rank correlation', () => {
  it('is that of mean ranks, of whole numbers, of fractions and of numbers far apart', () => {
    const number = fc.oneof(
      fc.integer({ min: -5, max: 5 }),
      fc.constantFrom(0.5, 0.25, 1e9, -1e9, 123_456_789.5),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { maxLength: 40 }), fc.boolean(), (pairs, whole) => {
        const [xs, ys] = [0, 1].map((at) =>
          pairs.map((pair) => (whole ? Math.round(pair[at]! % 1000) + 0 : pair[at]! + 0)),
        ) as [number[], number[]]
        const found = rankCorrelation(Float64Array.from(xs), Float64Array.from(ys))
        const wanted = slow(xs, ys)
        if (wanted === undefined) expect(found).toBeUndefined()
        else expect(found).toBeCloseTo(wanted, 9)
      }),
    )
  })

  it('says nothing where one figure is the same for all', () => {
    expect(rankCorrelation(Float64Array.of(1, 1, 1), Float64Array.of(1, 2, 3))).toBeUndefined()
    expect(rankCorrelation(new Float64Array(0), new Float64Array(0))).toBeUndefined()
  })
})
