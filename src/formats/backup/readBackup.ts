import * as v from 'valibot'
import type { ZipEntry } from '../../readers/zip/directory'
import { DB_VERSION, TABLES, isRecordOf } from '../../storage/records'
import type { Records, TableName } from '../../storage/records'
import { isPart } from '../../storage/streamed'
import type { Core, Streamed } from '../../storage/streamed'
import { joined } from '../joined'
import type { Chunks } from '../source'
import { BackupError } from './backupError'
import { BACKUP_FORMAT, BACKUP_VERSION, MANIFEST, MANIFEST_SUM, crcOf } from './backupFile'
import type { BackupManifest } from './backupFile'
import { Forward, checkedChunks, linesOf } from './checkedParts'
import { putBack, spanOf } from './values'
import { partsOf } from './zipParts'
import type { PartedFile } from './zipParts'

export { BackupError } from './backupError'

/** A larger list of what a backup holds is none: 64 MB. */
const MOST_MANIFEST = 64 * 1024 ** 2
/** Records are given in pages of so many, or of so many bytes as they stand in the file. */
const MOST_RECORDS = 200
const MOST_PAGE = 4 << 20

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const manifestSchema = v.object({
  format: v.literal(BACKUP_FORMAT),
  version: count,
  made: v.number(),
  database: count,
  originals: v.boolean(),
  datasets: v.array(v.object({ id: v.string(), title: v.string(), shipped: v.boolean(), reports: count })),
  selection: v.optional(v.object({ offices: count, years: v.tuple([count, count]) })),
  records: v.record(v.string(), count),
  entries: v.array(v.object({ name: v.string(), size: count, crc: count })),
})

/** A backup whose manifest is read; its records come page by page, as often as asked. */
export interface Backup {
  manifest: BackupManifest
  /** Throws a BackupError where the table is not what the manifest says, at the latest at its end. */
  pages<T extends TableName>(table: T): AsyncGenerator<Records[T][]>
}

async function whole(chunks: Chunks): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of chunks) pieces.push(piece)
  return joined(pieces)
}

async function manifestIn(file: PartedFile, parts: Map<string, ZipEntry>): Promise<BackupManifest> {
  const [head, sum] = [parts.get(MANIFEST), parts.get(MANIFEST_SUM)]
  if (!head) throw new BackupError(sum ? 'damaged' : 'not-backup', sum ? MANIFEST : '')
  if (head.size > MOST_MANIFEST) throw new BackupError('too-large')
  const damaged = (): BackupError => new BackupError('damaged', MANIFEST)
  if (!sum || sum.size > MOST_MANIFEST) throw damaged()
  const [bytes, crc] = await Promise.all(
    [head, sum].map((entry) => whole(checkedChunks(file, entry, { name: MANIFEST }))),
  )
  if (String(crcOf(bytes!)) !== new TextDecoder().decode(crc)) throw damaged()
  const parsed = v.safeParse(manifestSchema, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  if (!parsed.success) throw new BackupError('not-backup')
  const manifest = parsed.output as BackupManifest
  if (manifest.version > BACKUP_VERSION || manifest.database > DB_VERSION) throw new BackupError('newer')
  return manifest
}

/** The record of a line, and how many bytes stand for it. */
async function recordOf(line: string, bytes: Forward, name: string): Promise<[unknown, number]> {
  try {
    const value: unknown = JSON.parse(line)
    const [from, to] = spanOf(value) ?? [0, 0]
    const own = to > from ? await bytes.take(from, to) : new Uint8Array()
    return [putBack(value, own, from), line.length + own.length]
  } catch (error) {
    throw error instanceof SyntaxError || error instanceof RangeError ? new BackupError('damaged', name) : error
  }
}

/**
 * Opens a backup: its manifest is compared with its checksum and its list of parts. Rejects with a BackupError, or with
 * what reading the file rejects with.
 */
export async function openBackup(file: PartedFile): Promise<Backup> {
  const start = new Uint8Array(await file.slice(0, Math.min(2, file.size)))
  if (start[0] !== 0x50 || start[1] !== 0x4b) throw new BackupError('not-backup')
  const parts = await partsOf(file)
  if (!parts) throw new BackupError('damaged', 'zip')
  const manifest = await manifestIn(file, parts)
  const listed = new Map(manifest.entries.map((one) => [one.name, one]))
  for (const { name, size } of manifest.entries)
    if (parts.get(name)?.size !== size) throw new BackupError('damaged', name)
  const chunks = (name: string): Chunks => {
    const [entry, sums] = [parts.get(name), listed.get(name)]
    return entry && sums ? checkedChunks(file, entry, sums) : (async function* () {})()
  }

  async function* pages<T extends TableName>(table: T): AsyncGenerator<Records[T][]> {
    const name = `${table}.jsonl`
    const bytes = new Forward(chunks(`${table}.bin`))
    let [n, size] = [0, 0]
    let page: Records[T][] = []
    try {
      for await (const line of linesOf(chunks(name), name)) {
        const [record, length] = await recordOf(line, bytes, name)
        if (!isRecordOf(table, record)) throw new BackupError('damaged', name)
        page.push(record as Records[T])
        n++
        size += length
        if (page.length < MOST_RECORDS && size < MOST_PAGE) continue
        yield page
        ;[page, size] = [[], 0]
      }
      await bytes.rest()
    } finally {
      await bytes.close()
    }
    if (n !== (manifest.records[table] ?? 0)) throw new BackupError('damaged', name)
    if (page.length > 0) yield page
  }
  return { manifest, pages }
}

async function allOf<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = []
  for await (const page of pages) all.push(...page)
  return all
}

/**
 * Reads a backup to its end, keeping none of the parts of datasets, and compares every checksum. Rejects with a
 * BackupError where a part is missing, cut or changed, or where a record has not the key that its table wants.
 */
export async function checkBackup(file: PartedFile): Promise<{ manifest: BackupManifest; given: Streamed }> {
  const { manifest, pages } = await openBackup(file)
  const core: Record<string, unknown[]> = {}
  for (const table of TABLES)
    if (isPart(table)) for await (const page of pages(table)) void page
    else core[table] = await allOf(pages(table))
  return { manifest, given: { core: core as Core, parts: pages } }
}
