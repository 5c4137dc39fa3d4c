import { describe, expect, it } from 'vitest'
import { indexTrend } from '../../src/charts/indexTrend'
import { baseYear } from '../../src/charts/transformed'
import { context, drawn, en, marksOf, matrix, optionOf, seriesById, seriesOf, textsOf } from './support'

const YEARS = [2021, 2022, 2023]
const METRIC = 'review.total'
const figures = { 甲: [50, 75, 'dash'], 乙: [0, 40, 60], 丙: [4, 8, 12], 丁: [undefined, 20, 30] } as const

describe('an index', () => {
  it('stands at 100 in its base year, and leaves out who has no base', async () => {
    const result = await matrix(METRIC, YEARS, figures)
    const figure = indexTrend(result, context({ words: en }), 2021)
    expect(textsOf(figure)).toEqual([
      ['甲办事处', '100.0', '150.0', '—'],
      ['乙办事处', '—', '—', '—'],
      ['丙办事处', '100.0', '200.0', '300.0'],
      ['丁办事处', '—', '—', '—'],
    ])
    expect(figure.subtitle).toContain('2021 = 100; 2 offices')
    expect(
      seriesById(
        optionOf(result, () => figure),
        'still',
      ).markLine,
    ).toMatchObject({ data: [{ yAxis: 100 }] })
  })

  it('starts by itself in the first year with most usable bases', async () =>
    expect(baseYear(await matrix(METRIC, YEARS, figures))).toBe(2022))

  it('does not cross a form that counts other things', async () => {
    const figure = indexTrend(
      await matrix('fee.previous', [2020, 2021], { 甲: [20, 30] }, { forms: { '2': '2019' } }),
      context(),
      2020,
    )
    expect(textsOf(figure)).toEqual([['甲办事处', '100.0', '—']])
  })

  it('has nothing to draw without a base', async () =>
    expect(indexTrend(await matrix(METRIC, YEARS, { 甲: [0, 1, 2] }), context(), 2021).option).toBeUndefined())

  it('shows a point without neighbours', async () => {
    const result = await matrix(METRIC, YEARS, { 甲: [50, 'dash', 75] })
    const marks = marksOf(
      seriesById(
        optionOf(result, (one) => indexTrend(one, context(), 2021)),
        `index-${METRIC}:甲`,
      ),
    )
    expect(marks.map(drawn)).toEqual([100, NaN, 150])
    expect(marks[2]?.itemStyle?.opacity).toBe(1)
  })

  it('never joins over a gap', async () => {
    const option = optionOf(await matrix(METRIC, YEARS, figures), (result) => indexTrend(result, context(), 2021))
    const lines = seriesOf(option).filter(({ id }) => id.startsWith('index-'))
    expect(lines).not.toHaveLength(0)
    for (const line of lines) expect(line).toMatchObject({ connectNulls: false })
  })
})
