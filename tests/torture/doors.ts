import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { indexedDbTables } from '../../src/storage'
import type { Tables } from '../../src/storage/tables'

/** Two doors to one database, as two tabs have. */
export const doors = async (): Promise<[Tables, Tables]> => {
  const dexie = { indexedDB: new IDBFactory(), IDBKeyRange }
  return [await indexedDbTables({ dexie }), await indexedDbTables({ dexie })]
}
