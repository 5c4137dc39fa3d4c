import { METRICS, operandsOf } from '../domain/metrics'
import type { Frame } from '../frame/frame'
import { figureAt, yearColumns } from '../frame/yearColumns'
import type { MatrixResult } from './spec'

/** The positions of a matrix at which an office words a figure otherwise than where it last had one. */
export function relabelledIn(frame: Frame, { metric, years, orgs }: MatrixResult): number[] {
  const codes = operandsOf(metric).filter((code) => METRICS[code].table === undefined)
  if (codes.length === 0 || years.length < 2) return []
  const rows = orgs.map(({ id }) => frame.rowOf.get(id) ?? -1)
  const found = new Set<number>()
  for (const code of codes) {
    const last = new Map<number, number>()
    years.forEach((year, column) => {
      const columns = yearColumns(frame, year)
      const wordings = columns.wordings(code)
      if (!wordings) return
      rows.forEach((row, i) => {
        const wording = row < 0 ? undefined : figureAt(columns, wordings, row)
        if (wording === undefined) return
        const before = last.get(row)
        if (before !== undefined && before !== wording) found.add(i * years.length + column)
        last.set(row, wording)
      })
    })
  }
  return [...found].sort((a, b) => a - b)
}
