import { describe, expect, it } from 'vitest'
import type { Figure } from '../../src/charts/figure'
import { ranking } from '../../src/charts/ranking'
import { createClient } from '../../src/query/client'
import { rankSpec } from '../../src/query/comparison'
import { frameOf } from '../../src/query/load'
import { prepare } from '../../src/pack/prepare'
import type { PartShown } from '../../src/query/standing'
import { dataset, org, report } from '../query/small'
import { ROOM, context, drawn, marksOf, matrix, offices, orderOf, seriesById, textsOf, zh } from './support'
import type { Given, Plain } from './support'

const COUNTED = 'review.total'
const whole = async (figures: Record<string, readonly Given[]>): Promise<Figure> =>
  ranking(orderOf(await matrix(COUNTED, [2022], figures), 2022), 'around', context())
const small = { 甲: [4], 乙: [9], 丙: [4], 丁: [1], 戊: ['dash'], 己: [undefined], 庚: [0] } as const
const barsOf = (figure: Figure, metric: string) => marksOf(seriesById(figure.option!(ROOM) as Plain, `rank:${metric}`))

describe('a ranking that fits one window', () => {
  it('orders by value and lets ties share a rank', async () => {
    expect(textsOf(await whole(small)).map((row) => row.join(' '))).toEqual([
      '1 乙办事处 9',
      '2 甲办事处 4',
      '2 丙办事处 4',
      '4 丁办事处 1',
      '5 庚办事处 0',
      '— 戊办事处 —',
      '— 己办事处 未收录',
    ])
  })

  it('never ranks or draws what is missing, and names it by kind', async () => {
    const figure = await whole(small)
    expect(barsOf(figure, COUNTED).map(drawn)).toEqual([9, 4, 4, 1, 0])
    expect(figure.footnotes).toEqual([
      zh.t('rank.missing', { state: zh.t('state.dash'), names: '戊' }),
      zh.t('rank.missing', { state: zh.t('state.no-report'), names: '己' }),
    ])
    expect(figure.subtitle).toContain('5/7')
  })

  it('cuts a long list of names, with its number', async () => {
    const { footnotes } = await whole(offices(9, (i) => (i === 0 ? [1] : ['blank'])))
    expect(footnotes).toEqual([
      zh.t('rank.missing-more', { state: '空白', names: '机关001、机关002、机关003、机关004、机关005、机关006', n: 8 }),
    ])
  })

  it('says so where all are equal, and where there is nothing', async () => {
    expect((await whole({ 甲: [3], 乙: [3] })).title).toBe(
      zh.t('rank.title.equal', { year: 2022, metric: zh.metric(COUNTED) }),
    )
    const none = await whole({ 甲: ['dash'] })
    expect(none.option).toBeUndefined()
    expect(none.title).toContain('无一有数据')
  })

  it('keeps the half of a median between two counts', async () => {
    const option = (await whole({ 甲: [1], 乙: [2], 丙: [3], 丁: [9] })).option!(ROOM) as Plain
    expect(seriesById(option, `rank:${COUNTED}`).markLine).toMatchObject({
      label: { formatter: '中位数 2.5' },
      data: [[{ xAxis: 2.5 }, { xAxis: 2.5 }]],
    })
  })
})

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
const bars = (figure: Figure) => barsOf(figure, METRIC)

describe('a window of a ranking', () => {
  it.each<[PartShown, number[]]>([
    ['top', Array.from({ length: 20 }, (_, i) => 100 - i)],
    ['around', Array.from({ length: 21 }, (_, i) => 80 - i)],
    ['bottom', [...Array.from({ length: 10 }, (_, i) => 60 - i), ...Array<number>(10).fill(5)]],
  ])('shows %s', async (part, values) => {
    const figure = ranking(await order('机关30'), part, context({ focus: '机关30' }))
    expect(bars(figure).map(drawn)).toEqual(values)
    expect(figure.table.rows).toHaveLength(values.length)
  })

  it('of a card beside others has the first, the last and those around the focus, with gaps between', async () => {
    const figure = ranking(await order('机关30'), 'mixed', context({ focus: '机关30' }))
    expect(bars(figure).map(drawn)).toEqual([100, 99, 98, 97, 96, 95, NaN, 72, 71, 70, 69, 68, NaN, 5, 5, 5, 5, 5])
  })

  it('says where the office in focus stands, with whom it shares its rank, and how many have no figure', async () => {
    const of = async (focus?: string) =>
      ranking(await order(focus), 'around', context(focus === undefined ? {} : { focus }))
    expect((await of('机关30')).title).toBe(
      zh.t('standing.title', { year: 2022, metric: zh.metric(METRIC), office: '机关30', rank: 31, of: 60 }),
    )
    expect((await of('机关59')).title).toBe(
      zh.t('standing.title.tied', { year: 2022, metric: zh.metric(METRIC), office: '机关59', rank: 51, of: 60, n: 9 }),
    )
    expect((await of()).title).toBe(zh.t('rank.title', { year: 2022, metric: zh.metric(METRIC), office: '机关00' }))
    expect((await of()).footnotes).toContain(zh.t('rank.missing', { state: zh.t('state.dash'), names: 'd、e' }))
    const { lacking, ...counted } = await order()
    expect(lacking).toHaveLength(5)
    expect(ranking(counted, 'around', context()).footnotes).toContain('5 个无数据而不排位：填“—” 2 个、未收录 3 个')
  })

  it('shows the first where the office in focus has no figure', async () => {
    expect(bars(ranking(await order('d'), 'around', context({ focus: 'd' }))).map(drawn)[0]).toBe(100)
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
    const figure = ranking(moved, 'around', context({ focus: '机关30', areaOf: ({ parents }) => parents[0]!.org }))
    const names = ((figure.option!(ROOM) as Plain).yAxis as { data: string[] }).data
    expect(names[10]).toBe('12,031  机关30（西区）')
    expect(figure.subtitle).toContain('第 12,021 至 12,041 位')
    expect(textsOf(figure)[10]).toEqual(['12,031', '机关30办事处', '西区', '70'])
  })

  it('reaches on to a median that is not far above its bars', async () => {
    const option = ranking(await order('机关30'), 'around', context({ focus: '机关30' })).option!(ROOM) as Plain
    expect(option.xAxis).toMatchObject({ max: 80 })
    const low = ranking(await order('机关45'), 'around', context({ focus: '机关45' })).option!(ROOM) as Plain
    expect(low.xAxis).toMatchObject({ max: 70.5 })
  })
})
