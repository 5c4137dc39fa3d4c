import type { Dataset } from '../../domain/dataset'
import type { Issue } from '../../domain/issues'
import { readDatasetFile } from '../../formats/json/datasetFile'
import { metricOf } from '../../i18n/metricOf'
import { parseReport } from '../../parse'
import { filesOf } from '../../readers/archive'
import type { FileKind } from '../../readers/kind'
import type { ParsedReport } from '../../parse'
import { isLongTable, readLongCsv } from '../../parse/longCsv'
import { decode } from '../../readers/text/decode'
import type { Prepared } from '../../pack/records'

/** What one file was understood to be: reports, or a whole dataset, or neither and why. */
export interface FileReading {
  file: string
  reports: ParsedReport[]
  dataset?: Dataset
  /** A large set, packed already. */
  prepared?: Prepared
  /** The office and year of it to be seen first. */
  first?: { org: string; year: number }
  issues: Issue[]
  /** The file's own bytes where it came out of an archive. */
  bytes?: Uint8Array<ArrayBuffer>
  /** The file itself. */
  blob?: Blob
}

/** Datasets and long tables beyond this are refused in the browser: 200 MB. */
export const MOST_TABLE_BYTES = 200 * 1024 * 1024

function readJson(bytes: Uint8Array, file: string): FileReading {
  const { dataset, issues } = readDatasetFile(bytes)
  return {
    file,
    reports: [],
    ...(dataset && { dataset }),
    issues: issues.map((one) => ({ ...one, at: { file, ...one.at } })),
  }
}

/**
 * Reads a file by its name and bytes. Never throws; a file that is none of the kinds gives an `error` among the issues.
 */
export async function readFile(bytes: Uint8Array, file: string, kind?: FileKind): Promise<FileReading> {
  if (/\.json$/iu.test(file)) return readJson(bytes, file)
  const table = /\.(?:csv|tsv)$/iu.test(file) ? decode(bytes) : undefined
  if (table !== undefined && isLongTable(table)) return { file, ...readLongCsv(table, metricOf) }
  const { report, issues } = await parseReport(bytes, file.slice(file.lastIndexOf('/') + 1), kind)
  // Neither a report's sheet nor a long table: what a long table would need can be said.
  if (!report && table !== undefined && issues.some(({ code }) => code === 'no-report-found'))
    return { file, ...readLongCsv(table, metricOf) }
  return { file, reports: report ? [report] : [], issues }
}

/** Reads a file, or each file of a zip, named `报告.zip/内页.docx`. Never throws. */
export async function readFiles(bytes: Uint8Array, file: string): Promise<FileReading[]> {
  const readings: FileReading[] = []
  for await (const { name, bytes: inner, kind, issues } of filesOf(bytes, file)) {
    const reading: FileReading = inner ? await readFile(inner, name, kind) : { file: name, reports: [], issues }
    // Of what an archive holds, only what a report was read from is looked at again.
    const again = inner !== undefined && inner !== bytes && reading.reports.length > 0
    readings.push({ ...reading, ...(again && { bytes: inner.slice() }) })
  }
  return readings
}
