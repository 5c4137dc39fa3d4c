import type { Manifest } from '../pack/records'
import { StorageError } from './errors'
import { Readable } from './readable'
import { KEY_PATHS, TABLES } from './records'
import type { Records, TableName } from './records'
import type { Key, Reading } from './tables'

/** Everything that is stored, table by table. */
export type Whole = { [T in TableName]: Records[T][] }

/** The tables that hold the parts of datasets: they may be larger than memory. */
export const PARTS = ['segments', 'meta', 'evidence', 'texts', 'sources'] as const
export type PartTable = (typeof PARTS)[number]
type CoreTable = Exclude<TableName, PartTable>

export const isPart = (table: TableName): table is PartTable => (PARTS as readonly TableName[]).includes(table)
const CORE = TABLES.filter((table): table is CoreTable => !isPart(table))

/** All that is stored but the parts of datasets. */
export type Core = Pick<Whole, CoreTable>

/**
 * Everything that is stored; the parts of datasets come page by page, in the order of their keys, and may be asked
 * anew.
 */
export interface Streamed {
  core: Core
  parts<T extends PartTable>(table: T): AsyncIterable<readonly Records[T][]>
}

/** What was there before the last restore, for a while: it is no part of a backup itself. */
export const BEFORE_RESTORE = 'before-restore'

/** So many records are read at once: some megabytes at most, as files are only pointed at. */
const PAGE: Record<PartTable, number> = { segments: 8, meta: 8, evidence: 200, texts: 4, sources: 200 }

/** All that is stored but the parts of datasets, at one moment. */
export async function readCore(tx: Reading): Promise<Core> {
  const entries = await Promise.all(CORE.map(async (table) => [table, await tx.all(table)] as const))
  const core = Object.fromEntries(entries) as unknown as Core
  return { ...core, settings: core.settings.filter(({ key }) => key !== BEFORE_RESTORE) }
}

/** The next records of a table after a key, the first ones without it. */
export const readPage = <T extends PartTable>(tx: Reading, table: T, after?: Key): Promise<Records[T][]> =>
  tx.page(table, PAGE[table], after)

const keyOf = (table: PartTable, record: Records[PartTable]): (string | number)[] =>
  KEY_PATHS[table].map((path) => (record as unknown as Record<string, string | number>)[path]!)

/** Tables in memory as if they came page by page. */
export const streamedOf = (whole: Whole): Streamed => ({
  core: whole,
  async *parts(table) {
    yield whole[table]
  },
})

/** Everything in memory: of what is known to be small. */
export async function gathered({ core, parts }: Streamed): Promise<Whole> {
  const all = async (table: PartTable): Promise<unknown[]> => {
    const records: unknown[] = []
    for await (const page of parts(table)) records.push(...page)
    return records
  }
  const tables = await Promise.all(PARTS.map(async (table) => [table, await all(table)] as const))
  return { ...core, ...Object.fromEntries(tables) } as Whole
}

/** A store as far as it is read here. */
interface Pages {
  readCore(): Promise<Core>
  readPage<T extends PartTable>(table: T, after?: Key): Promise<Records[T][]>
  listDatasets(): Promise<Manifest[]>
}

const stateOf = (datasets: readonly Manifest[]): string =>
  JSON.stringify(datasets.map(({ id, checksum, addedAt }) => [id, checksum, addedAt]).sort())

/** Everything in a store, read while it is asked for. */
export interface StreamedStore extends Streamed {
  /** Rejects with `changed` where datasets came or went meanwhile: what was read is then of no one moment. */
  settle(): Promise<void>
  /** Datasets of which the browser has lost a file, as far as was read: what is left of them is given. */
  damaged(): Manifest[]
}

/** `originals`: also the files that reports were read from. */
export async function streamStore(store: Pages, originals: boolean): Promise<StreamedStore> {
  const core = await store.readCore()
  const readable = new Readable()
  const [ledger, drafts] = await Promise.all([readable.of('ledger', core.ledger), readable.of('drafts', core.drafts)])
  return {
    core: { ...core, ledger, drafts },
    async *parts(table) {
      if (table === 'sources' && !originals) return
      let after: Key | undefined
      for (;;) {
        const page = await store.readPage(table, after)
        const last = page.at(-1)
        if (!last) return
        after = keyOf(table, last)
        yield await readable.of(table, page)
      }
    },
    async settle() {
      if (stateOf(await store.listDatasets()) !== stateOf(core.datasets)) throw new StorageError('changed')
    },
    damaged: () => core.datasets.filter(({ id }) => readable.datasets.has(id)),
  }
}
