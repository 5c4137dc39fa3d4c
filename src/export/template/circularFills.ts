import type { Block, OfficialTable, ParagraphKind } from '../officialBlocks'
import type { FieldTexts } from './fields'
import type { WordFills, WordTable } from './fillWord'
import { pictureOf } from './pages'
import type { DrawPicture } from './pages'

const tableOf = ({ columns, rows }: OfficialTable): WordTable => ({
  columns: columns.map(({ label, numeric = false }) => ({ label, numeric })),
  rows,
})

/** What a template has places of its own for. */
const APART: readonly ParagraphKind[] = ['title', 'sender', 'date']

/** What a template takes of a circular: 表N is its Nth table, 图N its Nth figure, which `draw` makes a picture of. */
export function circularFills(blocks: readonly Block[], common: FieldTexts, draw: DrawPicture): WordFills {
  const figures = blocks.flatMap((block) => (block.kind === 'figure' ? [block.figure] : []))
  const tables = blocks.filter((block): block is OfficialTable => block.kind === 'table')
  const textOf = (kind: ParagraphKind): string =>
    blocks.flatMap((block) => (block.kind === kind ? [block.text] : [])).join('')
  const [opening] = blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []))
  return {
    texts: {
      ...common,
      title: textOf('title'),
      finding: opening ?? '',
      date: textOf('date'),
      source: textOf('note'),
      sender: textOf('sender'),
    },
    body: blocks.flatMap((block) => {
      if (block.kind === 'table') return [{ text: block.caption }, tableOf(block)]
      if (block.kind === 'figure') return []
      return APART.includes(block.kind) ? [] : [{ text: block.text, strong: block.kind === 'head' }]
    }),
    picture: (n, size) => pictureOf(figures[n - 1], size, draw),
    table(n) {
      const own = tables[n - 1]
      return own && tableOf(own)
    },
  }
}
