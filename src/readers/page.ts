import type { Box } from '../domain/cell'
import type { Issue } from '../domain/issues'

/** A cell of a grid as a reader found it; lines of its text stay apart. */
export interface GridCell {
  text: string
  /** Columns it covers. */
  span: number
  /** Set on the copy of a cell that reaches down from a row above. */
  merged?: boolean
  /** Where it stands on its page, for documents that have pages. */
  box?: Box
}

/**
 * What a reader gives: plain lines and rows of cells, in the order of the document. `line` and `page` count from 1;
 * `alone`: a row of a sheet has nothing else.
 */
export type Block =
  | { kind: 'line'; text: string; line: number; alone?: true; page?: number; box?: Box }
  | { kind: 'row'; cells: GridCell[]; line: number; page?: number }

export interface Page {
  blocks: Block[]
  /** Titles that stand outside the visible text. */
  titles: string[]
  /** Days that stand outside the visible text and are said to be that of publication, as written. */
  dates?: string[]
  /** True where the last cell or word touches the end of the file: it may be cut. */
  openEnd: boolean
  /** True where the file may have been cut anywhere, so that what does not follow says nothing. */
  mayBeCut: boolean
}

/** A file read as a document, or why it could not be. */
export interface DocumentReading {
  page?: Page
  issues: Issue[]
}
