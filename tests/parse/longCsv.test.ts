import { describe, expect, it } from 'vitest'
import { isMetricCode } from '../../src/domain/metrics'
import { readLongCsv } from '../../src/parse/longCsv'

const read = (text: string) =>
  readLongCsv(text, (name) => (isMetricCode(name) ? name : name === '行政处罚' ? 'penalty.decisions' : undefined))
const one = (value: string, metric = 'fee.amount') => {
  const { reports } = read(`org,year,metric,value\n甲,2021,${metric},${value}`)
  const { at: _at, ...cell } = reports[0]!.cells[metric as 'fee.amount'] ?? {}
  return cell
}

describe('a long table', () => {
  it.each([
    ['commas', 'org,year,metric,value\n甲,2021,行政处罚,12'],
    ['a byte order mark', '\uFEFForg,year,metric,value\r\n甲,2021,行政处罚,12\r\n'],
    ['tabs', '机关\t年度\t指标\t数值\n甲\t2021年\t行政处罚\t12'],
    ['semicolons', '单位名称;年份;指标代码;数量\n甲;２０２１;penalty.decisions;12'],
    ['quotes and columns in another order', 'Value,"Metric",YEAR, Office ,note\n12,"行政处罚",2021,甲,"a, b"'],
  ])('reads %s', (_, text) => {
    const { reports, issues } = read(text)
    expect(issues).toEqual([])
    expect(reports).toEqual([
      {
        org: '甲',
        year: 2021,
        forms: { '2': '2021' },
        prose: {},
        cells: { 'penalty.decisions': { value: 12, at: { line: 2 } } },
      },
    ])
  })

  it.each<[string, object]>([
    ['"1,234,567.89"', { value: 1234567.89 }],
    ['１２', { value: 12 }],
    ['-5', { missing: 'unreadable', raw: '-5' }],
    ['−5', { missing: 'unreadable', raw: '-5' }],
    ['+5', { value: 5 }],
    [' 7 ', { value: 7 }],
    ['0', { value: 0 }],
    ['', { missing: 'blank' }],
    ['—', { missing: 'dash', raw: '—' }],
    ['/', { missing: 'dash', raw: '/' }],
    ['无', { missing: 'dash', raw: '无' }],
    ['not-extracted', { missing: 'not-extracted', raw: 'not-extracted' }],
    ['约12', { missing: 'unreadable', raw: '约12' }],
    ['"12,34"', { missing: 'unreadable', raw: '12,34' }],
    ['1e5', { missing: 'unreadable', raw: '1e5' }],
    ['--', { missing: 'unreadable', raw: '--' }],
  ])('reads %s', (text, cell) => expect(one(text)).toEqual(cell))

  it('groups lines by office, year and district', () => {
    const { reports } = read(
      'org,year,metric,value,district\n甲,2021,review.total,1,东区\n甲,2021,review.total,2,西区\n甲,2020,review.total,3,东区\n甲,2021,published.total,4,东区',
    )
    expect(
      reports.map(({ year, district, cells, prose }) => [
        year,
        district,
        cells['review.total']?.value,
        prose['published.total'],
      ]),
    ).toEqual([
      [2021, '东区', 1, { value: 4, at: { line: 5 } }],
      [2021, '西区', 2, undefined],
      [2020, '东区', 3, undefined],
    ])
  })

  it('tells the form from the cells, whatever the year', () => {
    const forms = (year: number, metric: string) =>
      read(`org,year,metric,value\n甲,${year},${metric},1`).reports[0]!.forms
    expect(forms(2023, 'applications.other.total')).toEqual({ '3': '2019' })
    expect(forms(2019, 'fee.amount')).toEqual({ '2': '2021' })
    expect(forms(2020, 'review.total')).toEqual({ '4': '2019' })
  })
})

describe('problems of a long table', () => {
  it('name the column that is not there', () => {
    const { reports, issues } = read('机关,年度,数值\n甲,2021,1')
    expect(reports).toEqual([])
    expect(issues).toMatchObject([
      { code: 'csv-column', severity: 'error', at: { line: 1 }, params: { column: '指标' } },
    ])
    expect(read('').issues).toHaveLength(4)
  })
  it('give the number of each line that cannot be read, and keep the rest', () => {
    const { reports, issues } = read(
      'org,year,metric,value\n,2021,review.total,1\n甲,21,review.total,1\n\n甲,2021,nothing,1\n甲,二〇二一,review.total,1\n甲,2021,review.total,6',
    )
    expect(issues.map(({ code, at }) => [code, at?.line])).toEqual([
      ['csv-row', 2],
      ['csv-row', 3],
      ['csv-row', 5],
      ['csv-row', 6],
    ])
    expect(reports).toHaveLength(1)
    expect(reports[0]!.cells['review.total']).toEqual({ value: 6, at: { line: 7 } })
  })
  it('keep the first of two different figures, and say so', () => {
    const { reports, issues } = read(
      'org,year,metric,value\n甲,2021,review.total,1\n甲,2021,review.total,2\n甲,2021,review.total,1\n甲,2021,published.total,5\n甲,2021,published.total,6',
    )
    expect(reports[0]!.cells['review.total']?.value).toBe(1)
    expect(reports[0]!.prose['published.total']?.value).toBe(5)
    expect(issues).toMatchObject([
      { code: 'cell-conflict', at: { line: 3, code: 'review.total' }, params: { first: 1, second: 2 } },
      { code: 'cell-conflict', at: { line: 6, code: 'published.total' }, params: { first: 5, second: 6 } },
    ])
  })
  it('keep a text that is no number, and say where', () => {
    expect(read('org,year,metric,value\n甲,2021,review.total,若干\n甲,2021,published.total,若干').issues).toMatchObject(
      [
        { code: 'cell-unreadable', at: { line: 2, code: 'review.total' }, params: { raw: '若干' } },
        { code: 'cell-unreadable', at: { line: 3, code: 'published.total' } },
      ],
    )
  })
})
