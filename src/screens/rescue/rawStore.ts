/**
 * The database as it lies there, whatever it holds: each table and record is read by itself, so that one that cannot be
 * read costs no other. It knows nothing of the rest of the program, which may be what is broken.
 */
export const DATABASE = 'disclosure-lens'
/** A copy of some of it, made to open faster. */
const COPY = 'disclosure-lens-joint'

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/** The database, or nothing where there is none. Rejects where it cannot be opened, or does not answer in time. */
export function openRaw(patience = 8000): Promise<IDBDatabase | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('timeout')), patience)
    let isNew = false
    const request = indexedDB.open(DATABASE)
    request.onupgradeneeded = () => {
      isNew = true
      request.transaction?.abort()
    }
    request.onsuccess = () => {
      clearTimeout(timer)
      // Another tab, or the button below, may want to change the database: this page does not stand in the way.
      request.result.onversionchange = () => request.result.close()
      resolve(request.result)
    }
    request.onerror = () => {
      clearTimeout(timer)
      if (isNew) resolve(undefined)
      else reject(request.error)
    }
  })
}

/** What a table holds that can be read, and how many records cannot. */
export interface Readable {
  records: unknown[]
  unreadable: number
}

/** The records of a table, or of one dataset in it, one by one. */
export async function readAll(db: IDBDatabase, table: string, dataset?: string): Promise<Readable> {
  if (!db.objectStoreNames.contains(table)) return { records: [], unreadable: 0 }
  const keys = await answer(
    db
      .transaction(table)
      .objectStore(table)
      .getAllKeys(dataset && rangeOf(db, table, dataset)),
  )
  const found: Readable = { records: [], unreadable: 0 }
  for (const key of keys) {
    try {
      found.records.push(await answer(db.transaction(table).objectStore(table).get(key)))
    } catch {
      found.unreadable++
    }
  }
  return found
}

/** The keys of one dataset in a table: its own, or all that begin with it. */
function rangeOf(db: IDBDatabase, table: string, dataset: string): IDBKeyRange {
  const { keyPath } = db.transaction(table).objectStore(table)
  return Array.isArray(keyPath) ? IDBKeyRange.bound([dataset], [dataset, []]) : IDBKeyRange.only(dataset)
}

export const countIn = (db: IDBDatabase, table: string): Promise<number> =>
  answer(db.transaction(table).objectStore(table).count())

const PARTS = ['datasets', 'segments', 'meta', 'evidence', 'texts', 'sources']

/** Removes one dataset with all its parts, or nothing. */
export function removeRaw(db: IDBDatabase, dataset: string): Promise<void> {
  const tables = PARTS.filter((table) => db.objectStoreNames.contains(table))
  const ranges = tables.map((table) => rangeOf(db, table, dataset))
  const change = db.transaction(tables, 'readwrite')
  tables.forEach((table, i) => change.objectStore(table).delete(ranges[i]!))
  return new Promise((resolve, reject) => {
    change.oncomplete = () => resolve()
    change.onabort = change.onerror = () => reject(change.error)
  })
}

const deleteOne = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('blocked'))
  })

/** Deletes everything. Rejects where another tab keeps it open. */
export async function deleteRaw(): Promise<void> {
  await deleteOne(DATABASE)
  await deleteOne(COPY)
}
