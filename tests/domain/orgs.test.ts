import { describe, expect, it } from 'vitest'
import {
  FIRST_YEAR,
  ancestorsOf,
  circlesIn,
  coreName,
  nameIn,
  namesOf,
  parentOf,
  shortName,
} from '../../src/domain/orgs'
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

describe('a circle of parents', () => {
  it('is found in the year in which it closes, once', () => {
    expect(circlesIn([...all.values()])).toEqual([])
    expect(circlesIn([org('a', 'city', [{ org: 'a' }])])).toEqual([{ at: 0, year: FIRST_YEAR }])
    const orgs = [
      org('c', 'street', [{ org: 'a' }]),
      org('a', 'city', [
        { org: 'd', to: 2019 },
        { org: 'b', from: 2020 },
      ]),
      org('b', 'city', [{ org: 'a', to: 2022 }]),
      org('d', 'province'),
    ]
    expect(circlesIn(orgs)).toEqual([{ at: 1, year: 2020 }])
  })
  it('is none where two stand under one another in different years', () => {
    const orgs = [org('a', 'city', [{ org: 'b', to: 2020 }]), org('b', 'city', [{ org: 'a', from: 2021 }])]
    expect(circlesIn(orgs)).toEqual([])
  })
  it('is none by way of an organ that is not held', () =>
    expect(circlesIn([org('a', 'city', [{ org: 'nobody' }])])).toEqual([]))
})

describe('a name', () => {
  const renamed = {
    ...org('局'),
    name: '投资促进局',
    formerNames: [
      { name: '国资委', to: 2018 },
      { name: '国有资产管理局', from: 2019, to: 2023 },
    ],
  }
  it.each([
    [2008, '国资委'],
    [2018, '国资委'],
    [2019, '国有资产管理局'],
    [2023, '国有资产管理局'],
    [2024, '投资促进局'],
    [2100, '投资促进局'],
  ])('in %i is %s', (year, name) => expect(nameIn(renamed, year)).toBe(name))
  it('is the same in all years where it never changed', () => {
    expect(nameIn(org('甲'), 2019)).toBe('甲办事处')
    expect(namesOf(org('甲'))).toEqual(['甲办事处'])
    expect(namesOf(renamed)).toEqual(['投资促进局', '国资委', '国有资产管理局'])
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
