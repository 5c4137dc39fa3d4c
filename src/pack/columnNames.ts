import type { MetricCode, ProseCode } from '../domain/metrics'

/** Version of what the columns below mean. */
export const PACKING = 2

/** Columns beside the figures: the forms of each report held, and how many of its statutory cells are filled. */
export const FORMS_COLUMN = '@forms'
export const FILLED_COLUMN = '@filled'
/** Of a large set: the part of its texts that has a report's raw text, plus one. */
export const TEXTS_COLUMN = '@texts'

/** The day each report was published, as of `dayCode`; only where it is known. */
export const PUBLISHED_COLUMN = '@published'

/** What is known of a figure beside its value, as bits of `marks.ts`; only where a report has any. */
export type MarkColumn = `?${MetricCode}`
export const markColumn = (code: MetricCode): MarkColumn => `?${code}`

/** What a sentence says of a table's figure, and its marks: evidence for the checks, never in place of the cell. */
export type SaidColumn = `=${ProseCode}` | `=?${ProseCode}`
export const saidColumn = (code: ProseCode): SaidColumn => `=${code}`
export const saidMarkColumn = (code: ProseCode): SaidColumn => `=?${code}`

/** Which words a sentence gives a figure in, as a number: where it changes, so may what is counted. */
export type WordingColumn = `#${MetricCode}`
export const wordingColumn = (code: MetricCode): WordingColumn => `#${code}`

/** Whether a column is one of those beside the figures that a set may carry: marks, wordings, what sentences say. */
export const isBeside = (name: string): boolean => /^[?=#]/u.test(name)
/** The code that such a column is about. */
export const codeBeside = (name: string): string => name.replace(/^(?:[?#]|=\??)/u, '')

export type ColumnKey =
  | MetricCode
  | typeof FORMS_COLUMN
  | typeof FILLED_COLUMN
  | typeof TEXTS_COLUMN
  | typeof PUBLISHED_COLUMN
  | MarkColumn
  | WordingColumn
  | SaidColumn

export const columnKey = (year: number, column: ColumnKey): string => `${year}/${column}`
export const yearOfKey = (key: string): number => Number(key.slice(0, key.indexOf('/')))
