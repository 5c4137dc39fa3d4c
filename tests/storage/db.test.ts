import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it, vi } from 'vitest'
import {
  DB_NAME,
  StorageError,
  indexedDbTables,
  isNearlyFull,
  isPersisted,
  isShortOf,
  openStore,
  requestPersistence,
  spaceUsed,
  storeOver,
} from '../../src/storage'
import { asStorageError, guarded } from '../../src/storage/errors'
import { prepared } from './prepared'

const fresh = () => ({ indexedDB: new IDBFactory(), IDBKeyRange })
const named = (name: string, rest: object = {}) => Object.assign(new Error(name), { name, ...rest })

/** Opens the database as a page of another release would. */
const openedAs = (factory: IDBFactory, version: number, onUpgrade: (db: IDBDatabase) => void = () => undefined) =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const request = factory.open(DB_NAME, version)
    request.onupgradeneeded = () => onUpgrade(request.result)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('blocked'))
  })

/** A factory whose database never comes, or comes only after some failures. */
const failing = (error: (attempt: number) => Error | 'silence' | undefined) => {
  const { indexedDB } = fresh()
  let attempts = 0
  const open = indexedDB.open.bind(indexedDB)
  indexedDB.open = (...asked: Parameters<IDBFactory['open']>) => {
    const fault = error(++attempts)
    if (fault === undefined) return open(...asked)
    const request = { error: fault } as { onerror?: (event: unknown) => void; error: unknown }
    if (fault !== 'silence')
      setTimeout(() =>
        request.onerror?.({ target: request, preventDefault: () => undefined, stopPropagation: () => undefined }),
      )
    return request as unknown as IDBOpenDBRequest
  }
  return { dexie: { indexedDB, IDBKeyRange }, attempts: () => attempts }
}

describe('opening', () => {
  it('says where there is no IndexedDB, and works from memory', async () => {
    const dexie = { indexedDB: undefined as unknown as IDBFactory, IDBKeyRange }
    await expect(indexedDbTables({ dexie })).rejects.toMatchObject({ name: 'StorageError', reason: 'unavailable' })
    const { store, problem } = await openStore({ dexie })
    expect([store.kind, problem?.reason]).toEqual(['memory', 'unavailable'])
    await store.save({ prepared: [prepared('a')] })
    expect(await store.listDatasets()).toHaveLength(1)
  })

  it.each([
    ['SecurityError', 'unavailable', 1],
    ['UnknownError', 'unknown', 3],
  ])('works from memory where the browser fails with %s', async (name, reason, tries) => {
    const { dexie, attempts } = failing(() => named(name))
    const { store, problem } = await openStore({ dexie })
    expect([store.kind, problem?.reason]).toEqual(['memory', reason])
    expect(attempts()).toBeGreaterThanOrEqual(tries)
  })

  it('opens at last where the browser failed at first', async () => {
    const { dexie } = failing((attempt) => (attempt <= 2 ? named('UnknownError') : undefined))
    const { store, problem } = await openStore({ dexie })
    expect([store.kind, problem]).toEqual(['indexedDb', undefined])
    store.close()
  })

  it('works from memory where the database does not answer', async () => {
    const { dexie } = failing(() => 'silence')
    const { store, problem } = await openStore({ dexie, patience: 20 })
    expect([store.kind, problem?.reason]).toEqual(['memory', 'silent'])
  })

  it('goes on reading, and writes no more, when another tab moves to a newer version', async () => {
    const dexie = fresh()
    const onNewer = vi.fn()
    const store = storeOver(await indexedDbTables({ dexie, onNewer }))
    await store.save({ prepared: [prepared('a')] })
    const newer = await openedAs(dexie.indexedDB, 990)
    expect(onNewer).toHaveBeenCalledOnce()
    expect(await store.listDatasets()).toMatchObject([{ id: 'a' }])
    await expect(store.save({ prepared: [prepared('b')] })).rejects.toMatchObject({ reason: 'newer' })
    expect(await store.listDatasets()).toHaveLength(1)
    newer.close()
    store.close()
  })

  it('reads what a newer release left, even without a table it knew', async () => {
    const dexie = fresh()
    const before = storeOver(await indexedDbTables({ dexie }))
    await before.save({ prepared: [prepared('a')] })
    before.close()
    ;(await openedAs(dexie.indexedDB, 990, (db) => db.deleteObjectStore('choices'))).close()
    const { store, problem } = await openStore({ dexie })
    expect([store.kind, problem?.reason]).toEqual(['indexedDb', 'newer'])
    expect(await store.listDatasets()).toMatchObject([{ id: 'a' }])
    expect((await store.readEdits()).choices).toEqual([])
    await expect(store.remove('a')).rejects.toMatchObject({ reason: 'newer' })
    store.close()
  })

  it('says when a tab with an older version stands in the way', async () => {
    const dexie = fresh()
    const older = await openedAs(dexie.indexedDB, 1)
    await expect(openStore({ dexie })).rejects.toMatchObject({ reason: 'blocked' })
    older.close()
  })
})

describe('errors', () => {
  it.each([
    [named('QuotaExceededError'), 'quota'],
    [named('AbortError', { inner: named('QuotaExceededError') }), 'quota'],
    [named('BulkError', { failures: [named('AbortError', { inner: named('QuotaExceededError') })] }), 'quota'],
    [named('OpenFailedError', { inner: named('SecurityError') }), 'unavailable'],
    [named('DatabaseClosedError', { inner: named('MissingAPIError') }), 'unavailable'],
    [named('VersionError'), 'newer'],
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

  it('knows what was promised, and when there is too little room', async () => {
    const space = (usage: number, quota: number) => ({ estimate: () => Promise.resolve({ usage, quota }) })
    expect(await isPersisted({ persisted: () => Promise.resolve(true) })).toBe(true)
    expect(await isPersisted({})).toBe(false)
    expect(await isShortOf(5, space(5, 9))).toBe(true)
    expect(await isShortOf(4, space(5, 9))).toBe(false)
    expect(await isShortOf(4, {})).toBe(false)
    expect([isNearlyFull({ usage: 90, quota: 100 }), isNearlyFull({ usage: 9, quota: 100 }), isNearlyFull({})]).toEqual(
      [true, false, false],
    )
  })
})
