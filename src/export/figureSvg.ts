import type { Figure } from '../charts/figure'
import { COLOUR } from '../charts/parts/palette'
import { chartSvg } from './chartSvg'
import { LINE, footOf, frameOf, madeText, subtitleOf } from './frame'
import type { Frame, Stamp } from './frame'
import type { Sheet } from './pictureSizes'
import { svgText, usualWidth } from './svgText'
import type { Measure } from './svgText'
import { tableSvg } from './tableSvg'

export interface PictureOptions {
  sheet: Sheet
  /** Without, the ground is transparent. */
  paper?: boolean
  measure?: Measure
  /** What stands in the corner in place of the date. */
  corner?: string
}

/** How far below its upper edge a line of text has its base, in its own size. */
const BASE = 0.98

export function frameParts({ title, sub, foot, corner, rule }: Frame, { width, margin }: Sheet): string[] {
  const write = ({ lines, size, top }: Frame['sub'], colour: string, bold = false): string[] =>
    lines.map((line, i) => svgText(line, margin, top + size * (BASE + i * LINE), { size, colour, bold }))
  return [
    ...write(title, COLOUR.ink, true),
    ...write(sub, COLOUR.muted),
    `<path d="M${margin} ${rule.toFixed(1)}H${width - margin}" stroke="${COLOUR.ink}" stroke-width="1.4"/>`,
    ...write(foot, COLOUR.muted),
    svgText(corner.text, width - margin, corner.top + corner.size * BASE, {
      size: corner.size,
      colour: COLOUR.muted,
      anchor: 'end',
    }),
  ]
}

/**
 * A figure as a drawing: its finding, subtitle, chart or table, source, notes, date and data. Text is never cut: long
 * titles shrink, and notes take what lines they need.
 */
export function figureSvg(figure: Figure, stamp: Stamp, options: PictureOptions): string {
  const { sheet, paper = true, measure = usualWidth, corner = madeText(stamp) } = options
  const { width, height, margin, axis } = sheet
  const texts = { title: figure.title, subtitle: subtitleOf(figure, stamp), foot: footOf(figure, stamp.words), corner }
  const frame = frameOf(texts, sheet, measure)
  const room = { width: width - 2 * margin, height: Math.max(60, Math.round(frame.bottom - frame.top)), text: axis }
  const inside = figure.option
    ? chartSvg(figure.option, room)
    : figure.table.columns.length > 0
      ? tableSvg(figure.table, room, stamp.words, measure)
      : svgText(stamp.words.t('figure.empty'), room.width / 2, room.height / 2, { size: axis, anchor: 'middle' })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}"`,
    ` height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...(paper ? [`<rect width="${width}" height="${height}" fill="${COLOUR.card}"/>`] : []),
    ...frameParts(frame, sheet),
    `<g transform="translate(${margin} ${frame.top.toFixed(1)})">${inside}</g></svg>`,
  ].join('')
}
