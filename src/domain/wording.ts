import CRC32 from 'crc-32'

const YEAR = String.raw`(?:截至|截止)?\d{4}年度?(?:\d{1,2}月(?:\d{1,2}日)?)?`
const TIME = `${YEAR}|今年|本年度?|全年|年度|以来|年来|来(?=主动|公开)|期间`
const OWN =
  '本机关|本单位|本局|我局|我区|我市|我县|我镇|我街道|我单位|我委|我办|各单位|各级单位|全区|全市|全县|全镇|全街道'
const FILLER = '共计|累计|合计|总计|总数|数量|各类|各项|有关|相关|政务网站|通过|其中|共|总|数|为|的|约|达|等'
const NOISE = new RegExp(`${TIME}|${OWN}|${FILLER}`, 'gu')
const MARKS = /[\s\p{P}\p{S}\p{N}]/gu

/**
 * What a sentence says it counts: its last clause without the time, the office and filler, so that 2022年，我局主动公开政府信息
 * and 全年累计主动公开政府信息 are the same, and 印发公文类政府信息 is another.
 */
export function wordingOf(label: string): string {
  const clauses = label.split(/[，,；;：:]|其中/u).filter((clause) => clause.trim() !== '')
  return (clauses.at(-1) ?? '')
    .replace(NOISE, '')
    .replace(MARKS, '')
    .replace(/主动公开|公布/gu, '公开')
    .replace(/(?:政府)?信息/gu, '')
}

/** The same as a number above 0, for a column. */
export const wordingCode = (label: string): number => CRC32.str(wordingOf(label)) >>> 0 || 1
