import CRC32 from 'crc-32'
import { Zip } from 'fflate'
import type { ZipInputFile } from 'fflate'
import { DB_VERSION, TABLES } from '../../storage/records'
import type { TableName } from '../../storage/records'
import type { Whole } from '../../storage/whole'
import { deflate } from './deflate'
import { Parts } from './values'

/**
 * A backup: a zip with, for each table, its records one a line (`table.jsonl`) and the bytes within them
 * (`table.bin`); `manifest.json` with the size and CRC-32 of each; and `manifest.crc`, that of the manifest itself.
 */
export const BACKUP_FORMAT = 'disclosure-backup'
export const BACKUP_VERSION = 1
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
  /** Waited for between pieces of about a megabyte, with the share done. */
  onStep?: (share: number) => Promise<void> | void
}

/** The lines of records, joined to pieces; what is taken out of them goes to `parts`. */
function* linesOf(records: readonly unknown[], parts: Parts): Generator<Uint8Array> {
  let text = ''
  for (const record of records) {
    text += `${JSON.stringify(parts.take(record))}\n`
    if (text.length < PIECE) continue
    yield new TextEncoder().encode(text)
    text = ''
  }
  yield new TextEncoder().encode(text)
}

async function* bytesOf(parts: Parts): AsyncGenerator<Uint8Array> {
  for (const part of parts.all)
    for (let at = 0; at < (part instanceof Blob ? part.size : part.length); at += PIECE)
      yield part instanceof Blob
        ? new Uint8Array(await part.slice(at, at + PIECE).arrayBuffer())
        : part.subarray(at, at + PIECE)
}

/** Writes everything to a file. Rejects with a RangeError where it would be larger than a zip can be. */
export async function backupFile(whole: Whole, { made, originals, selection, onStep }: BackupOptions): Promise<Blob> {
  const out: Uint8Array<ArrayBuffer>[] = []
  let written = 0
  const zip = new Zip((error, piece) => {
    if (error) throw error
    written += piece.length
    out.push(piece as Uint8Array<ArrayBuffer>)
  })
  const entries: BackupManifest['entries'] = []
  let step = 0
  async function add(name: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    let [size, crc] = [0, 0]
    const counted = async function* (): AsyncGenerator<Uint8Array> {
      for await (const piece of pieces) {
        size += piece.length
        crc = crcOf(piece, crc)
        if (written > MOST || size > MOST) throw new RangeError('too large for a zip')
        await onStep?.(step / (TABLES.length * 2))
        yield piece
      }
    }
    const packed = await deflate(counted())
    const file: ZipInputFile = { filename: name, compression: DEFLATED, size, crc }
    zip.add(file)
    packed.forEach((piece, i) => file.ondata!(null, piece, i === packed.length - 1))
    entries.push({ name, size, crc })
    step++
  }

  for (const table of TABLES) {
    const parts = new Parts()
    await add(`${table}.jsonl`, linesOf(whole[table], parts))
    await add(`${table}.bin`, bytesOf(parts))
  }
  const manifest: BackupManifest = {
    format: BACKUP_FORMAT,
    version: BACKUP_VERSION,
    made,
    database: DB_VERSION,
    originals,
    ...(selection && { selection }),
    datasets: whole.datasets.map(({ id, title, shipped, counts }) => ({ id, title, shipped, reports: counts.reports })),
    records: Object.fromEntries(TABLES.map((table) => [table, whole[table].length])) as Record<TableName, number>,
    entries: [...entries],
  }
  const text = new TextEncoder().encode(JSON.stringify(manifest))
  await add(MANIFEST, [text])
  await add(MANIFEST_SUM, [new TextEncoder().encode(String(crcOf(text)))])
  zip.end()
  return new Blob(out, { type: 'application/zip' })
}
