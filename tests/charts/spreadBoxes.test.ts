import { describe, expect, it } from 'vitest'
import type { Figure } from '../../src/charts/figure'
import { spreadBoxes } from '../../src/charts/spreadBoxes'
import { chartBook } from '../../src/export/pptx/chart/chartBook'
import { chartPart } from '../../src/export/pptx/chart/chartPart'
import { WINDOW } from '../../src/query/standing'
import { org } from '../query/small'
import { ROOM, areaId, context, fakeApi, marksOf, objectsIn, seriesById, textsOf, zh, doorToAreas } from './support'
import type { Plain } from './support'

const METRIC = 'penalty.decisions'
async function spread(areas: readonly (readonly number[])[]) {
  return doorToAreas(METRIC, areas).run({
    kind: 'spread',
    metric: METRIC,
    scope: { level: 'street', year: 2022 },
    year: 2022,
    by: 'district',
    outliers: 1000,
  })
}
const home = (i: number) => context({ focus: `${areaId(i)}-0`, home: org(areaId(i), 'district') })
const optionOf = (figure: Figure) => figure.option!(ROOM) as Plain
const areasIn = (figure: Figure) =>
  (marksOf(seriesById(optionOf(figure), `spread:${METRIC}`)) as unknown as { area: string }[]).map(({ area }) => area)
const FEW = [
  [1, 2, 3, 4, 5, 90],
  [10, 20, 30],
  [NaN, NaN],
  [7, 7, 7, 7, NaN],
]

describe('a spread by area', () => {
  it('puts areas in order of their medians, leaves out those without figures, and says so', async () => {
    const figure = spreadBoxes(await spread(FEW), 'around', home(0))
    expect(areasIn(figure)).toEqual([areaId(1), areaId(3), areaId(0)])
    expect((optionOf(figure).yAxis as { data: string[] }).data).toEqual(['区01办事处', '区03办事处  4/5', '区00办事处'])
    expect(figure.title).toBe(
      zh.t('spread.title.home', {
        year: 2022,
        metric: zh.metric(METRIC),
        area: '区00办事处',
        value: '3.5 件',
        rank: 3,
        n: 3,
        level: '县区',
      }),
    )
    expect(figure.footnotes).toContain(zh.t('spread.empty', { n: 1, level: '县区' }))
    expect(textsOf(figure)).toEqual([
      ['区01办事处', '3/3', '10', '15', '20', '25', '30', '0'],
      ['区03办事处', '4/5', '7', '7', '7', '7', '7', '0'],
      ['区00办事处', '6/6', '1', '2.25', '3.5', '4.75', '90', '1'],
      ['区02办事处', '0/2', '无数据', '无数据', '无数据', '无数据', '无数据', '0'],
    ])
  })

  it('draws a box of ten figures, and of fewer each office as a point that leads to its cell', async () => {
    const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 90]
    const option = optionOf(spreadBoxes(await spread([ten, ten.slice(1)]), 'around', home(0), 'linear'))
    const boxes = seriesById(option, `spread:${METRIC}`)
    const shapes = marksOf(boxes).map(
      (_, dataIndex) =>
        objectsIn(boxes.renderItem!({ dataIndex }, fakeApi())).filter(({ type }) => type === 'rect').length,
    )
    // The first rectangle of each row is what can be pressed.
    expect(shapes).toEqual([1, 2])
    const points = marksOf(seriesById(option, 'spread:outliers')) as unknown as { value: [number, number] }[]
    expect(points.filter(({ value: [, row] }) => row === 0).map(({ value: [x] }) => x)).toEqual(ten.slice(1))
    expect(points.filter(({ value: [, row] }) => row === 1)).toMatchObject([
      { value: [90, 1], ref: { org: `${areaId(0)}-9`, year: 2022, metric: METRIC } },
    ])
  })

  it('leads from each row of its table to the area', async () => {
    expect(spreadBoxes(await spread(FEW), 'around', home(0)).table.rows.map(({ entries }) => entries[0]!.area)).toEqual(
      [areaId(1), areaId(3), areaId(0), areaId(2)],
    )
  })

  it('of many areas shows the first, the last or those around the one in focus, and says which', async () => {
    const count = 50
    const result = await spread(Array.from({ length: count }, (_, i) => [i, i, i]))
    const shown = (part: 'top' | 'bottom' | 'around', at: number) =>
      areasIn(spreadBoxes(result, part, home(at), 'linear'))
    const down = Array.from({ length: count }, (_, i) => areaId(count - 1 - i))
    expect(shown('top', 20)).toEqual(down.slice(0, WINDOW))
    expect(shown('bottom', 20)).toEqual(down.slice(-WINDOW))
    expect(shown('around', 20)).toEqual(down.slice(19, 39))
    expect(shown('around', 49)).toEqual(down.slice(0, WINDOW))
    expect(spreadBoxes(result, 'around', home(20)).footnotes).toContain(
      zh.t('spread.window.around', { from: 20, to: 39, n: 50, level: '县区' }),
    )
  })

  it('goes into office programs as bars end to end with error bars, and as a picture where bars cannot tell it', async () => {
    const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 90]
    const plot = spreadBoxes(await spread([ten, ten.map((value) => value * 2)]), 'around', home(0), 'linear').plot!()
    expect(plot.kind).toBe('box')
    const numbers = plot.series.map(({ points }) => points.map(({ value }) => value))
    // Up to the lower quartile, to the median, to the upper quartile; what the range goes beyond either.
    expect(numbers).toEqual([
      [6.5, 3.25],
      [4.5, 2.25],
      [4.5, 2.25],
      [4.5, 2.25],
      [164.5, 82.25],
    ])
    expect(plot.note).toContain('90')
    const xml = chartPart(plot, { width: 800, height: 400, text: 12 })
    expect(xml.match(/<c:ser>/gu)).toHaveLength(3)
    expect(xml.match(/<c:errBars>/gu)).toHaveLength(2)
    expect(xml).toContain('<c:grouping val="stacked"/>')
    expect(chartBook(plot).sheet.rows).toHaveLength(3)

    for (const areas of [
      [ten, [1, 2, 3]],
      [ten.map((value) => -value), ten],
    ]) {
      const figure = spreadBoxes(await spread(areas), 'around', home(0), 'linear')
      expect([figure.plot, figure.asPicture]).toEqual([undefined, true])
    }
    expect(spreadBoxes(await spread([ten, ten]), 'around', home(0), 'log').asPicture).toBe(true)
  })
})
