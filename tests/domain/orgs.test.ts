import { describe, expect, it } from 'vitest'
import { ancestorsOf, coreName, parentOf, shortName } from '../../src/domain/orgs'
import { org } from '../query/small'

const 长庆 = org('长庆', 'street', [
  { org: '下城', to: 2020 },
  { org: '拱墅', from: 2021 },
])
const all = new Map(
  [
    长庆,
    org('下城', 'district', [{ org: '杭州' }]),
    org('拱墅', 'district', [{ org: '杭州' }]),
    org('杭州', 'city', [{ org: '浙江' }]),
  ].map((one) => [one.id, one]),
)

describe('a parent', () => {
  it.each([
    [2008, '下城'],
    [2020, '下城'],
    [2021, '拱墅'],
    [2100, '拱墅'],
  ])('in %i is %s', (year, id) => expect(parentOf(长庆, year)).toBe(id))
  it('may not be in force, or not be at all', () => {
    expect(parentOf(org('a', 'street', [{ org: 'b', from: 2019, to: 2020 }]), 2021)).toBeUndefined()
    expect(parentOf(org('a'), 2021)).toBeUndefined()
  })
})

describe('ancestors', () => {
  it('are nearest first, up to one that is not held', () => {
    expect(ancestorsOf(all, '长庆', 2020)).toEqual(['下城', '杭州', '浙江'])
    expect(ancestorsOf(all, 'nobody', 2020)).toEqual([])
  })
  it('end in a circle', () => {
    const circle = new Map(
      [org('a', 'city', [{ org: 'b' }]), org('b', 'city', [{ org: 'a' }]), org('c', 'city', [{ org: 'c' }])].map(
        (one) => [one.id, one],
      ),
    )
    expect([ancestorsOf(circle, 'a', 2020).length <= 2, ancestorsOf(circle, 'c', 2020)]).toEqual([true, []])
  })
})

describe('a short name', () => {
  it.each([
    ['长庆街道办事处', '长庆'],
    ['长庆街道', '长庆'],
    ['长庆街', '长庆'],
    ['二郎镇人民政府', '二郎镇'],
    ['拱墅区人民政府', '拱墅区'],
    ['街道', '街道'],
    ['财政局', '财政局'],
    ['长庆街道（2021 年前）', '长庆'],
  ])('of %s is %s', (name, short) => expect(shortName(name)).toBe(short))
  it('tells the same organ by any of its names', () =>
    expect(new Set(['长庆街道办事处', '长庆街道', '长庆街'].map(coreName)).size).toBe(1))
})
