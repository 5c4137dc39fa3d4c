import { describe, expect, it } from 'vitest'
import { heat } from '../../src/charts/heat'
import { HATCH_CSS, hatch } from '../../src/charts/parts/hatch'
import { COLOUR } from '../../src/charts/parts/palette'
import { STATES } from '../../src/pack/states'
import type { State } from '../../src/pack/states'
import {
  ask,
  askDemo,
  context,
  doubted,
  fakeApi,
  matrix,
  offices,
  optionOf,
  rendered,
  seriesOf,
  valueAt,
  zh,
} from './support'
import { dataset, org, report } from '../query/small'

const FIGURES = { 甲: [1, 'dash'], 乙: ['blank', 'unreadable'], 丙: ['absent', undefined], 丁: [0, 9] } as const
const draw = async (width?: number, metric: Parameters<typeof matrix>[0] = 'review.total') =>
  rendered(
    seriesOf(optionOf(await matrix(metric, [2021, 2022], FIGURES), (result) => heat(result, context())))[0]!,
    fakeApi(width),
  )

describe('a heat map', () => {
  it('writes every figure, and the name of what is missing', async () => {
    const texts = new Map((await draw(120)).map(({ mark: { ref }, text }) => [`${ref.org} ${ref.year}`, text]))
    expect(Object.fromEntries(texts)).toEqual({
      '甲 2021': '1',
      '甲 2022': '—',
      '乙 2021': '空白',
      '乙 2022': '无法识读',
      '丙 2021': '未采集',
      '丙 2022': '未收录',
      '丁 2021': '0',
      '丁 2022': '9',
    })
  })

  it('leaves out a text that does not fit', async () =>
    expect((await draw(14)).map(({ text }) => text).filter(Boolean)).not.toContain('未收录'))

  it('textures what is missing and colours what is not', async () => {
    for (const { mark, shapes } of await draw()) {
      const missing = !['甲 2021', '丁 2021', '丁 2022'].includes(`${mark.ref.org} ${mark.ref.year}`)
      const [, box] = shapes
      expect(box).toMatchObject({ type: 'rect' })
      if (missing) expect(box).toMatchObject({ style: { fill: COLOUR.paper } })
      else expect(shapes.filter(({ type }) => type === 'line' || type === 'circle')).toEqual([])
    }
  })

  it('never writes a number where there is none', async () => {
    for (const metric of ['fee.amount', 'review.total', 'rate.granted', 'penalty.change'] as const) {
      const result = await askDemo(metric)
      for (const { mark, text } of rendered(seriesOf(optionOf(result, (m) => heat(m, context())))[0]!, fakeApi(200))) {
        // What is printed but left out begins with its mark.
        expect(/^[\d.,\u2212]+(?: ※)?$/u.test(text ?? '')).toBe(!Number.isNaN(valueAt(result, mark.ref)))
      }
    }
  })

  it('shows a zero denominator as such', async () => {
    const zero = dataset(
      'zero',
      [org('甲')],
      [report('甲', 2022, { cells: { 'applications.granted.total': 0, 'applications.closed.total': 0 } })],
    )
    const [item] = rendered(
      seriesOf(optionOf(await ask(zero, 'rate.granted', [2022]), (result) => heat(result, context())))[0]!,
      fakeApi(120),
    )
    expect(item?.text).toBe(zh.t('state.undefined-rate'))
  })

  it('marks a figure in doubt', async () => {
    const [series] = seriesOf(
      optionOf(await matrix('review.total', [2022], { 甲: [1] }), (result) =>
        heat(doubted(result, '甲', 2022), context()),
      ),
    )
    expect(rendered(series!)[0]?.shapes[1]).toMatchObject({ style: { stroke: COLOUR.amberLine } })
  })

  it('shows some of very many, the focus among them, and says so', async () => {
    const figure = heat(
      await matrix(
        'review.total',
        [2022],
        offices(60, (i) => [i]),
      ),
      context({ focus: '机关000' }),
    )
    const shown = rendered(seriesOf(figure.option!({ width: 800, height: 800, text: 12 }) as never)[0]!).map(
      ({ mark }) => mark.ref.org,
    )
    expect(shown).toHaveLength(24)
    expect(shown).toContain('机关000')
    expect(figure.footnotes).toContain(zh.t('heat.window', { shown: 24, total: 60 }))
    expect(figure.table.rows).toHaveLength(60)
  })
})

describe('textures', () => {
  const box = { x: 0, y: 0, width: 60, height: 30 }
  const textured = STATES.filter((state) => !['value', 'dash', 'not-in-form'].includes(state))
  it('differ for every kind but a dash, which is written, and what the form lacks, which is bare', () => {
    expect(new Set(STATES.map((state: State) => JSON.stringify(hatch(state, box)))).size).toBe(textured.length + 1)
    for (const state of textured) expect(hatch(state, box).length).toBeGreaterThan(3)
  })
  it('are the same kinds in keys and tables', () => {
    expect(Object.keys(HATCH_CSS).sort()).toEqual([...textured].sort())
    expect(new Set(Object.values(HATCH_CSS)).size).toBe(textured.length)
  })
})
