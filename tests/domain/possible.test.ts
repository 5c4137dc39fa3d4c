import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { METRICS, METRIC_CODES } from '../../src/domain/metrics'
import { impossibility, possibleCell } from '../../src/domain/possible'

const codes = fc.constantFrom(...METRIC_CODES)

describe('a number that can be a figure', () => {
  it('is whole, or money with fen, and below nothing only where something is taken away', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom(1, 10, 100), (code, units, part) => {
        const value = units / part
        const mayFall = code.endsWith('.change')
        const mayBreak = METRICS[code].unit === 'yuan'
        const expected =
          value < 0 && !mayFall ? 'value-negative' : Number.isInteger(value) || mayBreak ? undefined : 'value-fraction'
        expect(impossibility(code, value)).toBe(expected)
      }),
    )
  })
  it('has no more than two decimals, however large the amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9e15 }), (fen) => {
        expect(impossibility('fee.amount', Number((fen / 100).toFixed(2)))).toBeUndefined()
      }),
    )
    for (const value of [0.001, 0.125, 41662416.191, 1e-9])
      expect(impossibility('fee.amount', value)).toBe('value-fraction')
  })
  it('is not too large to be told from the next', () => {
    for (const value of [1e15, -1e15, 1e308, Infinity, NaN]) {
      expect(impossibility('fee.amount', value)).toBe('value-too-large')
      expect(impossibility('penalty.change', value)).toBe('value-too-large')
    }
    expect(impossibility('penalty.decisions', 1e15 - 1)).toBeUndefined()
  })
  it('counts suits whole', () => expect(impossibility('litigation.total', 0.5)).toBe('value-fraction'))
})

describe('a cell as it was read', () => {
  it.each([
    ['penalty.decisions', { value: 1.5, raw: '1.5件' }, { missing: 'unreadable', raw: '1.5件' }],
    ['penalty.decisions', { value: -2 }, { missing: 'unreadable', raw: '-2' }],
    [
      'fee.amount',
      { value: -2, unitInferred: true, at: { line: 3 } },
      { missing: 'unreadable', raw: '-2', at: { line: 3 } },
    ],
    ['fee.amount', { value: 1.5, unitInferred: true }, { value: 1.5, unitInferred: true }],
    ['penalty.change', { value: -2 }, { value: -2 }],
    ['penalty.decisions', { missing: 'dash' }, { missing: 'dash' }],
  ] as const)('%s %j', (code, cell, kept) => expect(possibleCell(code, cell)).toEqual(kept))
})
