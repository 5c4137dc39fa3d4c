/** The middle of the samples; of an even number, the mean of the two in the middle. NaN of none. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const middle = sorted.length >>> 1
  if (sorted.length === 0) return NaN
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** A number for a table: three digits that count, and no more. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const digits = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)))
  return digits >= 2 ? String(Math.round(value)) : value.toFixed(Math.min(4, 2 - digits))
}

/** Rows of text under headings, in columns that line up; all but the first are aligned to the right. */
export function tableText(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(width(heading), ...rows.map((row) => width(row[column] ?? ''))),
  )
  const line = (row: readonly string[]): string =>
    widths
      .map((size, column) => {
        const text = row[column] ?? ''
        const space = ' '.repeat(size - width(text))
        return column === 0 ? text + space : space + text
      })
      .join('  ')
      .trimEnd()
  return [line(headings), widths.map((size) => '-'.repeat(size)).join('  '), ...rows.map(line)].join('\n')
}

/** Columns of a terminal: Chinese characters take two. */
const width = (text: string): number =>
  [...text].reduce((sum, char) => sum + (/[\u1100-\u115f\u2e80-\uffdc]/u.test(char) ? 2 : 1), 0)
