import type { Level } from './orgs'

/** An organ's own name within its area; the government of the area itself has none. */
export interface Organ {
  name: string
  level: Extract<Level, 'street' | 'department'>
}

const PARENTHESIS = /[（(][^）)]*[）)]?/gu

/** The government of the area itself, or the report that sums up the whole area. A zone's 管委会 is its government. */
const GOVERNMENT = /^(?:全?[区县市省州盟旗])?(?:人民政府|政府)?(?:汇总)?$|^(?:管理委员会|管委会)$/u

const STREET = /(?:街道|街|镇|乡|苏木|地区)$/u

const PLACES = '(?:乡镇|镇街|街镇|街道|街|镇|乡|地区)'
const AREAS = '(?:全?[省市区县旗州盟])?'
/* 县人民政府政府: a side bar's word run into the title. */
const GOVERNMENTS = '(?:人民政府|政府)+'
const NAMELESS = new RegExp(`^(?:${PLACES}(?:办事处|${GOVERNMENTS})?|办事处|${AREAS}${GOVERNMENTS})$`, 'u')

/** A kind of office without its name: 街道办事处, 镇人民政府, 县人民政府. */
export const isNameless = (own: string): boolean => NAMELESS.test(own.replace(PARENTHESIS, ''))

/**
 * An organ as written, without its area: 万里街道办事处 is 万里街道 (a street office), 区政府办 is 人民政府办公室 (a department).
 * Nothing for the government of the area itself: 区人民政府, 全区(区政府汇总), a zone's 管理委员会.
 */
export function organOf(own: string): Organ | undefined {
  const bare = own.replace(/\s/gu, '').replace(PARENTHESIS, '')
  if (GOVERNMENT.test(bare)) return undefined
  const office = /^[区县市省]?(?:人民)?政府办(?:公([室厅]))?$/u.exec(bare)
  if (office) return { name: `人民政府办公${office[1] ?? '室'}`, level: 'department' }
  const place = bare.replace(/人民政府$|(?<=街|镇|乡|地区)(?:道办事处|办事处)$|(?<=街道)办$/u, (end) =>
    end === '道办事处' ? '道' : '',
  )
  if (STREET.test(place) && place.length > 1) return { name: place, level: 'street' }
  if (/办事处$/u.test(bare) && !/工作办事处$/u.test(bare)) return { name: bare, level: 'street' }
  // 区财政局, 市人民政府外事办公室; but 市场监督管理局, 市政园林局 begin with a word.
  const department = bare
    .replace(/^[区县市省](?:人民)?政府(?=.{2,})/u, '')
    .replace(/^(?:[区县](?!域)|市(?![场政容民级]))(?=.{2,})/u, '')
  return { name: department, level: 'department' }
}
