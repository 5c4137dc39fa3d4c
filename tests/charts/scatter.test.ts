import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Figure } from '../../src/charts/figure'
import { MOST_MARKS, MOST_POINTS, scatter } from '../../src/charts/scatter'
import type { Org } from '../../src/domain/orgs'
import type { MatrixResult } from '../../src/query/spec'
import { STATES } from '../../src/pack/states'
import { summarise } from '../../src/query/summary'
import { dataset, org, report } from '../query/small'
import { ROOM, ask, context, deepFreeze, fakeDocument, marksOf, seriesById, textsOf, tipOf, zh } from './support'
import type { Plain, Series } from './support'

beforeAll(() => {
  vi.stubGlobal('document', fakeDocument)
})
afterAll(() => {
  vi.unstubAllGlobals()
})

const [X, Y] = ['penalty.decisions', 'review.total'] as const
type Cell = number | 'dash' | 'blank' | undefined

/** Two metrics of some offices in 2022, from the real query layer. */
async function pair(figures: Record<string, readonly [Cell, Cell]>): Promise<[MatrixResult, MatrixResult]> {
  const stored = (cell: Cell) => (typeof cell === 'number' ? cell : ({ missing: cell ?? 'blank' } as const))
  const reports = Object.entries(figures).flatMap(([id, [x, y]]) =>
    x === undefined && y === undefined ? [] : [report(id, 2022, { cells: { [X]: stored(x), [Y]: stored(y) } })],
  )
  const set = dataset(
    'pairs',
    Object.keys(figures).map((id) => org(id)),
    reports,
  )
  return [await ask(set, X, [2022]), await ask(set, Y, [2022])]
}

/** A matrix of one year made of numbers, where thousands are wanted. */
function made(metric: typeof X | typeof Y, values: readonly number[]): MatrixResult {
  const numbers = Float64Array.from(values)
  const states = Uint8Array.from(values, (value) => (Number.isNaN(value) ? STATES.indexOf('no-report') : 0))
  const orgs = values.map((_, i): Org => ({ id: `o${i}`, name: `第${i}街道`, level: 'street', parents: [] }))
  return {
    kind: 'matrix',
    metric,
    scope: { year: 2022 },
    years: [2022],
    orgs,
    values: numbers,
    states,
    corrected: [],
    summaries: [summarise(metric, 2022, numbers, states, 0, 1)],
  }
}

const optionOf = (figure: Figure): Plain => figure.option!(deepFreeze({ ...ROOM })) as Plain
const points = (series: Series) => marksOf(series).map(({ value, ref }) => [ref.org, ...(value as number[])])
const axis = (option: Plain, key: 'xAxis' | 'yAxis') =>
  option[key] as { min: number; max: number; axisLabel: { customValues: number[]; formatter: (at: number) => string } }
const ticks = (option: Plain, key: 'xAxis' | 'yAxis') =>
  axis(option, key).axisLabel.customValues.map((at) => axis(option, key).axisLabel.formatter(at))

describe('a scatter', () => {
  it('draws the offices that have both figures, and counts the others by kind', async () => {
    const [x, y] = await pair({
      甲: [3, 4],
      乙: [5, 'dash'],
      丙: [0, 0],
      丁: ['blank', 7],
      戊: [undefined, undefined],
      己: [8, 1],
    })
    const figure = scatter(x, y, context())
    const option = optionOf(figure)
    expect(points(seriesById(option, 'scatter:others'))).toEqual([
      ['甲', 3, 4],
      ['丙', 0, 0],
      ['己', 8, 1],
    ])
    expect(figure.footnotes).toContain(
      zh.t('scatter.lacking', { metric: zh.metric(X), kinds: '空白 1 个、未收录 1 个' }),
    )
    expect(figure.footnotes).toContain(
      zh.t('scatter.lacking', { metric: zh.metric(Y), kinds: '填“—” 1 个、未收录 1 个' }),
    )
    expect(figure.subtitle).toContain('3/6')
    expect(textsOf(figure)).toEqual([
      ['甲办事处', '3', '4'],
      ['乙办事处', '5', '—'],
      ['丙办事处', '0', '0'],
      ['丁办事处', '空白', '7'],
      ['戊办事处', '未收录', '未收录'],
      ['己办事处', '8', '1'],
    ])
  })

  it('draws a line at each median, of all that have the figure', async () => {
    const [x, y] = await pair({ 甲: [1, 2], 乙: [3, 9], 丙: [5, 'dash'] })
    const lines = (seriesById(optionOf(scatter(x, y, context())), 'scatter:medians').markLine as { data: Plain[] }).data
    expect(lines).toMatchObject([
      { xAxis: 3, label: { formatter: '中位数 3 件' } },
      { yAxis: 5.5, label: { formatter: '中位数 5.5 件' } },
    ])
  })

  it('lets the office in focus, those picked and those of its area stand out', async () => {
    const [x, y] = await pair({ 甲: [1, 2], 乙: [3, 9], 丙: [5, 6], 丁: [7, 8] })
    const option = optionOf(
      scatter(
        x,
        y,
        context({ focus: '甲', highlights: ['乙'], isNear: ({ id }) => id !== '丁', home: org('某区', 'district') }),
      ),
    )
    expect(
      ['focus', 'picked', 'near', 'others'].map((kind) =>
        points(seriesById(option, `scatter:${kind}`)).map(([id]) => id),
      ),
    ).toEqual([['甲'], ['乙'], ['丙'], ['丁']])
  })

  it('lays zeros in a strip of their own on an axis by orders of magnitude', async () => {
    const [x, y] = await pair({ 甲: [0, 2], 乙: [1, 3], 丙: [10, 4], 丁: [1000, 5] })
    const figure = scatter(x, y, context(), 'log')
    const option = optionOf(figure)
    const placed = points(seriesById(option, 'scatter:others'))
    expect(placed.slice(1).map(([, at]) => at)).toEqual([0, 1, 3])
    const { min } = axis(option, 'xAxis')
    expect(placed[0]![1]).toBeGreaterThan(min)
    expect(placed[0]![1]).toBeLessThan(0)
    expect(ticks(option, 'xAxis')).toEqual(['0', '1', '10', '100', '1,000'])
    expect(ticks(option, 'yAxis')).not.toContain('0')
    expect(figure.footnotes).toContain(zh.t('scatter.zeros'))
    expect(figure.spacing).toBe('log')
  })

  it('keeps an even axis where figures lie close, and takes orders of magnitude where one dwarfs most', async () => {
    expect(scatter(...(await pair({ 甲: [1, 1], 乙: [2, 2], 丙: [3, 3] })), context()).spacing).toBe('linear')
    expect(scatter(...(await pair({ 甲: [1, 1], 乙: [2, 2], 丙: [300, 3] })), context()).spacing).toBe('log')
    expect(scatter(...(await pair({ 甲: [1, 1], 乙: [2, 2], 丙: [300, 3] })), context(), 'linear').spacing).toBe(
      'linear',
    )
  })

  it('says in its title what order tells, and of few offices where the one in focus stands', () => {
    const upTo = Array.from({ length: 20 }, (_, i) => i)
    const titled = (ys: readonly number[], focus?: string) =>
      scatter(made(X, upTo.slice(0, ys.length)), made(Y, ys), context(focus === undefined ? {} : { focus })).title
    const said = (key: 'same' | 'opposite' | 'none-seen') =>
      zh.t(`scatter.title.${key}`, { x: zh.metric(X), y: zh.metric(Y), year: 2022 })
    expect(titled(upTo.map((i) => i * i))).toBe(said('same'))
    expect(titled(upTo.map((i) => -i))).toBe(said('opposite'))
    expect(titled(upTo.map((i) => ((i * 7) % 20) % 2))).toBe(said('none-seen'))
    expect(titled([1, 2, 3])).toContain('3 个机关两项均有数据')
    expect(titled([1, 2, 3], 'o0')).toContain('低于中位数')
    expect(titled([NaN, NaN])).toContain('无机关两项均有数据')
  })

  it('has nothing to draw where no office has both', async () =>
    expect(scatter(...(await pair({ 甲: [1, 'dash'], 乙: ['dash', 1] })), context()).option).toBeUndefined())
})

describe('a scatter of very many offices', () => {
  const many = (count: number) =>
    scatter(
      made(
        X,
        Array.from({ length: count }, (_, i) => (i * 37) % 500),
      ),
      made(
        Y,
        Array.from({ length: count }, (_, i) => (i * i) % 83),
      ),
      context({ focus: 'o5' }),
      'linear',
    )

  it('draws one flat array of points, each of which still leads to its cell', () => {
    const figure = many(MOST_MARKS + 2)
    const option = optionOf(figure)
    const { data, large } = seriesById(option, 'scatter:others') as unknown as { data: Float64Array; large: boolean }
    expect(large).toBe(true)
    expect(data).toBeInstanceOf(Float64Array)
    expect(data).toHaveLength((MOST_MARKS + 1) * 2)
    expect([...data.subarray(10, 12)]).toEqual([6 * 37, 36])
    expect(figure.refAt?.('scatter:others', 5)).toEqual({ org: 'o6', year: 2022, metric: X })
    expect(figure.refAt?.('scatter:others', MOST_MARKS + 1)).toBeUndefined()
    expect(tipOf(option, { seriesId: 'scatter:others', dataIndex: 5 })).toContain('第6街道')
    expect(points(seriesById(option, 'scatter:focus')).map(([id]) => id)).toEqual(['o5'])
  })

  it('shades squares by how many they hold, none lost, and few are drawn', () => {
    const figure = many(MOST_POINTS * 4)
    const option = optionOf(figure)
    const squares = seriesById(option, 'scatter:density').data as { count: number; members?: number[] }[]
    expect(squares.reduce((sum, { count }) => sum + count, 0)).toBe(MOST_POINTS * 4 - 1)
    expect(squares.length).toBeLessThan(4_000)
    const full = squares.find(({ count }) => count > 10)!
    expect(tipOf(option, { data: full })).toEqual(
      expect.arrayContaining([
        zh.t('scatter.offices', { n: full.count }),
        zh.t('scatter.more', { n: full.count - full.members!.length }),
      ]),
    )
    expect(figure.footnotes).toContain(zh.t('scatter.dense'))
  })
})

it('never draws what is missing, in any data', () => {
  const cells = fc.constantFrom(0, 1, 2, 30, 4000, NaN)
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cells, cells), { maxLength: 30 }),
      fc.constantFrom('linear' as const, 'log' as const, undefined),
      (rows, spacing) => {
        const [x, y] = [
          made(
            X,
            rows.map(([a]) => a),
          ),
          made(
            Y,
            rows.map(([, b]) => b),
          ),
        ]
        const figure = scatter(x, y, context(), spacing)
        const both = rows.flatMap(([a, b], i) => (Number.isNaN(a) || Number.isNaN(b) ? [] : [`o${i}`]))
        if (both.length === 0) {
          expect(figure.option).toBeUndefined()
          return
        }
        const option = optionOf(figure)
        const drawn = points(seriesById(option, 'scatter:others'))
        expect(drawn.map(([id]) => id)).toEqual(both)
        for (const key of ['xAxis', 'yAxis'] as const) {
          const { min, max } = axis(option, key)
          for (const [, at, up] of drawn)
            expect([min <= Number(key === 'xAxis' ? at : up), Number(key === 'xAxis' ? at : up) <= max]).toEqual([
              true,
              true,
            ])
        }
      },
    ),
  )
})
