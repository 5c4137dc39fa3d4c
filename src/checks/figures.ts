import { METRICS, formInForce } from '../domain/metrics'
import type { Form, MetricCode, TableCode, TableId } from '../domain/metrics'
import { readFigure } from '../domain/report'
import type { Report } from '../domain/report'

/** A published figure, or nothing, whatever the kind of its absence. */
export function figure(report: Report, code: MetricCode): number | undefined {
  const reading = readFigure(report, code)
  return typeof reading === 'number' ? reading : undefined
}

/** Money carries fen, and adding fractions drifts: figures nearer than this are the same. */
export const same = (a: number, b: number): boolean => Math.abs(a - b) < 0.005

/** Whether any cell of a table was read. */
export const tableSeen = (report: Report, table: TableId): boolean =>
  (Object.keys(report.cells) as TableCode[]).some((code) => METRICS[code].table === table)

/**
 * The form of a table: as its headers show it, else as its cells do, else the one in force. Nothing for a table not
 * seen.
 */
export function formOf(report: Report, table: TableId): Form | undefined {
  const stated = report.forms[table]
  if (stated !== undefined) return stated
  let seen = false
  for (const code of Object.keys(report.cells) as TableCode[]) {
    const def = METRICS[code]
    if (def.table !== table) continue
    seen = true
    if (def.forms.length === 1) return def.forms[0]
  }
  return seen ? formInForce(report.year) : undefined
}

/** The peers' figures for a code, ascending; the report itself never counts as its own peer. */
export const peerFigures = (report: Report, peers: readonly Report[], code: MetricCode): number[] =>
  peers
    .filter((peer) => peer.org !== report.org)
    .flatMap((peer) => figure(peer, code) ?? [])
    .sort((a, b) => a - b)
