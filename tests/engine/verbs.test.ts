import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bitset, countBits, hasBit, setBit } from '../../src/engine/bitset'
import { count } from '../../src/engine/verbs/count'
import { quantiles } from '../../src/engine/verbs/quantiles'
import { sum } from '../../src/engine/verbs/sum'

const numbers = fc.array(fc.oneof(fc.constant(0), fc.constant(NaN), fc.integer({ min: -50, max: 50 })), {
  maxLength: 60,
})

/** R: quantile(x, p, type = 7). */
function slowQuantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const h = (sorted.length - 1) * p
  const low = sorted[Math.floor(h)]!
  return low + (h - Math.floor(h)) * (sorted[Math.ceil(h)]! - low)
}

describe('quantiles', () => {
  it('agree with R', () => {
    expect(quantiles(Float64Array.of(1, 2, 3, 4), [0, 0.25, 0.5, 0.75, 1])).toEqual([1, 1.75, 2.5, 3.25, 4])
    expect(quantiles(Float64Array.of(NaN, 7), [0.5])).toEqual([7])
    expect(quantiles(Float64Array.of(NaN), [0.5])).toBeUndefined()
  })

  it('are those of a plain sort, over every column of a matrix', () => {
    fc.assert(
      fc.property(
        numbers,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 3 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (all, stride, start, p) => {
          const values = Float64Array.from(all)
          const kept = all.filter((v, i) => i >= start && (i - start) % stride === 0 && !Number.isNaN(v))
          const found = quantiles(values, [p], start, stride)
          if (kept.length === 0) expect(found).toBeUndefined()
          else expect(found![0]).toBeCloseTo(slowQuantile(kept, p), 9)
          expect(sum(values, start, stride)).toBe(kept.reduce((a, b) => a + b, 0))
          expect([...values]).toEqual(all)
        },
      ),
    )
  })
})

it('counts states by column', () => {
  const states = Uint8Array.of(0, 1, 0, 2, 5, 1)
  expect([...count(states, 6)]).toEqual([2, 2, 1, 0, 0, 1])
  expect([...count(states, 6, 1, 2)]).toEqual([0, 2, 1, 0, 0, 0])
})

it('keeps bits', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 199 })), (set) => {
      const bits = bitset(200)
      for (const i of set) setBit(bits, i)
      expect(countBits(bits)).toBe(set.length)
      for (let i = 0; i < 200; i++) expect(hasBit(bits, i)).toBe(set.includes(i))
    }),
  )
})
