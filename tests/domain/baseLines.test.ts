import { describe, expect, it } from 'vitest'
import { baseLines } from '../../src/domain/baseLines'

describe('a table of bases', () => {
  it('has an office and a year in each row', () => {
    const read = baseLines([
      ['望江区人口情况'],
      ['序号', '单位名称', '年度', '常住人口（万人）', '编制数', '市场主体'],
      ['1', '东桥街道', '2023', '5.26', '31', '4,210'],
      ['2', '西湖 街道', '2023年', '—', '28人', '不详'],
    ])
    expect(read).toEqual({
      lines: [
        {
          name: '东桥街道',
          year: 2023,
          values: { 'base.population': 52_600, 'base.staff': 31, 'base.businesses': 4210 },
        },
        { name: '西湖街道', year: 2023, values: { 'base.staff': 28 } },
      ],
      unreadable: [{ name: '西湖街道', text: '不详' }],
    })
  })

  it('has its years in the headings, which may be nothing but years', () => {
    const rows = [
      ['各街道常住人口（人）', '', ''],
      ['街道', '2022', '2023年'],
      ['东桥街道', '52000', '5.3万'],
    ]
    const lines = [
      { name: '东桥街道', year: 2022, values: { 'base.population': 52_000 } },
      { name: '东桥街道', year: 2023, values: { 'base.population': 53_000 } },
    ]
    expect(baseLines(rows)?.lines).toEqual(lines)
    expect(baseLines([['机关', '2022年人口', '2023年人口'], rows[2]!])?.lines).toEqual(lines)
  })

  it('holds for all years where it names none', () => {
    expect(
      baseLines([
        ['Office', 'Staff'],
        ['A', '12'],
      ])?.lines,
    ).toEqual([{ name: 'A', values: { 'base.staff': 12 } }])
  })

  it('is none without a column of offices or of something to divide by', () => {
    expect(
      baseLines([
        ['街道', '新收申请'],
        ['东桥街道', '3'],
      ]),
    ).toBeUndefined()
    expect(
      baseLines([
        ['2022', '2023'],
        ['3', '4'],
      ]),
    ).toBeUndefined()
    expect(baseLines([])).toBeUndefined()
  })
})
