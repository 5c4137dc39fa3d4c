import { describe, expect, it } from 'vitest'
import { demoDataset } from '../../../src/cli/synthetic/demo'
import { ISSUES } from '../../../src/domain/issues'
import { alarms, faultyReports, scoreSlips } from '../../accuracy/slipScore'

const whole = demoDataset()
const few = { ...whole, reports: whole.reports.filter(({ year }) => year === 2020 || year >= 2023) }

describe('slips made on purpose in whole reports', () => {
  it.each([...scoreSlips(few, 1)])('%s: are found, in the right place, with the right explanation', (_, score) => {
    expect(score.telling).toBeGreaterThan(0)
    expect(score.found / score.telling).toBeGreaterThanOrEqual(0.95)
    expect(score.placed / score.telling).toBeGreaterThanOrEqual(0.95)
    expect((score.alone + score.favoured + score.among) / score.telling).toBeGreaterThanOrEqual(0.9)
  })

  it('raise no alarm elsewhere but for the flaws that the reports have', () => {
    const raised = alarms(whole)
    expect(raised.map(({ report, fault }) => `${report.org} ${report.year} ${fault.rules.join()}`).sort()).toEqual(
      [
        '示例市明湖区东桥街道 2023 unit-slip',
        '示例市明湖区文昌街道 2019 column-slip',
        '示例市明湖区文昌街道 2022 carry-over',
      ].sort(),
    )
    expect(raised.filter(({ fault }) => fault.rules.some((rule) => (ISSUES[rule] as string) === 'error'))).toEqual([])
    expect(faultyReports(whole).map(({ report }) => `${report.org} ${report.year}`)).toEqual([
      '示例市明湖区柳岸街道 2023',
      '示例市清源区北塔街道 2024',
    ])
  })
})
