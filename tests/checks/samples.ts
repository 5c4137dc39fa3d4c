import type { CellMissing, StoredCell } from '../../src/domain/cell'
import { APPLICANTS, applicationCode, applicationRows, cellsOf } from '../../src/domain/metrics'
import type { ApplicationRow, Form, TableCode } from '../../src/domain/metrics'
import type { Report } from '../../src/domain/report'

export const report = (cells: Report['cells'] = {}, rest: Partial<Report> = {}): Report => ({
  org: 'a',
  year: 2023,
  forms: {},
  cells,
  prose: {},
  ...rest,
})

export const missing = (kind: CellMissing): StoredCell => ({ missing: kind })

/** Table 三 where natural persons alone applied; rows not named are zero. */
export function tableThree(form: Form, rows: Partial<Record<ApplicationRow, number>>): Report['cells'] {
  const cells: Report['cells'] = {}
  for (const row of applicationRows(form)) {
    for (const column of APPLICANTS)
      cells[applicationCode(row, column)] = column === 'natural' || column === 'total' ? (rows[row] ?? 0) : 0
  }
  return cells
}

/** A table in which every cell is the same. */
export const filled = (table: '2' | '3' | '4', form: Form, cell: StoredCell): Report['cells'] =>
  Object.fromEntries(cellsOf(table, form).map((code) => [code as TableCode, cell]))
