import * as v from 'valibot'
import { BASES } from './metrics'
import type { BaseCode } from './metrics'
import { FIRST_YEAR } from './orgs'

/** What there is of one office, in one year or, without a year, in all of them. */
export interface BaseRow {
  org: string
  year?: number
  values: Partial<Record<BaseCode, number>>
}

/** A table of residents, staff or businesses by office: what figures are divided by. */
export interface BaseTable {
  id: string
  title: string
  /** Where its numbers come from, in the words of whoever brought it; may be empty. */
  source: string
  rows: readonly BaseRow[]
}

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
const count = v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1e10)))
const schema = v.object({
  id: text,
  title: text,
  source: v.pipe(v.string(), v.maxLength(200)),
  rows: v.array(
    v.object({
      org: text,
      year: v.optional(v.pipe(v.number(), v.integer(), v.minValue(FIRST_YEAR), v.maxValue(2100))),
      values: v.object({ 'base.population': count, 'base.staff': count, 'base.businesses': count }),
    }),
  ),
})

/** A table as it was stored; nothing where it is none. */
export function readBaseTable(content: unknown): BaseTable | undefined {
  const parsed = v.safeParse(schema, content)
  return parsed.success ? (parsed.output as BaseTable) : undefined
}

/** The last table counts; in one table, a row of the year before one of all years. */
export function baseIn(tables: readonly BaseTable[], code: BaseCode, year: number): Map<string, number> {
  const found = new Map<string, number>()
  for (const { rows } of tables)
    for (const isOfYear of [false, true])
      for (const row of rows) {
        const value = row.values[code]
        if (value !== undefined && (isOfYear ? row.year === year : row.year === undefined)) found.set(row.org, value)
      }
  return found
}

/** Which bases tables give, in their own order. */
export const basesOf = (tables: readonly BaseTable[]): BaseCode[] =>
  BASES.filter((code) => tables.some(({ rows }) => rows.some(({ values }) => values[code] !== undefined)))

/** Where the numbers of a base come from, each once: the source of a table, or its title where it names none. */
export const sourcesOf = (tables: readonly BaseTable[], code: BaseCode): string[] => [
  ...new Set(
    tables.flatMap(({ source, title, rows }) =>
      rows.some(({ values }) => values[code] !== undefined) ? [source || title] : [],
    ),
  ),
]
