import CRC32 from 'crc-32'
import { Zip } from 'fflate'
import type { ZipInputFile } from 'fflate'
import { DB_VERSION, TABLES } from '../../storage/records'
import type { TableName } from '../../storage/records'
import { isPart } from '../../storage/streamed'
import type { Streamed } from '../../storage/streamed'
import { FileParts } from '../fileParts'
import { BackupError } from './backupError'
import { deflate } from './deflate'
import { Parts } from './values'

/**
 * A backup: a zip with, for each table, its records one a line (`table.jsonl`) and the bytes within them
 * (`table.bin`); `manifest.json` with the size and CRC-32 of each; and `manifest.crc`, that of the manifest itself.
 */
export const BACKUP_FORMAT = 'disclosure-backup'
export const BACKUP_VERSION = 1
export const BACKUP_TYPE = 'application/zip'
export const MANIFEST = 'manifest.json'
export const MANIFEST_SUM = 'manifest.crc'
/** What a zip without its later extensions can hold, less what its lists take. */
const MOST = 2 ** 32 - 2 ** 24
const PIECE = 1 << 20
const DEFLATED = 8

export interface BackupManifest {
  format: typeof BACKUP_FORMAT
  version: number
  /** Milliseconds since 1970. */
  made: number
  /** Version of the database whose tables these are. */
  database: number
  /** Whether the files that reports were read from are in it. */
  originals: boolean
  datasets: { id: string; title: string; shipped: boolean; reports: number }[]
  /** Where it holds a part that was chosen to be handed on: of how many offices, over which report years. */
  selection?: { offices: number; years: readonly [number, number] }
  /** How many records of each table there are. */
  records: Record<TableName, number>
  entries: { name: string; size: number; crc: number }[]
}

export const crcOf = (bytes: Uint8Array, before = 0): number => CRC32.buf(bytes, before) >>> 0

export interface BackupOptions {
  made: number
  originals: boolean
  selection?: BackupManifest['selection']
  /** Rejects with its reason once it is aborted. */
  signal?: AbortSignal
  /** Waited for between pieces of about a megabyte, with the bytes written so far. */
  onStep?: (written: number) => Promise<void> | void
}

/** A table page by page, from the start each time. */
type Pages = () => AsyncIterable<readonly unknown[]>

const pagesOf =
  ({ core, parts }: Streamed, table: TableName): Pages =>
  () =>
    isPart(table)
      ? parts(table)
      : (async function* () {
          yield core[table]
        })()

/** The lines of records, joined to pieces; `parts` counts what is taken out of them, `onRecords` the records. */
async function* linesOf(pages: Pages, parts: Parts, onRecords: (n: number) => void): AsyncGenerator<Uint8Array> {
  let text = ''
  for await (const records of pages()) {
    onRecords(records.length)
    for (const record of records) {
      text += `${JSON.stringify(parts.take(record))}\n`
      if (text.length < PIECE) continue
      yield new TextEncoder().encode(text)
      text = ''
    }
    parts.next()
  }
  yield new TextEncoder().encode(text)
}

async function* bytesOf(pages: Pages): AsyncGenerator<Uint8Array> {
  const parts = new Parts()
  for await (const records of pages())
    for (const record of records) {
      parts.take(record)
      for (const part of parts.next())
        for (let at = 0; at < (part instanceof Blob ? part.size : part.length); at += PIECE)
          yield part instanceof Blob
            ? new Uint8Array(await part.slice(at, at + PIECE).arrayBuffer())
            : part.subarray(at, at + PIECE)
    }
}

const tooLarge = (bytes: number): BackupError => new BackupError('beyond-zip', `${(bytes / 2 ** 30).toFixed(1)} GB`)

/** Bytes of the files that reports were read from: of all that is stored, they alone come to gigabytes. */
async function originalBytes({ parts }: Streamed): Promise<number> {
  let bytes = 0
  for await (const page of parts('sources')) for (const { file } of page) bytes += file.size
  return bytes
}

/**
 * Writes everything, piece by piece: at any time some records are in memory, and no more. Each table is read twice
 * where its records hold bytes. Rejects with a BackupError where it would be larger than a zip can be: before anything
 * is written where the files of reports make it so.
 */
export async function writeBackup(
  given: Streamed,
  { made, originals, selection, signal, onStep }: BackupOptions,
  write: (piece: Uint8Array) => Promise<void> | void,
): Promise<void> {
  const bytes = await originalBytes(given)
  if (bytes > MOST) throw tooLarge(bytes)
  const waiting: Uint8Array[] = []
  let written = 0
  const zip = new Zip((error, piece) => {
    if (error) throw error
    written += piece.length
    waiting.push(piece)
  })
  const flush = async (): Promise<void> => {
    for (const piece of waiting.splice(0)) await write(piece)
  }
  const entries: BackupManifest['entries'] = []
  async function add(name: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    signal?.throwIfAborted()
    let [size, crc] = [0, 0]
    const counted = async function* (): AsyncGenerator<Uint8Array> {
      for await (const piece of pieces) {
        size += piece.length
        crc = crcOf(piece, crc)
        if (Math.max(written, size) > MOST) throw tooLarge(Math.max(written, size))
        signal?.throwIfAborted()
        await onStep?.(written)
        yield piece
      }
    }
    // Size and checksum stand behind the content.
    const file: ZipInputFile = { filename: name, compression: DEFLATED, size: 0, crc: 0 }
    zip.add(file)
    for await (const piece of deflate(counted())) {
      file.ondata!(null, piece, false)
      await flush()
    }
    Object.assign(file, { size, crc })
    file.ondata!(null, new Uint8Array(0), true)
    await flush()
    entries.push({ name, size, crc })
  }

  const records = Object.fromEntries(TABLES.map((table) => [table, 0])) as Record<TableName, number>
  for (const table of TABLES) {
    const pages = pagesOf(given, table)
    const parts = new Parts()
    await add(
      `${table}.jsonl`,
      linesOf(pages, parts, (n) => (records[table] += n)),
    )
    await add(`${table}.bin`, parts.size > 0 ? bytesOf(pages) : [])
  }
  const manifest: BackupManifest = {
    format: BACKUP_FORMAT,
    version: BACKUP_VERSION,
    made,
    database: DB_VERSION,
    originals,
    ...(selection && { selection }),
    datasets: given.core.datasets.map(({ id, title, shipped, counts }) => ({
      id,
      title,
      shipped,
      reports: counts.reports,
    })),
    records,
    entries: [...entries],
  }
  const text = new TextEncoder().encode(JSON.stringify(manifest))
  await add(MANIFEST, [text])
  await add(MANIFEST_SUM, [new TextEncoder().encode(String(crcOf(text)))])
  zip.end()
  await flush()
}

/** Writes everything to a file of parts. Rejects as `writeBackup`. */
export async function backupFile(given: Streamed, options: BackupOptions): Promise<Blob> {
  const parts = new FileParts()
  await writeBackup(given, options, (piece) => parts.add(piece))
  return parts.file(BACKUP_TYPE)
}
