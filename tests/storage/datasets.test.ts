import 'fake-indexeddb/auto'
import { gzipSync, strToU8 } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  StorageError,
  listDatasets,
  openDb,
  readDatasets,
  readEvidence,
  readReports,
  readSetting,
  removeDataset,
  saveDataset,
  writeSetting,
} from '../../src/storage'
import type { LensDb } from '../../src/storage'
import type { Prepared } from '../../src/pack/records'
import { prepared } from './prepared'

let db: LensDb
beforeEach(() => {
  db = openDb()
})
afterEach(() => db.delete())

/** Everything stored, to compare before and after. */
const everything = async () =>
  Object.fromEntries(await Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()])))

const badRow = (): Prepared => {
  const set = prepared('a', { title: 'new' })
  return { ...set, evidence: [...set.evidence, { ...set.evidence[0]!, org: undefined as unknown as string }] }
}

const many = (id: string, count: number, title = id) =>
  prepared(id, { title, offices: Array.from({ length: count }, (_, i) => `办${i}`) })

describe('saving a dataset', () => {
  it('outlives closing and opening again', async () => {
    const manifest = await saveDataset(db, prepared('a'))
    const before = await everything()
    db.close()
    db = openDb()
    expect(await everything()).toEqual(before)
    expect(await listDatasets(db)).toEqual([manifest])
    const {
      stored: [held],
    } = await readDatasets(db, ['a'])
    expect(held!.meta.orgs).toBe('["甲","乙"]')
    expect(new Uint8Array(held!.segments[0]!.bytes as ArrayBuffer)).toEqual(Uint8Array.of(1, 2))
    expect(held!.segments[0]!.index.table).toEqual(Uint32Array.of(0, 1, 2, 3))
  })

  it('replaces the dataset of the same id and nothing else, in its old place', async () => {
    await saveDataset(db, prepared('a', { offices: ['甲', '乙', '丙'] }))
    await saveDataset(db, prepared('ab'))
    const other = await readReports(db, 'ab')
    await saveDataset(db, prepared('a', { title: 'new', offices: ['甲'], byte: 9 }))
    expect((await listDatasets(db)).map(({ id, title, order }) => [id, title, order])).toEqual([
      ['a', 'new', 1],
      ['ab', 'ab', 2],
    ])
    expect(await readReports(db, 'a')).toHaveLength(1)
    expect(await readReports(db, 'ab')).toEqual(other)
    expect(await db.segments.count()).toBe(2)
  })

  it('changes nothing when one row is bad', async () => {
    await saveDataset(db, prepared('a', { title: 'old' }))
    const before = await everything()
    await expect(saveDataset(db, badRow())).rejects.toBeInstanceOf(StorageError)
    expect(await everything()).toEqual(before)
  })

  it('changes nothing when a segment cannot be stored, after all reports went in', async () => {
    await saveDataset(db, prepared('a', { title: 'old' }))
    const before = await everything()
    const bad = prepared('a', { title: 'new' })
    const segments = [{ ...bad.segments[0]!, bytes: (() => 0) as unknown as ArrayBuffer }]
    await expect(saveDataset(db, { ...bad, segments })).rejects.toMatchObject({ reason: 'unknown' })
    expect(await everything()).toEqual(before)
  })

  it('changes nothing when cancelled half way, and rejects with the reason given', async () => {
    await saveDataset(db, many('a', 30, 'old'))
    const before = await everything()
    const cancel = new AbortController()
    const reason = new Error('enough')
    const seen: number[] = []
    const saving = saveDataset(db, many('a', 1200, 'new'), {
      signal: cancel.signal,
      onProgress: ({ done }) => {
        seen.push(done)
        if (done >= 1000) cancel.abort(reason)
      },
    })
    await expect(saving).rejects.toBe(reason)
    expect(seen).toEqual([500, 1000])
    expect(await everything()).toEqual(before)
  })

  it('tells how far it is', async () => {
    const seen: { done: number; total: number }[] = []
    await saveDataset(db, many('a', 700), { onProgress: (progress) => seen.push(progress) })
    expect(seen).toEqual([
      { done: 500, total: 700 },
      { done: 700, total: 700 },
    ])
  })
})

describe('removing a dataset', () => {
  it('leaves nothing of it, and all of the others', async () => {
    await saveDataset(db, prepared('b'))
    const before = await everything()
    await saveDataset(db, prepared('a'))
    await removeDataset(db, 'a')
    await removeDataset(db, 'never held')
    expect(await everything()).toEqual(before)
  })
})

describe('evidence', () => {
  it('comes from the last dataset that holds the office and year', async () => {
    await saveDataset(db, prepared('a', { offices: ['甲', '乙'] }))
    await saveDataset(db, prepared('b', { offices: ['乙'], byte: 2 }))
    expect((await readEvidence(db, ['a', 'b'], '乙', 2021))?.dataset).toBe('b')
    expect((await readEvidence(db, ['b', 'a'], '乙', 2021))?.dataset).toBe('a')
    expect(await readEvidence(db, ['a', 'b'], '甲', 2021)).toMatchObject({ report: { org: '甲' } })
    expect(await readEvidence(db, ['a', 'b'], '甲', 2020)).toBeUndefined()
    expect(await readEvidence(db, [], '甲', 2021)).toBeUndefined()
  })
})

it('reads the datasets asked for in their own order', async () => {
  for (const id of ['b', 'a', 'c']) await saveDataset(db, prepared(id))
  expect((await readDatasets(db, ['c', 'b', 'none', 'c'])).stored.map(({ manifest }) => manifest.id)).toEqual([
    'b',
    'c',
  ])
})

it('keeps settings', async () => {
  expect(await readSetting(db, 'lang')).toBeUndefined()
  await writeSetting(db, 'lang', { locale: 'en' })
  expect(await readSetting(db, 'lang')).toEqual({ locale: 'en' })
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
    await saveDataset(db, large())
    const [held] = (await readDatasets(db, ['a'])).stored
    expect(held!.segments[0]!.bytes).toBeInstanceOf(Blob)
    expect(await readEvidence(db, ['a'], '乙', 2021, 3)).toMatchObject({
      dataset: 'a',
      extras: { org: '乙', cells: { 'fee.amount': { raw: '7元' } } },
    })
    expect(await readEvidence(db, ['a'], '丙', 2021, 3)).toBeUndefined()
    expect(await readEvidence(db, ['a'], '乙', 2021, 4)).toBeUndefined()
    expect(await readEvidence(db, ['a'], '乙', 2021)).toBeUndefined()
    await removeDataset(db, 'a')
    expect(await db.texts.count()).toBe(0)
  })
})
