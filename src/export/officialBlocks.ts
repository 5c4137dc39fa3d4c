import type { Figure } from '../charts/figure'
import type { Translator } from '../i18n'

/* What an official document is made of. */

/** A paragraph, by what it is in the document. */
export type ParagraphKind = 'title' | 'to' | 'head' | 'text' | 'sender' | 'date' | 'note'
export interface Paragraph {
  kind: ParagraphKind
  /** The same for the same paragraph of any document of its kind. */
  id: string
  text: string
}

/** `width`: its part of the whole. */
export interface TableColumn {
  label: string
  width: number
  numeric?: true
}
export interface OfficialTable {
  kind: 'table'
  id: string
  caption: string
  /** Set smaller, so that more columns fit. */
  dense?: true
  columns: readonly TableColumn[]
  rows: readonly (readonly string[])[]
}
/** A chart that office programs draw from its own numbers. */
export interface OfficialFigure {
  kind: 'figure'
  id: string
  caption: string
  figure: Figure
}
export type Block = Paragraph | OfficialTable | OfficialFigure

export const paragraph = (kind: ParagraphKind, id: string, text: string): Paragraph => ({ kind, id, text })

/** Paragraphs of one kind, numbered where they are several. */
export const paragraphs = (kind: ParagraphKind, id: string, texts: readonly string[]): Paragraph[] =>
  texts.map((text, i) => paragraph(kind, texts.length > 1 ? `${id}-${i + 1}` : id, text))

/** Who signs a document and when, and what its numbers come from. */
export interface Signature {
  synthetic: boolean
  sender: string
  date: string
  /** The version of the data. */
  data: string
}

/** The end of a document: who sends it, the date, and the source. */
export const signature = ({ synthetic, sender, date, data }: Signature, { t }: Translator): Paragraph[] => [
  paragraph('sender', 'sender', sender),
  paragraph('date', 'date', date),
  paragraph(
    'note',
    'source',
    [t('circular.source', { app: t('app.name'), data }), ...(synthetic ? [t('circular.synthetic')] : [])].join(
      t('common.clause-sep'),
    ),
  ),
]
