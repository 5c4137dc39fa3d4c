import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkDataset } from '../../src/query/checkDataset'
import { asCell, asProse } from '../../src/domain/cell'
import { readDataset } from '../../src/domain/dataset'
import { parentOf } from '../../src/domain/orgs'
import { readFigure } from '../../src/domain/report'

const { dataset, issues } = readDataset(JSON.parse(readFileSync('data/real-reports.json', 'utf8')))
const reportOf = (org: string, year: number) =>
  dataset?.reports.find((report) => report.org === org && report.year === year)
const orgOf = (id: string) => dataset?.orgs.find((org) => org.id === id)

describe('the real reports', () => {
  it('are a valid dataset', () => {
    expect(issues).toEqual([])
    expect(dataset).toMatchObject({
      id: 'real-reports',
      synthetic: false,
      extent: 'scattered',
      start: { org: '杭州市下城区长庆街道', year: 2019 },
    })
    expect(dataset?.reports.length).toBe(391)
  })

  it('hold the figures of 长庆街道 2019 as printed', () => {
    const report = reportOf('杭州市下城区长庆街道', 2019)
    expect(report?.forms).toEqual({ 2: '2019', 3: '2019', 4: '2019' })
    expect(report?.cells['procurement.amount']).toMatchObject({ value: 7117339.04, raw: '7117339.04元' })
    expect(readFigure(report!, 'penalty.change')).toBe(288)
    expect(readFigure(report!, 'penalty.decisions')).toBe('dash')
    expect(readFigure(report!, 'applications.new.total')).toBe('dash')
    expect(
      ['published.total', 'published.website', 'published.new-media'].map(
        (code) => asProse(report!.prose[code as 'published.total']!).value,
      ),
    ).toEqual([1670, 600, 1070])
  })

  it('hold what was seen of twenty more', () => {
    const stated = (org: string, year: number, code: 'published.website' | 'applications.new.total') =>
      asProse(reportOf(org, year)!.prose[code]!)
    expect(stated('重庆市大渡口区', 2023, 'published.website')).toMatchObject({ value: 9088, raw: '9088条' })
    expect(stated('重庆市大渡口区', 2023, 'applications.new.total').value).toBe(81)
    for (const [org, year] of [
      ['上海市', 2022],
      ['北京市西城区广安门外街道', 2022],
      ['福建省生态环境厅', 2025],
      ['厦门市翔安区', 2021],
    ] as const)
      expect(reportOf(org, year)).toBeDefined()
    expect(orgOf('福建省生态环境厅')).toMatchObject({ name: '生态环境厅', parents: [{ org: '福建省' }] })
  })

  it('follow 长庆街道 into 拱墅区', () => {
    const org = orgOf('杭州市下城区长庆街道')!
    expect([2019, 2020, 2021].map((year) => parentOf(org, year))).toEqual([
      '杭州市下城区',
      '杭州市下城区',
      '杭州市拱墅区',
    ])
    expect(orgOf('杭州市拱墅区')?.parents).toEqual([{ org: '杭州市' }])
  })

  it('keep what was not seen apart from zero, and blanks from both', () => {
    const partial = reportOf('上海市普陀区万里街道', 2022)!
    expect(readFigure(partial, 'penalty.decisions')).toBe('not-extracted')
    expect(readFigure(reportOf('宿迁市沭阳县发展和改革局', 2023)!, 'applications.new.business')).toBe('blank')
    expect(readFigure(reportOf('淮安市洪泽区', 2023)!, 'applications.other.misc.total')).toBe('not-in-form')
  })

  it('have short labels, and money in yuan with its text', () => {
    for (const { prose } of dataset?.reports ?? []) {
      for (const stored of Object.values(prose)) expect(asProse(stored).label?.length ?? 0).toBeLessThanOrEqual(30)
    }
    const amounts = dataset?.reports.flatMap(({ cells }) => cells['procurement.amount'] ?? []).map(asCell)
    expect(amounts).toContainEqual({ value: 2_400_000, raw: '240万元' })
    expect(amounts).toContainEqual({ value: 15646978.85, raw: '15646978.85', unitInferred: true })
  })

  it('name every organ once within its area', () => {
    const names = dataset?.orgs.map(({ name, parents }) => JSON.stringify([name, parents]))
    expect(new Set(names).size).toBe(names?.length)
    expect(dataset?.orgs.filter(({ name }) => /办事处$|人民政府$/u.test(name)).map(({ name }) => name)).toEqual([
      '城乡工作办事处',
    ])
  })

  it('fail the checks known to fail', () => {
    const failed = [...checkDataset(dataset!)].flatMap(({ report, findings }) =>
      findings
        .filter(({ status, rule }) => status === 'failed' && rule !== 'prose-channels')
        .map(({ rule, codes }) => `${report.org} ${report.year} ${rule} ${codes[0]}`),
    )
    expect(failed).toEqual([
      '杭州市下城区长庆街道 2019 column-slip penalty.change',
      '淮安市洪泽区 2023 sum-challenge review.total',
      '淮安市洪泽区 2023 sum-challenge suit-reviewed.total',
    ])
  })
})
