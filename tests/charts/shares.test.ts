import { describe, expect, it } from 'vitest'
import { shareBars } from '../../src/charts/shares'
import { context, drawn, marksOf, matrix, offices, optionOf, seriesOf, textsOf } from './support'
import type { Given } from './support'

const METRIC = 'review.total'
const bars = async (years: readonly number[], figures: Record<string, readonly Given[]>) =>
  optionOf(await matrix(METRIC, years, figures), (result) => shareBars(result, context()))
const sums = (option: Awaited<ReturnType<typeof bars>>, years: number) =>
  Array.from({ length: years }, (_, column) =>
    seriesOf(option)
      .map((series) => drawn(marksOf(series)[column]!))
      .filter((value) => !Number.isNaN(value))
      .reduce((a, b) => a + b, 0),
  )

describe('shares', () => {
  it('add up to the whole of those that reported', async () => {
    const option = await bars([2021, 2022], { 甲: [1, 3], 乙: [3, 'dash'], 丙: [undefined, 5] })
    expect(sums(option, 2)).toEqual([1, 1])
    expect(option.xAxis).toMatchObject({ data: ['2021\n2/3', '2022\n2/3'] })
  })

  it('gather what cannot be told apart, and still add up', async () => {
    const option = await bars(
      [2021],
      offices(30, (i) => [i]),
    )
    expect(seriesOf(option)).toHaveLength(8)
    expect(sums(option, 1)[0]).toBeCloseTo(1, 12)
  })

  it('show those that fit alone, on their own scale, where the rest would hide them', async () => {
    const result = await matrix(
      METRIC,
      [2021],
      offices(200, (i) => [100 + i]),
    )
    const option = optionOf(result, (one) => shareBars(one, context()))
    expect(seriesOf(option)).toHaveLength(7)
    const sum = sums(option, 1)[0]!
    expect(sum).toBeCloseTo([...Array(7).keys()].reduce((n, i) => n + 299 - i, 0) / 39_900, 12)
    expect((option.yAxis as { max: number }).max).toBeLessThan(0.1)
    expect((option.yAxis as { max: number }).max).toBeGreaterThanOrEqual(sum)
    expect(shareBars(result, context()).subtitle).toContain('5.2%')
  })

  it('draw nothing for a year without a total', async () => {
    const option = await bars(
      [2021, 2022, 2023],
      offices(30, (i) => [0, i, 'dash']),
    )
    expect(seriesOf(option).map((series) => marksOf(series)[0]?.value)).toEqual(Array(8).fill(null))
    expect(seriesOf(option).map((series) => marksOf(series)[2]?.value)).toEqual(Array(8).fill(null))
  })

  it('are not made of rates or of parts below zero', async () => {
    expect(shareBars(await matrix('penalty.change', [2020], { 甲: [-3], 乙: [4] }), context()).option).toBeUndefined()
    expect(shareBars(await matrix(METRIC, [2021], { 甲: [0] }), context()).option).toBeUndefined()
  })

  it('name what is missing in the table', async () => {
    expect(
      textsOf(
        shareBars(await matrix(METRIC, [2021], { 甲: [1], 乙: [2], 丙: ['dash'], 丁: [undefined] }), context()),
      ).map((row) => row[1]),
    ).toEqual(['33.3%', '66.7%', '填“—”', '未收录'])
  })
})
