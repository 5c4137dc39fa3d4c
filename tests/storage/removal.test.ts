import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { storeOver, withLeftOut, streamedOf } from '../../src/storage'
import type { Store } from '../../src/storage'
import type { Tables } from '../../src/storage/tables'
import { correction } from './correction'
import { KINDS, PLACES, everything, wholeOf } from './places'
import { prepared } from './prepared'

const original = (dataset: string, org: string, text: string) => ({
  dataset,
  org,
  year: 2021,
  name: `${org}.txt`,
  file: new Blob([text]),
})

it('the versions left out of an import go with it, and no other import', () => {
  const held = ['a', 'a-v1', 'a-v2', 'a-very', 'a-v1x', 'b', 'b-v1'].map((id) => ({ id }))
  expect(withLeftOut('a', held)).toEqual(['a', 'a-v1', 'a-v2'])
  expect(withLeftOut('b-v1', held)).toEqual(['b-v1'])
})

describe.each(KINDS)('removing from %s', (kind) => {
  let tables: Tables
  let store: Store
  beforeEach(async () => {
    tables = (await PLACES[kind]()).tables
    store = storeOver(tables)
    await store.save({
      prepared: [prepared('a', { offices: ['甲', '乙'] }), prepared('b', { offices: ['乙', '丙'] })],
      sources: [original('a', '甲', 'one'), original('a', '乙', 'three'), original('b', '丙', 'four')],
      choices: [{ org: '乙', year: 2021, dataset: 'a' }],
    })
    await store.correct(correction({ org: '甲', year: 2021 }))
    await store.correct(correction({ org: '丙', year: 2021 }))
  })
  afterEach(() => store.close())

  it('says before what goes and what stays', async () => {
    expect(await store.contentsOf(['a'])).toEqual({ reports: 2, originals: 2, bytes: 8, corrections: 1, elsewhere: 1 })
    expect(await store.contentsOf(['a', 'b'])).toMatchObject({ reports: 4, originals: 3, corrections: 2, elsewhere: 0 })
  })

  it('can be undone: everything is as it was, in the same order', async () => {
    const before = await everything(tables)
    const removed = await store.remove('a')
    expect((await store.listDatasets()).map(({ id }) => id)).toEqual(['b'])
    expect(await store.readSources('a')).toEqual([])
    expect((await store.readEdits()).corrections).toHaveLength(2)
    await store.putBack(removed)
    expect(await everything(tables)).toEqual(before)
    expect((await store.listDatasets()).map(({ id }) => id)).toEqual(['a', 'b'])
  })

  it('is not undone over what took its place meanwhile', async () => {
    const removed = await store.remove('a')
    await store.save({ prepared: [prepared('a', { title: 'another' })] })
    await expect(store.putBack(removed)).rejects.toMatchObject({ reason: 'held' })
    expect((await store.listDatasets()).find(({ id }) => id === 'a')?.title).toBe('another')
  })

  it('of everything leaves nothing, and all of it can be put back', async () => {
    await store.putLedger([{ collection: 'real', kind: 'roster', key: '甲区', time: 1, content: {} }])
    const before = await everything(tables)
    const whole = await wholeOf(store, true)
    await store.wipe()
    expect(Object.values(await everything(tables)).flat()).toEqual([])
    await store.returnTo(streamedOf(whole))
    expect(await everything(tables)).toEqual(before)
  })
})
