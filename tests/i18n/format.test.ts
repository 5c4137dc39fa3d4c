import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Unit } from '../../src/domain/metrics'
import { createTranslator } from '../../src/i18n'
import { arrow, difference, fullNumber, onScale, scaleFor, withUnit } from '../../src/i18n/format'

const zh = createTranslator('zh-CN')
const en = createTranslator('en')

describe('full digits', () => {
  it.each<[number, Unit, string]>([
    [0, 'case', '0'],
    [1670, 'record', '1,670'],
    [-3, 'entry', '−3'],
    [2.5, 'case', '2.5'],
    [40_000_000, 'case', '40,000,000'],
    [7117339.04, 'yuan', '7,117,339.04'],
    [7117339.1, 'yuan', '7,117,339.10'],
    [7117339, 'yuan', '7,117,339'],
    [-0.5, 'yuan', '−0.50'],
    [0.123, 'percent', '12.3%'],
    [1, 'percent', '100.0%'],
    [-0.021, 'percent', '−2.1%'],
    [-0.0003, 'percent', '…%'],
    [-0, 'case', '0'],
    [-0.001, 'yuan', '…'],
  ])('%d %s is %s', (value, unit, text) => expect(fullNumber(value, unit)).toBe(text))
})

describe('a value with its unit', () => {
  it.each<[number, Unit, string, string]>([
    [7117339.04, 'yuan', '711.73 万元', '7.12 million yuan'],
    [9999, 'yuan', '9,999 元', '9,999 yuan'],
    [10_000, 'yuan', '1 万元', '10 thousand yuan'],
    [123_456_789, 'yuan', '1.23 亿元', '123.46 million yuan'],
    [-7117339.04, 'yuan', '−711.73 万元', '−7.12 million yuan'],
    [0.5, 'yuan', '0.5 元', '0.5 yuan'],
    [1670, 'record', '1,670 条', '1,670 items'],
    [99_999, 'case', '99,999 件', '99,999 cases'],
    [123_400, 'case', '12.34 万件', '123.4 thousand cases'],
    [2_500_000, 'case', '250 万件', '2.5 million cases'],
    [2.5, 'case', '2.5 件', '2.5 cases'],
    [0.123, 'percent', '12.3%', '12.3%'],
  ])('%d %s is %s, or %s', (value, unit, chinese, english) =>
    expect([withUnit(value, unit, zh), withUnit(value, unit, en)]).toEqual([chinese, english]),
  )
})

describe('a scale', () => {
  it('is one for a whole axis', () => {
    const scale = scaleFor(7117339.04, 'yuan', zh)
    expect(scale).toEqual({ divisor: 1e4, digits: 2, label: '万元' })
    expect([0, 500, 2_000_000, -30_000].map((value) => onScale(value, scale))).toEqual(['0', '0.05', '200', '−3'])
    expect(onScale(0.1234, scaleFor(0.5, 'percent', zh))).toBe('12.3')
  })
  it('is the same above and below zero', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e12, noNaN: true }),
        fc.constantFrom<Unit>('case', 'yuan', 'percent'),
        fc.constantFrom(zh, en),
        (size, unit, words) => {
          expect(scaleFor(-size, unit, words)).toEqual(scaleFor(size, unit, words))
        },
      ),
    )
  })
  it('never writes a hyphen for a minus, nor a zero below zero', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e12, max: 1e12, noNaN: true }),
        fc.constantFrom<Unit>('case', 'yuan', 'percent'),
        fc.constantFrom(zh, en),
        (value, unit, words) => {
          for (const text of [fullNumber(value, unit), withUnit(value, unit, words), difference(value, unit)]) {
            expect(text).not.toContain('-')
            expect(text).not.toMatch(/^−[0.,]*(?:%|\s|$)/u)
          }
        },
      ),
    )
  })
})

describe('a number that is not zero', () => {
  it('is never written as 0, on any scale', () => {
    const sizes = fc.double({ min: 1e-9, max: 1e12, noNaN: true })
    const units = fc.constantFrom<Unit>('case', 'yuan', 'percent')
    fc.assert(
      fc.property(sizes, sizes, fc.boolean(), units, fc.constantFrom(zh, en), (size, largest, below, unit, words) => {
        const value = below ? -size : size
        for (const text of [
          fullNumber(value, unit),
          withUnit(value, unit, words),
          onScale(value, scaleFor(largest, unit, words)),
        ])
          expect(text).toMatch(/[1-9…]/u)
      }),
    )
    for (const unit of ['case', 'yuan', 'percent'] as const) expect(fullNumber(0, unit)).toContain('0')
  })
})

describe('a difference', () => {
  it.each<[number, Unit, string, string]>([
    [12, 'case', '+12', '▲'],
    [-3, 'case', '−3', '▼'],
    [0, 'case', '0', ''],
    [10000.5, 'yuan', '+10,000.50', '▲'],
  ])('%d', (value, unit, text, mark) => {
    expect([difference(value, unit), arrow(value)]).toEqual([text, mark])
  })
})
