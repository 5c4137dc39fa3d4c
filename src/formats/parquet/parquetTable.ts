import { METRIC_CODES } from '../../domain/metrics'
import type { FORMER } from '../wideTable'

/** What the file says of its dataset, as key and value beside its schema. */
export const META = 'disclosure-dataset'

/** A code as a name that needs no quotes in SQL: applications.carried-in.total is applications_carried_in_total. */
export const columnName = (code: string): string => code.replaceAll(/[.-]/gu, '_')

/** Position in METRIC_CODES by the column's name. */
export const AT_COLUMN: ReadonlyMap<string, number> = new Map(METRIC_CODES.map((code, i) => [columnName(code), i]))

/** `missing` names the cells that a report lists without a number: `penalty.previous=dash;fee.change=blank`. */
export const TEXT_COLUMNS = ['org', 'name', 'level', 'parents', 'form2', 'form3', 'form4', 'missing'] as const
export type TextColumn = (typeof TEXT_COLUMNS)[number] | typeof FORMER
