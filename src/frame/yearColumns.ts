import type { Form, MetricCode, ProseCode, TableId } from '../domain/metrics'
import { bitset, hasBit, setBit } from '../engine/bitset'
import type { Bitset } from '../engine/bitset'
import { stateAt, valueAt } from '../engine/column'
import { pack } from '../engine/pack'
import { sparse } from '../engine/sparse'
import type { Sparse } from '../engine/sparse'
import { PUBLISHED_COLUMN, columnKey, markColumn, saidColumn, wordingColumn } from '../pack/columnNames'
import type { ColumnKey } from '../pack/columnNames'
import { FORM_CODES, formOfCode } from '../pack/formCodes'
import { UNLISTED } from '../pack/states'
import type { Frame, FrameYear } from './frame'
import { ownedIn } from './owned'
import { rememberIn } from './remembered'
import { isPlain } from './series'

/** A year's figures as published, as packed columns over the rows of a frame, and what the reports' forms are. */
export interface YearColumns {
  year: number
  rows: number
  owned: Bitset
  /** The figures of a code; nothing where no report lists it. */
  of(code: MetricCode): Sparse | undefined
  /** What sentences say of a figure that a table has. */
  said(code: ProseCode): Sparse | undefined
  /** What is known of a code's figures beside their values, as bits of `MARK`. */
  marks(code: MetricCode): Sparse | undefined
  /** Which words sentences give a code's figures in, as numbers. */
  wordings(code: MetricCode): Sparse | undefined
  /** The days on which reports were published, as numbers. */
  published: Sparse | undefined
  /** The rows whose table is known to be in a form. */
  inForm(table: TableId, form: Form): Bitset
  /**
   * Rows with a report one of whose tables is in no known form: what its cells are held against is not told by a
   * number.
   */
  unsure: Bitset
}

export const yearColumns = (frame: Frame, year: number): YearColumns =>
  rememberIn(frame, `columns of ${year}`, () => {
    const rows = frame.orgs.length
    const held = frame.byYear.get(year)
    const whose = (is: (forms: number) => boolean): Bitset => {
      const bits = bitset(rows)
      const wanted = Array.from({ length: FORM_CODES }, (_, forms) => is(forms))
      for (let row = 0; held && row < rows; row++)
        if (held.owner[row]! > 0 && wanted[held.forms[row]!]) setBit(bits, row)
      return bits
    }
    const inForm = new Map<string, Bitset>()
    const columns = new Map<string, Sparse | undefined>()
    const column = (name: ColumnKey): Sparse | undefined => {
      if (!columns.has(name)) columns.set(name, held && publishedColumn(frame, held, columnKey(year, name)))
      return columns.get(name)
    }
    return {
      year,
      rows,
      owned: ownedIn(frame, year),
      of: column,
      said: (code) => column(saidColumn(code)),
      marks: (code) => column(markColumn(code)),
      get published() {
        return column(PUBLISHED_COLUMN)
      },
      wordings: (code) => column(wordingColumn(code)),
      inForm(table, form) {
        const key = `${table} ${form}`
        const bits = inForm.get(key) ?? whose((forms) => formOfCode(forms, table) === form)
        inForm.set(key, bits)
        return bits
      },
      unsure: whose((forms) => TABLES.some((table) => formOfCode(forms, table) === undefined)),
    }
  })

const TABLES = ['2', '3', '4'] as const satisfies readonly TableId[]

/** A column as published, of the reports that count; nothing where none of their segments has it. */
function publishedColumn(frame: Frame, { counting }: FrameYear, key: string): Sparse | undefined {
  const [only] = frame.layers
  if (isPlain(frame)) {
    const column = only!.published.column(key)
    return column && sparse(column)
  }
  const values = new Float64Array(frame.orgs.length).fill(NaN)
  const states = new Uint8Array(frame.orgs.length).fill(UNLISTED)
  let found = false
  frame.layers.forEach(({ published, rows }, position) => {
    const column = published.column(key)
    if (!column) return
    found = true
    for (const i of counting[position]!) {
      values[rows[i]!] = valueAt(column, i)
      states[rows[i]!] = stateAt(column, i)
    }
  })
  return found ? sparse(pack(values, states)) : undefined
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
