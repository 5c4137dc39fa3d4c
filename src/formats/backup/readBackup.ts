import { unzipSync } from 'fflate'
import * as v from 'valibot'
import { DB_VERSION, TABLES, isRecordOf } from '../../storage/records'
import type { TableName } from '../../storage/records'
import type { Whole } from '../../storage/whole'
import { BACKUP_FORMAT, BACKUP_VERSION, MANIFEST, MANIFEST_SUM, crcOf } from './backupFile'
import type { BackupManifest } from './backupFile'
import { putBack } from './values'

/** Unpacked, a backup is at most this large: 3 GB. */
const MOST = 3 * 1024 ** 3

/** Why a file is no backup that can be restored. */
export class BackupError extends Error {
  override name = 'BackupError'
  /** `detail`: the part that is damaged. */
  constructor(
    readonly reason: 'not-backup' | 'newer' | 'damaged' | 'too-large',
    readonly detail = '',
  ) {
    super(`backup: ${reason} ${detail}`.trim())
  }
}

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

const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

function unzipped(bytes: Uint8Array): Record<string, Uint8Array> {
  let size = 0
  try {
    return unzipSync(bytes, {
      filter: ({ originalSize }) => {
        size += originalSize
        if (size > MOST) throw new BackupError('too-large')
        return true
      },
    })
  } catch (error) {
    throw error instanceof BackupError ? error : new BackupError('damaged', 'zip')
  }
}

/** Reads the manifest of a backup and what it lists, with every checksum compared. Throws a BackupError. */
function checked(bytes: Uint8Array): { manifest: BackupManifest; files: Record<string, Uint8Array> } {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new BackupError('not-backup')
  const files = unzipped(bytes)
  const [head, sum] = [files[MANIFEST], files[MANIFEST_SUM]]
  if (!head) throw new BackupError(sum ? 'damaged' : 'not-backup', sum ? MANIFEST : '')
  if (!sum || String(crcOf(head)) !== new TextDecoder().decode(sum)) throw new BackupError('damaged', MANIFEST)
  const parsed = v.safeParse(manifestSchema, JSON.parse(textOf(head)))
  if (!parsed.success) throw new BackupError('not-backup')
  const manifest = parsed.output as BackupManifest
  if (manifest.version > BACKUP_VERSION || manifest.database > DB_VERSION) throw new BackupError('newer')
  for (const { name, size, crc } of manifest.entries) {
    const file = files[name]
    if (file?.length !== size || crcOf(file) !== crc) throw new BackupError('damaged', name)
  }
  return { manifest, files }
}

function recordsOf(table: TableName, files: Record<string, Uint8Array>): unknown[] {
  const [lines, bytes = new Uint8Array()] = [files[`${table}.jsonl`], files[`${table}.bin`]]
  try {
    return lines
      ? textOf(lines)
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => putBack(JSON.parse(line), bytes))
      : []
  } catch {
    throw new BackupError('damaged', `${table}.jsonl`)
  }
}

/**
 * Reads a backup whole. Throws a BackupError where a part is missing, cut
 * or changed, or where a record has not the key that its table wants.
 */
export function readBackup(bytes: Uint8Array): { manifest: BackupManifest; whole: Whole } {
  const { manifest, files } = checked(bytes)
  const tables = TABLES.map((table) => {
    const records = recordsOf(table, files)
    if (records.length !== (manifest.records[table] ?? 0)) throw new BackupError('damaged', `${table}.jsonl`)
    if (!records.every((record) => isRecordOf(table, record))) throw new BackupError('damaged', `${table}.jsonl`)
    return [table, records] as const
  })
  return { manifest, whole: Object.fromEntries(tables) as unknown as Whole }
}
