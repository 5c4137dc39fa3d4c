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
export type Block = Paragraph | OfficialTable
