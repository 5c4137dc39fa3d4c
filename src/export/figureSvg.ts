import type { Figure } from '../charts/figure'
import { COLOUR } from '../charts/parts/palette'
import type { Translator } from '../i18n'
import { chartSvg } from './chartSvg'
import { wrap } from './layout'
import type { Sheet } from './pictureSizes'
import { svgText, usualWidth } from './svgText'
import type { Measure } from './svgText'
import { tableSvg } from './tableSvg'

/** What a thing that leaves the page says of itself: whether its data are made up, when it was made, from what. */
export interface Stamp {
  words: Translator
  synthetic: boolean
  made: Date
  /** Of the data, in short: equal where nothing of them changed. */
  data?: string
  /** Reopens what it shows. */
  link?: string
}

export interface PictureOptions {
  sheet: Sheet
  /** Without, the ground is transparent. */
  paper?: boolean
  measure?: Measure
  /** What stands in the corner in place of the date. */
  corner?: string
}

const LINE = 1.36
/** Titles on more lines than this shrink; below half their size they do not. */
const MOST_TITLE = 2
const LEAST_TITLE = 0.55

export const isoDay = (date: Date): string => new Intl.DateTimeFormat('en-CA').format(date)

/** 公开镜 · 2026-11-30 · 数据 1a2b3c4d. */
export const madeText = ({ words, made, data }: Stamp): string =>
  [words.t('figure.made', { date: isoDay(made) }), ...(data ? [words.t('export.data', { data })] : [])].join(' · ')

/** Metric, scope and years, what is counted, and whether it is made up. */
export const subtitleOf = (figure: Figure, { words, synthetic }: Pick<Stamp, 'words' | 'synthetic'>): string =>
  [
    [figure.subtitle.includes(figure.name.scope) ? '' : figure.name.scope, figure.name.years]
      .filter(Boolean)
      .join(' · '),
    figure.subtitle,
    ...(synthetic ? [words.t('figure.synthetic')] : []),
  ]
    .filter(Boolean)
    .join(words.t('common.clause-sep'))

/** The finding with its metric, scope and source, to be pasted into running text. */
export const sentenceOf = (figure: Figure, stamp: Pick<Stamp, 'words' | 'synthetic'>): string =>
  stamp.words.t('export.sentence', {
    title: figure.title,
    subtitle: subtitleOf(figure, stamp),
    source: figure.source,
  })

/** Source and all notes, as one text. */
export const footOf = (figure: Figure, words: Translator): string =>
  [words.t('figure.source', { source: figure.source }), ...figure.footnotes].join(words.t('common.clause-sep'))

/** A title that fits on one line at no less than this share of its size does not take two. */
const ONE_LINE = 0.86

/** Lines of a title at the largest size at which it takes two; a very long one takes more, but is never cut. */
export function titleLines(title: string, sheet: Sheet, measure: Measure): { size: number; lines: string[] } {
  const width = sheet.width - 2 * sheet.margin
  const whole = measure(title, sheet.title, true)
  if (whole > width && whole * ONE_LINE <= width)
    return { size: Math.floor((sheet.title * width * 10) / whole) / 10, lines: [title.trim()] }
  for (let share = 1; ; share -= 0.05) {
    const size = sheet.title * share
    const lines = wrap(title, width, (part) => measure(part, size, true))
    if (lines.length <= MOST_TITLE || share <= LEAST_TITLE) return { size, lines }
  }
}

/** The room between title and source. */
export interface Frame {
  parts: string[]
  top: number
  bottom: number
}

/** Title, subtitle, rule, source and notes: everything but what stands between. Nothing is cut. */
function frameOf(figure: Figure, stamp: Stamp, { sheet, corner, measure = usualWidth }: PictureOptions): Frame {
  const { width, height, margin, sub, foot } = sheet
  const inner = width - 2 * margin
  const parts: string[] = []
  const write = (lines: readonly string[], size: number, top: number, colour: string, bold = false): number => {
    lines.forEach((line, i) =>
      parts.push(svgText(line, margin, top + size * (0.98 + i * LINE), { size, colour, bold })),
    )
    return top + lines.length * size * LINE
  }
  const title = titleLines(figure.title, sheet, measure)
  const under = write(title.lines, title.size, margin * 0.68, COLOUR.ink, true)
  const lines = wrap(subtitleOf(figure, stamp), inner, (part) => measure(part, sub))
  const top = write(lines, sub, under + 3, COLOUR.muted) + sub * 0.6

  const made = corner ?? madeText(stamp)
  const madeWidth = measure(made, foot)
  // On a narrow sheet it stands on a line of its own.
  const beside = madeWidth < inner * 0.4
  const notes = wrap(footOf(figure, stamp.words), beside ? inner - madeWidth - 20 : inner, (part) =>
    measure(part, foot),
  )
  const count = notes.length + (beside ? 0 : 1)
  const rule = height - Math.max(12, margin / 2) - count * foot * LINE - 7
  parts.push(`<path d="M${margin} ${rule.toFixed(1)}H${width - margin}" stroke="${COLOUR.ink}" stroke-width="1.4"/>`)
  write(notes, foot, rule + 7, COLOUR.muted)
  const at = rule + 7 + (beside ? 0 : notes.length * foot * LINE) + foot * 0.98
  parts.push(svgText(made, width - margin, at, { size: foot, colour: COLOUR.muted, anchor: 'end' }))
  return { parts, top, bottom: rule - 8 }
}

/**
 * A figure as a drawing: its finding, subtitle, chart or table, source, notes, date and data. Text is never cut: long
 * titles shrink, and notes take what lines they need.
 */
export function figureSvg(figure: Figure, stamp: Stamp, options: PictureOptions): string {
  const { sheet, paper = true, measure = usualWidth } = options
  const { width, height, margin, axis } = sheet
  const { parts, top, bottom } = frameOf(figure, stamp, options)
  const room = { width: width - 2 * margin, height: Math.max(60, Math.round(bottom - top)), text: axis }
  const inside = figure.option
    ? chartSvg(figure.option, room)
    : figure.table.columns.length > 0
      ? tableSvg(figure.table, room, stamp.words, measure)
      : svgText(stamp.words.t('figure.empty'), room.width / 2, room.height / 2, { size: axis, anchor: 'middle' })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}"`,
    ` height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...(paper ? [`<rect width="${width}" height="${height}" fill="${COLOUR.card}"/>`] : []),
    ...parts,
    `<g transform="translate(${margin} ${top.toFixed(1)})">${inside}</g></svg>`,
  ].join('')
}
