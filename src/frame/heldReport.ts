import type { Report } from '../domain/report'
import { PRESENT, stateAt, valueAt } from '../engine/column'
import type { Segment } from '../engine/codec'
import { TEXTS_COLUMN, columnKey } from '../pack/columnNames'
import { formsOf, rowIn } from './layer'
import type { Frame } from './frame'
import { datasetAt } from './layer'
import { reportAt } from '../pack/reportAt'

/** Where a dataset's report stands. */
function placeOf(
  frame: Frame,
  dataset: string,
  org: string,
  year: number,
): { segment: Segment; row: number } | undefined {
  const row = frame.rowOf.get(org)
  if (row === undefined) return undefined
  for (const layer of frame.layers) {
    if (!layer.datasetOf && layer.dataset !== dataset) continue
    const own = rowIn(layer, row)
    if (own < 0 || datasetAt(layer, own) !== dataset) continue
    const forms = formsOf(layer, year)
    if (forms && stateAt(forms, own) === PRESENT) return { segment: layer.published, row: own }
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
