import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { dumbbell } from '../../../src/charts/dumbbell'
import { heat } from '../../../src/charts/heat'
import { multiplesByOffice } from '../../../src/charts/multiples'
import { ranking } from '../../../src/charts/ranking'
import { yoyColumns } from '../../../src/charts/yoyColumns'
import { shareBars } from '../../../src/charts/shares'
import { trend } from '../../../src/charts/trend'
import { FakeNode, ask, context, fakeDocument, optionOf, seriesOf, tipOf, orderOf } from '../support'
import { dataset, org, report } from '../../query/small'

const EVIL = '<img src=x onerror=alert(1)>'
const evil = () =>
  ask(
    dataset(
      'evil',
      [{ ...org('甲'), name: EVIL }, org('乙')],
      [2021, 2022].flatMap((year) =>
        ['甲', '乙'].map((id) => report(id, year, { cells: { 'review.total': year === 2021 ? 20 : 30 } })),
      ),
    ),
    'review.total',
    [2021, 2022],
  )

beforeAll(() => {
  vi.stubGlobal('document', fakeDocument)
})
afterAll(() => {
  vi.unstubAllGlobals()
})

describe('tooltips are text, whatever an office is called', () => {
  it.each([
    ['heat', heat],
    ['ranking', (result) => ranking(orderOf(result, 2022), 'around', context())],
    ['dumbbell', (result) => dumbbell(result, 2021, 2022, context())],
    ['multiples', (result) => multiplesByOffice(result, true, context())],
  ] as [
    string,
    (result: Awaited<ReturnType<typeof evil>>, ctx: ReturnType<typeof context>) => ReturnType<typeof heat>,
  ][])('%s', async (_, build) => {
    const option = optionOf(await evil(), (result) => build(result, context()))
    const texts = seriesOf(option).flatMap(({ data }) => data.flatMap((item) => tipOf(option, { data: item })))
    expect(texts.some((text) => text.startsWith(EVIL))).toBe(true)
  })
  it.each([
    ['trend', trend],
    ['change', yoyColumns],
  ] as const)('%s', async (_, build) => {
    const option = optionOf(await evil(), (result) => build(result, context()))
    expect(tipOf(option, [{ axisValue: 2022 }])).toContain(EVIL)
    expect(tipOf(option, [{ axisValue: 1999 }])).toEqual([])
    expect(tipOf(option, [])).toEqual([])
  })
  it('shares', async () => {
    const option = optionOf(await evil(), (result) => shareBars(result, context()))
    expect(tipOf(option, { data: seriesOf(option)[0]!.data[0] })[0]).toBe(EVIL)
    expect(tipOf(option, { data: { name: 'x', value: null } })).toEqual([])
  })
  it('the fake has no way to read HTML', () =>
    expect(() => {
      Object.assign(new FakeNode('div'), { innerHTML: '' })
    }).toThrow(TypeError))
})
