import { isLongTable } from '../parse/longCsv'
import { decode } from '../readers/text/decode'
import { readLongCsvStream } from './csv/longCsvReader'
import type { MetricOf } from './csv/longCsvReader'
import { readPacked } from './lens/packedReader'
import { readDatasetStream } from './json/datasetStream'
import type { SetReading } from './json/datasetStream'
import { FormatError, inflate } from './source'
import type { Chunks } from './source'
import { readWideCsv } from './csv/wideCsvReader'
import { isWideCsv } from './wideTable'

/** How to come by a file's bytes: from the beginning, as often as asked. */
export interface SetFile {
  name: string
  size: number
  chunks(): Chunks
  /** A part, for the kinds that are read from their end. */
  slice(from: number, to: number): Promise<ArrayBuffer>
}

/** What a large set can come as, by the file's name. */
export type SetKind = 'lens' | 'parquet' | 'json' | 'csv'

export function setKindOf(name: string): SetKind | undefined {
  const plain = name.replace(/\.gz$/iu, '')
  const [, end] = /\.(lens|parquet|json|csv)$/iu.exec(plain) ?? []
  return end?.toLowerCase() as SetKind | undefined
}

const FIRST_LINE = 16_384
/** The first bytes of a file, unzipped: its first line, to tell what it is. */
async function startOf(chunks: Chunks): Promise<Uint8Array> {
  const start = new Uint8Array(FIRST_LINE)
  let size = 0
  for await (const chunk of chunks) {
    const part = chunk.subarray(0, FIRST_LINE - size)
    start.set(part, size)
    size += part.length
    if (size === FIRST_LINE || part.includes(0x0a)) break
  }
  return start.subarray(0, size)
}

const isGzip = async (file: SetFile): Promise<boolean> => {
  const [first, second] = new Uint8Array(await file.slice(0, 2))
  return first === 0x1f && second === 0x8b
}

/** What a table is by its first line; nothing where it is neither. */
export async function tableKindOf(file: SetFile): Promise<'wide' | 'long' | undefined> {
  const bytes = await startOf((await isGzip(file)) ? inflate(file.chunks()) : file.chunks())
  const feed = bytes.indexOf(0x0a)
  const line = decode(feed < 0 ? bytes : bytes.subarray(0, feed)) ?? ''
  return isWideCsv(line) ? 'wide' : isLongTable(line) ? 'long' : undefined
}

export interface ReadOptions {
  /** From 0 to 1, by the bytes of the file. */
  onProgress?: (share: number) => void
  signal?: AbortSignal
  /** Metrics by code and by name, for long tables; without it, by code. */
  metricOf?: MetricOf
}

/**
 * Reads a large set of any kind, as it comes. Rejects with a FormatError where it is damaged or
 * is not what its name says, and with the signal's reason when cancelled; with any issue there is no dataset.
 */
export async function readSet(
  file: SetFile,
  { onProgress = () => undefined, signal, metricOf }: ReadOptions = {},
): Promise<SetReading> {
  const kind = setKindOf(file.name)
  const title = file.name.replace(/(?:\.\w+)+$/u, '')
  if (kind === 'parquet') {
    const { readParquet } = await import('./parquet/parquetReader')
    return readParquet(
      { byteLength: file.size, slice: (from, to) => file.slice(from, to ?? file.size) },
      title,
      onProgress,
      signal,
    )
  }
  const watched = async function* (): Chunks {
    let bytes = 0
    for await (const chunk of file.chunks()) {
      signal?.throwIfAborted()
      yield chunk
      onProgress((bytes += chunk.length) / Math.max(1, file.size))
    }
  }
  const chunks = (await isGzip(file)) ? inflate(watched()) : watched()
  if (kind === 'lens') return { prepared: await readPacked(chunks), issues: [] }
  if (kind === 'csv')
    return (await tableKindOf(file)) === 'long'
      ? readLongCsvStream(chunks, title, metricOf)
      : readWideCsv(chunks, title)
  if (kind === 'json') return readDatasetStream(chunks)
  throw new FormatError('not-dataset')
}
