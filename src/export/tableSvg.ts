import type { FigureRow, FigureTable, TableEntry } from '../charts/figure'
import { countOf, rowAt } from '../charts/parts/longTable'
import { COLOUR } from '../charts/parts/palette'
import type { Translator } from '../i18n'
import { wholeNumber } from '../i18n/format'
import { svgText } from './svgText'
import type { Measure } from './svgText'

interface Box {
  width: number
  height: number
  text: number
}

const GAP = 14

/** Rows of a table that fit on so many lines; the office in focus is always one of them. */
export function shownRows(table: FigureTable, most: number): FigureRow[] {
  const count = countOf(table)
  const rows = Array.from({ length: Math.min(count, most) }, (_, i) => rowAt(table, i))
  if (count <= most || rows.some(({ focus }) => focus)) return rows
  for (let i = most; i < count; i++) {
    const row = rowAt(table, i)
    if (row.focus) return [...rows.slice(0, -1), row]
  }
  return rows
}

const said = ({ text, doubtful }: TableEntry): string => (doubtful ? `${text} ※` : text)

/** A text cut to a width, with an ellipsis where it was. */
function fitted(text: string, width: number, size: number, measure: Measure): string {
  if (measure(text, size) <= width) return text
  const letters = [...text]
  while (letters.length > 1 && measure(`${letters.join('')}…`, size) > width) letters.pop()
  return `${letters.join('')}…`
}

/** The inside of an SVG with a table: numbers to the right, the office in focus in colour, doubt in a dashed box. */
export function tableSvg(
  table: FigureTable,
  { width, height, text }: Box,
  words: Translator,
  measure: Measure,
): string {
  const line = text * 1.9
  const lines = Math.max(1, Math.floor(height / line) - 1)
  const count = countOf(table)
  const rows = shownRows(table, count > lines ? lines - 1 : lines)
  const natural = table.columns.map(
    (column, i) =>
      Math.max(
        measure(column.label, text, true),
        ...rows.map((row) => measure(said(row.entries[i] ?? { text: '' }), text, true)),
      ) + GAP,
  )
  const total = natural.reduce((sum, one) => sum + one, 0)
  const share = width / total
  const widths = natural.map((one) => one * share)
  const starts = widths.map((_, i) => widths.slice(0, i).reduce((sum, one) => sum + one, 0))
  const size = share < 1 ? Math.max(text * 0.62, text * share) : text
  const cell = (i: number, content: string, y: number, style: { colour?: string; bold?: boolean }): string => {
    const numeric = table.columns[i]?.numeric
    const shown = fitted(content, widths[i]! - GAP / 2, size, measure)
    const x = numeric ? starts[i]! + widths[i]! - GAP / 2 : starts[i]!
    return svgText(shown, Number(x.toFixed(1)), y, { size, ...style, ...(numeric && { anchor: 'end' as const }) })
  }
  const parts = table.columns.map((column, i) => cell(i, column.label, line * 0.66, { colour: COLOUR.muted }))
  parts.push(`<path d="M0 ${line}H${width}" stroke="${COLOUR.axis}" fill="none"/>`)
  rows.forEach((row, r) => {
    const top = line * (r + 1)
    if (row.focus) parts.push(`<rect x="0" y="${top}" width="${width}" height="${line}" fill="#eef5f6"/>`)
    row.entries.forEach((entry, i) => {
      if (entry.doubtful) {
        const box = Math.min(widths[i]! - 2, measure(said(entry), size) + 8)
        const x = table.columns[i]?.numeric ? starts[i]! + widths[i]! - box - GAP / 2 + 4 : starts[i]! - 4
        parts.push(
          `<rect x="${x.toFixed(1)}" y="${(top + line * 0.12).toFixed(1)}" width="${box.toFixed(1)}"` +
            ` height="${(line * 0.76).toFixed(1)}" fill="${COLOUR.amberSoft}" stroke="${COLOUR.amberLine}"` +
            ' stroke-dasharray="3 2"/>',
        )
      }
      const colour = entry.doubtful ? COLOUR.amber : row.focus ? COLOUR.focus : entry.state ? COLOUR.muted : COLOUR.ink
      parts.push(cell(i, said(entry), top + line * 0.66, { colour, ...(row.focus && { bold: true }) }))
    })
    const bottom = (top + line).toFixed(1)
    parts.push(`<path d="M0 ${bottom}H${width}" stroke="${COLOUR.line}" fill="none"/>`)
  })
  if (count > rows.length) {
    const more = words.t('export.more-rows', { n: wholeNumber(count - rows.length) })
    parts.push(svgText(more, 0, line * (rows.length + 1.66), { size, colour: COLOUR.muted }))
  }
  return parts.join('')
}
