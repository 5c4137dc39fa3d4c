import { describe, expect, it } from 'vitest'
import type { Figure } from '../../src/charts/figure'
import { standing } from '../../src/charts/standing'
import { createClient } from '../../src/query/client'
import { rankSpec } from '../../src/query/comparison'
import { frameOf } from '../../src/query/load'
import { prepare } from '../../src/pack/prepare'
import type { PartShown } from '../../src/query/standing'
import { dataset, org, report } from '../query/small'
import { ROOM, context, drawn, marksOf, seriesById, textsOf, zh } from './support'
import type { Plain } from './support'

const METRIC = 'penalty.decisions'
/** Office i has 100 - i, the last ten are at 5; three have no report and two a dash. */
const COUNT = 60
const valueOf = (i: number): number => (i >= COUNT - 10 ? 5 : 100 - i)
const ids = Array.from({ length: COUNT }, (_, i) => `机关${String(i).padStart(2, '0')}`)
const set = dataset(
  'ranks',
  [
    org('东区', 'district'),
    org('西区', 'district'),
    ...[...ids, 'a', 'b', 'c', 'd', 'e'].map((id, i) => org(id, 'street', [{ org: i % 2 ? '东区' : '西区' }])),
  ],
  [
    ...ids.map((id, i) => report(id, 2022, { cells: { [METRIC]: valueOf(i) } })),
    report('d', 2022, { cells: { [METRIC]: { missing: 'dash' } } }),
    report('e', 2022, { cells: { [METRIC]: { missing: 'dash' } } }),
  ],
)
const client = createClient(frameOf([prepare(set)]), () => Promise.resolve(undefined))
const order = (focus?: string) => client.run(rankSpec(METRIC, { level: 'street', year: 2022 }, 2022, focus))
const bars = (figure: Figure) => marksOf(seriesById(figure.option!(ROOM) as Plain, `rank:${METRIC}`))

describe('a window of a ranking', () => {
  it.each<[PartShown, number[]]>([
    ['top', Array.from({ length: 20 }, (_, i) => 100 - i)],
    ['around', Array.from({ length: 21 }, (_, i) => 80 - i)],
    ['bottom', [...Array.from({ length: 10 }, (_, i) => 60 - i), ...Array<number>(10).fill(5)]],
  ])('shows %s', async (part, values) => {
    const figure = standing(await order('机关30'), part, context({ focus: '机关30' }))
    expect(bars(figure).map(drawn)).toEqual(values)
    expect(figure.table.rows).toHaveLength(values.length)
  })

  it('of a card beside others has the first, the last and those around the focus, with gaps between', async () => {
    const figure = standing(await order('机关30'), 'mixed', context({ focus: '机关30' }))
    expect(bars(figure).map(drawn)).toEqual([100, 99, 98, 97, 96, 95, NaN, 72, 71, 70, 69, 68, NaN, 5, 5, 5, 5, 5])
  })

  it('says where the office in focus stands, with whom it shares its rank, and how many have no figure', async () => {
    const of = async (focus?: string) =>
      standing(await order(focus), 'around', context(focus === undefined ? {} : { focus }))
    expect((await of('机关30')).title).toBe(
      zh.t('standing.title', { year: 2022, metric: zh.metric(METRIC), office: '机关30', rank: 31, of: 60 }),
    )
    expect((await of('机关59')).title).toBe(
      zh.t('standing.title.tied', { year: 2022, metric: zh.metric(METRIC), office: '机关59', rank: 51, of: 60, n: 9 }),
    )
    expect((await of()).title).toBe(zh.t('rank.title', { year: 2022, metric: zh.metric(METRIC), office: '机关00' }))
    expect((await of()).footnotes).toContain('5 个无数而不排位：填“—” 2 个、未收录 3 个')
  })

  it('shows the first where the office in focus has no figure', async () => {
    expect(bars(standing(await order('d'), 'around', context({ focus: 'd' }))).map(drawn)[0]).toBe(100)
  })

  it('tells offices apart by their area, and separates thousands', async () => {
    const result = await order('机关30')
    const moved = {
      ...result,
      around: {
        ...result.around!,
        entries: result.around!.entries.map((entry) => ({
          ...entry,
          rank: entry.rank + 12_000,
          place: entry.place + 12_000,
        })),
      },
    }
    const figure = standing(moved, 'around', context({ focus: '机关30', areaOf: ({ parents }) => parents[0]!.org }))
    const names = ((figure.option!(ROOM) as Plain).yAxis as { data: string[] }).data
    expect(names[10]).toBe('12,031  机关30（西区）')
    expect(figure.subtitle).toContain('第 12,021 至 12,041 位')
    expect(textsOf(figure)[10]).toEqual(['12,031', '机关30办事处', '西区', '70'])
  })

  it('reaches on to a median that is not far above its bars', async () => {
    const option = standing(await order('机关30'), 'around', context({ focus: '机关30' })).option!(ROOM) as Plain
    expect(option.xAxis).toMatchObject({ max: 80 })
    const low = standing(await order('机关45'), 'around', context({ focus: '机关45' })).option!(ROOM) as Plain
    expect(low.xAxis).toMatchObject({ max: 70.5 })
  })
})
