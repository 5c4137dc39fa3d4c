import type { Level, Parenthood } from './orgs'

/** A step of an area's full name: 杭州市, then 下城区. */
export interface AreaStep {
  name: string
  level: Level
}

const MUNICIPALITIES = ['北京市', '天津市', '上海市', '重庆市']

/** 省, 自治区; then a prefecture: 市, 州, 盟, 地区 with something after it. 杭州市 ends at 市, not at 州. */
const PROVINCE = /^(?:.{2,3}省|.{2,10}?自治区)/u
const PREFECTURE = /^[^省市区县旗]{1,8}?(?:市(?!区)|自治州|州(?!市|区)|盟|地区)(?=.{2,})/u

/**
 * Splits an area's name as written into the steps of the hierarchy: 上海市普陀区 is 上海市 › 普陀区, 临夏州积石山县 is 临夏州 › 积石山县. A
 * municipality is of the level of a province. A city that stands alone (天门市) is taken for a prefecture; whether it is
 * one of the county level shows only in what it has below. A zone (西咸新区) stands alone.
 */
export function splitArea(text: string): AreaStep[] {
  const steps: AreaStep[] = []
  let rest = text.replace(/\s/gu, '')
  const take = (name: string, level: Level): void => {
    steps.push({ name, level })
    rest = rest.slice(name.length)
  }
  const municipality = MUNICIPALITIES.find((name) => rest.startsWith(name))
  if (municipality !== undefined) take(municipality, 'province')
  else {
    const province = PROVINCE.exec(rest)
    if (province) take(province[0], 'province')
    const prefecture = PREFECTURE.exec(rest)
    if (prefecture) take(prefecture[0], 'city')
  }
  if (rest !== '') {
    const alone = steps.length === 0 || steps.at(-1)?.name === rest
    steps.push({ name: rest, level: alone && rest.endsWith('市') ? 'city' : 'district' })
  }
  // 重庆两江新区 names its city without 市.
  const zone = steps[0]
  const city =
    zone &&
    steps.length === 1 &&
    MUNICIPALITIES.find((name) => zone.name !== name && zone.name.startsWith(name.slice(0, -1)))
  return city ? [{ name: city, level: 'province' }, ...steps] : steps
}

/** 区, but not that of 地区, 社区 or 园区; the name of an office follows, not 街道 or 镇 (胡市镇 is no city). */
const DISTRICT = /^(?:.{1,11}?(?<![地社小园校库矿林])区|.{1,9}?县|.{2,9}?[市旗])(?=.)(?!街|镇|乡|路|域)/u

/** The area that an organ's full name begins with, and the rest: 下城区长庆街道办事处 is 下城区 and 长庆街道办事处. */
export function splitOrgan(text: string): { area: string; own: string } {
  let area = ''
  let own = text.replace(/\s/gu, '')
  const take = (name: string | undefined): boolean => {
    if (name === undefined) return false
    area += name
    own = own.slice(name.length)
    return true
  }
  const municipality = MUNICIPALITIES.find((name) => own.startsWith(name))
  if (!take(municipality)) {
    take(PROVINCE.exec(own)?.[0])
    take(/^[^省市区县旗]{2,8}?(?:市(?!区)|自治州|州(?!市|区)|盟)(?=.{2,})(?!街|镇|乡|路|域)/u.exec(own)?.[0])
  }
  take(DISTRICT.exec(own)?.[0])
  return { area, own }
}

/**
 * Districts that were dissolved, with the one that took them in and the first report year in which it did. Source:
 * 杭州市部分行政区划调整, April 2021.
 */
const MERGERS: Readonly<Record<string, { into: string; from: number }>> = {
  杭州市下城区: { into: '杭州市拱墅区', from: 2021 },
  杭州市江干区: { into: '杭州市上城区', from: 2021 },
}

export const mergerOf = (area: string): { into: string; from: number } | undefined =>
  Object.hasOwn(MERGERS, area) ? MERGERS[area] : undefined

/** The parents of an organ of an area: after a merger, the area that took it in. */
export function parentsIn(area: string): Parenthood[] {
  const merger = mergerOf(area)
  return merger
    ? [
        { org: area, to: merger.from - 1 },
        { org: merger.into, from: merger.from },
      ]
    : [{ org: area }]
}
