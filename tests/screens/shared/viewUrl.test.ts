import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DERIVED_CODES, METRIC_CODES } from '../../../src/domain/metrics'
import { LEVELS } from '../../../src/domain/orgs'
import { COMPARISONS, MODES, decodeView, encodeView } from '../../../src/screens/shared/view/viewUrl'
import { SPACINGS } from '../../../src/charts/parts/numberAxis'
import { PARTS_SHOWN } from '../../../src/query/standing'
import type { ViewState } from '../../../src/screens/shared/view/viewUrl'

const HOME: ViewState = {
  collection: 'real',
  area: '杭州市拱墅区',
  office: '长庆街道',
  years: [2019, 2024],
  year: 2024,
  metric: 'penalty.decisions',
  mode: 'value',
  view: 'all',
  part: 'around',
}

const office = fc.oneof(
  fc.constantFrom('长庆街道办事处', '100%,甲', '%2C', 'a&b=c#d', '𠮷田镇', ' '),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
)
const year = fc.integer({ min: 2008, max: 2100 })
const view: fc.Arbitrary<ViewState> = fc.record(
  {
    collection: fc.constantFrom('real', 'demo', 'nation-40000_v1.0'),
    area: office,
    level: fc.constantFrom(...LEVELS),
    office,
    years: fc.tuple(year, year).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]),
    year,
    metric: fc.constantFrom(...METRIC_CODES, ...DERIVED_CODES),
    mode: fc.constantFrom(...MODES),
    peers: fc.array(office, { minLength: 1, maxLength: 5 }),
    view: fc.constantFrom(...COMPARISONS),
    part: fc.constantFrom(...PARTS_SHOWN),
    against: fc.constantFrom(...METRIC_CODES, ...DERIVED_CODES),
    spacing: fc.constantFrom(...SPACINGS),
    by: fc.constantFrom(...LEVELS),
    marked: fc.array(office, { maxLength: 3 }),
  },
  { requiredKeys: ['collection', 'years', 'year', 'metric', 'mode', 'view', 'part'] },
)

describe('a view in the URL', () => {
  it('comes back as it went in, whatever the defaults', () => {
    fc.assert(
      fc.property(view, view, (state, defaults) => {
        const query = encodeView(state, defaults)
        const copied = Object.fromEntries(new URLSearchParams(new URLSearchParams(query).toString()))
        expect(decodeView(copied, defaults)).toEqual(state)
      }),
    )
  })

  it('leaves defaults out', () => {
    fc.assert(
      fc.property(view, (state) => {
        expect(encodeView(state, structuredClone(state))).toEqual({})
      }),
    )
    expect(encodeView({ ...HOME, year: 2023, peers: ['甲', '乙,丙'] }, HOME)).toEqual({
      year: '2023',
      peers: '甲,乙%2C丙',
    })
  })

  it('writes an optional part that is taken away', () => {
    const everywhere = { ...HOME }
    delete everywhere.area
    expect(encodeView(everywhere, HOME)).toEqual({ area: '' })
    expect(decodeView({ area: '' }, HOME)).toEqual(everywhere)
  })

  it('reads links of earlier releases, which said world', () => {
    expect(decodeView({ world: 'demo' }, HOME)).toEqual({ ...HOME, collection: 'demo' })
    expect(decodeView({ world: 'demo', collection: 'large' }, HOME).collection).toBe('large')
  })

  it('falls back to the defaults for what makes no sense', () => {
    const nonsense = {
      collection: '../etc',
      level: 'village',
      years: '2024-2019',
      year: '20x4',
      metric: 'constructor',
      mode: '',
      area: 'x'.repeat(201),
      peers: ',,',
      other: '1',
      view: 'pie',
      part: 'middle',
      against: 'no.such',
      spacing: 'cubic',
      by: 'village',
    }
    expect(decodeView(nonsense, HOME)).toEqual(HOME)
    for (const years of ['2019', '2019-2020-2021', '0000-9999', '-']) expect(decodeView({ years }, HOME)).toEqual(HOME)
  })

  it('never fails on any query', () => {
    const any = fc.dictionary(
      fc.constantFrom(...Object.keys(HOME), 'level', 'peers', '__proto__'),
      fc.oneof(fc.anything(), fc.string(), fc.constantFrom('2019-2020', '%', '%zz')),
    )
    fc.assert(
      fc.property(any, (query) => {
        const state = decodeView(query, HOME)
        expect(decodeView(encodeView(state, HOME), HOME)).toEqual(state)
      }),
    )
  })

  it('takes the first of repeated parts', () => expect(decodeView({ year: ['2020', '2021'] }, HOME).year).toBe(2020))

  it('leaves the defaults as they were', () => {
    const before = structuredClone(HOME)
    decodeView({ area: '', year: '2020' }, HOME)
    expect(HOME).toEqual(before)
  })
})
