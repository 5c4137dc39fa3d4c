import { expect, it } from 'vitest'
import { readCsv } from '../../src/readers/csv'

const widths = (csv: string): number[] => {
  const { page } = readCsv(new TextEncoder().encode(csv), 'r.csv')
  return (page?.blocks ?? []).map((block) => (block.kind === 'row' ? block.cells.length : 1))
}

it('keeps the places of a row behind one that was left empty', () => {
  expect(widths('第二十条,,,,\n内容,上年,增减,决定,\n许可,,,,\n其他,0,-,,\n第二十条,,,,\n')).toEqual([1, 4, 1, 4, 1])
})

it('leaves no blanks behind a title', () => {
  expect(widths('年度报告,,,\n概述,,,\n内容,制作,公开,\n规章,1,2,\n')).toEqual([1, 1, 3, 3])
})
