import { describe, expect, it } from 'vitest'
import { demoDataset } from '../../../src/cli/synthetic/demo'
import { ISSUES } from '../../../src/domain/issues'
import { diagnosed } from '../../accuracy/diagnoses'
import { shippedReports } from '../../accuracy/slipReports'
import { alarms, faultyReports, scoreSlips } from '../../accuracy/slipScore'

const whole = demoDataset()
const few = { ...whole, reports: whole.reports.filter(({ year }) => year === 2020 || year >= 2023) }

describe('slips made on purpose in whole reports', () => {
  it.each([...scoreSlips(few, 1)])('%s: are found, in the right place, with the right explanation', (_, score) => {
    expect(score.telling).toBeGreaterThan(0)
    expect(score.found / score.telling).toBeGreaterThanOrEqual(0.95)
    expect(score.placed / score.telling).toBeGreaterThanOrEqual(0.95)
    expect((score.alone + score.favoured + score.among) / score.telling).toBeGreaterThanOrEqual(0.9)
    expect(score.misled).toBe(0)
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

describe('the real reports of a group', () => {
  const faulty = faultyReports(shippedReports())

  it('have one explanation, or few, where their sums fail', () => {
    const ofThird = faulty
      .map(({ faults }) => faults.filter(({ codes }) => codes.some((code) => code.startsWith('applications.'))))
      .filter((faults) => faults.length > 0)
    expect(faulty).toHaveLength(21)
    expect(ofThird).toHaveLength(19)
    expect(ofThird.filter((faults) => faults.every(({ kind }) => kind === 'one'))).toHaveLength(11)
    for (const faults of ofThird) for (const { sets } of faults) expect(sets.length).toBeLessThanOrEqual(3)
  })

  it('have among them what a person found on the page, mostly chosen by what else is known', () => {
    const found = faulty.map(({ report, faults }) => diagnosed(report, faults)).filter((one) => one !== undefined)
    const count = (one: string): number => found.filter((each) => each === one).length
    expect(found).toHaveLength(17)
    expect({ alone: count('alone'), favoured: count('favoured'), among: count('among') }).toEqual({
      alone: 9,
      favoured: 7,
      among: 1,
    })
  })
})
