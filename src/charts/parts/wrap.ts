/**
 * A Latin word or figure, or one other letter, with the closing punctuation that may not begin a line; or white space.
 */
const PIECE = /(?:[A-Za-z0-9.,%+()−–—·/-]+|\S)[，。；：！？、）”》」』】〉’…,.;:!?)\]%]*|\s+/gu

/**
 * Breaks text to a width. Chinese breaks anywhere but before closing punctuation; Latin words and figures stay whole.
 */
export function wrap(text: string, width: number, measure: (text: string) => number): string[] {
  const pieces = text.trim().match(PIECE) ?? []
  const lines: string[] = []
  let line = ''
  for (const piece of pieces) {
    if (line !== '' && measure(line + piece) > width) {
      lines.push(line.trimEnd())
      line = piece.trimStart()
    } else {
      line += piece
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}

/** A word that is too wide goes on in the next line, behind a hyphen. */
function broken(word: string, width: number, measure: (text: string) => number): string[] {
  const letters = [...word]
  if (letters.length < 2 || measure(word) <= width) return [word]
  let most = letters.length - 1
  while (most > 1 && measure(`${letters.slice(0, most).join('')}-`) > width) most--
  return [`${letters.slice(0, most).join('')}-`, ...broken(letters.slice(most).join(''), width, measure)]
}

/** The same for a column that may be narrower than a word, which is then broken. */
export const wrapNarrow = (text: string, width: number, measure: (text: string) => number): string[] =>
  wrap(text, width, measure).flatMap((line) => broken(line, width, measure))
