import type { Page } from 'playwright-core'

/** All that the app's database holds but drafts, a line a record: table, key, and a digest of the content. */
export async function contents(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const hex = async (bytes: BufferSource): Promise<string> =>
      [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('')
    /** Of a record as JSON, with each run of bytes digested by itself. */
    const digest = async (record: unknown): Promise<string> => {
      const parts: BufferSource[] = []
      const text = JSON.stringify(record, (_key, value: unknown) =>
        value instanceof ArrayBuffer || ArrayBuffer.isView(value)
          ? `bytes ${parts.push(value as BufferSource)}`
          : value,
      )
      const digests = await Promise.all(parts.map(hex))
      return hex(new TextEncoder().encode(text + digests.join()))
    }

    const db = await answer(indexedDB.open('disclosure-lens'))
    const lines: string[] = []
    for (const name of db.objectStoreNames) {
      if (name === 'drafts') continue
      const store = db.transaction(name).objectStore(name)
      const [keys, records] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())])
      for (const [i, key] of keys.entries()) lines.push(`${name} ${JSON.stringify(key)} ${await digest(records[i])}`)
    }
    db.close()
    return lines
  })
}

/** What a table answers: the record at a key, or without one how many it holds. */
async function asked(page: Page, table: string, key?: readonly (string | number)[]): Promise<unknown> {
  return page.evaluate(
    async ({ name, at }) => {
      const answer = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error)
        })
      const db = await answer(indexedDB.open('disclosure-lens'))
      const store = db.transaction(name).objectStore(name)
      const found: unknown = at ? await answer(store.get([...at])) : await answer(store.count())
      db.close()
      return found
    },
    { name: table, at: key },
  )
}

/** One stored record, by its table and key. */
export const record = (page: Page, table: string, key: readonly (string | number)[]): Promise<unknown> =>
  asked(page, table, key)

/** How many records a table holds. */
export const countOf = async (page: Page, table: string): Promise<number> => Number(await asked(page, table))
