/** Syllables for invented place names; combined, they are no claim about any real place. */
const FIRST = [
  '云',
  '清',
  '明',
  '石',
  '柳',
  '松',
  '兰',
  '金',
  '玉',
  '长',
  '永',
  '安',
  '新',
  '东',
  '西',
  '南',
  '北',
  '白',
  '青',
  '龙',
  '凤',
  '和',
  '宁',
  '泰',
]
const SECOND = [
  '溪',
  '河',
  '湖',
  '塘',
  '桥',
  '岭',
  '山',
  '泉',
  '坪',
  '湾',
  '浦',
  '州',
  '源',
  '台',
  '林',
  '园',
  '城',
  '川',
  '洲',
  '港',
]

/** The n-th of 480 names; later ones repeat with a third syllable, so that no two are alike. */
export function placeName(n: number): string {
  const pairs = FIRST.length * SECOND.length
  // A stride that shares no factor with the number of pairs visits all of them in a mixed order.
  const at = (n * 127) % pairs
  const third = Math.floor(n / pairs)
  const syllables = [FIRST[Math.floor(at / SECOND.length)], SECOND[at % SECOND.length]]
  return [...syllables, ...(third > 0 ? [SECOND[(third - 1) % SECOND.length]] : [])].join('')
}
