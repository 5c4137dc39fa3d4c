import type { Form, MetricCode, TableId } from '../domain/metrics'
import { bitset, hasBit, setBit } from '../engine/bitset'
import type { Bitset } from '../engine/bitset'
import { valueAt } from '../engine/column'
import { sparse } from '../engine/sparse'
import type { Sparse } from '../engine/sparse'
import { readFigures } from './figures'
import { FORM_CODES, formOf } from '../pack/formCodes'
import type { Frame } from './frame'
import { columnKey } from '../pack/columnNames'
import { remembered } from './remembered'
import { ownedIn } from './owned'
import { isPlain, packed } from './series'

/** A year's published figures as packed columns over the rows of a frame, and what the reports' forms are. */
export interface YearColumns {
  year: number
  rows: number
  owned: Bitset
  /** The figures of a code; nothing where no report lists it. */
  of(code: MetricCode): Sparse | undefined
  /** The rows whose table is known to be in a form. */
  inForm(table: TableId, form: Form): Bitset
  /**
   * Rows with a report one of whose tables is in no known form: what its cells are held against is not told by a
   * number.
   */
  unsure: Bitset
}

export function yearColumns(frame: Frame, year: number): YearColumns {
  const rows = frame.orgs.length
  const held = frame.byYear.get(year)
  const whose = (is: (forms: number) => boolean): Bitset => {
    const bits = bitset(rows)
    const wanted = Array.from({ length: FORM_CODES }, (_, forms) => is(forms))
    for (let row = 0; held && row < rows; row++) if (held.owner[row]! > 0 && wanted[held.forms[row]!]) setBit(bits, row)
    return bits
  }
  const tables = ['2', '3', '4'] as const
  return {
    year,
    rows,
    owned: ownedIn(frame, year),
    of(code) {
      if (!held) return undefined
      if (!isPlain(frame)) return packed(readFigures(frame, code, year))
      const column = frame.layers[0]!.segment.column(columnKey(year, code))
      return column && sparse(column)
    },
    inForm: (table, form) =>
      remembered(frame, `rows in form ${table} ${form} ${year}`, () => whose((forms) => formOf(forms, table) === form)),
    unsure: remembered(frame, `rows in no known form ${year}`, () =>
      whose((forms) => tables.some((table) => formOf(forms, table) === undefined)),
    ),
  }
}

/** The rows that have a value. */
export const presentIn = ({ owned }: Pick<YearColumns, 'owned'>, column: Sparse | undefined): Bitset | undefined =>
  column ? (column.present ?? owned) : undefined

/** One row's figure, if it has one. */
export function figureAt(columns: YearColumns, column: Sparse | undefined, row: number): number | undefined {
  const present = presentIn(columns, column)
  return column && present && hasBit(present, row) && hasBit(columns.owned, row) ? valueAt(column, row) : undefined
}

/** A column's figures by row; NaN where there is none. */
export function valuesOf(columns: YearColumns, column: Sparse | undefined): Float64Array {
  const values = new Float64Array(columns.rows).fill(NaN)
  const present = presentIn(columns, column)
  if (!column || !present) return values
  for (let row = 0; row < values.length; row++) if (hasBit(present, row) && hasBit(columns.owned, row)) values[row] = 0
  for (let k = 0; k < column.indexes.length; k++)
    if (!Number.isNaN(values[column.indexes[k]!]!)) values[column.indexes[k]!] = column.numbers[k]! / column.scale
  return values
}
