import { describe, expect, it } from 'vitest'
import { multiplesByMetric, multiplesByOffice } from '../../src/charts/multiples'
import { ranking } from '../../src/charts/ranking'
import { trend } from '../../src/charts/trend'
import type { ChartContext, Figure } from '../../src/charts/figure'
import type { Target } from '../../src/domain/targets'
import { boundsOf } from '../../src/domain/targets'
import type { MatrixResult } from '../../src/query/spec'
import { optionSvg } from '../../src/export/chartSvg'
import { countOf, rowAt } from '../../src/charts/parts/longTable'
import { ROOM, context, matrix, orderOf, seriesOf, zh } from './support'
import type { Plain } from './support'

const METRIC = 'penalty.decisions'
const YEARS = [2021, 2022, 2023]
const set = (rest: Partial<Target> = {}): Target => ({
  id: 'goal',
  metric: METRIC,
  side: 'least',
  value: 12,
  label: '目标',
  ...rest,
})
const rows = { 甲: [3, 9, 12], 乙: [20, 8, 11], 丙: [5, undefined, 'dash' as const] }

/** The figures, with the counts that a question with these targets would bring. */
async function asked(targets: readonly Target[]): Promise<MatrixResult> {
  const result = await matrix(METRIC, YEARS, rows)
  const bounds = boundsOf(targets)
  return {
    ...result,
    summaries: result.summaries.map((summary, column) => ({
      ...summary,
      within: bounds.map(
        ({ value }) => result.orgs.filter((_, i) => result.values[i * YEARS.length + column]! >= value).length,
      ),
    })),
  }
}
const ctxOf = (rest: Partial<ChartContext>): ChartContext =>
  context({ focus: '甲', nameOf: (id) => `${id}办事处`, ...rest })
const optionOf = (figure: Figure): Plain => figure.option!(ROOM) as Plain
const ids = (figure: Figure): string[] => seriesOf(optionOf(figure)).map(({ id }) => String(id))

describe('a target', () => {
  it('is a line over its years, named at its end, counted with n, and stands in the table and the plot', async () => {
    const targets = [set({ from: 2022 })]
    const figure = trend(await asked(targets), ctxOf({ targets }))
    const line = seriesOf(optionOf(figure)).find(({ id }) => id === 'target:goal')
    expect(line?.data).toEqual([
      [2022, 12],
      [2023, 12],
    ])
    expect(optionSvg(figure.option!, ROOM)).toContain('目标 ≥ 12 件')
    expect(figure.footnotes).toContain(
      zh.t('target.reached-of', {
        target: '目标 ≥ 12 件',
        year: 2023,
        reported: '2',
        n: '1',
        kinds: zh.list([zh.t('scatter.kind', { state: zh.t('state.dash'), n: '1' })]),
      }),
    )
    expect(rowAt(figure.table, countOf(figure.table) - 1).entries.map(({ text }) => text)).toEqual([
      '目标 ≥ 12 件',
      '',
      '12',
      '12',
    ])
    const series = figure.plot!().series.find(({ role }) => role === 'limit')
    expect(series?.points.map(({ value }) => value)).toEqual([undefined, 12, 12])
  })

  it('far beyond the figures leaves the axis alone, and is said at its edge', async () => {
    const near = trend(await asked([]), ctxOf({}))
    const targets = [set({ value: 5000 })]
    const figure = trend(await asked(targets), ctxOf({ targets }))
    const axis = (one: Figure): unknown => (optionOf(one) as { yAxis?: { max?: number } }).yAxis?.max
    expect(axis(figure)).toBe(axis(near))
    expect(ids(figure)).toContain('target-beyond:goal')
    expect(figure.footnotes).toContain(zh.t('target.beyond', { targets: '目标 ≥ 5,000 件' }))
    expect(figure.plot!().note).toContain('目标 ≥ 5,000 件')
  })

  it('of another metric or other years is not shown', async () => {
    for (const one of [set({ metric: 'review.total' }), set({ to: 2010 })]) {
      const figure = trend(await asked([one]), ctxOf({ targets: [one] }))
      expect(ids(figure).filter((id) => id.startsWith('target'))).toEqual([])
      expect(figure.footnotes.join()).not.toContain('目标')
    }
  })

  it('crosses a ranking, which says of each office whether it reaches it', async () => {
    const targets = [set({ value: 10 })]
    const result = await asked(targets)
    const order = { ...orderOf(result, 2023), summary: result.summaries[2]! }
    const figure = ranking(order, 'top', ctxOf({ targets }))
    const bars = seriesOf(optionOf(figure)).find(({ id }) => id === `rank:${METRIC}`)
    expect(JSON.stringify(bars?.markLine)).toContain('"xAxis":10')
    expect(JSON.stringify(bars?.markLine)).toContain('目标 ≥ 10 件')
    const last = figure.table.rows.map(({ entries }) => [entries[1]!.text, entries.at(-1)!.text])
    expect(last).toEqual([
      ['甲办事处', zh.t('target.yes')],
      ['乙办事处', zh.t('target.yes')],
      ['丙办事处', '—'],
    ])
    expect(figure.plot!().note).toContain('目标 ≥ 10 件')
  })

  it('crosses every small chart that has room for it', async () => {
    const targets = [set()]
    const figure = multiplesByOffice(await asked(targets), true, ctxOf({ targets }))
    expect(ids(figure).filter((id) => id.startsWith('target:goal'))).toHaveLength(3)
  })
})

describe('a pinned note', () => {
  const pins = [
    { id: 'a', org: '甲', year: 2022, text: '<img src=x onerror=alert(1)>' },
    { id: 'b', org: '丙', year: 2022, text: '改址' },
    { id: 'c', org: '甲', year: 2010, text: '早年' },
    { id: 'd', org: '别处', year: 2022, text: '无关' },
    { id: 'e', org: '区', year: 2023, text: '全区改革', below: true as const },
  ]
  const ctx = ctxOf({ pins, isUnder: (_, area) => area === '区' })

  it('of an office is numbered beside its name over small charts of its metrics', async () => {
    const figure = multiplesByMetric([await asked([])], '甲', false, ctx)
    expect(figure.title).toMatch(/甲.* ①②$/u)
    expect(figure.footnotes[0]).toContain('①甲 2022 年：<img')
    expect(figure.footnotes.join()).not.toContain('改址')
    expect(figure.pinned).toBe(2)
  })

  it('is a numbered mark at its year, with its text as it was written in the footnotes and the table', async () => {
    const figure = trend(await asked([]), ctx)
    const marks = seriesOf(optionOf(figure)).find(({ id }) => id === 'pins')?.data as { value: number[] }[]
    // Above its point, at the foot where there is none, at the top for an area's.
    const { max } = (optionOf(figure) as { yAxis: { max: number } }).yAxis
    expect(marks.map(({ value }) => value)).toEqual([
      [2022, 9],
      [2022, 0],
      [2023, max],
    ])
    expect(figure.pinned).toBe(3)
    expect(figure.footnotes.slice(0, 3)).toEqual([
      '①甲 2022 年：<img src=x onerror=alert(1)>',
      '②丙 2022 年：改址',
      '③区 2023 年：全区改革',
    ])
    expect(figure.table.rows[0]!.entries.at(-1)!.text).toContain('<img src=x onerror=alert(1)>')
    const plot = figure.plot!()
    expect(plot.series.find(({ name }) => name === '甲')?.points[1]?.mark).toBe('①')
    expect(plot.categories).toEqual(['2021', '2022 ②', '2023 ③'])
  })

  it('stands behind the name of its office in a ranking of its year', async () => {
    const result = await asked([])
    const figure = ranking({ ...orderOf(result, 2022), summary: result.summaries[1]! }, 'top', ctx)
    expect(optionSvg(figure.option!, ROOM)).toContain('甲 ①')
    expect(figure.footnotes[0]).toContain('onerror')
    const other = ranking(orderOf(result, 2021), 'top', ctx)
    expect(other.footnotes.join()).not.toContain('①')
  })
})
