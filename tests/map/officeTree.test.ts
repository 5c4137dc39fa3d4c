import { describe, expect, it } from 'vitest'
import { siblingsOf } from '../../src/map/siblings'
import { frameOf } from '../../src/query/load'
import { officeTree } from '../../src/map/officeTree'
import { prepare } from '../../src/pack/prepare'
import { dataset, org, report } from '../query/small'

const street = (id: string, district: string) => org(id, 'street', [{ org: district }])
const orgs = [
  org('省', 'province'),
  org('市', 'city', [{ org: '省' }]),
  org('东区', 'district', [{ org: '市' }]),
  org('西区', 'district', [{ org: '市' }]),
  org('空区', 'district', [{ org: '市' }]),
  street('甲', '东区'),
  street('乙', '东区'),
  street('静', '东区'),
  street('丙', '西区'),
  street('无', '空区'),
  org('孤', 'street'),
  org('迁', 'street', [
    { org: '西区', to: 2020 },
    { org: '东区', from: 2021 },
  ]),
  org('局', 'department', [{ org: '东区' }]),
]
const frame = frameOf([
  prepare(
    dataset('a', orgs, [
      report('甲', 2019),
      report('乙', 2022),
      report('丙', 2019),
      report('孤', 2019),
      report('迁', 2019),
      report('局', 2019),
      report('西区', 2019),
    ]),
  ),
])
const row = (id: string): number => frame.rowOf.get(id)!
const names = (rows: readonly number[]): string[] => rows.map((at) => frame.orgs[at]!.id)

describe('the map to walk down', () => {
  it('has what leads to an office that reports in any year, and nothing else', () => {
    const tree = officeTree(frame, 2022)
    expect(names(tree.under(-1)).sort()).toEqual(['孤', '省'])
    expect(names(tree.under(row('市')))).toEqual(['东区', '西区'])
    expect(names(tree.under(row('东区'))).sort()).toEqual(['局', '乙', '甲', '迁'].sort())
    expect(tree.reporting(row('省'))).toBe(6)
    expect(tree.isArea(row('东区'))).toBe(true)
    expect(tree.isArea(row('甲'))).toBe(false)
  })

  it('lists an area that reports itself first among its own, and follows the map of the year', () => {
    const [first, ...others] = names(officeTree(frame, 2019).under(row('西区')))
    expect([first, others.sort()]).toEqual(['西区', ['丙', '迁'].sort()])
    expect(names(officeTree(frame, 2022).under(row('西区')))).toEqual(['西区', '丙'])
    expect(officeTree(frame, 2022).above(row('迁'))).toBe(row('东区'))
  })
})

describe('siblings', () => {
  it('are of one level under one parent that year', () => {
    expect(siblingsOf(frame, '甲', 2019).map(({ id }) => id)).toEqual(['乙', '静'])
    expect(
      siblingsOf(frame, '甲', 2022)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['乙', '静', '迁'].sort())
    expect(siblingsOf(frame, '局', 2022)).toEqual([])
    expect(siblingsOf(frame, '孤', 2022)).toEqual([])
    expect(siblingsOf(frame, '无处', 2022)).toEqual([])
  })
})
