const TRADITIONAL = '規範條內許處罰強對務總數減廢現發費採購額單萬億請況織構機關業會團結轉辦繼續開國祕穩護權屬類過執詢實補確認舉報訴複復議訟維糾審經後餘網與號區縣鄉鎮東龍門頒項個書張減錄據點無報採觀廣樓灣豐義興華長員統計廳間應為於縂'
const SIMPLIFIED = '规范条内许处罚强对务总数减废现发费采购额单万亿请况织构机关业会团结转办继续开国秘稳护权属类过执询实补确认举报诉复复议讼维纠审经后余网与号区县乡镇东龙门颁项个书张减录据点无报采观广楼湾丰义兴华长员统计厅间应为于总'

const SINGLE = new Map([...TRADITIONAL].map((char, i) => [char, [...SIMPLIFIED][i]!]))
/* Punctuation that readers print in either width: one form of each, so that labels compare. */
const WIDE: Record<string, string> = {
  '（': '(', '）': ')', '，': ',', '：': ':', '；': ';', '／': '/', '．': '.', '％': '%', '｜': '|', '│': '|', '＋': '+', '－': '-', '−': '-',
}

const toPlain = (char: string): string => {
  const code = char.codePointAt(0)!
  if (code >= 0xff10 && code <= 0xff19) return String.fromCharCode(code - 0xfee0)
  return WIDE[char] ?? SINGLE.get(char) ?? char
}

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu
const SPACE = /[\u00a0\u2000-\u200a\u202f\u205f\u3000\v\f]/gu
const CHANGED = /[\uff01-\uff5e│−\u4e00-\u9fff]/gu

/**
 * One spelling for what is printed in several: full-width digits and punctuation, odd spaces, and the traditional
 * characters of the forms' labels (mirrors of mainland pages print them). Line ends become `\n`. Length may change.
 */
export const normalise = (text: string): string =>
  text.replace(/\r\n?|[\u2028\u2029\u0085]/gu, '\n').replace(INVISIBLE, '').replace(SPACE, ' ').replace(CHANGED, toPlain)

/** Without any white space: how labels and cells are compared. */
export const compact = (text: string): string => text.replace(/\s+/gu, '')

/** Only the characters that carry a label's meaning: no numbering, brackets with hints, punctuation. */
export const bare = (text: string): string =>
  text.replace(/\([^()]*\)/gu, '').replace(/\([^()]*(?:\)|$)/gu, '').replace(/[^\u4e00-\u9fff/]/gu, '')

/** As `bare`, and without the ordinal a label may start with: 三、 （三） 3. */
export const labelOf = (text: string): string =>
  bare(text.replace(/^[\s\d.、]*(?:[一二三四五六七八九十]{1,2}[、.,])?(?:\([一二三四五六七八九十\d]{1,2}\))?[\d.、]*/u, ''))
