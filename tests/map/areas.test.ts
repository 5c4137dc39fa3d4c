import { describe, expect, it } from 'vitest'
import { FEWEST_PEERS, areasOf, countScope, defaultArea } from '../../src/map/areas'
import { frameOf } from '../../src/query/load'
import { prepare } from '../../src/pack/prepare'
import { dataset, org, report } from '../query/small'

const street = (id: string, district: string) => org(id, 'street', [{ org: district }])
const moved = org('长庆', 'street', [
  { org: '下城', to: 2020 },
  { org: '拱墅', from: 2021 },
])
const orgs = [
  org('杭州', 'city'),
  org('下城', 'district', [{ org: '杭州' }]),
  org('拱墅', 'district', [{ org: '杭州' }]),
  moved,
  street('潮鸣', '下城'),
  street('天水', '下城'),
  street('半山', '拱墅'),
  org('孤', 'street'),
]
const frame = frameOf([
  prepare(
    dataset('a', orgs, [
      report('长庆', 2019),
      report('潮鸣', 2019),
      report('天水', 2019),
      report('半山', 2019),
      report('孤', 2019),
      report('长庆', 2022),
      report('半山', 2022),
      report('潮鸣', 2022),
    ]),
  ),
])
const of = (id: string) => frame.orgs[frame.rowOf.get(id)!]!

describe('the areas of an office', () => {
  it('are those above it that year, nearest first', () => {
    expect(areasOf(frame, of('长庆'), 2020).map(({ id }) => id)).toEqual(['下城', '杭州'])
    expect(areasOf(frame, of('长庆'), 2021).map(({ id }) => id)).toEqual(['拱墅', '杭州'])
    expect(areasOf(frame, of('孤'), 2021)).toEqual([])
  })
})

describe('a scope', () => {
  it('has offices, and of them some that report', () => {
    expect(countScope(frame, { area: '下城', level: 'street', year: 2019 })).toEqual({ offices: 3, reporting: 3 })
    expect(countScope(frame, { area: '拱墅', level: 'street', year: 2022 })).toEqual({ offices: 2, reporting: 2 })
    expect(countScope(frame, { area: '杭州', level: 'street', year: 2022 })).toEqual({ offices: 4, reporting: 3 })
    expect(countScope(frame, { area: '杭州', level: 'street', year: 2030 })).toEqual({ offices: 4, reporting: 0 })
  })
  it('is by default the nearest area with enough peers', () => {
    expect(FEWEST_PEERS).toBe(3)
    expect(defaultArea(frame, of('长庆'), 'street', 2019)).toBe('下城')
    expect(defaultArea(frame, of('长庆'), 'street', 2022)).toBe('杭州')
    expect(defaultArea(frame, of('长庆'), 'street', 2021)).toBeUndefined()
    expect(defaultArea(frame, of('孤'), 'street', 2019)).toBeUndefined()
  })
})
