import type { Report } from '../domain/report'
import { PRESENT, stateAt, valueAt } from '../engine/column'
import type { Segment } from '../engine/codec'
import { TEXTS_COLUMN, columnKey } from '../pack/columnNames'
import { formsOf } from './frame'
import type { Frame } from './frame'
import { reportAt } from '../pack/reportAt'

/** Where a dataset's report stands among its segments. */
function placeOf(
  frame: Frame,
  dataset: string,
  org: string,
  year: number,
): { segment: Segment; row: number } | undefined {
  const row = frame.rowOf.get(org)
  if (row === undefined) return undefined
  for (const layer of frame.layers) {
    const { published, rows } = layer
    if (layer.dataset !== dataset) continue
    // In a frame of one dataset an office's row is where it stands.
    const own = rows[row] === row ? row : rows.indexOf(row)
    const forms = own < 0 ? undefined : formsOf(layer, year)
    if (forms && stateAt(forms, own) === PRESENT) return { segment: published, row: own }
  }
  return undefined
}

/** The report that one dataset holds of an office and year, from its columns; they must be in memory. */
export function heldReport(frame: Frame, dataset: string, org: string, year: number): Report | undefined {
  const place = placeOf(frame, dataset, org, year)
  return place && reportAt(place.segment, place.row, org, year)
}

/** The part of a dataset's texts that has what the columns do not hold of a report, if any. */
export function textsPart(frame: Frame, dataset: string, org: string, year: number): number | undefined {
  const place = placeOf(frame, dataset, org, year)
  const column = place?.segment.column(columnKey(year, TEXTS_COLUMN))
  return place && column && stateAt(column, place.row) === PRESENT && valueAt(column, place.row) > 0
    ? valueAt(column, place.row) - 1
    : undefined
}
