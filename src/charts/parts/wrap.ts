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
