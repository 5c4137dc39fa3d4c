import { describe, expect, it } from 'vitest'
import { splitArea, splitOrgan } from '../../src/domain/areas'
import { organOf } from '../../src/domain/organs'
import { UNNAMED, placeReport, placer } from '../../src/domain/placement'
import type { Org } from '../../src/domain/orgs'

const path = (text: string) => splitArea(text).map(({ name, level }) => `${name} ${level}`)

describe('splitArea', () => {
  it.each([
    ['上海市普陀区', ['上海市 province', '普陀区 district']],
    ['杭州市下城区', ['杭州市 city', '下城区 district']],
    ['临夏州积石山县', ['临夏州 city', '积石山县 district']],
    ['金华市义乌市', ['金华市 city', '义乌市 district']],
    ['内蒙古自治区包头市昆都仑区', ['内蒙古自治区 province', '包头市 city', '昆都仑区 district']],
    ['重庆市万州区', ['重庆市 province', '万州区 district']],
    ['重庆两江新区', ['重庆市 province', '重庆两江新区 district']],
    ['荆州市沙市区', ['荆州市 city', '沙市区 district']],
    ['天门市', ['天门市 city']],
    ['西咸新区', ['西咸新区 district']],
    ['重庆市', ['重庆市 province']],
    ['下城区', ['下城区 district']],
  ])('%s', (text, steps) => expect(path(text)).toEqual(steps))
})

describe('splitOrgan', () => {
  it.each([
    ['杭州市下城区长庆街道办事处', '杭州市下城区', '长庆街道办事处'],
    ['下城区长庆街道', '下城区', '长庆街道'],
    ['江宁区城市管理局', '江宁区', '城市管理局'],
    ['南京市城市管理局', '南京市', '城市管理局'],
    ['红旗街道办事处', '', '红旗街道办事处'],
    ['胡市镇人民政府', '', '胡市镇人民政府'],
    ['和平里地区办事处', '', '和平里地区办事处'],
    ['市场监督管理局', '', '市场监督管理局'],
  ])('%s', (text, area, own) => expect(splitOrgan(text)).toEqual({ area, own }))
})

describe('organOf', () => {
  it.each([
    ['万里街道办事处', '万里街道', 'street'],
    ['官塘乡人民政府', '官塘乡', 'street'],
    ['南塘镇', '南塘镇', 'street'],
    ['东大街街道办事处', '东大街街道', 'street'],
    ['三里桥街办事处', '三里桥街', 'street'],
    ['桂城街道办', '桂城街道', 'street'],
    ['区政府办', '人民政府办公室', 'department'],
    ['市人民政府办公厅', '人民政府办公厅', 'department'],
    ['市人民政府外事办公室', '外事办公室', 'department'],
    ['区财政局', '财政局', 'department'],
    ['市政园林局', '市政园林局', 'department'],
    ['市场监督管理局', '市场监督管理局', 'department'],
    ['城乡工作办事处', '城乡工作办事处', 'department'],
    ['科学技术委员会(市科委)', '科学技术委员会', 'department'],
  ])('%s', (own, name, level) => expect(organOf(own)).toEqual({ name, level }))

  it.each(['人民政府', '区人民政府', '全区(区政府汇总)', '区人民政府（全区）', '管理委员会', ''])(
    '%s is the area itself',
    (own) => {
      expect(organOf(own)).toBeUndefined()
    },
  )
})

const area = (id: string, name: string, level: Org['level'], parent?: string): Org => ({
  id,
  name,
  level,
  parents: parent ? [{ org: parent }] : [],
})
const hangzhou = area('杭州市', '杭州市', 'city')
const xiacheng = { ...area('杭州市下城区', '下城区', 'district', '杭州市') }
const gongshu = area('杭州市拱墅区', '拱墅区', 'district', '杭州市')
const changqing: Org = {
  id: '杭州市下城区长庆街道',
  name: '长庆街道',
  level: 'street',
  parents: [
    { org: '杭州市下城区', to: 2020 },
    { org: '杭州市拱墅区', from: 2021 },
  ],
}
const known = [hangzhou, xiacheng, gongshu, changqing]

describe('placeReport', () => {
  it.each([
    [{ org: '长庆街道', district: '下城区' }],
    [{ org: '长庆街道办事处', district: '杭州市下城区' }],
    [{ org: '下城区长庆街道', district: '下城区', year: 2019 }],
    [{ org: '杭州市拱墅区人民政府长庆街道办事处', district: '杭州市拱墅区', year: 2022 }],
    [{ org: '杭州市下城区长庆街道办事处' }],
    [{ org: '长庆街道' }],
    [{ org: '长 庆街道', district: '杭州市' }],
  ])('finds 长庆街道 as %o', (said) => {
    expect(placeReport(said, known)).toEqual({ org: changqing, isNew: false, newAreas: [], confidence: 'known' })
  })

  it('finds an area by its government', () => {
    expect(placeReport({ org: '下城区人民政府' }, known)).toMatchObject({
      org: { id: '杭州市下城区' },
      confidence: 'known',
    })
    expect(placeReport({ org: '区人民政府', district: '下城区' }, known)).toMatchObject({
      org: { id: '杭州市下城区' },
      confidence: 'known',
    })
  })

  it('makes a new office in a known area', () => {
    expect(placeReport({ org: '文晖街道办事处', district: '下城区' }, known)).toEqual({
      org: {
        id: '杭州市下城区文晖街道',
        name: '文晖街道',
        level: 'street',
        parents: [
          { org: '杭州市下城区', to: 2020 },
          { org: '杭州市拱墅区', from: 2021 },
        ],
      },
      isNew: true,
      newAreas: [],
      confidence: 'new',
    })
  })

  it('makes the areas above it, and the one that took a dissolved district in', () => {
    const { org, newAreas } = placeReport({ org: '长庆街道', district: '杭州市下城区' }, [])
    expect(org).toEqual(changqing)
    expect(newAreas).toEqual([
      hangzhou,
      gongshu,
      { id: '杭州市下城区', name: '下城区', level: 'district', parents: [{ org: '杭州市', to: 2020 }] },
    ])
  })

  it('takes a city with towns directly below for one of the county level', () => {
    expect(placeReport({ org: '胡市镇人民政府', district: '天门市' }, [])).toEqual({
      org: { id: '天门市胡市镇', name: '胡市镇', level: 'street', parents: [{ org: '天门市' }] },
      isNew: true,
      newAreas: [{ id: '天门市', name: '天门市', level: 'district', parents: [] }],
      confidence: 'new',
    })
  })

  it('keeps offices of the same name in different districts apart', () => {
    const more = [
      ...known,
      area('揭阳市榕城区', '榕城区', 'district'),
      area('揭阳市榕城区新兴街道', '新兴街道', 'street', '揭阳市榕城区'),
    ]
    expect(placeReport({ org: '新兴街道', district: '海曙区' }, more)).toMatchObject({
      org: { id: '海曙区新兴街道' },
      isNew: true,
      confidence: 'new',
    })
    expect(placeReport({ org: '新兴街道' }, more)).toMatchObject({
      org: { id: '揭阳市榕城区新兴街道' },
      confidence: 'unsure',
    })
  })

  it('is unsure of a district name that two cities have', () => {
    const two = [area('南京市鼓楼区', '鼓楼区', 'district'), area('福州市鼓楼区', '鼓楼区', 'district')]
    expect(placeReport({ org: '下关街道', district: '鼓楼区' }, two).confidence).toBe('unsure')
    expect(placeReport({ org: '下关街道', district: '福州市鼓楼区' }, two)).toMatchObject({
      org: { id: '福州市鼓楼区下关街道' },
      confidence: 'new',
    })
  })

  it('is unsure where the report names no organ', () => {
    expect(placeReport({}, known)).toMatchObject({ org: { name: UNNAMED }, isNew: true, confidence: 'unsure' })
    expect(placeReport({ org: '街道(街名未见)', district: '下城区' }, known)).toMatchObject({
      org: { name: UNNAMED },
      confidence: 'unsure',
    })
    expect(placeReport({ org: '新兴街道' }, [])).toMatchObject({
      org: { id: '新兴街道', parents: [] },
      isNew: true,
      confidence: 'unsure',
    })
  })
})

describe('an organ that was renamed', () => {
  const zone = area('平潭综合实验区', '平潭综合实验区', 'district')
  const renamed: Org = {
    id: '平潭综合实验区投资促进局',
    name: '投资促进局',
    level: 'department',
    parents: [{ org: zone.id }],
    formerNames: [{ name: '国有资产管理局', to: 2023 }],
  }
  it.each(['平潭综合实验区国有资产管理局', '平潭综合实验区投资促进局', '国有资产管理局'])('is known as %s', (org) => {
    expect(placeReport({ org, district: zone.id }, [zone, renamed])).toMatchObject({
      org: renamed,
      isNew: false,
      confidence: 'known',
    })
  })
  it('is another than that of the same name elsewhere', () => {
    const { org } = placeReport({ org: '国有资产管理局', district: '杭州市下城区' }, [zone, renamed, ...known])
    expect(org).toMatchObject({ id: '杭州市下城区国有资产管理局' })
  })
  it('is an area as well', () => {
    const district: Org = { ...area('某市新区', '新区', 'district'), formerNames: [{ name: '旧区', to: 2020 }] }
    expect(placeReport({ org: '旧区人民政府' }, [district])).toMatchObject({ org: district, isNew: false })
  })
})

describe('placer', () => {
  it('knows at the second report what the first brought', () => {
    const { place, orgs } = placer()
    expect(place({ org: '永兴街道', district: '温州市龙湾区' }).isNew).toBe(true)
    expect(place({ org: '永兴街道办事处', district: '龙湾区' })).toMatchObject({ isNew: false, confidence: 'known' })
    expect(place({ org: '龙湾区人民政府' })).toMatchObject({ isNew: false, org: { id: '温州市龙湾区' } })
    expect(orgs().map(({ id }) => id)).toEqual(['温州市', '温州市龙湾区', '温州市龙湾区永兴街道'])
  })

  it('follows an office over a merger, whichever year comes first', () => {
    const { place, orgs } = placer()
    const later = place({ org: '长庆街道', district: '杭州市拱墅区', year: 2022 })
    expect(place({ org: '长庆街道', district: '杭州市下城区', year: 2019 }).org).toEqual(later.org)
    expect(orgs()).toHaveLength(3)
  })
})
