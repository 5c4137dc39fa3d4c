/** Signs that Chinese typefaces draw as wide as a letter. */
const WIDE_SIGNS = '·…—“”'

/** About how wide a text is, in CSS pixels: Chinese is square, Latin letters and digits about 0.58 of that. */
export const textWidth = (text: string, size: number): number =>
  [...text].reduce((width, letter) => width + (letter > '\u2e80' || WIDE_SIGNS.includes(letter) ? 1.02 : 0.58), 0) *
  size

/** Room for the longest of some labels, at most a share of what there is. */
export const labelRoom = (labels: readonly string[], size: number, most: number): number =>
  Math.min(most, Math.max(2 * size, ...labels.map((label) => textWidth(label, size))) + 12)

/** As much of a text as fits, with … where some of it does not. */
export function fitted(text: string, size: number, room: number): string {
  if (textWidth(text, size) <= room) return text
  const letters = [...text]
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > room) letters.pop()
  return `${letters.join('')}…`
}
