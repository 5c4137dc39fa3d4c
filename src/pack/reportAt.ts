import type { CellMissing, StoredCell, StoredProse } from '../domain/cell'
import { METRICS, METRIC_CODES } from '../domain/metrics'
import type { ProseCode, TableCode } from '../domain/metrics'
import type { Report } from '../domain/report'
import { PRESENT, stateAt, valueAt } from '../engine/column'
import type { Column } from '../engine/column'
import type { Segment } from '../engine/codec'
import { FORMS_COLUMN, columnKey, markColumn, saidColumn, saidMarkColumn } from './columnNames'
import type { ColumnKey } from './columnNames'
import { decodeForms } from './formCodes'
import { withMarks } from './marks'
import { STATES } from './states'

const KINDS: ReadonlySet<string> = new Set<CellMissing>(['blank', 'dash', 'unreadable', 'not-extracted'])

const PROSE_CODES: readonly ProseCode[] = [...METRIC_CODES, 'litigation.total']

/** A column of a year, the figure it holds, and what is known of it beside the value. */
interface Figures {
  code: ProseCode
  isTable: boolean
  column: Column
  marks?: Column
}
const kept = new WeakMap<Segment, Map<number, Figures[]>>()

/** The figures that a segment holds of a year: looked up once, as reports are opened one after another. */
function columnsOf(segment: Segment, year: number): Figures[] {
  const own = kept.get(segment) ?? new Map<number, Figures[]>()
  kept.set(segment, own)
  const figures = (code: ProseCode, isTable: boolean, name: ColumnKey, markName: ColumnKey): Figures[] => {
    const column = segment.column(columnKey(year, name))
    const marks = segment.column(columnKey(year, markName))
    return column ? [{ code, isTable, column, ...(marks && { marks }) }] : []
  }
  const known = own.get(year) ?? [
    ...METRIC_CODES.flatMap((code) => figures(code, METRICS[code].table !== undefined, code, markColumn(code))),
    ...PROSE_CODES.flatMap((code) => figures(code, false, saidColumn(code), saidMarkColumn(code))),
  ]
  own.set(year, known)
  return known
}

/**
 * The report of a segment's row as its columns give it: values, kinds of absence, and what is known of a figure beside
 * its value; without raw text, places and source.
 */
export function reportAt(segment: Segment, row: number, org: string, year: number): Report | undefined {
  const forms = segment.column(columnKey(year, FORMS_COLUMN))
  if (!forms || stateAt(forms, row) !== PRESENT) return undefined
  const cells: Partial<Record<TableCode, StoredCell>> = {}
  const prose: Partial<Record<ProseCode, StoredProse>> = {}
  for (const { code, isTable, column, marks } of columnsOf(segment, year)) {
    const value = valueAt(column, row)
    if (!Number.isNaN(value)) {
      const own = marks ? valueAt(marks, row) : NaN
      const figure = withMarks(value, Number.isNaN(own) ? 0 : own)
      if (isTable) cells[code as TableCode] = figure
      else prose[code] = figure
    } else if (isTable) {
      const kind = STATES[stateAt(column, row)]
      if (kind !== undefined && KINDS.has(kind)) cells[code as TableCode] = { missing: kind as CellMissing }
    }
  }
  return { org, year, forms: decodeForms(valueAt(forms, row)), cells, prose }
}
