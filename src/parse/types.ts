import type { ProseCode, TableCode } from '../domain/metrics'
import type { Issue } from '../domain/issues'
import type { Forms } from '../domain/report'
import type { Box, Cell, ProseFigure } from '../domain/cell'

/** What one file said: figures by metric code, money in yuan, and who it is about where that could be told. */
export interface ParsedReport {
  /** The organ's own name, without its district where the two can be split. */
  org?: string
  /** The area the organ belongs to, as written: 温州市龙湾区. */
  district?: string
  year?: number
  title?: string
  /** The day on which it was published, as it says itself: YYYY-MM-DD. */
  published?: string
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

export interface ParseResult {
  report?: ParsedReport
  issues: Issue[]
}

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
  /**
   * The first column it stands in, from 0, and how many its row has: of grids, and of lines that tabs or pipes part.
   */
  x?: number
  width?: number
  span: number
  /** It reaches down from the row above, or (a figure) into the row below. */
  merged: boolean
  /** A cell's border stands right before it, so that no word goes on over it. */
  begins: boolean
  /** True where an empty cell would have been visible: grids, pipes, tabs. */
  explicit: boolean
  /** An empty cell before the first pipe of a line: it may be no cell but the edge between two rows. */
  edge: boolean
  /** Pipes stand on lines of their own behind cells, and none behind it: it may be the number of a page. */
  unclosed?: boolean
  /** It touches the end of the file. */
  open: boolean
  /**
   * Lines left empty before it, beyond those that the text leaves there as a rule: each, or each two, may be an empty
   * cell.
   */
  gap?: number
}
