import { METRICS, METRIC_CODES, cellsOf, formInForce } from '../../../src/domain/metrics'
import type { MetricCode, TableId } from '../../../src/domain/metrics'
import { CODE } from '../../../src/pack/states'
import { FORMS_HELD } from './nation'
import type { Nation } from './nation'

/** The reports held as one flat table, the shape that the peers read: a row a report, a column a metric. */
export interface FlatTable {
  rows: number
  /** Rows in `Nation.orgs`. */
  office: Uint32Array
  district: Uint32Array
  province: Uint32Array
  year: Uint16Array
  /** Statutory cells of the report's forms, and those of them that hold a dash. */
  cells: Uint16Array
  dashes: Uint16Array
  /** NaN where there is no value. */
  metrics: Map<MetricCode, Float64Array>
}

const TABLES = ['2', '3', '4'] as const satisfies readonly TableId[]

/** The figures that completeness counts: the cells of the statutory tables. */
export const TABLE_CODES = METRIC_CODES.filter((code) => METRICS[code].table !== undefined)

const cellCounts = (year: number): number[] =>
  FORMS_HELD.map((forms) =>
    TABLES.reduce((sum, table) => sum + cellsOf(table, forms[table] ?? formInForce(year)).length, 0),
  )

/** Metrics that hold amounts with cents; all others are whole numbers of 32 bits. */
export const isMoney = (code: MetricCode): boolean => METRICS[code].unit === 'yuan'

/** Reports of the years asked, year after year, offices in map order. */
export function flatten(nation: Nation, years: readonly number[] = nation.years): FlatTable {
  const made = years.map((year) => nation.year(year))
  const rows = made.reduce((sum, { forms }) => sum + forms.reduce((n, form) => n + (form > 0 ? 1 : 0), 0), 0)
  const table: FlatTable = {
    rows,
    office: new Uint32Array(rows),
    district: new Uint32Array(rows),
    province: new Uint32Array(rows),
    year: new Uint16Array(rows),
    cells: new Uint16Array(rows),
    dashes: new Uint16Array(rows),
    metrics: new Map(METRIC_CODES.map((code) => [code, new Float64Array(rows)])),
  }
  let first = 0
  for (const of of made) {
    const counts = cellCounts(of.year)
    const held = [...of.forms.keys()].filter((i) => of.forms[i]! > 0)
    held.forEach((i, k) => {
      table.office[first + k] = nation.offices[i]!
      table.district[first + k] = of.districts[i]!
      table.province[first + k] = of.provinces[i]!
      table.year[first + k] = of.year
      table.cells[first + k] = counts[of.forms[i]! - 1]!
    })
    for (const code of METRIC_CODES) {
      const { values, states } = of.figure(code)
      const column = table.metrics.get(code)!
      held.forEach((i, k) => {
        column[first + k] = states[i] === CODE.value ? values[i]! : NaN
        if (states[i] === CODE.dash) table.dashes[first + k]!++
      })
    }
    first += held.length
  }
  return table
}
