import type { LineItem, ReadPage } from './page'

/** The strip at each edge of a page where headers, footers and page numbers stand. */
const MARGIN = 0.13
const SAME_PLACE = 8
const NUMBER = /^[-—–―－·.\s/|]*第?\s*[\d０-９]{1,3}\s*页?(?:[\s/,，共of]*[\d０-９]{1,3}\s*页?)?[-—–―－·.\s/|]*$/u

const plain = ({ line }: LineItem): string => line.glyphs.map(({ text }) => text).join('')
const pattern = (item: LineItem): string => plain(item).replace(/[\d０-９]+/gu, '#')

/* A page number may stand at the side of a page that is turned. */
const inMargin = ({ place }: LineItem, { width, height }: ReadPage): boolean =>
  place.bottom < MARGIN * height ||
  place.top > (1 - MARGIN) * height ||
  place.right < MARGIN * width ||
  place.left > (1 - MARGIN) * width

const same = (a: LineItem, b: LineItem): boolean =>
  pattern(a) === pattern(b) &&
  Math.min(Math.abs(a.place.top - b.place.top), Math.abs(a.place.left - b.place.left)) <= SAME_PLACE

/**
 * Takes away headers, footers and page numbers: numbers in the margins, and what is printed at the same place of other
 * pages.
 */
export function withoutMargins(pages: readonly ReadPage[]): ReadPage[] {
  const marginal = pages.map((page) =>
    page.items.filter((item): item is LineItem => item.kind === 'line' && inMargin(item, page)),
  )
  const repeated = (item: LineItem, at: number): boolean =>
    marginal.some((others, other) => other !== at && Math.abs(other - at) <= 2 && others.some((one) => same(one, item)))
  return pages.map((page, at) => {
    const drop = new Set(marginal[at]!.filter((item) => NUMBER.test(plain(item)) || repeated(item, at)))
    return { ...page, items: page.items.filter((item) => !drop.has(item as LineItem)) }
  })
}
