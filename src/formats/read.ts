import { readPacked } from './packedReader'
import { readDatasetStream } from './datasetStream'
import type { SetReading } from './datasetStream'
import { FormatError, inflate } from './source'
import type { Chunks } from './source'
import { readWideCsv } from './wideCsvReader'
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

/** The first bytes of a file, unzipped, to tell what it is. */
async function startOf(chunks: Chunks): Promise<string> {
  for await (const chunk of chunks) if (chunk.length > 0) return new TextDecoder().decode(chunk.subarray(0, 4096))
  return ''
}

const isGzip = async (file: SetFile): Promise<boolean> => {
  const [first, second] = new Uint8Array(await file.slice(0, 2))
  return first === 0x1f && second === 0x8b
}

/** Whether a table is a wide one; a long one (one figure a line) is read with the reports. */
export const isWideFile = async (file: SetFile): Promise<boolean> =>
  isWideCsv(await startOf(await isGzip(file) ? inflate(file.chunks()) : file.chunks()))

/**
 * Reads a large set of any kind, as it comes. `onProgress` from 0 to 1 by the bytes of the file. Rejects with a FormatError where it is damaged or
 * is not what its name says, and with the signal's reason when cancelled; with any issue there is no dataset.
 */
export async function readSet(file: SetFile, onProgress: (share: number) => void = () => undefined, signal?: AbortSignal): Promise<SetReading> {
  const kind = setKindOf(file.name)
  const title = file.name.replace(/(?:\.\w+)+$/u, '')
  if (kind === 'parquet') {
    const { readParquet } = await import('./parquetReader')
    return readParquet({ byteLength: file.size, slice: (from, to) => file.slice(from, to ?? file.size) }, title, onProgress, signal)
  }
  const watched = async function* (): Chunks {
    let bytes = 0
    for await (const chunk of file.chunks()) {
      signal?.throwIfAborted()
      yield chunk
      onProgress((bytes += chunk.length) / Math.max(1, file.size))
    }
  }
  const chunks = await isGzip(file) ? inflate(watched()) : watched()
  if (kind === 'lens') return { prepared: await readPacked(chunks), issues: [] }
  if (kind === 'csv') return readWideCsv(chunks, title)
  if (kind === 'json') return readDatasetStream(chunks)
  throw new FormatError('not-dataset')
}
