import type { MetricId } from '../../domain/metrics'
import { valueAt } from '../../engine/column'
import { hasBit } from '../../engine/bitset'
import type { Frame } from '../../frame/frame'
import { indexFrom } from '../measures/indexed'
import type { IndexLine } from '../measures/indexed'
import { columnKey } from '../../pack/columnNames'
import { operandsOf } from '../../domain/metrics'
import { seriesOf } from '../../frame/series'
import type { MatrixResult } from '../spec'
import { CODE } from '../../pack/states'
import { summarise } from '../summary'

/**
 * One metric of a few offices named, over years; with `base`, also as an index (that year = 100). Offices that are not
 * known are left out.
 */
export interface LinesSpec {
  kind: 'lines'
  metric: MetricId
  offices: readonly string[]
  years: readonly number[]
  base?: number
}

/** The offices' figures as a matrix, so that every measure of one applies. */
export interface LinesResult {
  kind: 'lines'
  matrix: MatrixResult
  indexed?: IndexLine[]
}

export function runLines(frame: Frame, { metric, offices, years, base }: LinesSpec): LinesResult {
  const rows = [...new Set(offices.flatMap((id) => frame.rowOf.get(id) ?? []))]
  const width = years.length
  const values = new Float64Array(rows.length * width).fill(NaN)
  const states = new Uint8Array(rows.length * width)
  const corrected: number[] = []
  years.forEach((year, y) => {
    const { column, owned, absence } = seriesOf(frame, metric, year)
    const marked = operandsOf(metric).flatMap((code) => frame.corrected.get(columnKey(year, code)) ?? [])
    rows.forEach((row, i) => {
      const at = i * width + y
      const isOwned = hasBit(owned, row)
      const isHeld = isOwned && (!column.present || hasBit(column.present, row))
      if (isHeld) values[at] = valueAt(column, row)
      states[at] = isHeld ? CODE.value : isOwned ? absence(row) : CODE['no-report']
      if (marked.some((set) => set.has(row))) corrected.push(at)
    })
  })
  const matrix: MatrixResult = {
    kind: 'matrix',
    metric,
    scope: { year: years.at(-1) ?? 0 },
    years,
    values,
    states,
    corrected,
    orgs: rows.map((row) => frame.orgs[row]!),
    summaries: years.map((year, y) => summarise(metric, year, values, states, y, width)),
  }
  return {
    kind: 'lines',
    matrix,
    ...(base !== undefined && { indexed: rows.map((_, i) => indexFrom(matrix, i, base)) }),
  }
}
