/* Radicals that fonts give in place of the characters that look the same, where compatibility forms do not say so. */
const RADICALS =
  '⺀冫⺁厂⺄乙⺈刀⺌小⺍小⺐尢⺓幺⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺝月⺞歹⺟母⺠民⺡氵⺢水⺣灬⺥爪⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯纟⺰纟⺱罒⺲罒⺳罒⺶羊⺷羊⺸羊⺹老⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角' +
  '⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻒长⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟饣⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟'
const LIKE = new Map(Array.from({ length: RADICALS.length / 2 }, (_, i) => [RADICALS[2 * i]!, RADICALS[2 * i + 1]!]))

/* Characters written in another way for the eye only: radicals, compatibility ideographs, forms for vertical text. */
const ODD = /[\u2e80-\u2fdf\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe4f\ufb00-\ufb06]/gu
// eslint-disable-next-line no-control-regex
const EMPTY = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffe\uffff]/gu

/** What a glyph says: one spelling for each character; private codes and controls say nothing that can be read. */
export const spelled = (unicode: string): string =>
  unicode.replace(EMPTY, '').replace(ODD, (char) => LIKE.get(char) ?? char.normalize('NFKC'))
