/** About how wide a text is, in CSS pixels: Chinese is square, Latin letters and digits about 0.58 of that. */
export const textWidth = (text: string, size: number): number =>
  [...text].reduce((width, letter) => width + (letter > '\u2e80' ? 1.02 : 0.58), 0) * size

/** Room for the longest of some labels, at most a share of what there is. */
export const labelRoom = (labels: readonly string[], size: number, most: number): number =>
  Math.min(most, Math.max(2 * size, ...labels.map((label) => textWidth(label, size))) + 12)
