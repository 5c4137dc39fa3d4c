import { asProse } from '../domain/cell'
import type { ProseFigure } from '../domain/cell'
import { METRICS, METRIC_CODES } from '../domain/metrics'
import type { MetricCode, ProseCode } from '../domain/metrics'
import { readFigure } from '../domain/report'
import type { Report } from '../domain/report'
import { tableSeen } from './figures'
import { failed, undecided } from './rule'
import type { Finding, Rule } from './rule'
import { leeway } from './leeway'
import { eachBit } from '../engine/bitset'
import { saidColumn, saidMarkColumn } from '../pack/columnNames'
import { figureAt, presentIn } from '../frame/yearColumns'

/** The table cells that a sentence's figure repeats; none for what only prose carries. */
export function counterparts(code: ProseCode): MetricCode[] {
  if (code === 'litigation.total') return ['suit-direct.total', 'suit-reviewed.total']
  return METRICS[code].table === undefined ? [] : [code]
}

function compare(report: Report, code: ProseCode, stated: ProseFigure): Finding[] {
  const cells = counterparts(code)
  const table = cells[0] && METRICS[cells[0]].table
  if (table === undefined || !tableSeen(report, table)) return []
  const readings = cells.map((cell) => readFigure(report, cell))
  if (readings.includes('not-in-form')) return []
  const missing = cells.filter((_, i) => typeof readings[i] !== 'number')
  if (missing.length > 0) {
    // "0 件" in a sentence over a dash in the table is how most offices write that there was nothing.
    const nothing =
      stated.value === 0 && readings.every((reading) => reading === 'dash' || reading === 'blank' || reading === 0)
    return nothing ? [] : [undecided('prose-table', cells, missing, { computed: stated.value })]
  }
  const published = readings.reduce<number>((sum, reading) => sum + (typeof reading === 'number' ? reading : 0), 0)
  const money = METRICS[cells[0] as MetricCode].unit === 'yuan'
  if (Math.abs(published - stated.value) <= leeway(stated, money)) return []
  return [failed('prose-table', cells, { published, computed: stated.value, difference: published - stated.value })]
}

/** A figure that a sentence repeats equals the table's cell; `computed` is the sentence's. 约 and 余 are given room. */
export const proseTable: Rule = {
  check: (report) =>
    Object.entries(report.prose).flatMap(([code, stored]) => compare(report, code as ProseCode, asProse(stored))),
  screen: ({ now }, visit, about) => {
    for (const code of about === undefined ? ([...METRIC_CODES, 'litigation.total'] as const) : [about]) {
      const said = now.said(code)
      const present = presentIn(now, said)
      if (!said || !present) continue
      const cells = counterparts(code).map((cell) => now.of(cell))
      eachBit(present, (row) => {
        const sum = cells.reduce((all, column) => all + (figureAt(now, column, row) ?? NaN), 0)
        if (sum !== figureAt(now, said, row)) visit(row)
      })
    }
  },
  about: (code) => (METRICS[code].table === undefined ? undefined : [code, saidColumn(code), saidMarkColumn(code)]),
}
