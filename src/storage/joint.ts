import { Dexie } from 'dexie'
import type { DexieOptions } from 'dexie'
import { DB_NAME } from './db'

/** A database of its own: what it holds is a copy, made to open faster, and may be gone or stale at any time. */
export const JOINT_DB = `${DB_NAME}-joint`

/**
 * Where the copy of many small datasets is kept. None of it ever rejects: without the copy, all is read as it is
 * stored.
 */
export interface JointPlace {
  read(): Promise<unknown>
  write(record: unknown): Promise<void>
  forget(): Promise<void>
}

const KEY = 'joint'
/** Milliseconds after which what does not answer counts as not there. */
const PATIENCE = 4000

export function jointPlace(dexie?: DexieOptions): JointPlace {
  const inIt = async <T>(work: (of: Dexie) => PromiseLike<T>): Promise<T | undefined> => {
    const db = new Dexie(JOINT_DB, dexie)
    let timer: ReturnType<typeof setTimeout> | undefined
    const silent = new Promise<undefined>((done) => {
      timer = setTimeout(() => done(undefined), PATIENCE)
    })
    try {
      db.version(1).stores({ joint: '' })
      return await Promise.race([work(db), silent])
    } catch {
      return undefined
    } finally {
      clearTimeout(timer)
      db.close()
    }
  }
  return {
    read: () => inIt((db) => db.table('joint').get(KEY)),
    write: async (record) => void (await inIt((db) => db.table('joint').put(record, KEY))),
    forget: async () => void (await inIt((db) => db.delete())),
  }
}
