import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkDataset } from '../../src/query/checkDataset'
import { datasetString } from '../../src/cli/datasetText'
import { demoDataset } from '../../src/cli/synthetic/demo'
import { readDataset } from '../../src/domain/dataset'
import { cellsOf } from '../../src/domain/metrics'
import { parentOf } from '../../src/domain/orgs'

const file = readFileSync('data/demo-district.json', 'utf8')

describe('the demo district', () => {
  const { dataset, issues } = readDataset(JSON.parse(file))

  it('is what its generator makes, byte for byte', () => {
    expect(datasetString(demoDataset())).toBe(file)
  })

  it('is a valid dataset that says it is made up', () => {
    expect(issues).toEqual([])
    expect(dataset).toMatchObject({ synthetic: true, title: '示例数据（模拟）：明湖区' })
    expect(dataset?.reports).toHaveLength(8 * 7 - 3)
    expect(dataset?.reports.some(({ org, year }) => org === dataset.start?.org && year === dataset.start.year)).toBe(
      true,
    )
  })

  it('holds whole tables in the form of the year, but for one table that mixes', () => {
    for (const report of dataset?.reports ?? []) {
      for (const table of ['2', '3', '4'] as const) {
        const codes = cellsOf(table, report.forms[table]!)
        expect(codes.every((code) => code in report.cells)).toBe(true)
      }
    }
    const mixed = dataset?.reports.filter(({ forms, year }) => forms[3] !== (year <= 2020 ? '2019' : '2021'))
    expect(mixed?.map(({ org, year }) => `${org} ${year}`)).toEqual(['示例市明湖区明湖街道 2021'])
  })

  it('moves three offices from the former district in 2021', () => {
    const inFormer = (year: number) =>
      dataset?.orgs.filter((org) => parentOf(org, year) === '示例市清源区').map(({ name }) => name)
    expect(inFormer(2020)).toEqual(['北塔街道', '清溪街道', '望江街道'])
    expect(inFormer(2021)).toEqual([])
  })

  it('has the flaws it means to have, and no others', () => {
    const found = [...checkDataset(dataset!)].flatMap(({ report, findings }) =>
      findings.map(({ rule, status, codes }) => `${report.org.slice(-4)} ${report.year} ${rule} ${status} ${codes[0]}`),
    )
    expect(found).toEqual([
      '柳岸街道 2023 sum-challenge failed review.total',
      '文昌街道 2019 column-slip failed penalty.change',
      '文昌街道 2022 carry-over failed applications.carried-in.total',
      '东桥街道 2023 unit-slip failed fee.amount',
      '荫里街道 2020 sum-balance undecided applications.closed.total',
      '荫里街道 2020 sum-applicants undecided applications.carried-out.total',
      '荫里街道 2021 carry-over undecided applications.carried-in.total',
      '北塔街道 2024 sum-outcomes failed applications.closed.total',
      '北塔街道 2024 sum-balance failed applications.closed.total',
      '北塔街道 2024 sum-applicants failed applications.closed.total',
    ])
  })

  it('shows every kind of missing cell', () => {
    const kinds = new Set(
      dataset?.reports.flatMap(({ cells }) =>
        Object.values(cells).flatMap((cell) => (typeof cell === 'object' ? (cell.missing ?? []) : [])),
      ),
    )
    expect([...kinds].sort()).toEqual(['blank', 'dash', 'unreadable'])
  })
})
