import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { gathered, indexedDbTables, memoryTables, streamStore } from '../../src/storage'
import type { Store, Whole } from '../../src/storage'
import { TABLES } from '../../src/storage/records'
import type { Tables } from '../../src/storage/tables'

/** A place that keeps records, and a way to open it anew where it outlives its closing. */
export interface Place {
  tables: Tables
  reopen?: () => Promise<Tables>
}

/** Every place a store can be over, each empty. */
export const PLACES: Record<Tables['kind'], () => Promise<Place>> = {
  async indexedDb() {
    const dexie = { indexedDB: new IDBFactory(), IDBKeyRange }
    let tables: Tables = await indexedDbTables({ dexie })
    return {
      tables,
      async reopen() {
        tables.close()
        return (tables = await indexedDbTables({ dexie }))
      },
    }
  },
  memory: async () => ({ tables: memoryTables() }),
}

export const KINDS = Object.keys(PLACES) as Tables['kind'][]

/** All that a backup would hold, in memory. */
export const wholeOf = async (store: Store, originals = true): Promise<Whole> =>
  gathered(await streamStore(store, originals))

/** Everything stored, to compare before and after. */
export const everything = (tables: Tables): Promise<Record<string, unknown[]>> =>
  tables.read(TABLES, async (tx) =>
    Object.fromEntries(await Promise.all(TABLES.map(async (name) => [name, await tx.all(name)] as const))),
  )
