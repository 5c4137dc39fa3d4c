import { Dexie } from 'dexie'
import type { Collection, DexieOptions, EntityTable, Table } from 'dexie'
import { StorageError, asStorageError } from './errors'
import type { SettingRecord, SourceRecord } from './records'
import type {
  ChoiceRecord,
  CorrectionRecord,
  EvidenceRecord,
  Manifest,
  MetaRecord,
  SegmentRecord,
  TextsRecord,
} from '../pack/records'

/**
 * Names of the database, its tables and indexes. Users' data stands behind them: change nothing here
 * without adding a version below, with its upgrade, and a case to tests/storage/upgrade.test.ts.
 */
export const DB_NAME = 'disclosure-lens'

export class LensDb extends Dexie {
  declare datasets: EntityTable<Manifest, 'id'>
  declare segments: Table<SegmentRecord, [string, number]>
  declare meta: EntityTable<MetaRecord, 'dataset'>
  declare evidence: Table<EvidenceRecord, [string, string, number]>
  declare corrections: Table<CorrectionRecord, [string, string, number, string, string]>
  declare choices: Table<ChoiceRecord, [string, number]>
  declare sources: Table<SourceRecord, [string, string, number]>
  declare texts: Table<TextsRecord, [string, number]>
  declare settings: EntityTable<SettingRecord, 'key'>

  constructor(name: string, options?: DexieOptions) {
    super(name, options)
    this.version(1).stores({
      datasets: 'id',
      segments: '[dataset+part]',
      meta: 'dataset',
      evidence: '[dataset+org+year]',
      settings: 'key',
    })
    this.version(2).stores({
      corrections: '[dataset+org+year+in+code]',
      choices: '[org+year], dataset',
      sources: '[dataset+org+year]',
    })
    this.version(3).stores({ texts: '[dataset+part]' })
  }
}

/** A dataset's keys in a table whose compound key begins with it: an array sorts after every text and number. */
export const keysOf = <T, K>(table: Table<T, K>, dataset: string): Collection<T, K> =>
  table.where(':id').between([dataset], [dataset, []])

export interface OpenOptions {
  name?: string
  /** Stand-ins for the browser's own, for tests. */
  dexie?: DexieOptions
  /** Another tab upgraded or deleted the database: this one is closed for good, and the page needs a reload. */
  onClosed?: () => void
}

/** The database, opened at its first use. `ready` opens it now and tells what stands in the way. */
export function openDb({ name = DB_NAME, dexie, onClosed }: OpenOptions = {}): LensDb {
  const db = new LensDb(name, dexie)
  db.on('versionchange', () => {
    db.close()
    onClosed?.()
    return false
  })
  return db
}

/** Opens the database. Rejects with a StorageError; `blocked` while another tab holds an older version open. */
export async function ready(db: LensDb): Promise<void> {
  const blocked = new Promise<never>((_, reject) => {
    db.on('blocked', () => {
      reject(new StorageError('blocked'))
      return false
    })
  })
  await Promise.race([
    db.open().catch((error: unknown) => {
      throw asStorageError(error)
    }),
    blocked,
  ])
}
