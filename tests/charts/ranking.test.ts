import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rankWindow, ranking } from '../../src/charts/ranking'
import { context, drawn, marksOf, matrix, offices, optionOf, seriesById, textsOf, zh } from './support'

const METRIC = 'review.total'
const many = matrix(
  METRIC,
  [2022],
  offices(40, (i) => [100 - i]),
)
const small = matrix(METRIC, [2022], { 甲: [4], 乙: [9], 丙: [4], 丁: [1], 戊: ['dash'], 己: [undefined], 庚: [0] })
const bars = (option: ReturnType<typeof optionOf>) => marksOf(seriesById(option, `rank:${METRIC}`))

describe('a ranking', () => {
  it('orders by value and lets ties share a rank', async () => {
    expect(textsOf(ranking(await small, 2022, context())).map((row) => row.join(' '))).toEqual([
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
    const result = await small
    const figure = ranking(result, 2022, context())
    expect(bars(optionOf(result, () => figure)).map(drawn)).toEqual([9, 4, 4, 1, 0])
    expect(figure.footnotes).toEqual([
      zh.t('rank.missing', { state: zh.t('state.dash'), names: '戊' }),
      zh.t('rank.missing', { state: zh.t('state.no-report'), names: '己' }),
    ])
    expect(figure.subtitle).toContain('5/7')
  })

  it('cuts a long list of names, with its number', async () => {
    const { footnotes } = ranking(
      await matrix(
        METRIC,
        [2022],
        offices(9, (i) => (i === 0 ? [1] : ['blank'])),
      ),
      2022,
      context(),
    )
    expect(footnotes).toEqual([
      zh.t('rank.missing-more', { state: '空白', names: '机关001、机关002、机关003、机关004、机关005、机关006', n: 8 }),
    ])
  })

  it('shows the first, the last and those around the focus, with gaps between', async () => {
    const result = await many
    const focus = context({ focus: '机关020' })
    const option = optionOf(result, (matrix) => ranking(matrix, 2022, focus))
    const ranks = bars(option).map((bar) => (Number.isNaN(drawn(bar)) ? '…' : 101 - drawn(bar)))
    expect(ranks).toEqual([1, 2, 3, 4, 5, 6, '…', 19, 20, 21, 22, 23, '…', 36, 37, 38, 39, 40])
    expect(ranking(result, 2022, focus).table.rows).toHaveLength(40)
  })

  it('says so where all are equal, and where there is nothing', async () => {
    expect(ranking(await matrix(METRIC, [2022], { 甲: [3], 乙: [3] }), 2022, context()).title).toBe(
      zh.t('rank.title.equal', { year: 2022, metric: zh.metric(METRIC) }),
    )
    const none = ranking(await matrix(METRIC, [2022], { 甲: ['dash'] }), 2022, context())
    expect(none.option).toBeUndefined()
    expect(none.title).toContain('无一有数')
  })

  it('keeps the half of a median between two counts', async () => {
    const option = optionOf(await matrix(METRIC, [2022], { 甲: [1], 乙: [2], 丙: [3], 丁: [9] }), (result) =>
      ranking(result, 2022, context()),
    )
    expect(seriesById(option, `rank:${METRIC}`).markLine).toMatchObject({
      label: { formatter: '中位数 2.5' },
      data: [[{ xAxis: 2.5 }, { xAxis: 2.5 }]],
    })
  })
})

it('a window holds the first, the last and the focus, in order, each once, and no more than asked', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 8, max: 40 }), fc.nat(299), (count, most, at) => {
      const ranked = Array.from({ length: count }, (_, row) => ({ row, value: -row, rank: row + 1 }))
      const shown = rankWindow(ranked, most, at)
      const rows = shown.flatMap((entry) => (entry === 'gap' ? [] : [entry.row]))
      expect(shown.length).toBeLessThanOrEqual(most)
      expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b))
      for (const row of [0, count - 1, ...(at < count ? [at] : [])]) expect(rows).toContain(row)
      shown.forEach((entry, i) => {
        if (entry === 'gap') expect([shown[i - 1], shown[i + 1]]).not.toContain('gap')
      })
    }),
  )
})
