import { describe, expect, it } from 'vitest'
import { bump } from '../../src/charts/bump'
import { chartPart } from '../../src/export/pptx/chart/chartPart'
import type { MetricId } from '../../src/domain/metrics'
import { prepare } from '../../src/pack/prepare'
import { createClient } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import { FEW_PLACED, placesOver } from '../../src/query/places'
import { dataset, org, report } from '../query/small'
import { ROOM, context, drawn, marksOf, seriesById, zh } from './support'
import type { Mark, Plain } from './support'

const METRIC = 'applications.new.total'

function doorOf(figures: Record<string, readonly (number | undefined)[]>, years: readonly number[], metric: MetricId) {
  const reports = Object.entries(figures).flatMap(([id, row]) =>
    years.flatMap((year, i) => (row[i] === undefined ? [] : [report(id, year, { cells: { [metric]: row[i] } })])),
  )
  const set = dataset(
    'small',
    Object.keys(figures).map((id) => org(id)),
    reports,
  )
  return createClient(frameOf([prepare(set)]), () => Promise.resolve(undefined))
}

const YEARS = [2021, 2022, 2023]
const FIVE = {
  甲: [50, 10, 30],
  乙: [40, 40, 40],
  丙: [30, 40, undefined],
  丁: [20, 20, 20],
  戊: [10, 5, 10],
  己: [5, 4, 3],
} as const

const figureOf = async (
  figures: Record<string, readonly (number | undefined)[]>,
  years: readonly number[],
  focus?: string,
  metric: MetricId = METRIC,
) => {
  const places = await placesOver(doorOf(figures, years, metric), metric, { year: years.at(-1)! }, years, [
    ...(focus === undefined ? [] : [focus]),
  ])
  return { places, figure: bump(places, context(focus === undefined ? {} : { focus })) }
}
const pointsOf = (option: unknown, id: string): Mark[] => marksOf(seriesById(option as Plain, `bump:${id}`))
const at = (points: readonly Mark[], year: number): number | undefined =>
  points.filter(({ value }) => (value as number[])[0] === year).map(drawn)[0]

describe('ranks by year', () => {
  it('are those of the figures, shared where these are equal', async () => {
    const { figure } = await figureOf(FIVE, YEARS, '甲')
    const option = figure.option?.(ROOM)
    expect(YEARS.map((year) => at(pointsOf(option, '甲'), year))).toEqual([-1, -4, -2])
    expect([at(pointsOf(option, '乙'), 2022), at(pointsOf(option, '丙'), 2022)]).toEqual([-1, -1])
    expect(figure.table.rows.find(({ id }) => id === '丁')?.entries.map(({ text }) => text)).toEqual([
      '丁办事处',
      ...['4', '20', '3', '20', '3', '20'],
    ])
  })

  it('have a gap where an office has no figure, and a title of the first and last year that can be compared', async () => {
    const { figure } = await figureOf(FIVE, YEARS, '甲')
    expect(at(pointsOf(figure.option?.(ROOM), '丙'), 2023)).toBeNaN()
    expect(figure.title).toBe(
      zh.t('bump.title', {
        office: '甲',
        metric: zh.metric(METRIC),
        from: 2021,
        before: 1,
        among: 6,
        to: 2023,
        rank: 2,
        of: 5,
      }),
    )
  })

  it('without an office in focus, say who is first most often', async () => {
    const { figure } = await figureOf(FIVE, YEARS)
    expect(figure.title).toBe(zh.t('bump.title.lead', { metric: zh.metric(METRIC), office: '乙', n: 2, years: 3 }))
  })

  it('are not joined across a change of what is counted, nor is the title', async () => {
    const metric = 'normative.in-force'
    const rows = Object.fromEntries(['甲', '乙', '丙', '丁', '戊'].map((id, i) => [id, [undefined, i + 1, 9 - i]]))
    const { figure } = await figureOf(rows, [2020, 2021, 2022], '甲', metric)
    const steps = pointsOf(figure.option?.(ROOM), '甲').map(({ value }) => value as number[])
    expect(steps.filter(([, y]) => Number.isNaN(y)).map(([x]) => x)).toContain(2020.5)
    expect(figure.title).toContain('2021')
  })

  it('of one office, and of few figures, claim no place', async () => {
    expect((await figureOf({ 甲: [1, 2, 3] }, YEARS, '甲')).figure.option).toBeUndefined()
    const few = await figureOf({ 甲: [1, 2, 3], 乙: [2, 3, 4] }, YEARS, '甲')
    expect(few.figure.title).toBe(zh.t('bump.title.none', { metric: zh.metric(METRIC) }))
  })
})

describe('ranks of many offices', () => {
  const years = [2022, 2023]
  const many = Object.fromEntries(
    Array.from({ length: 300 }, (_, i) => [`街${String(i).padStart(3, '0')}`, [i % 90, 300 - i]]),
  )

  it('draw those asked for, the first and the last, each with the place it has among all', async () => {
    const { places, figure } = await figureOf(many, years, '街150')
    expect(places.matrix.orgs.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['街150', '街000', '街001', '街002', '街297', '街298', '街299']),
    )
    expect(places.matrix.orgs.length).toBeLessThan(FEW_PLACED)
    const option = figure.option?.(ROOM)
    const order = (column: number): number[] => Object.values(many).map((row) => row[column]!)
    const own = many['街150']!
    expect(years.map((year) => at(pointsOf(option, '街150'), year))).toEqual(
      years.map((_, i) => -(1 + order(i).filter((value) => value > own[i]!).length)),
    )
    expect(figure.footnotes).toContain(zh.t('bump.window', { shown: places.matrix.orgs.length, total: '300' }))
  })

  it('count how many share a place, as a whole order does', async () => {
    const { places } = await figureOf(many, years, '街010')
    const row = places.matrix.orgs.findIndex(({ id }) => id === '街010')
    // 10, 100, 190 and 280 leave the same remainder.
    expect(places.places[row * years.length]?.equal).toBe(4)
  })

  it('goes into office programs as lines of places, broken where it is broken, the first at the top', async () => {
    const { figure } = await figureOf({ ...FIVE, 丁: [20, undefined, 20] }, YEARS, '甲')
    const plot = figure.plot!()
    expect(plot).toMatchObject({ kind: 'line', places: 6 })
    expect(plot.categories).toEqual(YEARS.map((year, i) => `${year}（${[6, 5, 5][i]}/6）`))
    const of = (name: string) => plot.series.filter((one) => one.name === name).map(({ points }) => points)
    expect(of('丁').map((points) => points.map(({ value }) => value))).toEqual([
      [4, undefined, undefined],
      [undefined, undefined, 3],
    ])
    expect(plot.series.at(-1)).toMatchObject({ name: '甲', role: 'focus' })

    const xml = chartPart(plot, { width: 800, height: 400, text: 12 })
    expect(xml).toContain('<c:orientation val="maxMin"/><c:max val="6"/><c:min val="1"/>')
    // The name stands once, where the last part of the line ends.
    expect(xml.match(/<a:t>丁/gu)).toHaveLength(1)
  })
})
