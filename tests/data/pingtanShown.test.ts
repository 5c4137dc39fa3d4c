import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ranking } from '../../src/charts/ranking'
import { trend } from '../../src/charts/trend'
import { readDataset } from '../../src/domain/dataset'
import { prepare } from '../../src/pack/prepare'
import { dataSheets } from '../../src/export/figureData'
import { createClient } from '../../src/query/client'
import { rankSpec } from '../../src/query/comparison'
import { frameOf } from '../../src/query/load'
import { change } from '../../src/query/measures'
import { context, zh } from '../charts/support'

const { dataset } = readDataset(JSON.parse(readFileSync('data/pingtan.json', 'utf8')))
const door = createClient(frameOf([prepare(dataset!)]), () => Promise.resolve(undefined))
const ZONE = '平潭综合实验区'
const scope = { area: ZONE, level: 'department', year: 2024 } as const
const years = [2019, 2020, 2021, 2022, 2023, 2024, 2025]

describe('figures that sentences word otherwise than before', () => {
  it('are told, and no change or line joins them', async () => {
    const matrix = await door.run({ kind: 'matrix', metric: 'published.total', scope, years })
    const row = matrix.orgs.findIndex(({ id }) => id === `${ZONE}管委会办公室`)
    const at = (year: number): number => row * years.length + years.indexOf(year)
    expect(matrix.relabelled).toContain(at(2022))
    expect(matrix.relabelled).toContain(at(2024))
    expect(matrix.relabelled).not.toContain(at(2020))
    expect(change(matrix, row, 2021, 2022)).toMatchObject({ kind: 'suppressed', reason: 'relabelled', value: 2479 })

    const same = matrix.orgs.findIndex(({ id }) => id === `${ZONE}财政金融局`)
    expect(change(matrix, same, 2019, 2020)).toMatchObject({ kind: 'percent', base: 90, current: 148 })

    const { series } = trend(matrix, context({ focus: `${ZONE}管委会办公室` })).option!({
      width: 800,
      height: 380,
      text: 12,
    })
    const line = (series as { id?: string; data?: { value: [number, number] }[] }[]).find(({ id }) =>
      id?.endsWith('管委会办公室'),
    )!
    expect(line.data!.some(({ value: [year, value] }) => year === 2021.5 && Number.isNaN(value))).toBe(true)
  })

  it('stand with the words of their sentence in every chart, table and export', async () => {
    const reports = new Map(dataset!.reports.map((report) => [`${report.org} ${report.year}`, report]))
    const reading = createClient(frameOf([prepare(dataset!)]), ([id], org, year) => {
      const report = reports.get(`${org} ${year}`)
      return Promise.resolve(report && { report, dataset: id! })
    })
    const wordsOf = (org: string, year: number): string => {
      const stated = reports.get(`${org} ${year}`)?.prose['published.total']
      return typeof stated === 'object' ? stated.label! : ''
    }
    const office = `${ZONE}管委会办公室`
    const matrix = await reading.run({ kind: 'matrix', metric: 'published.total', scope, years })
    const row = matrix.orgs.findIndex(({ id }) => id === office)
    expect(matrix.labels?.get(row * years.length + years.indexOf(2021))).toBe(wordsOf(office, 2021))
    const figure = trend(matrix, context({ focus: office }))
    expect(figure.footnotes.join()).toContain('“')
    const order = await reading.run(rankSpec('published.total', scope, 2021, office))
    const entry = order.top.find(({ org }) => org.id === office)
    expect(entry?.label).toBe(wordsOf(office, 2021))
    const sheets = await dataSheets(ranking(order, 'around', context()), {
      words: zh,
      made: new Date(0),
      synthetic: false,
    })
    expect(sheets[2]!.rows.flat().join()).toContain(wordsOf(office, 2021))

    const form = await reading.run({ kind: 'matrix', metric: 'applications.new.total', scope, years })
    expect(form.labels).toBeUndefined()
  })

  it('are looked for in sentences only', async () => {
    const matrix = await door.run({ kind: 'matrix', metric: 'applications.new.total', scope, years })
    expect(matrix.relabelled).toBeUndefined()
  })
})

describe('the day a report was published', () => {
  it('is held against the deadline of its kind of organ', async () => {
    const { published, orgs, held } = await door.run({ kind: 'completeness', scope, years })
    const source = new Map(dataset!.reports.map((report) => [`${report.org} ${report.year}`, report.source?.published]))
    const dated = published.filter(({ from }) => from === 'page')
    expect(dated.length).toBeGreaterThan(100)
    for (const { at, day, daysLate } of dated) {
      const [org, year] = [orgs[Math.floor(at / years.length)]!, years[at % years.length]!]
      expect(held[at]).toBe(1)
      expect(day).toBe(source.get(`${org.id} ${year}`))
      expect(daysLate > 0).toBe(day > `${year + 1}-01-31`)
    }
  })
})

describe('the zone against the offices below it', () => {
  const below = async (year: number, code: string) =>
    (await door.run({ kind: 'report', org: ZONE, year, explained: true })).below!.find((one) => one.code === code)!

  it('names the two offices whose totals, put right, make up the nine of 2024', async () => {
    expect(await below(2024, 'applications.new.total')).toMatchObject({
      published: 218,
      below: 209,
      difference: 9,
      reported: 17,
      total: 17,
      explainedBy: [
        { org: `${ZONE}农业农村局`, by: 3 },
        { org: `${ZONE}海坛片区管理局`, by: 6 },
      ],
    })
  })

  it('names the office that prints 15 over 13, 2, 4 and 0', async () => {
    expect(await below(2024, 'suit-reviewed.total')).toMatchObject({
      published: 19,
      below: 15,
      explainedBy: [{ org: `${ZONE}社会事业局`, by: 4 }],
    })
  })

  it('names the office whose fees of 2025 have two digits in each other’s place', async () => {
    expect(await below(2025, 'fee.amount')).toMatchObject({ swapped: `${ZONE}财政金融局` })
  })

  it('says nothing more where the sums agree, and explains nothing where nothing does', async () => {
    expect(await below(2021, 'applications.new.total')).toEqual({
      code: 'applications.new.total',
      published: 70,
      below: 70,
      reported: 17,
      total: 17,
      difference: 0,
    })
    expect((await below(2022, 'applications.new.total')).explainedBy).toBeUndefined()
  })
})

describe('the row of 农业农村局 2023 that slipped', () => {
  it('is explained by the only smallest change: the two totals that stand a row aside', async () => {
    const { explanation, checked } = await door.run({
      kind: 'report',
      org: `${ZONE}农业农村局`,
      year: 2023,
      explained: true,
    })
    const [fault] = explanation!.faults
    expect(fault).toMatchObject({ kind: 'one', rules: ['sum-applicants'] })
    expect(fault!.sets[0]!.changes.map(({ code, from, to }) => [code, from, to])).toEqual([
      ['applications.new.total', 0, 7],
      ['applications.carried-in.total', 7, 0],
    ])
    expect(checked!.share).toBeGreaterThan(0.9)
  })
})
