import { describe, expect, it } from 'vitest'
import { yoyColumns } from '../../src/charts/yoyColumns'
import { context, doubted, drawn, marksOf, matrix, optionOf, seriesById, seriesOf, textsOf } from './support'

const YEARS = [2021, 2022, 2023]
const METRIC = 'review.total'
const figures = { 甲: [50, 75, 'dash'], 乙: [0, 40, 60], 丙: [4, 8, 12], 丁: [undefined, 20, 30] } as const

describe('the change on the year before', () => {
  it('is not said on a zero, small or missing base', async () => {
    const figure = yoyColumns(await matrix(METRIC, YEARS, figures), context())
    expect(textsOf(figure)).toEqual([
      ['甲办事处', '—', '+50.0%', '—'],
      ['乙办事处', '—', '—', '+50.0%'],
      ['丙办事处', '—', '—', '—'],
      ['丁办事处', '—', '—', '+50.0%'],
    ])
  })

  it('is a column for the office in focus and those in colour, a dot for each other', async () => {
    const option = optionOf(await matrix(METRIC, YEARS, figures), (result) =>
      yoyColumns(result, context({ focus: '乙', highlights: ['甲'] })),
    )
    expect(seriesOf(option).filter(({ type }) => type === 'bar')).toHaveLength(2)
    expect(marksOf(seriesById(option, `yoy-${METRIC}:乙`)).map(drawn)).toEqual([NaN, 0.5])
    expect(marksOf(seriesById(option, `yoy-${METRIC}:甲`)).map(drawn)).toEqual([0.5, NaN])
    expect(marksOf(seriesById(option, 'yoy-others')).map(({ value, ref }) => [value, ref.org])).toEqual([
      [[2023, 0.5], '丁'],
    ])
  })

  it('has the median of those that have one, and none of a sample', async () => {
    const result = await matrix(METRIC, YEARS, { 甲: [50, 75, 60], 乙: [20, 40, 60], 丙: [40, 44, 88] })
    const middleOf = (one: typeof result) =>
      seriesById(
        optionOf(one, (whole) => yoyColumns(whole, context())),
        'yoy-median',
      ).data as [number, number][]
    expect(middleOf(result).map(([year]) => year)).toEqual([2022, 2023])
    expect(middleOf(result)[0]![1]).toBeCloseTo(0.5, 12)
    const sample = { ...result, summaries: result.summaries.map((one) => ({ ...one, total: 900 })) }
    expect(middleOf(sample).every(([, value]) => Number.isNaN(value))).toBe(true)
  })

  it('is marked where either of its years is in doubt', async () => {
    const result = doubted(await matrix(METRIC, YEARS, { 甲: [50, 75, 60] }), '甲', 2022)
    const option = optionOf(result, (one) => yoyColumns(one, context({ focus: '甲' })))
    const marks = marksOf(seriesById(option, `yoy-${METRIC}:甲`))
    expect(marks.map(({ itemStyle }) => itemStyle?.borderWidth)).toEqual([2, 2])
  })
})
