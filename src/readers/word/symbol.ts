/** Symbols of picture fonts that mean something in a table. */
const PICTURES: Record<number, string> = {
  0x52: '☑',
  0xfe: '☑',
  0xfc: '√',
  0xa3: '□',
  0xa8: '□',
  0x6f: '□',
  0xfb: '×',
  0xfd: '☒',
}
const PICTURE_FONT = /wingdings|webdings|marlett/iu
const SYMBOL_FONT = /^symbol/iu
const OTHER = '□'

/**
 * The character that Word's `w:sym` prints, by its font and hexadecimal code. What a font of pictures shows is a sign
 * and never a digit, whatever letter has its code.
 */
export function symbol(font: string, char: string): string {
  const code = Number.parseInt(char, 16)
  if (!Number.isInteger(code) || code < 0x20 || code > 0xffff) return ''
  const low = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code
  if (PICTURE_FONT.test(font)) return PICTURES[low] ?? OTHER
  // The Symbol font has digits and signs at their own places, and Greek letters beyond.
  if (SYMBOL_FONT.test(font)) return low >= 0x20 && low <= 0x3f ? String.fromCharCode(low) : OTHER
  return code >= 0xe000 && code <= 0xf8ff
    ? low >= 0x20 && low <= 0x7e
      ? String.fromCharCode(low)
      : OTHER
    : String.fromCharCode(code)
}
