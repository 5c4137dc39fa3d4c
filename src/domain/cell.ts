/** What a missing number is. Never zero. */
export const MISSING_KINDS = ['blank', 'dash', 'unreadable', 'not-in-form', 'no-report', 'not-extracted'] as const

/**
 * `blank` left empty; `dash` —, -, /, 无; `unreadable` text that is no number; `not-in-form` this form has no such cell;
 * `no-report` no report held for that organ and year; `not-extracted` the source was seen only in part.
 */
export type Missing = (typeof MISSING_KINDS)[number]

/** The kinds a cell of a report can carry; the other two follow from the form and from the report's absence. */
export type CellMissing = Exclude<Missing, 'not-in-form' | 'no-report'>

/** A rectangle on a page in points (1/72 inch) from its top left corner: left, top, width, height. */
export type Box = readonly [number, number, number, number]

/** Where a figure stands in its source. Everything counts from 1. */
export interface Place {
  /** Line of text, paragraph, or row of a table, in the order of the document. */
  line?: number
  /** The cell among those of its line. */
  cell?: number
  table?: string
  /** Row and column of the statutory table. */
  row?: number
  column?: number
  page?: number
  box?: Box
}

/** Why a figure counts other than published. The published value stays; it can be brought back at any time. */
export interface Correction {
  /** What is published, as the report was read. */
  was: number | CellMissing
  /** What was published when the correction was made, where another value is published since: to be confirmed. */
  madeOver?: number | CellMissing
  reason: string
  /** Milliseconds since 1970. */
  time: number
}

/** A cell as a dataset holds it. Money is in yuan whatever `raw` says. */
export interface Cell {
  value?: number
  missing?: CellMissing
  /** The text as printed. */
  raw?: string
  at?: Place
  /** The unit of an amount is not stated anywhere and was taken to be yuan. */
  unitInferred?: boolean
  /**
   * What is printed can be read in another way too, and other figures told which it was: the digits of neighbouring
   * cells run together, as in `raw` 3123 for 3, 1 and 23.
   */
  uncertain?: boolean
  /** Set where a person corrected it: `value` or `missing` is then what counts, `raw` still what was printed. */
  correction?: Correction
}

export type StoredCell = number | Cell

/** A figure stated in a sentence, with the words it stood in where they are kept. */
export interface ProseFigure {
  value: number
  raw?: string
  label?: string
  approx?: boolean
  at?: Place
  correction?: Correction
}
export type StoredProse = number | ProseFigure

export const asCell = (stored: StoredCell): Cell => (typeof stored === 'number' ? { value: stored } : stored)
export const asProse = (stored: StoredProse): ProseFigure => (typeof stored === 'number' ? { value: stored } : stored)

/** A number or the kind of its absence: the smallest thing the rest of the program may ask of a cell. */
export type Reading = number | Missing
