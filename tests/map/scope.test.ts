import { describe, expect, it } from 'vitest'
import { frameOf } from '../../src/query/load'
import { packOffices, unpackOffices } from '../../src/pack/offices'
import { inMapOrder } from '../../src/domain/mapOrder'
import { prepare } from '../../src/pack/prepare'
import { runMatrix } from '../../src/query/answers/matrix'
import { scopeRows } from '../../src/map/scope'
import type { Scope } from '../../src/map/scope'
import { dataset, org, report } from '../query/small'

const orgs = [
  org('长庆', 'street', [
    { org: '下城', to: 2020 },
    { org: '拱墅', from: 2021 },
  ]),
  org('米市巷', 'street', [{ org: '拱墅' }]),
  org('钱塘新', 'street', [{ org: '拱墅', from: 2022 }]),
  org('杭州', 'city'),
  org('拱墅', 'district', [{ org: '杭州' }]),
  org('下城', 'district', [{ org: '杭州', to: 2020 }]),
  org('民政局', 'department', [{ org: '拱墅' }]),
]
const frame = frameOf([
  prepare(dataset('a', orgs, [report('长庆', 2019), report('长庆', 2022), report('民政局', 2022)])),
])
const ids = (scope: Scope) => Array.from(scopeRows(frame, scope), (row) => frame.orgs[row]!.id)

describe('offices of a scope', () => {
  it.each<[Scope, string[]]>([
    [{ area: '拱墅', year: 2020 }, ['米市巷', '民政局']],
    [{ area: '下城', year: 2020 }, ['长庆']],
    [{ area: '拱墅', year: 2022 }, ['长庆', '米市巷', '钱塘新', '民政局']],
    [{ area: '下城', year: 2022 }, []],
    [{ area: '拱墅', level: 'street', year: 2021 }, ['长庆', '米市巷']],
    [{ area: '杭州', level: 'district', year: 2020 }, ['拱墅', '下城']],
    [{ area: '杭州', level: 'district', year: 2022 }, ['拱墅']],
    [{ level: 'city', year: 2022 }, ['杭州']],
    [{ year: 2020 }, ['长庆', '米市巷', '民政局']],
    [{ area: '上海', year: 2020 }, []],
    [{ area: '拱墅', year: 2022, steady: [2019, 2022] }, ['长庆']],
    [{ area: '拱墅', year: 2022, steady: [2022] }, ['长庆', '民政局']],
    [{ area: '拱墅', year: 2022, steady: [] }, ['长庆', '米市巷', '钱塘新', '民政局']],
  ])('%j', (scope, expected) => expect(ids(scope)).toEqual(expected))

  it('carries an office into its new district with its whole past', () => {
    const { orgs: found, states } = runMatrix(frame, {
      kind: 'matrix',
      metric: 'review.total',
      scope: { area: '拱墅', level: 'street', year: 2022 },
      years: [2019, 2022],
    })
    expect(found.map(({ id }) => id)).toEqual(['长庆', '米市巷', '钱塘新'])
    expect([...states]).toEqual([6, 6, 5, 5, 5, 5])
  })
})

describe('map order', () => {
  it('keeps every area next to those under it', () => {
    expect(frame.orgs.map(({ id }) => id)).toEqual(['杭州', '拱墅', '长庆', '米市巷', '钱塘新', '民政局', '下城'])
  })

  it('loses no office to a circle of parents', () => {
    const circle = [
      org('a', 'district', [{ org: 'b' }]),
      org('b', 'district', [{ org: 'a' }]),
      org('c', 'street', [{ org: 'c' }]),
      org('d'),
    ]
    expect(inMapOrder(circle, 2021).map(({ id }) => id)).toEqual(['d', 'a', 'b', 'c'])
    const of = frameOf([prepare(dataset('circle', circle, []))])
    expect(Array.from(scopeRows(of, { area: 'a', year: 2021 }))).toEqual([])
  })

  it('packs offices and back', () => expect(unpackOffices(packOffices(orgs))).toEqual(orgs))
})
