import { describe, expect, it } from 'vitest'
import { multiplesByMetric, multiplesByOffice } from '../../src/charts/multiples'
import type { MatrixResult } from '../../src/query/spec'
import { askDemo, context, en, matrix, offices, optionOf, seriesOf, textsOf, zh } from './support'
import type { Plain } from './support'

interface Axis {
  min: number
  max: number
  interval: number
  axisLabel: { show: boolean; formatter: (value: number) => string }
}
const axes = (option: Plain) => option.yAxis as Axis[]
const ticks = ({ min, max, interval }: Axis) =>
  Array.from({ length: Math.round((max - min) / interval) + 1 }, (_, i) => min + i * interval)
const lefts = (option: Plain) => new Set((option.title as { left: number }[]).map(({ left }) => left)).size

const YEARS = [2021, 2022]
const byOffice = (shared: boolean, room?: { width: number; height: number; text: number }) => (result: MatrixResult) =>
  optionOf(result, (m) => multiplesByOffice(m, shared, context({ focus: '甲' })), room)

describe('small multiples of offices', () => {
  it('share one scale, or have each their own', async () => {
    const result = await matrix('review.total', YEARS, { 甲: [4, 8], 乙: [400, 800] })
    expect(axes(byOffice(true)(result)).map(({ max }) => max)).toEqual([800, 800])
    // The panel of small figures still holds the median.
    expect(axes(byOffice(false)(result)).map(({ max }) => max)).toEqual([800, 500])
  })

  it.each([
    [8, 1000, 4],
    [8, 1400, 4],
    [7, 1000, 4],
    [9, 1200, 5],
    [3, 1200, 3],
    [5, 150, 1],
  ])('are balanced: %i panels on %i pixels in %i columns', async (count, width, columns) => {
    const result = await matrix(
      'review.total',
      YEARS,
      offices(count, () => [1, 2]),
    )
    expect(lefts(byOffice(false, { width, height: 600, text: 12 })(result))).toBe(columns)
  })

  it.each([
    [0, 0],
    [1, 0],
    [3, 2],
    [5, 5],
    [7, 7],
    [13, 25],
    [99, 101],
    [120_000, 7],
    [-5, 4],
    [-400, -3],
  ])('label every tick as what it is: %i and %i', async (a, b) => {
    const result = await matrix('penalty.change', [2019, 2020], { 甲: [a, b] })
    for (const axis of axes(byOffice(false)(result))) {
      expect(axis.min).toBeLessThanOrEqual(Math.min(0, a, b))
      expect(axis.max).toBeGreaterThanOrEqual(Math.max(a, b))
      for (const tick of ticks(axis)) {
        const label = axis.axisLabel.formatter(tick).replaceAll(',', '').replace('−', '-')
        expect([1, 10_000].map((unit) => Number(label) * unit)).toContain(tick)
      }
    }
  })

  it('never join over a gap', async () => {
    const result = await matrix('review.total', [2021, 2022, 2023], { 甲: [4, undefined, 8] })
    const panel = seriesOf(byOffice(true)(result)).find(({ id }) => id === 'panel:review.total:甲')!
    expect(panel).toMatchObject({
      connectNulls: false,
      data: [{ value: [2021, 4] }, { value: [2022, NaN] }, { value: [2023, 8] }],
    })
  })

  it('are 24 at most, with the rest in the table', async () => {
    const figure = multiplesByOffice(
      await matrix(
        'review.total',
        YEARS,
        offices(30, (i) => [i, i]),
      ),
      true,
      context(),
    )
    expect(figure.footnotes).toContain(zh.t('multiples.window', { shown: 24, total: 30 }))
    expect(figure.table.rows).toHaveLength(30)
  })
})

describe('small multiples of metrics', () => {
  const office = '示例市明湖区文昌街道'
  const draw = async (metrics: Parameters<typeof askDemo>[0][], shared: boolean) => {
    const results = await Promise.all(metrics.map((metric) => askDemo(metric)))
    return { figure: multiplesByMetric(results, office, shared, context({ words: en, focus: office })), results }
  }
  it('never share a scale where units differ', async () => {
    const { figure } = await draw(['review.total', 'procurement.amount'], true)
    expect(figure.subtitle).toContain('each on its own scale')
    expect(
      new Set(axes(figure.option!({ width: 800, height: 300, text: 12 }) as unknown as Plain).map(({ max }) => max))
        .size,
    ).toBe(2)
    expect((await draw(['review.total', 'suit-direct.total'], true)).figure.subtitle).toContain('one vertical scale')
  })
  it('list every metric in the table', async () => {
    const { figure } = await draw(['review.total', 'rate.granted'], false)
    expect(textsOf(figure).map(([name]) => name)).toEqual([en.metric('review.total'), en.metric('rate.granted')])
  })
  it('have nothing to draw for an office that is not there', async () => {
    expect(multiplesByMetric([await askDemo('review.total')], 'nobody', false, context()).option).toBeUndefined()
  })
})
