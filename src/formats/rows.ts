import { METRICS, METRIC_CODES } from '../domain/metrics'
import type { MetricCode, TableId } from '../domain/metrics'
import type { CellMissing } from '../domain/cell'
import type { Org } from '../domain/orgs'
import { openSegment } from '../engine/codec'
import { reportAt } from '../query/heldReport'
import { unpackOffices } from '../query/offices'
import type { Prepared } from '../storage/records'
import type { Report } from '../domain/report'

/** An office with one of its reports, or with none where it only groups others. */
export interface Row { org: Org; report?: Report }

/** Every office of a packed dataset in map order, once for each report. Corrections are no part of it: figures are as published. */
export function* rowsOf({ manifest, meta, segments }: Pick<Prepared, 'manifest' | 'meta' | 'segments'>): Generator<Row> {
  const orgs = unpackOffices(meta.orgs)
  for (const { first, index, bytes } of segments) {
    const segment = openSegment({ index, bytes })
    for (let row = 0; row < segment.rows; row++) {
      const org = orgs[first + row]!
      const reports = manifest.years.flatMap((year) => reportAt(segment, row, org.id, year) ?? [])
      if (reports.length === 0) yield { org }
      for (const report of reports) yield { org, report }
    }
  }
}

/** A figure as a report lists it, or nothing. */
export function listedFigure(report: Report, code: MetricCode): number | CellMissing | undefined {
  const figure = METRICS[code].table === undefined ? report.prose[code] : report.cells[code as keyof Report['cells']]
  if (figure === undefined || typeof figure === 'number') return figure
  return figure.value ?? ('missing' in figure ? figure.missing : undefined) ?? 'not-extracted'
}

/** The columns before the figures, in wide tables of every kind. */
export const LEADING = ['org', 'name', 'level', 'parents', 'year', 'form2', 'form3', 'form4'] as const
export const TABLE_OF: Record<'form2' | 'form3' | 'form4', TableId> = { form2: '2', form3: '3', form4: '4' }
export const WIDE_CODES = METRIC_CODES
