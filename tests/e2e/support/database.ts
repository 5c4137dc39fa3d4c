import type { Page } from 'playwright-core'

/** All that the app's database holds but drafts, a line a record: table, key, and a digest of the content. */
export async function contents(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const plain = (_key: string, value: unknown): unknown =>
      value instanceof ArrayBuffer
        ? [...new Uint8Array(value)]
        : ArrayBuffer.isView(value)
          ? [...(value as Uint8Array)]
          : value
    const digest = async (text: string): Promise<string> =>
      [...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('')

    const db = await answer(indexedDB.open('disclosure-lens'))
    const lines: string[] = []
    for (const name of db.objectStoreNames) {
      if (name === 'drafts') continue
      const store = db.transaction(name).objectStore(name)
      const [keys, records] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())])
      for (const [i, key] of keys.entries())
        lines.push(`${name} ${JSON.stringify(key)} ${await digest(JSON.stringify(records[i], plain))}`)
    }
    db.close()
    return lines
  })
}

/** One stored record, by its table and key. */
export async function record(page: Page, table: string, key: readonly (string | number)[]): Promise<unknown> {
  return page.evaluate(
    async ({ name, at }) => {
      const answer = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error)
        })
      const db = await answer(indexedDB.open('disclosure-lens'))
      const found: unknown = await answer(
        db
          .transaction(name)
          .objectStore(name)
          .get([...at]),
      )
      db.close()
      return found
    },
    { name: table, at: key },
  )
}

/** How many records a table holds. */
export async function countOf(page: Page, table: string): Promise<number> {
  return page.evaluate(async (name) => {
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = await answer(indexedDB.open('disclosure-lens'))
    const count = await answer(db.transaction(name).objectStore(name).count())
    db.close()
    return count
  }, table)
}
