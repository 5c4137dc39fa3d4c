import type { Block, OfficialTable, ParagraphKind } from '../officialBlocks'
import type { FieldTexts } from './fields'
import type { WordFills, WordTable } from './fillWord'

const tableOf = ({ columns, rows }: OfficialTable): WordTable => ({
  columns: columns.map(({ label, numeric = false }) => ({ label, numeric })),
  rows,
})

/** What a template has places of its own for. */
const APART: readonly ParagraphKind[] = ['title', 'sender', 'date']

/** What a template takes of a circular: 表N is its Nth table; it has no figures. */
export function circularFills(blocks: readonly Block[], common: FieldTexts): WordFills {
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
      return APART.includes(block.kind) ? [] : [{ text: block.text, strong: block.kind === 'head' }]
    }),
    picture: () => Promise.resolve(undefined),
    table(n) {
      const own = tables[n - 1]
      return own && tableOf(own)
    },
  }
}
