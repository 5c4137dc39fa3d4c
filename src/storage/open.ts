import { StorageError, asStorageError } from './errors'
import { indexedDbTables } from './indexedDb'
import type { OpenOptions } from './indexedDb'
import { memoryTables } from './memory'
import { storeOver } from './store'
import type { Store } from './store'

/** A store that is open, and what kept it from being the whole of what was asked for. */
export interface OpenedStore {
  store: Store
  /** Why nothing outlives the page, or is only read; none where all is well. */
  problem?: StorageError
}

const ATTEMPTS = 3
const PAUSE = 150

const wait = (time: number): Promise<void> => new Promise((done) => setTimeout(done, time))

/**
 * Opens the browser's database, up to three times where the browser fails at it; else a store that lasts as long as the
 * page. Nothing is ever deleted. Rejects only where the user can help at once: `blocked`.
 */
export async function openStore(options: OpenOptions = {}): Promise<OpenedStore> {
  let problem = new StorageError('unknown')
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      const tables = await indexedDbTables(options)
      return { store: storeOver(tables), ...(tables.readOnly && { problem: new StorageError('newer') }) }
    } catch (error) {
      problem = asStorageError(error)
      if (problem.reason === 'blocked') throw problem
      if (problem.reason === 'unavailable' || problem.reason === 'silent') break
      await wait(PAUSE * attempt)
    }
  }
  return { store: storeOver(memoryTables()), problem }
}
