import { Dexie } from 'dexie'
import type { DexieOptions } from 'dexie'
import { DB_NAME, lensDb } from './db'
import { StorageError, guarded } from './errors'
import { KEY_PATHS } from './records'
import type { Records, TableName } from './records'
import type { Key, Reading, Tables, Writing } from './tables'

export interface OpenOptions {
  name?: string
  /** Stand-ins for the browser's own, for tests. */
  dexie?: DexieOptions
  /** A newer release in another tab changed the database: this page can read from now on, and write no more. */
  onNewer?: () => void
  /** Milliseconds after which a database that does not answer counts as missing. */
  patience?: number
}

const PATIENCE = 5000
/** Milliseconds after which a transaction that waits for something else is given up. */
const LONGEST_HOLD = 600_000

/** What is used of a table, for records of one kind. */
interface Keyed<T> {
  get(key: unknown): PromiseLike<T | undefined>
  bulkGet(keys: readonly unknown[]): PromiseLike<(T | undefined)[]>
  toArray(): PromiseLike<T[]>
  bulkPut(records: readonly T[]): PromiseLike<unknown>
}

/** What a finished transaction promises to outlive a power cut: browsers that know no such option ignore it. */
const DURABLE: DexieOptions = { chromeTransactionDurability: 'strict' }

/** Where databases come from: the stand-in, which may be none, or the browser. */
const factoryOf = (dexie: DexieOptions | undefined): Pick<IDBFactory, 'open'> | undefined =>
  dexie && 'indexedDB' in dexie
    ? (dexie.indexedDB as Pick<IDBFactory, 'open'> | undefined)
    : typeof indexedDB === 'undefined'
      ? undefined
      : indexedDB

/** The version of the database that is there, 0 where there is none. Nothing is made or changed. */
function heldVersion(name: string, factory: Pick<IDBFactory, 'open'> | undefined, patience: number): Promise<number> {
  if (!factory) return Promise.reject(new StorageError('unavailable'))
  return guarded(
    () =>
      new Promise<number>((resolve, reject) => {
        const timer = setTimeout(() => reject(new StorageError('silent')), patience)
        const request = factory.open(name)
        let isNew = false
        request.onupgradeneeded = () => {
          isNew = true
          request.transaction?.abort()
        }
        request.onsuccess = () => {
          clearTimeout(timer)
          resolve(request.result.version)
          request.result.close()
        }
        request.onerror = () => {
          clearTimeout(timer)
          if (isNew) resolve(0)
          else reject(request.error)
        }
      }),
  )
}

/** Opens a database. Rejects with a StorageError: `blocked` while another tab holds an older version open. */
async function opened(db: Dexie, patience: number): Promise<Dexie> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const given = new Promise<never>((_, reject) => {
    db.on('blocked', () => {
      reject(new StorageError('blocked'))
      return false
    })
    timer = setTimeout(() => reject(new StorageError('silent')), patience)
  })
  try {
    await Promise.race([guarded(() => db.open()), given])
    return db
  } catch (error) {
    db.close()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** The database as a newer release left it: without versions of its own, so that nothing is changed. */
const openAsIs = (name: string, dexie: DexieOptions | undefined, patience: number): Promise<Dexie> =>
  opened(new Dexie(name, { ...DURABLE, ...dexie }), patience)

/**
 * Records in the browser's database. Rejects with a StorageError where it cannot be opened. One that a newer release
 * has changed is opened to be read.
 */
export async function indexedDbTables({
  name = DB_NAME,
  dexie,
  onNewer,
  patience = PATIENCE,
}: OpenOptions = {}): Promise<Tables & { readonly readOnly: boolean }> {
  let readOnly = false
  let closed = false
  let coming: Promise<Dexie>

  const follow = (db: Dexie): Dexie => {
    db.on('versionchange', () => {
      // The other tab waits for this one to let go.
      db.close()
      if (closed) return false
      if (!readOnly) {
        readOnly = true
        onNewer?.()
      }
      coming = openAsIs(name, dexie, patience * 6).then(follow)
      coming.catch(() => undefined)
      return false
    })
    return db
  }

  const own = lensDb(name, { ...DURABLE, ...dexie })
  const held = await heldVersion(name, factoryOf(dexie), patience)
  // Dexie keeps versions times ten, and would put its own tables into a newer database.
  readOnly = held > own.verno * 10
  coming = Promise.resolve(follow(readOnly ? await openAsIs(name, dexie, patience) : await opened(own, patience)))

  const keyFor = (table: TableName, key: Key): string | (string | number)[] =>
    KEY_PATHS[table].length === 1 ? String(key) : [...(key as readonly (string | number)[])]
  const within = (db: Dexie, table: TableName, prefix: readonly (string | number)[]) =>
    KEY_PATHS[table].length === 1
      ? db.table(table).where(':id').equals(prefix[0]!)
      : // An array sorts after every text and number.
        db
          .table(table)
          .where(':id')
          .between([...prefix], [...prefix, []])

  const has = (db: Dexie, table: TableName): boolean => db.tables.some((one) => one.name === table)
  const recordsOf = <T extends TableName>(db: Dexie, table: T): Keyed<Records[T]> =>
    db.table(table) as unknown as Keyed<Records[T]>

  /** A newer release may have given up a table: it is then as if empty. */
  const operations = (db: Dexie): Writing => ({
    get: async (table, key) => (has(db, table) ? recordsOf(db, table).get(keyFor(table, key)) : undefined),
    getMany: async (table, keys) =>
      has(db, table) ? recordsOf(db, table).bulkGet(keys.map((key) => keyFor(table, key))) : keys.map(() => undefined),
    all: async (table) => (has(db, table) ? recordsOf(db, table).toArray() : []),
    under: async <T extends TableName>(table: T, prefix: readonly (string | number)[]) =>
      has(db, table) ? ((await within(db, table, prefix).toArray()) as Records[T][]) : [],
    async page<T extends TableName>(table: T, most: number, after?: Key) {
      if (!has(db, table)) return []
      const from = db.table(table)
      const records = after === undefined ? from.toCollection() : from.where(':id').above(keyFor(table, after))
      return (await records.limit(most).toArray()) as Records[T][]
    },
    async keys(table) {
      const found: unknown[] = has(db, table) ? await db.table(table).toCollection().primaryKeys() : []
      return found.map((key) => (Array.isArray(key) ? (key as (string | number)[]) : [key as string]))
    },
    async put(table, records) {
      await recordsOf(db, table).bulkPut([...records])
    },
    remove: async (table, key) => {
      await db.table(table).delete(keyFor(table, key))
    },
    clear: async (table) => {
      await db.table(table).clear()
    },
    removeUnder: async (table, prefix) => {
      await within(db, table, prefix).delete()
    },
    hold: (work) => Dexie.waitFor(Dexie.ignoreTransaction(work), LONGEST_HOLD),
  })

  const run = <R>(mode: 'r' | 'rw', tables: readonly TableName[], work: (writing: Writing) => Promise<R>): Promise<R> =>
    guarded(async () => {
      const db = await coming
      const present = tables.filter((table) => has(db, table))
      return present.length === 0
        ? work(operations(db)) // Dexie follows what is awaited only within a function that is async itself.
        : db.transaction(mode, present, async () => work(operations(db)))
    })

  return {
    kind: 'indexedDb',
    get readOnly() {
      return readOnly
    },
    read: <R>(tables: readonly TableName[], work: (reading: Reading) => Promise<R>) => run('r', tables, work),
    async write(tables, work) {
      if (readOnly) throw new StorageError('newer')
      return run('rw', tables, work)
    },
    watch(tables, onChange) {
      const parts = tables.map((table) => `idb://${name}/${table}/`)
      const listener = (changed: object): void => {
        if (Object.keys(changed).some((part) => parts.some((own) => part.startsWith(own)))) onChange()
      }
      Dexie.on('storagemutated', listener)
      return () => Dexie.on.storagemutated.unsubscribe(listener)
    },
    close() {
      closed = true
      void coming.then((db) => db.close())
    },
  }
}
