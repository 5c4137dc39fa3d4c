import type {
  ChoiceRecord,
  CorrectionRecord,
  EvidenceRecord,
  Manifest,
  MetaRecord,
  SegmentRecord,
  TextsRecord,
} from '../pack/records'

/** The version of the tables below: see db.ts. */
export const DB_VERSION = 7

/** The file that a report was read from, to be seen beside it. */
export interface SourceRecord {
  dataset: string
  org: string
  year: number
  name: string
  file: Blob
}

export interface SettingRecord {
  key: string
  value: unknown
}

/**
 * What was done to a figure, in order: a correction, or without `now` that one was taken back. Never changed and never
 * removed. `time` of one figure's events is different for each.
 */
export type HistoryRecord = Omit<CorrectionRecord, 'now'> & Partial<Pick<CorrectionRecord, 'now'>>

/** Something read from a file that waits to be saved; `content` is its owner's, who checks its shape. */
export interface DraftRecord {
  key: string
  content: unknown
  file?: Blob
}

/**
 * What is kept beside the reports of a collection: a list of who must report, what came in, what was decided over a
 * problem. `content` is its owner's, who checks its shape.
 */
export interface LedgerRecord {
  collection: string
  kind: string
  key: string
  /** Milliseconds since 1970: of two states of one record, the later counts. */
  time: number
  content: unknown
  file?: Blob
}

/** A deck of pages for a meeting; `content` is its owner's, who checks its shape. */
export interface DeckRecord {
  id: string
  /** When it was last changed, milliseconds since 1970. */
  time: number
  content: unknown
}

/** Every table, by name, and what a record of it is. */
export interface Records {
  datasets: Manifest
  segments: SegmentRecord
  meta: MetaRecord
  evidence: EvidenceRecord
  texts: TextsRecord
  sources: SourceRecord
  currentCorrections: CorrectionRecord
  correctionHistory: HistoryRecord
  choices: ChoiceRecord
  settings: SettingRecord
  drafts: DraftRecord
  ledger: LedgerRecord
  decks: DeckRecord
}
export type TableName = keyof Records

type Paths<T> = readonly (keyof T & string)[]

/** The fields that make up each table's key. */
export const KEY_PATHS: { readonly [T in TableName]: Paths<Records[T]> } = {
  datasets: ['id'],
  segments: ['dataset', 'part'],
  meta: ['dataset'],
  evidence: ['dataset', 'org', 'year'],
  texts: ['dataset', 'part'],
  sources: ['dataset', 'org', 'year'],
  currentCorrections: ['collection', 'org', 'year', 'in', 'code'],
  correctionHistory: ['collection', 'org', 'year', 'in', 'code', 'time'],
  choices: ['org', 'year'],
  settings: ['key'],
  drafts: ['key'],
  ledger: ['collection', 'kind', 'key'],
  decks: ['id'],
}
export const TABLES = Object.keys(KEY_PATHS) as TableName[]

/** Whether a value has the key that a record of a table has; what else it holds is its owner's to check. */
export function isRecordOf(table: TableName, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return KEY_PATHS[table].every((path) => {
    const part = (value as Record<string, unknown>)[path]
    return typeof part === 'string' || (typeof part === 'number' && !Number.isNaN(part))
  })
}
