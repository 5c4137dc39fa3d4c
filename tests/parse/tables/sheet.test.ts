import { describe, expect, it } from 'vitest'
import { isMetricCode } from '../../../src/domain/metrics'
import { readLongCsv } from '../../../src/parse/longCsv'
import { parseReport } from '../../../src/parse'
import { newSheet, put } from '../../../src/parse/tables/sheet'

describe('a number that cannot be its figure', () => {
  it('is kept as text, and somebody is to look at it', () => {
    const sheet = newSheet()
    put(sheet, 'penalty.decisions', { value: 1.5, raw: '1.5件' }, { line: 3 })
    put(sheet, 'penalty.change', { value: -2 }, { line: 4 })
    put(sheet, 'fee.amount', { value: 0.07 }, { line: 5 })
    expect(sheet.cells).toEqual({
      'penalty.decisions': { missing: 'unreadable', raw: '1.5件', at: { line: 3 } },
      'penalty.change': { value: -2, at: { line: 4 } },
      'fee.amount': { value: 0.07, at: { line: 5 } },
    })
    expect(sheet.issues).toMatchObject([
      { code: 'cell-unreadable', at: { code: 'penalty.decisions', line: 3 }, params: { raw: '1.5件' } },
    ])
  })

  it('is so in a long table as well', () => {
    const { reports, issues } = readLongCsv(
      'org,year,metric,value\n甲,2021,penalty.decisions,-3\n甲,2021,review.total,3\n',
      (name) => (isMetricCode(name) ? name : undefined),
    )
    expect(reports[0]?.cells).toMatchObject({
      'penalty.decisions': { missing: 'unreadable', raw: '-3' },
      'review.total': { value: 3 },
    })
    expect(issues.map(({ code }) => code)).toEqual(['cell-unreadable'])
  })

  it('is not taken from a sentence', async () => {
    const text = '长庆街道办事处2020年政府信息公开工作年度报告\n全年主动公开政府信息1670.5条，其中政府网站公开600条。'
    const { report } = await parseReport(new TextEncoder().encode(text), 'a.txt')
    expect(report?.prose['published.total']).toBeUndefined()
    expect(report?.prose['published.website']).toMatchObject({ value: 600 })
  })
})
