import { readDataset } from '../domain/dataset'
import type { Dataset } from '../domain/dataset'
import { issue } from '../domain/issues'
import type { Issue } from '../domain/issues'
import { METRIC_CODES, isMetricCode } from '../domain/metrics'
import type { MetricCode } from '../domain/metrics'
import { createTranslator } from '../i18n'
import { parseReport } from '../parse'
import type { ParsedReport } from '../parse'
import { readLongCsv } from '../parse/longCsv'
import { decode } from '../parse/readers/decode'

/** What one file was understood to be: reports, or a whole dataset, or neither and why. */
export interface FileReading {
  file: string
  reports: ParsedReport[]
  dataset?: Dataset
  issues: Issue[]
  /** The file's own bytes where it came out of an archive. */
  bytes?: Uint8Array<ArrayBuffer>
  /** The file itself. */
  blob?: Blob
}

/** Datasets and long tables beyond this are refused in the browser: 200 MB. */
export const MOST_TABLE_BYTES = 200 * 1024 * 1024

let byName: Map<string, MetricCode> | undefined
/** A published metric by its code, or by its name in either language. */
function metricOf(name: string): MetricCode | undefined {
  if (isMetricCode(name)) return name
  byName ??= new Map((['zh-CN', 'en'] as const).flatMap((locale) => {
    const words = createTranslator(locale)
    return METRIC_CODES.map((code): [string, MetricCode] => [words.metric(code), code])
  }))
  return byName.get(name)
}

function readJson(bytes: Uint8Array, file: string): FileReading {
  try {
    const { dataset, issues } = readDataset(JSON.parse(decode(bytes) ?? ''))
    return { file, reports: [], ...(dataset && { dataset }), issues }
  } catch (error) {
    return { file, reports: [], issues: [issue('file-not-json', { file }, { reason: String(error).slice(0, 120) })] }
  }
}

/** Reads a file by its name and bytes. Never throws; a file that is none of the kinds gives an `error` among the issues. */
export async function readFile(bytes: Uint8Array, file: string): Promise<FileReading> {
  if (/\.json$/iu.test(file)) return readJson(bytes, file)
  if (/\.(?:csv|tsv)$/iu.test(file)) {
    const text = decode(bytes)
    return text === undefined
      ? { file, reports: [], issues: [issue('file-not-text', { file })] }
      : { file, ...readLongCsv(text, metricOf) }
  }
  const { report, issues } = await parseReport(bytes, file)
  return { file, reports: report ? [report] : [], issues }
}
