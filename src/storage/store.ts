import type { Report } from '../domain/report'
import type { ChoiceRecord, CorrectionRecord, Manifest } from '../pack/records'
import { correctFigure, historyOf, readEdits, takeBack } from './corrections'
import type { FigureOf, Seen, StoredEdits } from './corrections'
import { BATCH_TABLES, DATASET_TABLES, listDatasets, readDatasets, readReports, saveBatch } from './datasets'
import type { Batch, SaveOptions, StoredDataset } from './datasets'
import { guarded } from './errors'
import { inspect, sweep } from './inspect'
import type { Inspection } from './inspect'
import { readEvidence } from './evidence'
import type { Evidence } from './evidence'
import { contentsOf, putBack, takeAway, wipe } from './removal'
import type { Contents, Removed } from './removal'
import { TABLES } from './records'
import type { DeckRecord, DraftRecord, HistoryRecord, LedgerRecord, Records, SourceRecord, TableName } from './records'
import { restoreWhole, returnTo } from './whole'
import type { RestoreOptions, RestorePlan } from './whole'
import { readCore, readPage } from './streamed'
import type { Core, PartTable, Streamed } from './streamed'
import type { Key, Reading, Tables, Writing } from './tables'

/**
 * All that is kept between two visits. Each method is one transaction: all of it, or nothing changed. Everything
 * rejects with a StorageError.
 */
export interface Store {
  readonly kind: Tables['kind']
  /** All datasets held, lowest order first. */
  listDatasets(): Promise<Manifest[]>
  /** Manifest, offices and packed columns of the datasets named, lowest order first. Ids not held are left out. */
  readDatasets(ids: readonly string[]): Promise<StoredDataset[]>
  /** The report of an office and year as the last of `ids` that holds one gave it. */
  readEvidence(ids: readonly string[], org: string, year: number, part?: number): Promise<Evidence | undefined>
  readReports(id: string): Promise<Report[]>
  /** The file a report was read from, where it was kept. */
  readSource(dataset: string, org: string, year: number): Promise<SourceRecord | undefined>
  /** All files that a dataset's reports were read from. */
  readSources(dataset: string): Promise<SourceRecord[]>
  /** What is lost, and what nothing leads to, as far as keys tell. */
  inspect(): Promise<Inspection>
  /** Removes what nothing leads to; gives how many records that were. */
  sweep(): Promise<number>
  /** Stores datasets with what goes with them. A cancellation rejects with the signal's reason. */
  save(batch: Batch, options?: SaveOptions): Promise<Manifest[]>
  /** What removing datasets would take away: see `Contents`. */
  contentsOf(ids: readonly string[]): Promise<Contents>
  /** Removes datasets and their parts, and gives them; corrections and choices stay. Ids not held are passed over. */
  remove(...ids: string[]): Promise<Removed>
  /** Puts back what was removed: see `putBack`. */
  putBack(removed: Removed): Promise<void>
  /** Removes everything that is stored. */
  wipe(): Promise<void>
  /** Corrections and choices of all offices and years. */
  readEdits(): Promise<StoredEdits>
  /** Puts a correction in place of a figure: see `correctFigure`. */
  correct(correction: CorrectionRecord, seen?: Seen): Promise<CorrectionRecord>
  /** Lets the published figure count again. */
  takeBack(figure: FigureOf, time: number, seen?: Seen): Promise<void>
  /** What was done to a figure, first to last. */
  historyOf(figure: FigureOf): Promise<HistoryRecord[]>
  /** Makes one dataset's report count for its office and year, whatever the order of the datasets. */
  choose(choice: ChoiceRecord): Promise<void>
  /** All that is stored but the parts of datasets, at one moment. */
  readCore(): Promise<Core>
  /** The next parts of datasets after a key, in the order of their keys; none where there are no more. */
  readPage<T extends PartTable>(table: T, after?: Key): Promise<Records[T][]>
  /** Restores a backup: see `restoreWhole`. */
  restore(given: Streamed, how: RestoreOptions): Promise<RestorePlan>
  /** Puts everything back as it was. */
  returnTo(given: Streamed): Promise<void>
  /** A setting's stored value; the caller checks its shape, as an older version may have written it. */
  readSetting(key: string): Promise<unknown>
  writeSetting(key: string, value: unknown): Promise<void>
  readDrafts(): Promise<DraftRecord[]>
  putDrafts(drafts: readonly DraftRecord[]): Promise<void>
  removeDrafts(keys: readonly string[]): Promise<void>
  /** What is kept beside the reports of all collections. */
  readLedger(): Promise<LedgerRecord[]>
  putLedger(records: readonly LedgerRecord[]): Promise<void>
  removeLedger(records: readonly Pick<LedgerRecord, 'collection' | 'kind' | 'key'>[]): Promise<void>
  /** All decks, the one changed last first. */
  readDecks(): Promise<DeckRecord[]>
  /** Changes one deck as it stands at that moment, or makes it; where `change` gives nothing, it is removed. */
  editDeck(id: string, change: (held: DeckRecord | undefined) => DeckRecord | undefined): Promise<void>
  /** Calls back after each change of decks, made in this page or another. */
  watchDecks(onChange: () => void): () => void
  /** Calls back after each change of datasets, corrections, choices or the ledger, made in this page or another. */
  watch(onChange: () => void): () => void
  close(): void
}

const EDITS = ['currentCorrections', 'choices'] as const
const FIGURE = ['datasets', 'currentCorrections', 'correctionHistory'] as const

/** One store over any place that keeps records. */
export function storeOver(tables: Tables): Store {
  const read = <R>(of: readonly TableName[], work: (tx: Reading) => Promise<R>): Promise<R> =>
    guarded(() => tables.read(of, work))
  const write = <R>(of: readonly TableName[], work: (tx: Writing) => Promise<R>, signal?: AbortSignal): Promise<R> =>
    guarded(() => tables.write(of, work), signal)
  return {
    kind: tables.kind,
    listDatasets: () => read(['datasets'], listDatasets),
    readDatasets: (ids) => read(['datasets', 'meta', 'segments'], (tx) => readDatasets(tx, ids)),
    readEvidence: (ids, org, year, part) => read(['evidence', 'texts'], (tx) => readEvidence(tx, ids, org, year, part)),
    readReports: (id) => read(['evidence'], (tx) => readReports(tx, id)),
    readSource: (dataset, org, year) => read(['sources'], (tx) => tx.get('sources', [dataset, org, year])),
    readSources: (dataset) => read(['sources'], (tx) => tx.under('sources', [dataset])),
    inspect: () => read(DATASET_TABLES, inspect),
    sweep: () => write(DATASET_TABLES, sweep),
    save: (batch, options = {}) => write(BATCH_TABLES, (tx) => saveBatch(tx, batch, options), options.signal),
    contentsOf: (ids) => read([...DATASET_TABLES, 'currentCorrections'], (tx) => contentsOf(tx, ids)),
    remove: (...ids) => write(DATASET_TABLES, (tx) => takeAway(tx, ids)),
    putBack: (removed) => write(DATASET_TABLES, (tx) => putBack(tx, removed)),
    wipe: () => write(TABLES, wipe),
    readEdits: () => read(EDITS, readEdits),
    correct: (correction, seen = {}) => write(FIGURE, (tx) => correctFigure(tx, correction, seen)),
    takeBack: (figure, time, seen = {}) => write(FIGURE, (tx) => takeBack(tx, figure, time, seen)),
    historyOf: (figure) => read(['correctionHistory'], (tx) => historyOf(tx, figure)),
    choose: (choice) => write(['choices'], (tx) => tx.put('choices', [choice])),
    readCore: () => read(TABLES, readCore),
    readPage: (table, after) => read([table], (tx) => readPage(tx, table, after)),
    restore: (given, how) => write(TABLES, (tx) => restoreWhole(tx, given, how), how.signal),
    returnTo: (given) => write(TABLES, (tx) => returnTo(tx, given)),
    readSetting: (key) => read(['settings'], async (tx) => (await tx.get('settings', key))?.value),
    writeSetting: (key, value) => write(['settings'], (tx) => tx.put('settings', [{ key, value }])),
    readDrafts: () => read(['drafts'], (tx) => tx.all('drafts')),
    putDrafts: (drafts) => write(['drafts'], (tx) => tx.put('drafts', drafts)),
    removeDrafts: (keys) =>
      write(['drafts'], async (tx) => {
        for (const key of keys) await tx.remove('drafts', key)
      }),
    readLedger: () => read(['ledger'], (tx) => tx.all('ledger')),
    putLedger: (records) => write(['ledger'], (tx) => tx.put('ledger', records)),
    removeLedger: (records) =>
      write(['ledger'], async (tx) => {
        for (const { collection, kind, key } of records) await tx.remove('ledger', [collection, kind, key])
      }),
    readDecks: () => read(['decks'], async (tx) => (await tx.all('decks')).sort((a, b) => b.time - a.time)),
    editDeck: (id, change) =>
      write(['decks'], async (tx) => {
        const next = change(await tx.get('decks', id))
        if (next) await tx.put('decks', [next])
        else await tx.remove('decks', id)
      }),
    watchDecks: (onChange) => tables.watch(['decks'], onChange),
    watch: (onChange) => tables.watch(['datasets', 'ledger', ...EDITS], onChange),
    close: () => tables.close(),
  }
}
