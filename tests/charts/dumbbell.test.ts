import { describe, expect, it } from 'vitest'
import { bestPair } from '../../src/charts/bestPair'
import { dumbbell } from '../../src/charts/dumbbell'
import { context, matrix, offices, optionOf, rendered, seriesOf, textsOf, zh } from './support'
import type { Given } from './support'

const METRIC = 'license.decisions'
const two = (figures: Record<string, readonly Given[]>) => matrix(METRIC, [2022, 2023], figures)
const draw = async (figures: Record<string, readonly Given[]>) =>
  rendered(
    seriesOf(optionOf(await two(figures), (result) => dumbbell(result, 2022, 2023, context({ focus: '甲' }))))[0]!,
  )

describe('a dumbbell', () => {
  it('joins two ends, and draws one end alone with what the other is', async () => {
    const [both, one, other] = await draw({
      甲: [100, 150],
      乙: [90, 'dash'],
      丙: [undefined, 80],
      丁: ['blank', 'dash'],
    })
    expect(both?.shapes.map(({ type }) => type)).toEqual(['group', 'line', 'circle', 'circle', 'text'])
    expect(both?.text).toBe('+50.0%')
    expect(
      [one, other].map((item) => item?.shapes.filter(({ type }) => type === 'circle' || type === 'line')),
    ).toMatchObject([[{ type: 'circle' }], [{ type: 'circle' }]])
    expect([one?.text, other?.text]).toEqual(['90（2023 年填“—”）', '80（2022 年未收录）'])
    expect([one?.mark.ref.year, other?.mark.ref.year]).toEqual([2022, 2023])
  })

  it('says no percentage on a zero or small base', async () => {
    const items = await draw({ 甲: [0, 50], 乙: [3, 40], 丙: [10, 30] })
    expect(items.map(({ text }) => text)).toEqual(['2022 年为 0', '+37', '+200.0%'])
  })

  it('says nothing across a form that counts other things', async () => {
    const mixed = await matrix('fee.previous', [2020, 2021], { 甲: [20, 30] }, { forms: { '2': '2019' } })
    expect(textsOf(dumbbell(mixed, 2020, 2021, context()))).toEqual([['甲办事处', '20', '30', '不可比']])
  })

  it('counts what rose, fell and stayed', async () => {
    const figure = dumbbell(
      await two({ 甲: [1, 2], 乙: [2, 1], 丙: [5, 5], 丁: [5, 9], 戊: ['blank', 'blank'] }),
      2022,
      2023,
      context(),
    )
    expect(figure.title).toBe(
      zh.t('dumbbell.title.flat', { metric: zh.metric(METRIC), from: 2022, to: 2023, up: 2, down: 1, flat: 1 }),
    )
    expect(figure.footnotes[0]).toBe('空白：戊')
  })

  it('has no chart where nothing is known, and says where no office has both', async () => {
    expect(dumbbell(await two({ 甲: ['dash', 'dash'] }), 2022, 2023, context()).option).toBeUndefined()
    expect(dumbbell(await two({ 甲: [1, 'dash'] }), 2022, 2023, context()).title).toContain('无机关两年均有数据')
  })

  it('shows the largest changes and the focus of very many, all in the table', async () => {
    const figure = dumbbell(await two(offices(60, (i) => [100, 100 + i])), 2022, 2023, context({ focus: '机关000' }))
    const shown = rendered(seriesOf(figure.option!({ width: 800, height: 400, text: 12 }) as never)[0]!).map(
      ({ mark }) => mark.ref.org,
    )
    expect(shown).toHaveLength(20)
    expect(shown).toContain('机关000')
    expect(shown).toContain('机关059')
    expect(figure.table.rows).toHaveLength(60)
  })
})

describe('the pair of years', () => {
  const years = [2019, 2020, 2021, 2022]
  const pair = async (figures: Record<string, readonly Given[]>) => bestPair(await matrix(METRIC, years, figures))
  it('is the first and last with figures where an office has both', async () =>
    expect(await pair({ 甲: [undefined, 1, 2, 3], 乙: [undefined, 'dash', 1, 1] })).toEqual([2020, 2022]))
  it('is else what most offices share, the widest of equals', async () => {
    expect(
      await pair({
        甲: [1, 1, undefined, undefined],
        乙: [undefined, 1, 1, undefined],
        丙: [undefined, 1, 1, undefined],
        丁: [undefined, undefined, undefined, 1],
      }),
    ).toEqual([2020, 2021])
    expect(await pair({ 甲: [1, 1, 1, undefined], 丁: [undefined, undefined, undefined, 1] })).toEqual([2019, 2021])
  })
  it('is nothing without figures', async () => expect(await pair({ 甲: ['dash', undefined, 'blank'] })).toBeUndefined())
})
