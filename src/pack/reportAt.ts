import type { CellMissing, StoredCell, StoredProse } from '../domain/cell'
import { METRICS, METRIC_CODES } from '../domain/metrics'
import type { MetricCode, ProseCode, TableCode } from '../domain/metrics'
import type { Report } from '../domain/report'
import { PRESENT, stateAt, valueAt } from '../engine/column'
import type { Column } from '../engine/column'
import type { Segment } from '../engine/codec'
import { FORMS_COLUMN, columnKey } from './columnNames'
import { decodeForms } from './formCodes'
import { STATES } from './states'

const KINDS: ReadonlySet<string> = new Set<CellMissing>(['blank', 'dash', 'unreadable', 'not-extracted'])

/** A column of a year and the figure it holds. */
interface Held {
  code: MetricCode
  isTable: boolean
  column: Column
}
const held = new WeakMap<Segment, Map<number, Held[]>>()

/** The figures that a segment holds of a year: looked up once, as reports are opened one after another. */
function columnsOf(segment: Segment, year: number): Held[] {
  const own = held.get(segment) ?? new Map<number, Held[]>()
  held.set(segment, own)
  const known =
    own.get(year) ??
    METRIC_CODES.flatMap((code) => {
      const column = segment.column(columnKey(year, code))
      return column ? { code, isTable: METRICS[code].table !== undefined, column } : []
    })
  own.set(year, known)
  return known
}

/**
 * The report of a segment's row as its columns give it: values and kinds of absence, without raw text, places and
 * source.
 */
export function reportAt(segment: Segment, row: number, org: string, year: number): Report | undefined {
  const forms = segment.column(columnKey(year, FORMS_COLUMN))
  if (!forms || stateAt(forms, row) !== PRESENT) return undefined
  const cells: Partial<Record<TableCode, StoredCell>> = {}
  const prose: Partial<Record<ProseCode, StoredProse>> = {}
  for (const { code, isTable, column } of columnsOf(segment, year)) {
    const value = valueAt(column, row)
    if (!Number.isNaN(value)) {
      if (isTable) cells[code as TableCode] = value
      else prose[code as ProseCode] = value
    } else if (isTable) {
      const kind = STATES[stateAt(column, row)]
      if (kind !== undefined && KINDS.has(kind)) cells[code as TableCode] = { missing: kind as CellMissing }
    }
  }
  return { org, year, forms: decodeForms(valueAt(forms, row)), cells, prose }
}
