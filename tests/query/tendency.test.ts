import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chanceOfOrder, outOfRange, ownRange, tendency } from '../../src/query/measures'
import { matrix } from '../charts/support'
import type { Given } from '../charts/support'
import type { MetricId } from '../../src/domain/metrics'

const spanning = (n: number, last = 2025): number[] => Array.from({ length: n }, (_, i) => last - n + 1 + i)
const of = (row: readonly Given[], metric: MetricId = 'applications.new.total') =>
  matrix(metric, spanning(row.length), { 甲: row })
const kindOf = async (row: readonly Given[], metric?: MetricId) => tendency(await of(row, metric), 0, 2025)

describe('the chance of an order of years', () => {
  it('is that of all orders of so many numbers', () => {
    const orders = (left: number[]): number[][] =>
      left.length === 0 ? [[]] : left.flatMap((x) => orders(left.filter((y) => y !== x)).map((rest) => [x, ...rest]))
    const balance = (row: number[]): number =>
      row.reduce((s, x, i) => s + row.slice(i + 1).reduce((t, y) => t + Math.sign(y - x), 0), 0)
    for (const n of [2, 3, 5, 6]) {
      const all = orders(Array.from({ length: n }, (_, i) => i)).map(balance)
      for (const s of new Set(all))
        expect(chanceOfOrder(s, n)).toBeCloseTo(all.filter((t) => Math.abs(t) >= Math.abs(s)).length / all.length)
    }
  })
})

describe('where the figures of an office go', () => {
  it('is said of five years in a row that all go one way', async () => {
    expect(await kindOf([10, 20, 30, 40, 50])).toEqual({ kind: 'up', years: 5 })
    expect(await kindOf([50, 40, 30, 20, 10])).toEqual({ kind: 'down', years: 5 })
    expect(await kindOf([10, 30, 20, 40, 50])).toEqual({ kind: 'none', years: 5 })
  })
  it('allows more years a step back', async () => {
    expect(await kindOf([10, 30, 20, 40, 50, 60, 70])).toEqual({ kind: 'up', years: 7 })
  })
  it('is not said of fewer, nor across a gap', async () => {
    expect(await kindOf([10, 20, 30, 40])).toEqual({ kind: 'few', years: 4 })
    expect(await kindOf([10, 20, 30, undefined, 50, 60, 70])).toEqual({ kind: 'few', years: 3 })
    expect(await kindOf([10, 20, 30, 40, 50, 60, 'dash'])).toEqual({ kind: 'few', years: 0 })
  })
  it('is not said across a form that counts something else', async () => {
    expect(await kindOf([1, 2, 3, 40, 50, 60, 70], 'normative.in-force')).toEqual({ kind: 'up', years: 5 })
  })
  it('is not said of counts that chance moves as far', async () => {
    expect(await kindOf([10, 11, 12, 13, 14])).toEqual({ kind: 'none', years: 5 })
  })
  it('turns with the figures', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(1000), { minLength: 5, maxLength: 8 }), async (row) => {
        const [there, back] = [await kindOf(row), await kindOf([...row].reverse())]
        const turned = { up: 'down', down: 'up', none: 'none', few: 'few' } as const
        expect(back).toEqual({ ...there, kind: turned[there.kind] })
      }),
      { numRuns: 25 },
    )
  })
})

describe('the range of an office in earlier years', () => {
  it('is of years that count the same thing', async () => {
    expect(ownRange(await of([5, 9, 'dash', 7, 100]), 0, 2025)).toEqual({ min: 5, max: 9, years: 3 })
    const broken = await of([500, 600, 10, 12, 11, 13, 20], 'normative.in-force')
    expect(ownRange(broken, 0, 2025)).toEqual({ min: 10, max: 13, years: 4 })
    expect(ownRange(await of([undefined, 3]), 0, 2025)).toBeUndefined()
  })
  it('is left by a figure beyond it that chance does not explain, after at least four years', async () => {
    expect(outOfRange(await of([20, 25, 22, 24, 90]), 0, 2025)).toBe('above')
    expect(outOfRange(await of([80, 75, 90, 84, 10]), 0, 2025)).toBe('below')
    expect(outOfRange(await of([20, 25, 22, 24, 27]), 0, 2025)).toBe('within')
    expect(outOfRange(await of([20, 25, 22, 90]), 0, 2025)).toBeUndefined()
    expect(outOfRange(await of([20, 25, 22, 24, 'blank']), 0, 2025)).toBeUndefined()
  })
})
