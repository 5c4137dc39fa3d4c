import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it, vi } from 'vitest'
import { StorageError, listDatasets, openDb, ready, requestPersistence, spaceUsed } from '../../src/storage'
import { asStorageError, guarded } from '../../src/storage/errors'

const fresh = () => ({ indexedDB: new IDBFactory(), IDBKeyRange })

const named = (name: string, rest: object = {}) => Object.assign(new Error(name), { name }, rest)

describe('opening', () => {
  it('says where there is no IndexedDB', async () => {
    const db = openDb({ dexie: { indexedDB: undefined as unknown as IDBFactory, IDBKeyRange } })
    await expect(ready(db)).rejects.toMatchObject({ name: 'StorageError', reason: 'unavailable' })
    await expect(listDatasets(db)).rejects.toMatchObject({ reason: 'unavailable' })
  })

  it('closes for good when another tab wants a newer version, and lets it', async () => {
    const dexie = fresh()
    const onClosed = vi.fn()
    const db = openDb({ dexie, onClosed })
    await ready(db)
    await new Promise((resolve, reject) => {
      const request = dexie.indexedDB.open(db.name, 990)
      request.onsuccess = resolve
      request.onerror = reject
      request.onblocked = reject
    })
    expect(onClosed).toHaveBeenCalledOnce()
    await expect(listDatasets(db)).rejects.toMatchObject({ reason: 'blocked' })
  })

  it('says when a tab with an older version stands in the way', async () => {
    const dexie = fresh()
    const db = openDb({ dexie })
    await new Promise((resolve) => {
      dexie.indexedDB.open(db.name, 1).onsuccess = resolve
    })
    await expect(ready(db)).rejects.toMatchObject({ reason: 'blocked' })
  })
})

describe('errors', () => {
  it.each([
    [named('QuotaExceededError'), 'quota'],
    [named('AbortError', { inner: named('QuotaExceededError') }), 'quota'],
    [named('BulkError', { failures: [named('AbortError', { inner: named('QuotaExceededError') })] }), 'quota'],
    [named('OpenFailedError', { inner: named('SecurityError') }), 'unavailable'],
    [named('DatabaseClosedError', { inner: named('MissingAPIError') }), 'unavailable'],
    [named('VersionError'), 'blocked'],
    [named('ConstraintError'), 'unknown'],
    ['text', 'unknown'],
  ])('%s', (error, reason) => {
    expect(asStorageError(error)).toMatchObject({ reason, cause: error })
    expect(asStorageError(error)).toBeInstanceOf(StorageError)
  })

  it('leaves a StorageError and a cancellation as they are', async () => {
    const quota = new StorageError('quota')
    await expect(guarded(() => Promise.reject(quota))).rejects.toBe(quota)
    await expect(guarded(() => Promise.reject(named('AbortError')), AbortSignal.abort('stop'))).rejects.toBe('stop')
  })
})

describe('space', () => {
  it('asks for persistence once, and takes no for an answer', async () => {
    const persist = vi.fn(() => Promise.resolve(true))
    expect(await requestPersistence({ persisted: () => Promise.resolve(true), persist })).toBe(true)
    expect(persist).not.toHaveBeenCalled()
    expect(await requestPersistence({ persisted: () => Promise.resolve(false), persist })).toBe(true)
    expect(await requestPersistence({ persist: () => Promise.reject(new Error()) })).toBe(false)
    expect(await requestPersistence({})).toBe(false)
    expect(await spaceUsed({ estimate: () => Promise.resolve({ usage: 5, quota: 9 }) })).toEqual({ usage: 5, quota: 9 })
    expect(await spaceUsed({})).toEqual({})
  })
})
