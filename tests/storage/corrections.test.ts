import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { collectionOf } from '../../src/pack/records'
import type { CorrectionRecord, Prepared } from '../../src/pack/records'
import { CorrectionTaken, storeOver } from '../../src/storage'
import type { Store } from '../../src/storage'
import type { Tables } from '../../src/storage/tables'
import { correction } from './correction'
import { KINDS, PLACES, everything } from './places'
import { prepared } from './prepared'

describe.each(KINDS)('corrections over %s', (kind) => {
  let tables: Tables
  let store: Store
  beforeEach(async () => {
    tables = (await PLACES[kind]()).tables
    store = storeOver(tables)
    await store.save({ prepared: [prepared('a')] })
  })
  afterEach(() => store.close())

  const held = async () => (await store.readEdits()).corrections
  const carrying = (id: string, ...corrections: CorrectionRecord[]): Prepared => ({
    ...prepared(id),
    corrections: corrections.map(({ collection: _collection, ...one }) => one),
  })

  it('outlive replacing, removing and restoring the dataset they were made over', async () => {
    await store.correct(correction(), { dataset: 'a' })
    await store.choose({ org: '甲', year: 2021, dataset: 'a' })
    await store.save({ prepared: [prepared('a', { title: 'new', byte: 2 })] })
    expect(await held()).toEqual([correction()])
    await store.remove('a')
    expect(await held()).toEqual([correction()])
    await store.save({ prepared: [prepared('a')] })
    expect(await store.readEdits()).toEqual({
      corrections: [correction()],
      choices: [{ org: '甲', year: 2021, dataset: 'a' }],
    })
  })

  it('are remembered in order, taken back or not', async () => {
    await store.correct(correction(), { dataset: 'a' })
    const second = await store.correct(correction({ now: { value: 28 }, time: 100 }), { dataset: 'a', correction: 100 })
    expect(second.time).toBe(101)
    await store.takeBack(correction(), 200, { dataset: 'a', correction: 101 })
    expect(await held()).toEqual([])
    await store.takeBack(correction(), 201, {})
    await store.correct(correction({ time: 300 }), { dataset: 'a' })
    expect((await store.historyOf(correction())).map(({ now, time }) => [now, time])).toEqual([
      [{ value: 288 }, 100],
      [{ value: 28 }, 101],
      [undefined, 200],
      [{ value: 288 }, 300],
    ])
    expect(await store.historyOf(correction({ code: 'penalty.change' }))).toEqual([])
  })

  it('refuse to replace another that was not seen, and name it', async () => {
    await store.correct(correction(), {})
    const before = await everything(tables)
    const again = store.correct(correction({ now: { value: 5 }, time: 150 }), { dataset: 'a' })
    await expect(again).rejects.toBeInstanceOf(CorrectionTaken)
    await expect(again).rejects.toMatchObject({ reason: 'taken', present: correction() })
    await expect(store.takeBack(correction(), 160, { correction: 99 })).rejects.toMatchObject({ reason: 'taken' })
    expect(await everything(tables)).toEqual(before)
  })

  it('refuse a report that has been removed', async () => {
    await store.remove('a')
    const before = await everything(tables)
    await expect(store.correct(correction(), { dataset: 'a' })).rejects.toMatchObject({ reason: 'gone' })
    expect(await everything(tables)).toEqual(before)
  })

  it('come in with a dataset, but not over what was done later here', async () => {
    await store.save({ prepared: [carrying('b', correction())] })
    expect(await held()).toEqual([correction()])
    await store.correct(correction({ now: { value: 3 }, time: 500 }), { correction: 100 })
    await store.save({ prepared: [carrying('b', correction())] })
    expect((await held()).map(({ now }) => now)).toEqual([{ value: 3 }])
    await store.takeBack(correction(), 600, { correction: 500 })
    await store.save({ prepared: [carrying('b', correction({ time: 550 }))] })
    expect(await held()).toEqual([])
    await store.save({ prepared: [carrying('b', correction({ time: 700, now: { missing: 'dash' } }))] })
    expect((await held()).map(({ now }) => now)).toEqual([{ missing: 'dash' }])
  })

  it('of made-up data stay apart from the real', async () => {
    const madeUp = carrying('demo', correction({ time: 900 }))
    const manifest = { ...madeUp.manifest, synthetic: true }
    expect([collectionOf(manifest), collectionOf(madeUp.manifest)]).toEqual(['demo', 'real'])
    await store.correct(correction(), {})
    await store.save({ prepared: [{ ...madeUp, manifest }] })
    expect((await held()).map(({ collection, time }) => [collection, time])).toEqual([
      ['demo', 900],
      ['real', 100],
    ])
  })
})
