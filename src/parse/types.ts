import type { Box, Cell, Forms, Issue, ProseCode, ProseFigure, TableCode } from './facts'

/** What one file said: figures by metric code, money in yuan, and who it is about where that could be told. */
export interface ParsedReport {
  /** The organ's own name, without its district where the two can be split. */
  org?: string
  /** The area the organ belongs to, as written: 温州市龙湾区. */
  district?: string
  year?: number
  title?: string
  /** What was told by weak or conflicting evidence only, so that somebody should look. */
  unsure?: Unsure[]
  /** Only tables that were seen. */
  forms: Forms
  /** Cells of the tables. What was not seen is not listed. */
  cells: Partial<Record<TableCode, Cell>>
  /** Figures stated in sentences, with their words. */
  prose: Partial<Record<ProseCode, ProseFigure>>
  /** The text outside the tables, one paragraph a line. */
  text?: string
}

export type Unsure = 'org' | 'district' | 'year'

export interface ParseResult { report?: ParsedReport; issues: Issue[] }

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

/** What a reader gives: plain lines and rows of cells, in the order of the document. `line` and `page` count from 1. */
export type Block =
  | { kind: 'line'; text: string; line: number; page?: number; box?: Box }
  | { kind: 'row'; cells: GridCell[]; line: number; page?: number }

export interface Page {
  blocks: Block[]
  /** Titles that stand outside the visible text. */
  titles: string[]
  /** True where the last cell or word touches the end of the file: it may be cut. */
  openEnd: boolean
  /** True where the file may have been cut anywhere, so that what does not follow says nothing. */
  mayBeCut: boolean
}

/** A file read as a document, or why it could not be. */
export interface DocumentReading { page?: Page; issues: Issue[] }

/** One cell or word, wherever it stood. */
export interface Token {
  /** Normalised, without white space. */
  text: string
  raw: string
  line: number
  /** Position among the cells of its row, from 1. */
  cell?: number
  page?: number
  box?: Box
  /** Row of a grid; words outside grids have none. */
  row?: number
  span: number
  merged: boolean
  /** True where an empty cell would have been visible: grids, pipes, tabs. */
  explicit: boolean
  /** An empty cell before the first pipe of a line: it may be no cell but the edge between two rows. */
  edge: boolean
  /** It touches the end of the file. */
  open: boolean
  /** Lines left empty before it, beyond those that the text leaves there as a rule: each, or each two, may be an empty cell. */
  gap?: number
}
