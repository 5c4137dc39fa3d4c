import { annotationsText } from '../../charts/annotations'
import type { Figure } from '../../charts/figure'
import { countOf } from '../../charts/parts/longTable'
import type { Grid, Plot } from '../../charts/plot'
import { wholeNumber } from '../../i18n/format'
import { dayOf } from '../../domain/deadline'
import { dataText, footOf, frameOf, madeText, subtitleOf } from '../frame'
import type { Frame, Stamp } from '../frame'
import { SHEETS } from '../pictureSizes'
import { usualWidth } from '../svgText'
import type { Measure } from '../svgText'
import { shownRows } from '../tableSvg'

export const LAYOUTS = ['title', 'section', 'figure', 'table', 'pair'] as const
/** A title page, a title between parts, one figure, a figure beside its table, two figures side by side. */
export type Layout = (typeof LAYOUTS)[number]

/** One page of a deck before it is laid out. Words that are absent are the figure's own. */
export interface DeckPage {
  layout: Layout
  title?: string
  subtitle?: string
  /** A line of its own above the source. */
  note?: string
  /** What is to be said; sources and definitions come behind it. */
  speech?: string
  figures: readonly Figure[]
  /** Reopens what the page shows. */
  link?: string
  footer?: { source?: boolean; number?: boolean; made?: boolean }
}

/** A place on a slide, in points of a page of 960 x 540. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface SlidePart {
  box: Box
  figure: Figure
  /** Its table stands here, though it has a chart. */
  asTable?: boolean
  /** The figure's own finding, where the page has another title. */
  heading?: string
  plot?: Plot
  grid?: Grid
  /** The figure's drawing stands here where it can be made; elsewhere the grid does. */
  isPicture?: boolean
  /** Said below: what the chart cannot show, or why there is none. */
  note?: string
}

/** One slide, laid out: what a program that writes slides needs, and nothing else. */
export interface Slide {
  layout: Layout
  frame: Frame
  title: string
  parts: SlidePart[]
  notes: string
  link?: string
}

export const SLIDE = SHEETS.slide

/** Rows that can be read on a slide. */
const MOST_ROWS = 18
const GAP = 24

/** A figure's table as a grid: what fits, and how many rows more there are. */
export function gridOf(figure: Figure, most = MOST_ROWS): { grid: Grid; more: number } {
  const { table } = figure
  const rows = shownRows(table, most)
  return {
    more: (figure.whole?.rows ?? countOf(table)) - rows.length,
    grid: {
      columns: table.columns.map(({ label }) => label),
      rows: rows.map(({ entries, focus = false }) => ({
        label: entries[0]?.text ?? '',
        focus,
        cells: entries.slice(1).map((entry) => ({
          text: entry.doubtful ? `${entry.text} ※` : entry.text,
          ...(entry.doubtful && { doubtful: true }),
          ...(entry.state && { isMissing: true }),
        })),
      })),
    },
  }
}

/** What a figure is on a slide: a chart where office programs know its kind, else cells. */
export function figurePart(figure: Figure, whole: Box, { words }: Pick<Stamp, 'words'>): SlidePart {
  const box = { box: whole, figure }
  const plot = figure.plot?.()
  if (plot) return { ...box, plot, ...(plot.note !== undefined && { note: plot.note }) }
  const own = figure.grid?.()
  // The heading of the first column is not in a grid of colours.
  if (own) return { ...box, grid: { ...own, columns: [words.t('common.office'), ...own.columns] } }
  if (figure.table.columns.length === 0) return { ...box, note: words.t('figure.empty') }
  const { grid, more } = gridOf(figure)
  if (figure.asPicture && figure.option) return { ...box, grid, isPicture: true }
  return { ...box, grid, ...(more > 0 && { note: words.t('export.more-rows', { n: wholeNumber(more) }) }) }
}

/** Points that a row of a table wants, and the fewest rows worth having. */
const ROW = 22
const FEWEST_ROWS = 3

/** A figure's table in a place of its own, with as many rows as there is room for. */
export function tablePart(figure: Figure, box: Box, { words }: Pick<Stamp, 'words'>): SlidePart {
  const most = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, Math.floor(box.height / ROW) - 1))
  const { grid, more } = gridOf(figure, most)
  const note = more > 0 && { note: words.t('export.more-rows', { n: wholeNumber(more) }) }
  return { figure, asTable: true, box, grid, ...note }
}

/** Speaker's notes: what is to be said, then for each figure its subtitle, source and notes, and where all is from. */
export function notesOf({ speech, figures, link }: DeckPage, stamp: Stamp): string {
  const { t } = stamp.words
  return [
    ...(speech ? [speech, ''] : []),
    ...figures.flatMap((figure) => [
      figure.title,
      subtitleOf(figure, stamp),
      footOf(figure, stamp.words),
      ...annotationsText(figure, stamp.words),
      ...(figure.plot?.().note ? [figure.plot().note!] : []),
      '',
    ]),
    `${t('export.about.made')}${t('common.colon')}${dayOf(stamp.made)}`,
    ...(stamp.data ? [`${t('export.about.data')}${t('common.colon')}${dataText(stamp)}`] : []),
    ...(link ? [`${t('export.about.link')}${t('common.colon')}${link}`] : []),
  ].join('\n')
}

function partsOf(page: DeckPage, frame: Frame, stamp: Stamp): SlidePart[] {
  const { margin, width } = SLIDE
  const box = { x: margin, y: frame.top, width: width - 2 * margin, height: frame.bottom - frame.top }
  const [first, second] = page.figures
  if (page.layout === 'title' || page.layout === 'section' || !first) return []
  if (page.layout === 'figure' || (page.layout === 'pair' && !second)) return [figurePart(first, box, stamp)]
  if (page.layout === 'table') {
    const left = { ...box, width: (box.width - GAP) * 0.6 }
    const { grid, more } = gridOf(first, 12)
    return [
      figurePart(first, left, stamp),
      {
        figure: first,
        asTable: true,
        box: { ...box, x: left.x + left.width + GAP, width: box.width - left.width - GAP },
        grid,
        ...(more > 0 && { note: stamp.words.t('export.more-rows', { n: wholeNumber(more) }) }),
      },
    ]
  }
  const half = (box.width - GAP) / 2
  return page.figures.slice(0, 2).map((figure, i) => ({
    ...figurePart(figure, { ...box, x: box.x + i * (half + GAP), width: half }, stamp),
    heading: i === 0 && page.title === undefined ? '' : figure.title,
  }))
}

/** Of one figure its own subtitle, as the marks on the slide want it; of two only what both share. */
function ownSubtitle({ layout, figures }: DeckPage, first: Figure, stamp: Stamp): string {
  if (layout === 'pair' && figures.length > 1) {
    const made = stamp.synthetic ? [stamp.words.t('figure.synthetic')] : []
    return [first.name.scope, ...made].join(stamp.words.t('common.clause-sep'))
  }
  return subtitleOf({ ...first, subtitle: first.plot?.().subtitle ?? first.subtitle }, stamp)
}

/** The pages of a deck as slides: pure, and the same wherever they are written. */
export function slidesOf(pages: readonly DeckPage[], stamp: Stamp, measure: Measure = usualWidth): Slide[] {
  const { words } = stamp
  return pages.map((page, i) => {
    const { footer = {}, figures } = page
    const [first] = figures
    const title = page.title ?? first?.title ?? ''
    const subtitle = page.subtitle ?? (first ? ownSubtitle(page, first, stamp) : '')
    const sources = [...new Set(figures.map((figure) => footOf(figure, words)))]
    const foot = [...(page.note ? [page.note] : []), ...(footer.source === false ? [] : sources)].join(
      words.t('common.clause-sep'),
    )
    const corner = [
      ...(footer.made === false ? [] : [madeText(stamp)]),
      ...(footer.number === false ? [] : [`${i + 1} / ${pages.length}`]),
    ].join('　')
    const frame = frameOf({ title, subtitle, foot, corner }, SLIDE, measure)
    return {
      layout: page.layout,
      frame,
      title,
      parts: partsOf(page, frame, stamp),
      notes: notesOf(page, stamp),
      ...(page.link && { link: page.link }),
    }
  })
}
