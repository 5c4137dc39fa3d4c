/** The operators of content streams (ISO 32000-1, annex A), and those of the programs that map codes to characters. */
const OPERATORS = new Set(
  (
    'b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q ' +
    're RG rg ri s S sc SC scn SCN sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y \' " true false null'
  ).split(' '),
)
const SPACE = /\s/u
const WORD = /[^\s()<>[\]{}/%]+/uy
const HEX = /[\da-fA-F\s]*>/uy
const NUMBER = /^[+\-.\d]+$/u
const WORD_CHARACTERS = /^[!-~]+$/u
/** A picture within the content: from here on bytes say nothing. */
const PICTURE = 'ID'
/** What a newer edition may add stands between these. */
const LENIENT = 'BX'

/** The end of a string in brackets, which may hold brackets and any byte. */
function stringEnd(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '(') depth++
    else if (text[at] === ')' && --depth === 0) return at + 1
  }
  return -1
}

/**
 * Whether a content stream can have been written so: no byte outside its strings that no program writes there, no
 * operator that there is none of. For streams without a checksum: what is found wrong is damaged; the rest may be.
 */
export function isContent(text: string): boolean {
  for (let at = 0; at < text.length;) {
    const char = text[at]!
    if (SPACE.test(char) || char === '\0') at++
    else if (char === '%') {
      const end = text.slice(at).search(/[\r\n]/u)
      at = end < 0 ? text.length : at + end
    } else if (char === '(') {
      at = stringEnd(text, at)
      if (at < 0) return false
    } else if (text.startsWith('<<', at) || text.startsWith('>>', at)) at += 2
    else if (char === '<') {
      HEX.lastIndex = at + 1
      if (!HEX.test(text)) return false
      at = HEX.lastIndex
    } else if (char === '[' || char === ']') at++
    else {
      WORD.lastIndex = char === '/' ? at + 1 : at
      const word = WORD.exec(text)?.[0] ?? ''
      if (word === '' && char !== '/') return false
      if (word === PICTURE || word === LENIENT) return true
      const known = char === '/' || NUMBER.test(word) || OPERATORS.has(word)
      if (!known || (word !== '' && !WORD_CHARACTERS.test(word))) return false
      at += word.length + (char === '/' ? 1 : 0)
    }
  }
  return true
}
