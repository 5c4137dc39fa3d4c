import { dayOf } from '../domain/deadline'
import type { Figure } from '../charts/figure'
import type { Translator } from '../i18n'
import { wholeNumber } from '../i18n/format'
import type { Provenance } from '../query/provenance'
import { wrap } from '../charts/parts/wrap'
import type { Sheet } from './pictureSizes'
import type { Measure } from './svgText'

/** What a thing that leaves the page says of itself: whether its data are made up, when it was made, from what. */
export interface Stamp {
  words: Translator
  synthetic: boolean
  made: Date
  /** Of the data, in short: equal where nothing of them changed. */
  data?: string
  /** What it was made of. */
  read?: Pick<Provenance, 'engine' | 'rows'>
  /** Reopens what it shows. */
  link?: string
}

/** Height of a line, in sizes of its text. */
export const LINE = 1.36
/** Titles on more lines than this shrink; below about half their size they do not. */
const MOST_TITLE = 2
const LEAST_TITLE = 0.55
/** A title that fits on one line at no less than this share of its size does not take two. */
const ONE_LINE = 0.86

/** 1a2b3c4d（本机计算，读取 371 份年报）: the version of the data, what computed with them, and how much was read. */
export const dataText = ({ words, data = '', read }: Pick<Stamp, 'words' | 'data' | 'read'>): string =>
  read ? words.t('export.read', { data, engine: words.t(`engine.${read.engine}`), n: wholeNumber(read.rows) }) : data

/** 公开镜 · 2026-11-30 · 数据 1a2b3c4d. */
export const madeText = ({ words, made, data }: Stamp): string =>
  [words.t('figure.made', { date: dayOf(made) }), ...(data ? [words.t('export.data', { data })] : [])].join(' · ')

/** Metric, scope and years, what is counted, and whether it is made up. */
export const subtitleOf = (
  { name, subtitle }: Pick<Figure, 'name' | 'subtitle'>,
  { words, synthetic }: Pick<Stamp, 'words' | 'synthetic'>,
): string =>
  [
    [subtitle.includes(name.scope) ? '' : name.scope, name.years].filter(Boolean).join(' · '),
    subtitle,
    ...(synthetic ? [words.t('figure.synthetic')] : []),
  ]
    .filter(Boolean)
    .join(words.t('common.clause-sep'))

/** Source and all notes, as one text. */
export const footOf = ({ source, footnotes }: Pick<Figure, 'source' | 'footnotes'>, words: Translator): string =>
  [words.t('figure.source', { source }), ...footnotes].join(words.t('common.clause-sep'))

/** The finding with its metric, scope and source, to be pasted into running text. */
export const sentenceOf = (figure: Figure, stamp: Pick<Stamp, 'words' | 'synthetic'>): string =>
  stamp.words.t('export.sentence', {
    title: figure.title,
    subtitle: subtitleOf(figure, stamp),
    source: figure.source,
  })

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

interface Lines {
  lines: string[]
  size: number
  /** The upper edge of the first. */
  top: number
}

/** Where all stands that is not the chart: nothing is cut. */
export interface Frame {
  title: Lines
  sub: Lines
  foot: Lines
  /** To the right; below the notes where the sheet is narrow. */
  corner: { text: string; size: number; top: number; width: number }
  rule: number
  /** The room between. */
  top: number
  bottom: number
}

/** Lays out title, subtitle, rule, source and notes on a sheet, and leaves the rest to the chart. */
export function frameOf(
  { title, subtitle, foot, corner }: { title: string; subtitle: string; foot: string; corner: string },
  sheet: Sheet,
  measure: Measure,
): Frame {
  const inner = sheet.width - 2 * sheet.margin
  const head = titleLines(title, sheet, measure)
  const start = sheet.margin * 0.68
  const under = start + head.lines.length * head.size * LINE + 3
  const lines = wrap(subtitle, inner, (part) => measure(part, sheet.sub))
  const cornerWidth = measure(corner, sheet.foot)
  // On a narrow sheet it stands on a line of its own.
  const beside = cornerWidth < inner * 0.4
  const notes = wrap(foot, beside ? inner - cornerWidth - 20 : inner, (part) => measure(part, sheet.foot))
  const step = sheet.foot * LINE
  const rule = sheet.height - Math.max(12, sheet.margin / 2) - (notes.length + (beside ? 0 : 1)) * step - 7
  return {
    title: { ...head, top: start },
    sub: { lines, size: sheet.sub, top: under },
    foot: { lines: notes, size: sheet.foot, top: rule + 7 },
    corner: {
      text: corner,
      size: sheet.foot,
      top: rule + 7 + (beside ? 0 : notes.length * step),
      width: cornerWidth,
    },
    rule,
    top: under + lines.length * sheet.sub * LINE + sheet.sub * 0.6,
    bottom: rule - 8,
  }
}
