import { describe, expect, it } from 'vitest'
import { areaRanking, placesOfAreas } from '../../src/charts/areaRanking'
import type { AreaMeasure } from '../../src/charts/areaRanking'
import type { Figure } from '../../src/charts/figure'
import { prepare } from '../../src/pack/prepare'
import { createClient } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import { dataset, org, report } from '../query/small'
import { ROOM, context, marksOf, seriesById, zh } from './support'
import type { Plain } from './support'

const METRIC = 'penalty.decisions'
const areaId = (i: number): string => `区${i}`

/** Areas whose offices have the figures given; NaN is no report. */
async function rollup(areas: readonly (readonly number[])[]) {
  const orgs = areas.flatMap((values, i) => [
    org(areaId(i), 'district'),
    ...values.map((_, k) => org(`${areaId(i)}-${k}`, 'street', [{ org: areaId(i) }])),
  ])
  const reports = areas.flatMap((values, i) =>
    values.flatMap((value, k) =>
      Number.isNaN(value) ? [] : [report(`${areaId(i)}-${k}`, 2022, { cells: { [METRIC]: value } })],
    ),
  )
  const client = createClient(frameOf([prepare(dataset('areas', orgs, reports))]), () => Promise.resolve(undefined))
  return client.run({
    kind: 'rollup',
    metric: METRIC,
    scope: { level: 'street', year: 2022 },
    years: [2022],
    by: 'district',
    medians: true,
  })
}
const AREAS = [[10, 10, 10, 10], [50, 1, 1], [20, NaN, NaN], [5, 5], [NaN, NaN], [3, 4], [1]]
const drawn = async (measure: AreaMeasure, areas = AREAS, home = 0): Promise<Figure> =>
  areaRanking(
    await rollup(areas),
    2022,
    { measure, level: 'district', part: 'around' },
    context({ focus: `${areaId(home)}-0`, home: org(areaId(home), 'district') }),
  )
const barsOf = (figure: Figure) =>
  (marksOf(seriesById(figure.option!(ROOM) as Plain, `rank:${METRIC}`)) as unknown as { area: string }[]).map(
    ({ area }) => area,
  )

describe('areas set against one another', () => {
  it('stand by the sum of their offices, their average or their middle one, equals sharing a rank', async () => {
    const result = await rollup(AREAS)
    const places = (measure: AreaMeasure) =>
      placesOfAreas(result, 2022, measure).places.map(({ area, value, rank }) => [area.id, value, rank])
    expect(places('sum')).toEqual([
      ['区1', 52, 1],
      ['区0', 40, 2],
      ['区2', 20, 3],
      ['区3', 10, 4],
      ['区5', 7, 5],
      ['区6', 1, 6],
    ])
    expect(places('mean').slice(0, 2)).toEqual([
      ['区2', 20, 1],
      ['区1', 52 / 3, 2],
    ])
    // Of fewer than three offices there is no middle one.
    expect(places('median')).toEqual([
      ['区0', 10, 1],
      ['区1', 1, 2],
    ])
    const equal = placesOfAreas(await rollup([[4], [4], [3]]), 2022, 'sum').places
    expect(equal.map(({ rank }) => rank)).toEqual([1, 1, 3])
  })

  it('say of how many offices, name those without, and whose place missing reports may change', async () => {
    const figure = await drawn('sum')
    const said = figure.footnotes.join('；')
    // Two of three missing: at 20 each they would make 60, more than anyone has.
    expect(said).toContain(zh.t('areas.gaps', { areas: '区2' }))
    expect(said).toContain(zh.t('areas.without', { areas: '区4' }))
    expect(figure.table.rows.find(({ id }) => id === '区2')?.entries.map(({ text }) => text)).toEqual([
      '3',
      '区2办事处',
      '20',
      '1/3',
    ])
    expect(figure.table.rows.at(-1)?.id).toBe('区4')
    // An average does not grow by what is missing.
    expect((await drawn('mean')).footnotes.join()).not.toContain('区2')
  })

  it('claim no place that missing reports may take away', async () => {
    const of = {
      year: 2022,
      metric: zh.metric(METRIC),
      measure: zh.t('areas.sum'),
      level: zh.t('scope.level.district'),
    }
    expect((await drawn('sum')).title).toBe(zh.t('areas.title.open', { ...of, area: '区0', value: '40 件' }))
    const whole = AREAS.map((values) => values.map((value) => (Number.isNaN(value) ? 2 : value)))
    expect((await drawn('sum', whole)).title).toBe(
      zh.t('areas.title.home', { ...of, area: '区0', value: '40 件', rank: 2, n: 7 }),
    )
    expect((await drawn('sum', whole.slice(0, 3))).title).toBe(zh.t('areas.title.few', { ...of, n: 3, total: 3 }))
  })

  it('lead to their scope, a window of many at a time', async () => {
    expect(barsOf(await drawn('sum'))).toEqual(['区1', '区0', '区2', '区3', '区5', '区6'])
    const many = await drawn(
      'sum',
      Array.from({ length: 45 }, (_, i) => [100 - i]),
      30,
    )
    expect(barsOf(many)).toHaveLength(20)
    expect(barsOf(many)).toContain('区30')
    expect(many.table.rows).toHaveLength(45)
  })
})
