import { LAST_YEAR_OF_2019_FORM, METRICS, cellsOf, formInForce } from '../domain/metrics'
import type { Form, MetricCode, TableCode, TableId } from '../domain/metrics'
import type { Forms } from '../domain/report'

/** The forms of a report's three tables as one small number. Stored: the order of both lists is fixed. */
const TABLES = ['2', '3', '4'] as const satisfies readonly TableId[]
const FORMS = [undefined, '2019', '2021'] as const satisfies readonly (Form | undefined)[]
const BASE = FORMS.length

/** How many different numbers there are. */
export const FORM_CODES = BASE ** TABLES.length

export const encodeForms = (forms: Forms): number =>
  TABLES.reduce((code, table) => code * BASE + FORMS.indexOf(forms[table]), 0)

export const formOfCode = (code: number, table: TableId): Form | undefined =>
  FORMS[Math.floor(code / BASE ** (TABLES.length - 1 - TABLES.indexOf(table))) % BASE]

/** For each forms number, whether a figure's table is known to be in a form that lacks it. */
export const lacking = (metric: MetricCode): boolean[] => {
  const { table, forms } = METRICS[metric]
  return Array.from({ length: FORM_CODES }, (_, code) => {
    const form = table && formOfCode(code, table)
    return form !== undefined && !forms.includes(form)
  })
}

const cellsByForms = ([LAST_YEAR_OF_2019_FORM, LAST_YEAR_OF_2019_FORM + 1] as const).map((year) =>
  Array.from({ length: FORM_CODES }, (_, code) =>
    TABLES.flatMap((table) => cellsOf(table, formOfCode(code, table) ?? formInForce(year)) as TableCode[]),
  ),
)

/**
 * The statutory cells of a report, by its forms number: 198 in form 2019, 200 in form 2021. A table whose form is
 * unknown counts as the form in force that year.
 */
export const statutoryCells = (code: number, year: number): readonly TableCode[] =>
  cellsByForms[year <= LAST_YEAR_OF_2019_FORM ? 0 : 1]![code]!

/** The forms behind a number of `encodeForms`. */
export const decodeForms = (code: number): Forms =>
  Object.fromEntries(
    TABLES.flatMap((table) => {
      const form = formOfCode(code, table)
      return form ? [[table, form]] : []
    }),
  )
