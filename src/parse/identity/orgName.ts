export interface OrgName {
  org: string
  district?: string
}

const STREETS = '街道办事处|街道|地区办事处|镇人民政府|乡人民政府|镇政府|乡政府|镇|乡|街|苏木|办事处'
const OFFICES = '管理委员会|管委会|委员会|管理局|局|办公室|中心|院|厅|部|署|队|站|科|处|委'
const OTHERS = '公司|大学|学院|学校|医院|银行'
const KIND = [STREETS, OFFICES, OTHERS].join('|')
const ORGAN = new RegExp(`^[\\u4e00-\\u9fff]{1,24}?(?:${KIND})$`, 'u')
const AREA_END = /(?:自治区|自治州|自治县|开发区|新区|高新区|示范区|度假区|区|县|旗|市|州|省|盟)/gu

/** Whether what follows an area is an organ of its own: 杜市镇 is no town called 镇 in a city called 杜市. */
const isOwn = (rest: string): boolean =>
  ORGAN.test(rest) &&
  rest.length >= 2 &&
  !/^(?:[区县市]|街道|地区|镇|乡|街|苏木|办事处|管委会|管理委员会|委员会|管理局|局|办公室|中心|政府|委|分局)/u.test(
    rest,
  ) &&
  !/^(?:人民)?政府/u.test(rest)

/** Names of places that themselves hold a word like 市 or 区 (胡市镇, 社区) are not split there. */
const isArea = (text: string): boolean =>
  text.length >= 2 && !/^[市区县镇]|局|(?:社区|小区|市区|地区|校区|(?<!工业|产业)园区)$/u.test(text)

/**
 * An organ's full name to its own name and its district: 温州市龙湾区永兴街道办事处 is 永兴街道办事处 in 温州市龙湾区. A government's
 * own office (溧水区人民政府办公室) and a government itself keep their area in the name.
 */
export function splitName(full: string): OrgName {
  const name = full.replace(/[\s《》“”"'<>]/gu, '').replace(/^(?:关于|中共|现?将|现?公布|现?公开|由)/u, '')
  const office = /^(.*[市州省盟])?([\u4e00-\u9fff]{1,6}[区县市旗])人民政府(办公室|办公厅)$/u.exec(name)
  if (office) return { org: `${office[2]}人民政府${office[3]}`, district: (office[1] ?? '') + office[2]! }
  const cuts = [...name.matchAll(AREA_END)].map((found) => found.index + found[0].length)
  for (const cut of cuts.reverse()) {
    const area = name.slice(0, cut)
    const rest = name.slice(cut).replace(/^人民政府(?=[\u4e00-\u9fff]{2,}(?:街道|镇|乡|局|委员会|办事处))/u, '')
    if (isArea(area) && isOwn(rest)) return { org: rest, district: area }
  }
  return { org: name }
}

export const isOrgan = (name: string): boolean => ORGAN.test(name) || /(?:人民政府|政府)$/u.test(name)

const RANKS = ['街道办事处', '街道', '街'] as const
const TOWN_RANKS = ['镇人民政府', '乡人民政府'] as const

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')

/** The fullest form of a name that the text itself has: 西营门街 becomes 西营门街道办事处 where that stands in it. */
export function fullest(org: string, text: string): string {
  const street = /^(.{2,8}?)(?:街道办事处|街道|街)$/u.exec(org)
  if (street) {
    const rank = RANKS.find((one) => new RegExp(escape(street[1]! + one), 'u').test(text))
    return rank && rank.length > org.length - street[1]!.length ? street[1]! + rank : org
  }
  if (/[区县市旗]$/u.test(org)) return text.includes(`${org}人民政府`) ? `${org}人民政府` : org
  const town = /^(.{1,8}?[镇乡])(?:政府)?$/u.exec(org)
  if (town) {
    const long = `${town[1]}人民政府`
    return text.includes(long) && TOWN_RANKS.some((one) => long.endsWith(one)) ? long : town[1]!
  }
  return org
}
