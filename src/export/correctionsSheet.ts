import type { CorrectionRecord } from '../pack/records'
import type { DataSheet } from './figureData'

/** What the sheet needs in words: the names of its columns, of an office and figure, and of a kind of missing. */
export interface CorrectionWords {
  columns: readonly string[]
  office: (record: CorrectionRecord) => string
  metric: (record: CorrectionRecord) => string
  missing: (kind: Exclude<CorrectionRecord['was'], number>) => string
}

/** Corrections as a sheet, one a row: office, year, code, figure, published, corrected (money in yuan), why, when. */
export function correctionsSheet(
  records: readonly CorrectionRecord[],
  name: string,
  { columns, office, metric, missing }: CorrectionWords,
): DataSheet {
  const rows = records.map((record) => [
    office(record),
    record.year,
    record.code,
    metric(record),
    typeof record.was === 'number' ? record.was : missing(record.was),
    'value' in record.now ? record.now.value : missing(record.now.missing),
    record.reason,
    new Date(record.time).toISOString(),
  ])
  return { name, rows: [[...columns], ...rows], headed: true, shares: new Set() }
}
