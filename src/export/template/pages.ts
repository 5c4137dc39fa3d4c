import type { Figure } from '../../charts/figure'
import { optionSvg } from '../chartSvg'
import type { Stamp } from '../frame'
import { gridOf } from '../pptx/slides'
import type { Slide } from '../pptx/slides'
import type { FieldTexts } from './fields'
import type { WordFills } from './fillWord'

/** A page of a deck, as a template takes it. */
export interface TemplatePage {
  texts: FieldTexts
  figures: readonly Figure[]
  isTable: boolean
  /** What is to be said, with sources and definitions. */
  notes: string
}

const figuresOf = ({ parts }: Slide): Figure[] => [...new Set(parts.map(({ figure }) => figure))]

/** The pages of a deck that have figures; titles between them are the template's own to have. */
export function pagesOf(slides: readonly Slide[], common: FieldTexts, { words, synthetic }: Stamp): TemplatePage[] {
  return slides.flatMap((slide): TemplatePage[] => {
    const figures = figuresOf(slide)
    const [first] = figures
    if (!first) return []
    const { title, frame, layout, notes } = slide
    return [
      {
        figures,
        notes,
        isTable: layout === 'table',
        texts: {
          ...common,
          title,
          finding: first.title,
          subtitle: frame.sub.lines.join(''),
          // A template may have no place but this for what is made up to say so.
          source: [frame.foot.lines.join(''), ...(synthetic ? [words.t('figure.synthetic')] : [])].join(
            words.t('common.clause-sep'),
          ),
          year: first.name.years,
        },
      },
    ]
  })
}

/** What a template says of a whole deck. */
export function wholeTexts(pages: readonly TemplatePage[], common: FieldTexts, { words }: Stamp): FieldTexts {
  const sep = words.t('common.clause-sep')
  return {
    ...pages[0]?.texts,
    ...common,
    finding: pages.map(({ texts }) => texts.title ?? '').join(sep),
    source: [...new Set(pages.flatMap(({ texts }) => texts.source ?? []))].join(sep),
  }
}

/** Rows of a table in a document. */
const MOST_ROWS = 60
const LETTERS = 11

/** Makes a picture of a drawing, as PNG. */
export type DrawPicture = (svg: string, size: { width: number; height: number }) => Promise<Uint8Array>

/** A figure as a picture in a place of a document; nothing where it is not drawn. */
export async function pictureOf(
  figure: Figure | undefined,
  { width, height }: { width: number; height: number },
  draw: DrawPicture,
): Promise<{ png: Uint8Array; title: string } | undefined> {
  if (!figure?.option) return undefined
  const room = { width: Math.round(width), height: Math.round(height), text: LETTERS }
  return { png: await draw(optionSvg(figure.option, room), room), title: figure.title }
}

/** What a Word document takes of a deck: 图N is its Nth figure, 表N the table of that. */
export function deckFills(slides: readonly Slide[], common: FieldTexts, stamp: Stamp, draw: DrawPicture): WordFills {
  const pages = pagesOf(slides, common, stamp)
  const figures = pages.flatMap((page) => page.figures)
  return {
    texts: wholeTexts(pages, common, stamp),
    body: pages.flatMap(({ texts: { title = '', source = '' } }) => [{ text: title, strong: true }, { text: source }]),
    picture: (n, size) => pictureOf(figures[n - 1], size, draw),
    table(n) {
      const figure = figures[n - 1]
      if (!figure) return undefined
      const { columns, rows } = gridOf(figure, MOST_ROWS).grid
      return {
        columns: columns.map((label, i) => ({ label, numeric: figure.table.columns[i]?.numeric === true })),
        rows: rows.map(({ label, cells }) => [label, ...cells.map(({ text }) => text)]),
      }
    },
  }
}
