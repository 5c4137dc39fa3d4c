import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canBeLog, extentOf, numberAxis, spacingOf } from '../../../src/charts/parts/numberAxis'
import { zh } from '../support'

const of = (...values: number[]) => extentOf(Float64Array.from(values))
const texts = (values: number[], spacing: 'linear' | 'log', unit: 'case' | 'yuan' | 'percent' = 'case') =>
  numberAxis(of(...values), spacing, unit, zh).ticks.map(({ text }) => text)

describe('an axis of figures', () => {
  it('places all figures within its bounds, in their order, whatever the spacing', () => {
    const figure = fc.oneof(fc.constantFrom(0, 0.5, 1), fc.nat(100), fc.integer({ min: 0, max: 10_000_000 }))
    fc.assert(
      fc.property(
        fc.array(figure, { minLength: 1, maxLength: 30 }),
        fc.constantFrom('linear' as const, 'log' as const),
        (values, spacing) => {
          fc.pre(spacing === 'linear' || values.some((value) => value > 0))
          const axis = numberAxis(of(...values), spacing, 'case', zh)
          const sorted = [...values].sort((a, b) => a - b)
          const places = sorted.map((value) => axis.at(value))
          for (const place of places) expect([axis.min <= place, place <= axis.max]).toEqual([true, true])
          for (let i = 1; i < places.length; i++) expect(places[i]! - places[i - 1]!).toBeGreaterThanOrEqual(0)
          if (spacing === 'log' && sorted[0] === 0) expect(axis.at(0)).toBeLessThan(axis.strip!)
          if (axis.strip !== undefined)
            for (const value of values) if (value > 0) expect(axis.at(value)).toBeGreaterThan(axis.strip)
          expect(axis.ticks.length).toBeGreaterThan(1)
          for (const { at } of axis.ticks) expect([axis.min <= at + 1e-9, at <= axis.max + 1e-9]).toEqual([true, true])
        },
      ),
    )
  })

  it('names decades, and their twos and fives where there are few', () => {
    expect(texts([1, 5_000], 'log')).toEqual(['1', '10', '100', '1,000'])
    expect(texts([3, 40], 'log')).toEqual(['2', '5', '10', '20', '50'])
    expect(texts([0, 3, 40], 'log')).toEqual(['0', '2', '5', '10', '20', '50'])
  })

  it('rounds no tick to nothing: an axis of money from little to much is in the smaller unit', () => {
    for (const values of [
      [10, 200_000_000],
      [1_000, 200_000_000],
      [1, 3],
    ]) {
      for (const text of texts(values, 'log', 'yuan')) expect(text).toMatch(/[1-9]/u)
    }
  })

  it('is never by orders of magnitude for shares, nor below zero', () => {
    expect(canBeLog(of(0.1, 0.9), 'percent')).toBe(false)
    expect(canBeLog(of(-1, 9), 'case')).toBe(false)
    expect(spacingOf(of(-1, 9), 'case', 'log')).toBe('linear')
    expect(spacingOf(of(0, 0), 'case', 'log')).toBe('linear')
  })

  it('goes by orders of magnitude of itself only where most figures would have no room', () => {
    expect(spacingOf(of(1, 2, 3, 10), 'case', undefined)).toBe('linear')
    expect(spacingOf(of(0, 0, 1, 2, 100), 'case', undefined)).toBe('log')
  })

  it('leaves a little room beyond the largest', () =>
    expect(numberAxis(of(0, 60), 'linear', 'case', zh).max).toBeGreaterThan(60))
})
