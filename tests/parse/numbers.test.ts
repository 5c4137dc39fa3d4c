import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCount, readMoney, unitIn } from '../../src/parse/numbers'
import { isValueLike } from '../../src/readers/text/valueText'

describe('readCount', () => {
  it.each([
    ['0', 0],
    ['22（其中修订 16 件）', 22],
    ['1,234', 1234],
    ['１２３', 123],
    ['+19', 19],
    ['－11', -11],
    ['-11', -11],
    ['3件', 3],
    [' 7\u3000', 7],
    ['1 472', 1472],
    ['零', 0],
    ['3*', 3],
    ['12①', 12],
    ['0.00', 0],
  ])('reads %j as %d', (raw, value) => expect(readCount(raw).value).toBe(value))
  it.each([
    ['-', 'dash'],
    ['—', 'dash'],
    ['——', 'dash'],
    ['/', 'dash'],
    ['无', 'dash'],
    ['', 'blank'],
    ['\u00a0', 'blank'],
    ['约20', 'unreadable'],
    ['3 5', 'unreadable'],
    ['详见附件', 'unreadable'],
    ['O', 'unreadable'],
    ['暂无', 'dash'],
    ['未发生', 'dash'],
    ['‐', 'dash'],
  ])('reads %j as %s', (raw, missing) => expect(readCount(raw)).toMatchObject({ missing }))
  it('keeps the text where it says more than the number', () => {
    expect(readCount('12')).toEqual({ value: 12 })
    expect(readCount('12件')).toEqual({ value: 12, raw: '12件' })
  })
  it('reads back every whole number, with and without separators', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (n) => {
        expect(readCount(String(n)).value).toBe(n)
        expect(readCount(n.toLocaleString('en-US')).value).toBe(n)
      }),
    )
  })
})

describe('unitIn', () => {
  it.each([
    ['本年收费金额(单位:万元)', '万元'],
    ['采购总金额', undefined],
    ['采购总金额(千元)', '千元'],
    ['收费金额(单位:百万元)', '百万元'],
    ['收费金额(单位:人民币 元)', '元'],
    ['收费(单位:项、万元)', '万元'],
    ['收费金额(单位:幵元)', undefined],
  ])('of %s is %s', (heading, unit) => expect(unitIn(heading)).toBe(unit))
})

describe('readMoney', () => {
  it('takes the unit from the cell, then the heading, then yuan with a mark', () => {
    expect(readMoney('17.27万元', '元')).toMatchObject({ value: 172_700 })
    expect(readMoney('3', '千元')).toEqual({ value: 3000, raw: '3' })
    expect(readMoney('140.56', '万元')).toEqual({ value: 1_405_600, raw: '140.56' })
    expect(readMoney('7117339.04元')).toEqual({ value: 7_117_339.04, raw: '7117339.04元' })
    expect(readMoney('8040')).toEqual({ value: 8040, raw: '8040', unitInferred: true })
    expect(readMoney('5(万元)')).toMatchObject({ value: 50_000 })
    expect(readMoney('1,234.5万元')).toMatchObject({ value: 12_345_000 })
    expect(readMoney('2亿元')).toMatchObject({ value: 2e8 })
  })
  it('needs no unit for zero or for nothing', () => {
    expect(readMoney('0')).toEqual({ value: 0 })
    expect(readMoney('/')).toEqual({ missing: 'dash', raw: '/' })
  })
})

it('knows what can be a cell', () => {
  for (const text of ['', '0', '-', '5件', '22(其中修订16件)']) expect(isValueLike(text)).toBe(true)
  for (const text of ['1.', '1.属于国家秘密', '规章', '(三)', '2019年']) expect(isValueLike(text)).toBe(false)
})
