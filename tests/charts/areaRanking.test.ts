import { describe, expect, it } from 'vitest'
import { areaRanking, placesOfAreas } from '../../src/charts/areaRanking'
import type { AreaMeasure } from '../../src/charts/areaRanking'
import type { Figure } from '../../src/charts/figure'
import { org } from '../query/small'
import { ROOM, areaId, context, marksOf, seriesById, zh, doorToAreas } from './support'
import type { Plain } from './support'

const METRIC = 'penalty.decisions'
async function rollup(areas: readonly (readonly number[])[]) {
  return doorToAreas(METRIC, areas).run({
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
      ['区01', 52, 1],
      ['区00', 40, 2],
      ['区02', 20, 3],
      ['区03', 10, 4],
      ['区05', 7, 5],
      ['区06', 1, 6],
    ])
    expect(places('mean').slice(0, 2)).toEqual([
      ['区02', 20, 1],
      ['区01', 52 / 3, 2],
    ])
    // Of fewer than three offices there is no middle one.
    expect(places('median')).toEqual([
      ['区00', 10, 1],
      ['区01', 1, 2],
    ])
    const equal = placesOfAreas(await rollup([[4], [4], [3]]), 2022, 'sum').places
    expect(equal.map(({ rank }) => rank)).toEqual([1, 1, 3])
  })

  it('say of how many offices, name those without, and whose place missing reports may change', async () => {
    const figure = await drawn('sum')
    const said = figure.footnotes.join('；')
    // Two of three missing: at 20 each they would make 60, more than anyone has.
    expect(said).toContain(zh.t('areas.gaps', { areas: '区02' }))
    expect(said).toContain(zh.t('areas.without', { areas: '区04' }))
    expect(figure.table.rows.find(({ id }) => id === '区02')?.entries.map(({ text }) => text)).toEqual([
      '3',
      '区02办事处',
      '20',
      '1/3',
    ])
    expect(figure.table.rows.at(-1)?.id).toBe('区04')
    // An average does not grow by what is missing.
    expect((await drawn('mean')).footnotes.join()).not.toContain('区02')
  })

  it('claim no place that missing reports may take away', async () => {
    const of = {
      year: 2022,
      metric: zh.metric(METRIC),
      measure: zh.t('areas.sum'),
      level: zh.t('scope.level.district'),
    }
    expect((await drawn('sum')).title).toBe(zh.t('areas.title.open', { ...of, area: '区00', value: '40 件' }))
    const whole = AREAS.map((values) => values.map((value) => (Number.isNaN(value) ? 2 : value)))
    expect((await drawn('sum', whole)).title).toBe(
      zh.t('areas.title.home', { ...of, area: '区00', value: '40 件', rank: 2, n: 7 }),
    )
    expect((await drawn('sum', whole.slice(0, 3))).title).toBe(zh.t('areas.title.few', { ...of, n: 3, total: 3 }))
  })

  it('lead to their scope, a window of many at a time', async () => {
    expect(barsOf(await drawn('sum'))).toEqual(['区01', '区00', '区02', '区03', '区05', '区06'])
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
