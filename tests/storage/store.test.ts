import { gzipSync, strToU8 } from 'fflate'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Prepared } from '../../src/pack/records'
import { StorageError, storeOver } from '../../src/storage'
import type { Store } from '../../src/storage'
import type { Tables } from '../../src/storage/tables'
import { KINDS, PLACES, everything } from './places'
import type { Place } from './places'
import { prepared } from './prepared'

const badRow = (): Prepared => {
  const set = prepared('a', { title: 'new' })
  return { ...set, evidence: [...set.evidence, { ...set.evidence[0]!, org: undefined as unknown as string }] }
}
const many = (id: string, count: number, title = id) =>
  prepared(id, { title, offices: Array.from({ length: count }, (_, i) => `办${i}`) })

describe.each(KINDS)('a store over %s', (kind) => {
  let place: Place
  let tables: Tables
  let store: Store
  beforeEach(async () => {
    place = await PLACES[kind]()
    tables = place.tables
    store = storeOver(tables)
  })
  afterEach(() => store.close())

  const save = async (...sets: Prepared[]) => store.save({ prepared: sets })

  describe('saving a dataset', () => {
    it('keeps all of it, and outlives closing and opening again where the place does', async () => {
      const [manifest] = await save(prepared('a'))
      const before = await everything(tables)
      if (place.reopen) {
        tables = await place.reopen()
        store = storeOver(tables)
      }
      expect(await everything(tables)).toEqual(before)
      expect(await store.listDatasets()).toEqual([manifest])
      const [held] = await store.readDatasets(['a'])
      expect(held!.meta!.orgs).toBe('["甲","乙"]')
      expect(new Uint8Array(held!.segments[0]!.bytes as ArrayBuffer)).toEqual(Uint8Array.of(1, 2))
      expect(held!.segments[0]!.index.table).toEqual(Uint32Array.of(0, 1, 2, 3))
    })

    it('replaces the dataset of the same id and nothing else, in its old place', async () => {
      await save(prepared('a', { offices: ['甲', '乙', '丙'] }))
      await save(prepared('ab'))
      const other = await store.readReports('ab')
      await save(prepared('a', { title: 'new', offices: ['甲'], byte: 9 }))
      expect((await store.listDatasets()).map(({ id, title, order }) => [id, title, order])).toEqual([
        ['a', 'new', 1],
        ['ab', 'ab', 2],
      ])
      expect(await store.readReports('a')).toHaveLength(1)
      expect(await store.readReports('ab')).toEqual(other)
      expect((await everything(tables)).segments).toHaveLength(2)
    })

    it('changes nothing when one row is bad', async () => {
      await save(prepared('a', { title: 'old' }))
      const before = await everything(tables)
      await expect(save(prepared('b'), badRow())).rejects.toBeInstanceOf(StorageError)
      expect(await everything(tables)).toEqual(before)
    })

    it('changes nothing when cancelled half way, and rejects with the reason given', async () => {
      await save(many('a', 30, 'old'))
      const before = await everything(tables)
      const cancel = new AbortController()
      const reason = new Error('enough')
      const seen: number[] = []
      const saving = store.save(
        { prepared: [many('a', 1200, 'new')] },
        {
          signal: cancel.signal,
          onProgress: ({ done }) => {
            seen.push(done)
            if (done >= 1000) cancel.abort(reason)
          },
        },
      )
      await expect(saving).rejects.toBe(reason)
      expect(seen).toEqual([500, 1000])
      expect(await everything(tables)).toEqual(before)
    })

    it('tells how far it is', async () => {
      const seen: { done: number; total: number }[] = []
      await store.save({ prepared: [many('a', 700)] }, { onProgress: (progress) => seen.push(progress) })
      expect(seen).toEqual([
        { done: 500, total: 700 },
        { done: 700, total: 700 },
      ])
    })

    it('refuses to let what a user brought and what came with the app replace one another', async () => {
      const shipped = (id: string) => ({ ...prepared(id), manifest: { ...prepared(id).manifest, shipped: true } })
      await save(shipped('a'), prepared('b'))
      const before = await everything(tables)
      await expect(save(prepared('a'))).rejects.toMatchObject({ reason: 'held' })
      await expect(save(shipped('b'))).rejects.toMatchObject({ reason: 'held' })
      expect(await everything(tables)).toEqual(before)
    })
  })

  describe('removing a dataset', () => {
    it('leaves nothing of it, and all of the others', async () => {
      await save(prepared('b'))
      const before = await everything(tables)
      await save(prepared('a'))
      await store.remove('a')
      await store.remove('never held')
      expect(await everything(tables)).toEqual(before)
    })
  })

  describe('evidence', () => {
    it('comes from the last dataset that holds the office and year', async () => {
      await save(prepared('a', { offices: ['甲', '乙'] }))
      await save(prepared('b', { offices: ['乙'], byte: 2 }))
      expect((await store.readEvidence(['a', 'b'], '乙', 2021))?.dataset).toBe('b')
      expect((await store.readEvidence(['b', 'a'], '乙', 2021))?.dataset).toBe('a')
      expect(await store.readEvidence(['a', 'b'], '甲', 2021)).toMatchObject({ report: { org: '甲' } })
      expect(await store.readEvidence(['a', 'b'], '甲', 2020)).toBeUndefined()
      expect(await store.readEvidence([], '甲', 2021)).toBeUndefined()
    })
  })

  it('reads the datasets asked for in their own order, few or many', async () => {
    for (const id of ['b', 'a', 'c']) await save(prepared(id))
    const order = async (ids: string[]) => (await store.readDatasets(ids)).map(({ manifest }) => manifest.id)
    expect(await order(['c', 'b', 'none', 'c'])).toEqual(['b', 'c'])
    const others = Array.from({ length: 9 }, (_, i) => `d${i}`)
    await save(...others.map((id) => prepared(id)))
    expect(await order([...others, 'a'])).toEqual(['a', ...others])
    expect(
      (await store.readDatasets([...others, 'a'])).every(({ meta, segments }) => meta && segments.length === 1),
    ).toBe(true)
  })

  it('keeps settings and drafts', async () => {
    expect(await store.readSetting('lang')).toBeUndefined()
    await store.writeSetting('lang', { locale: 'en' })
    expect(await store.readSetting('lang')).toEqual({ locale: 'en' })
    await store.putDrafts([
      { key: 'a', content: { office: '甲' } },
      { key: 'b', content: 1 },
    ])
    await store.putDrafts([{ key: 'b', content: 2 }])
    await store.removeDrafts(['a', 'never'])
    expect(await store.readDrafts()).toEqual([{ key: 'b', content: 2 }])
    await store.save({ prepared: [prepared('a')], drafts: ['b'] })
    expect(await store.readDrafts()).toEqual([])
  })

  it('keeps decks, the last changed first, and changes each as it stands', async () => {
    await store.editDeck('a', () => ({ id: 'a', time: 1, content: { pages: [1] } }))
    await store.editDeck('b', () => ({ id: 'b', time: 2, content: {} }))
    await Promise.all(
      [2, 3].map((n) =>
        store.editDeck('a', (held) => ({
          id: 'a',
          time: n + 1,
          content: { pages: [...(held!.content as { pages: number[] }).pages, n] },
        })),
      ),
    )
    expect(await store.readDecks()).toEqual([
      { id: 'a', time: 4, content: { pages: [1, 2, 3] } },
      { id: 'b', time: 2, content: {} },
    ])
    await store.editDeck('b', () => undefined)
    expect((await store.readDecks()).map(({ id }) => id)).toEqual(['a'])
  })

  it('calls back after a change, and no more when told so', async () => {
    const onChange = vi.fn()
    const end = store.watch(onChange)
    await vi.waitFor(async () => {
      await save(prepared('a'))
      expect(onChange).toHaveBeenCalled()
    })
    end()
    onChange.mockClear()
    await save(prepared('b'))
    await new Promise((done) => setTimeout(done, 30))
    expect(onChange).not.toHaveBeenCalled()
  })

  describe('a large set', () => {
    const large = (): Prepared => {
      const lines = ['甲', '乙']
        .map((org) => JSON.stringify({ org, year: 2021, cells: { 'fee.amount': { value: 7, raw: '7元' } }, prose: {} }))
        .join('\n')
      const small = prepared('a')
      return {
        ...small,
        evidence: [],
        texts: [{ dataset: 'a', part: 3, bytes: gzipSync(strToU8(lines)).buffer as ArrayBuffer }],
        segments: [{ ...small.segments[0]!, bytes: new ArrayBuffer(1 << 20) }],
      }
    }

    it('keeps its columns as a file, and finds raw text by its part', async () => {
      await save(large())
      const [held] = await store.readDatasets(['a'])
      expect(held!.segments[0]!.bytes).toBeInstanceOf(Blob)
      expect(await store.readEvidence(['a'], '乙', 2021, 3)).toMatchObject({
        dataset: 'a',
        extras: { org: '乙', cells: { 'fee.amount': { raw: '7元' } } },
      })
      expect(await store.readEvidence(['a'], '丙', 2021, 3)).toBeUndefined()
      expect(await store.readEvidence(['a'], '乙', 2021, 4)).toBeUndefined()
      expect(await store.readEvidence(['a'], '乙', 2021)).toBeUndefined()
      await store.remove('a')
      expect((await everything(tables)).texts).toEqual([])
    })
  })
})

it('changes nothing when a segment cannot be stored in a database, after all reports went in', async () => {
  const { tables } = await PLACES.indexedDb()
  const store = storeOver(tables)
  await store.save({ prepared: [prepared('a', { title: 'old' })] })
  const before = await everything(tables)
  const bad = prepared('a', { title: 'new' })
  const segments = [{ ...bad.segments[0]!, bytes: (() => 0) as unknown as ArrayBuffer }]
  await expect(store.save({ prepared: [{ ...bad, segments }] })).rejects.toMatchObject({ reason: 'unknown' })
  expect(await everything(tables)).toEqual(before)
  store.close()
})
