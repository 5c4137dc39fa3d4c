import type { CellMissing } from '../domain/cell'
import type { TableId } from '../domain/metrics'
import type { MetaRecord } from '../pack/records'

/** The columns before the figures, in wide tables of every kind. */
export const LEADING = ['org', 'name', 'level', 'parents', 'year', 'form2', 'form3', 'form4'] as const
export const TABLE_OF: Record<'form2' | 'form3' | 'form4', TableId> = { form2: '2', form3: '3', form4: '4' }

/** Written only where some office has borne another name: these, as JSON. */
export const FORMER = 'former'
/** Written only where the dataset says what it is good for. */
export const EXTENT = 'extent'

/**
 * The wide table: a line for each office and year, a column for each figure. A field is a number, or the kind of its
 * absence (blank, dash, unreadable, not-extracted), or empty where the report does not list it. `dataset`, `title` and
 * `synthetic` stand in the first line only; name, level and parents (as JSON) in an office's first.
 */
export const WIDE_HEAD = ['dataset', 'title', 'synthetic', ...LEADING] as const

/** Whether packed offices have former names. */
export const hasFormerNames = ({ orgs }: MetaRecord): boolean => typeof orgs !== 'string' && orgs.renamed !== undefined

export const KINDS = ['blank', 'dash', 'unreadable', 'not-extracted'] as const satisfies readonly CellMissing[]

/** A text that a spreadsheet would take for a formula is led by an apostrophe, as one that begins with one itself. */
export const guarded = (text: string): string => (/^[=+\-@\t\r']/u.test(text) ? `'${text}` : text)
export const unguarded = (text: string): string => (/^'[=+\-@\t\r']/u.test(text) ? text.slice(1) : text)

export const quoted = (text: string): string => (/[",\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Whether a file's first line is that of a wide table. */
export const isWideCsv = (start: string): boolean => /^\uFEFF?(?:[\w"]+,)*"?form2"?,/u.test(start.split('\n')[0] ?? '')
