import { describe, expect, it } from 'vitest'
import { COLOUR } from '../../src/charts/parts/palette'
import { trend } from '../../src/charts/trend'
import {
  context,
  doubted,
  drawn,
  en,
  marksOf,
  matrix,
  offices,
  optionOf,
  seriesById,
  seriesOf,
  textsOf,
  zh,
} from './support'
import type { Given } from './support'

const YEARS = [2021, 2022, 2023, 2024]
const METRIC = 'penalty.decisions'
const focus = context({ focus: '甲' })

const rows = (甲: readonly Given[], 乙: readonly Given[] = [5, 6, 7, 8]) => matrix(METRIC, YEARS, { 甲, 乙 })
const lineOf = async (row: readonly Given[], ctx = focus) =>
  marksOf(
    seriesById(
      optionOf(await rows(row), (result) => trend(result, ctx)),
      `${METRIC}:甲`,
    ),
  )

describe('a trend', () => {
  it('leaves a gap where there is no figure, never a zero', async () => {
    expect((await lineOf([3, undefined, 'dash', 0])).map(drawn)).toEqual([3, NaN, NaN, 0])
    const option = optionOf(await rows([3, undefined, 'dash', 0]), (result) => trend(result, focus))
    for (const series of seriesOf(option).filter(({ type }) => type === 'line'))
      expect(series).not.toHaveProperty('connectNulls', true)
  })

  it('shows a point that stands alone, also of a peer', async () => {
    const peer = await lineOf([3, undefined, 4, 5], context({ focus: '乙' }))
    expect(peer.map(({ itemStyle }) => itemStyle?.opacity)).toEqual([1, 0, 0, 0])
  })

  it('marks a figure in doubt as hollow', async () => {
    const option = optionOf(doubted(await rows([3, 4, 5, 6]), '甲', 2022), (result) => trend(result, focus))
    const marks = marksOf(seriesById(option, `${METRIC}:甲`))
    expect(marks.map(({ itemStyle }) => itemStyle?.borderWidth)).toEqual([undefined, 2, undefined, undefined])
    expect(marks[1]?.itemStyle).toMatchObject({ color: COLOUR.card })
  })

  it('draws the office in focus last and on top', async () => {
    const option = optionOf(await rows([1, 2, 3, 4]), (result) => trend(result, focus))
    const lines = seriesOf(option).filter(({ id }) => id.startsWith(METRIC))
    expect(lines.at(-1)?.id).toBe(`${METRIC}:甲`)
    expect(Math.max(...lines.map(({ z }) => z ?? 0))).toBe(lines.at(-1)?.z)
  })

  it('draws a band between the quartiles instead of more than 40 lines', async () => {
    const many = await matrix(
      METRIC,
      YEARS,
      offices(43, (i) => [i, i + 1, i + 2, undefined]),
    )
    const ctx = context({ focus: '机关000', highlights: ['机关001'] })
    const option = optionOf(many, (result) => trend(result, ctx))
    expect(seriesOf(option).map(({ id }) => id)).toEqual([
      'form-change',
      'q1',
      'q3',
      'median',
      `${METRIC}:机关000`,
      `${METRIC}:机关001`,
      'end-labels',
    ])
    expect(seriesById(option, 'q1')).toMatchObject({
      stack: 'quartiles',
      stackStrategy: 'all',
      data: [
        [2021, 10.5],
        [2022, 11.5],
        [2023, 12.5],
        [2024, NaN],
      ],
    })
    expect(seriesById(option, 'q3').data).toEqual([
      [2021, 21],
      [2022, 21],
      [2023, 21],
      [2024, NaN],
    ])
    const few = optionOf(
      await matrix(
        METRIC,
        YEARS,
        offices(41, () => [1, 2, 3, 4]),
      ),
      (result) => trend(result, ctx),
    )
    expect(seriesOf(few).map(({ id }) => id)).not.toContain('q1')
  })

  it('holds all it draws within its axis', async () => {
    const option = optionOf(
      await matrix(
        'penalty.change',
        [2019, 2020],
        offices(43, (i) => [-60 + i, i]),
      ),
      (result) => trend(result, context()),
    )
    expect(option.yAxis).toMatchObject({
      min: expect.toSatisfy((min: number) => min <= -49.5) as number,
      max: expect.toSatisfy((max: number) => max >= 31.5) as number,
    })
  })

  it('has no tick between two counts', async () => {
    expect(optionOf(await rows([0, 1, 1, 0], [0, 0, 0, 1]), (result) => trend(result, focus)).yAxis).toMatchObject({
      min: 0,
      max: 1,
      interval: 1,
    })
  })
})

describe('the change of form', () => {
  const marks = async (metric: Parameters<typeof matrix>[0], years: readonly number[]) =>
    seriesById(
      optionOf(await matrix(metric, years, { 甲: years.map(() => 20) }), (result) => trend(result, focus)),
      'form-change',
    )

  it('is a line where the years span it', async () => {
    expect((await marks(METRIC, [2020, 2021])).markLine).toMatchObject({ data: [{ xAxis: 2020.5 }] })
    expect((await marks(METRIC, [2019, 2020])).markLine).toBeUndefined()
    expect((await marks(METRIC, [2021, 2022])).markLine).toBeUndefined()
  })

  it('shades the years whose form lacks the metric, and names that form', async () => {
    expect((await marks('procurement.amount', [2019, 2020, 2021, 2022])).markArea).toMatchObject({
      label: { formatter: zh.t('trend.not-in-form') },
      data: [[{ xAxis: 2020.5 }, { xAxis: 2022 }]],
    })
    expect((await marks('fee.amount', [2019, 2020, 2021, 2022])).markArea).toMatchObject({
      label: { formatter: zh.t('trend.not-in-old-form') },
      data: [[{ xAxis: 2019 }, { xAxis: 2020.5 }]],
    })
    for (const metric of [METRIC, 'published.total', 'applications.other.total'] as const)
      expect((await marks(metric, [2020, 2021])).markArea).toBeUndefined()
  })
})

describe('the title of a trend', () => {
  it.each<[string, Given[], string]>([
    ['up', [3, undefined, 4, 'dash'], 'rose from 3 cases to 4 cases, 2021–2023'],
    ['down', [undefined, 9, 'blank', 0], 'fell from 9 cases to 0 cases, 2022–2024'],
    ['flat', [2, 5, 5, 2], 'the same in 2021 and 2024, 2 cases'],
    ['one', [undefined, undefined, 7, 'dash'], 'is known for 2023 only, 7 cases'],
    ['none', ['dash', 'blank', undefined, 'absent'], 'no figure'],
  ])('says %s', async (_, row, words) => {
    const { title } = trend(await rows(row), context({ words: en, focus: '甲' }))
    expect(title).toContain('甲')
    expect(title).toContain(words)
  })

  it('names no office where none is in focus', async () =>
    expect(trend(await rows([1, 2, 3, 4]), context()).title).toBe(
      zh.t('trend.title.scope', { metric: zh.metric(METRIC) }),
    ))
})

it('has nothing to draw without any figure, and still its table', async () => {
  const figure = trend(await matrix(METRIC, YEARS, { 甲: ['dash', 'blank', undefined, 'unreadable'] }), focus)
  expect(figure.option).toBeUndefined()
  expect(textsOf(figure)).toEqual([['甲办事处', '—', '空白', '未收录', '无法识读']])
})
