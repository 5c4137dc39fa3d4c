import { describe, expect, it, vi } from 'vitest'
import type { MetricId } from '../../src/domain/metrics'
import { prepare } from '../../src/pack/prepare'
import type { Prepared } from '../../src/pack/records'
import { runMatrix } from '../../src/query/answers/matrix'
import { storeOver } from '../../src/storage'
import { Collections } from '../../src/stores/collections'
import { dataset, org, report } from '../query/small'
import { KINDS, PLACES } from '../storage/places'

const set = (id: string, office: string, value: number): Prepared => {
  const given = dataset(id, [org(office)], [report(office, 2021, { cells: { 'penalty.decisions': value } })])
  return prepare({ ...given, synthetic: false })
}

const damaged = (of: Prepared): Prepared => {
  const [segment] = of.segments
  const bytes = (segment!.bytes as ArrayBuffer).slice(0)
  new Uint8Array(bytes)[bytes.byteLength - 1]! ^= 1
  return { ...of, segments: [{ ...segment!, bytes }] }
}

describe.each(KINDS)('collections over %s', (kind) => {
  const open = async (...sets: Prepared[]) => {
    const { tables } = await PLACES[kind]()
    const store = storeOver(tables)
    await store.save({ prepared: sets })
    const collections = new Collections()
    return { tables, store, collections }
  }
  const values = (collections: Collections, metric: MetricId = 'penalty.decisions') => [
    ...runMatrix(collections.frameOf('real')!, { kind: 'matrix', metric, scope: { year: 2021 }, years: [2021] }).values,
  ]
  const correction = {
    collection: 'real',
    org: '甲',
    year: 2021,
    in: 'cells',
    code: 'penalty.decisions',
    now: { value: 8 },
    was: 1,
    reason: '错列',
    time: 5,
  } as const

  it('show what was stored without listing what else is held', async () => {
    const { store, collections } = await open(set('a', '甲', 1))
    await collections.refresh(store)
    const saved = await store.save({ prepared: [set('b', '乙', 2)] })
    const list = vi.spyOn(store, 'listDatasets')
    expect(await collections.refresh(store, [...collections.manifests, ...saved])).toBe(true)
    expect(values(collections)).toEqual([1, 2])
    expect(list).not.toHaveBeenCalled()
    expect(await collections.refresh(store)).toBe(false)
  })

  it('have an office under its new name and area in all its years, once it was changed', async () => {
    const { store, collections } = await open(set('a', '甲', 1), set('b', '甲', 2))
    await collections.refresh(store)
    const content = {
      id: '甲',
      name: '新甲街道',
      area: '某区',
      areas: [{ id: '某区', name: '某区', level: 'district', parents: [] }],
    }
    await store.putLedger([{ collection: 'real', kind: 'office', key: '甲', time: 1, content }])
    expect(await collections.refresh(store)).toBe(true)
    const under = (year: number) =>
      runMatrix(collections.frameOf('real')!, {
        kind: 'matrix',
        metric: 'penalty.decisions',
        scope: { area: '某区', year },
        years: [2021],
      })
    expect(under(2019).orgs.map(({ id, name }) => [id, name])).toEqual([['甲', '新甲街道']])
    expect([...under(2021).values]).toEqual([2])
    await store.removeLedger([{ collection: 'real', kind: 'office', key: '甲' }])
    expect(await collections.refresh(store)).toBe(true)
    expect(collections.frameOf('real')!.orgs.map(({ name }) => name)).toEqual(['甲办事处'])
  })

  it('have one office in place of two that were put together, with its corrections and roster line, until they are parted', async () => {
    const { store, collections } = await open(set('a', '甲', 1), set('b', '乙', 2))
    await store.correct({ ...correction, was: 1, now: { value: 8 } })
    const roster = {
      area: '某区',
      areas: [{ id: '某区', name: '某区', level: 'district', parents: [] }],
      entries: ['甲', '乙', '丙'].map((id) => ({ id, name: `${id}办事处`, level: 'street', aliases: [`${id}办`] })),
    }
    await store.putLedger([{ collection: 'real', kind: 'roster', key: '某区', time: 1, content: roster }])
    await collections.refresh(store)
    const state = () => {
      const { values: numbers, orgs } = runMatrix(collections.frameOf('real')!, {
        kind: 'matrix',
        metric: 'penalty.decisions',
        scope: { area: '某区', year: 2021 },
        years: [2021],
      })
      return { numbers: [...numbers], orgs, mark: collections.markOf('real') }
    }
    const before = state()
    expect(before.numbers).toEqual([8, 2, NaN])
    const merge = (merged: object) =>
      store.putLedger([{ collection: 'real', kind: 'office', key: '甲', time: 2, content: { id: '甲', merged } }])

    await merge({ into: '乙', name: '甲办事处' })
    expect(await collections.refresh(store)).toBe(true)
    expect(state().orgs.map(({ id }) => id)).toEqual(['乙', '丙'])
    // The correction follows; as one of the very figure that both publish, it counts.
    expect(state().numbers).toEqual([8, NaN])
    expect(state().mark).not.toBe(before.mark)

    await merge({ into: '丙', name: '甲办事处', from: 2021 })
    await collections.refresh(store)
    expect(state().orgs.map(({ id }) => id)).toEqual(['乙', '丙'])
    expect(state().numbers).toEqual([2, 8])

    await store.removeLedger([{ collection: 'real', kind: 'office', key: '甲' }])
    expect(await collections.refresh(store)).toBe(true)
    expect(state()).toEqual(before)
  })

  it('count an office on a roster among those due, without a report of its own', async () => {
    const { store, collections } = await open(set('a', '甲', 1))
    await collections.refresh(store)
    const roster = {
      area: '某区',
      areas: [{ id: '某区', name: '某区', level: 'district', parents: [] }],
      entries: [
        { id: '甲', name: '甲办事处', level: 'street', aliases: [] },
        { id: '某区丙', name: '丙街道', level: 'street', aliases: [], from: 2021 },
      ],
    }
    await store.putLedger([{ collection: 'real', kind: 'roster', key: '某区', time: 1, content: roster }])
    expect(await collections.refresh(store)).toBe(true)
    const count = (year: number) => {
      const { orgs, states } = runMatrix(collections.frameOf('real')!, {
        kind: 'matrix',
        metric: 'penalty.decisions',
        scope: { area: '某区', year },
        years: [year],
      })
      return orgs.map(({ name }, i) => `${name} ${states[i]}`)
    }
    expect(count(2021)).toEqual(['甲办事处 0', expect.stringMatching(/^丙街道 [1-9]/u)])
    expect(count(2020)).toHaveLength(1)
    expect(collections.frameOf('real')!.datasets.map(({ id }) => id)).toEqual(['a'])
    expect(await collections.refresh(store)).toBe(false)
    await store.removeLedger([{ collection: 'real', kind: 'roster', key: '某区' }])
    await collections.refresh(store)
    expect(collections.frameOf('real')!.orgs.map(({ id }) => id)).toEqual(['甲'])
  })

  it('read a dataset once, whatever else changes', async () => {
    const { store, collections } = await open(set('a', '甲', 1))
    const read = vi.spyOn(store, 'readDatasets')
    expect(await collections.refresh(store)).toBe(true)
    expect(await collections.refresh(store)).toBe(false)
    await store.save({ prepared: [set('b', '乙', 2)] })
    expect(await collections.refresh(store)).toBe(true)
    await store.correct(correction)
    expect(await collections.refresh(store)).toBe(true)
    expect(values(collections)).toEqual([8, 2])
    await store.remove('a')
    await collections.refresh(store)
    expect(values(collections)).toEqual([2])
    expect(read.mock.calls).toEqual([[['a']], [['b']]])
  })

  it('leave a collection as it is when another is corrected', async () => {
    const demo = set('demo', '甲', 3)
    const { store, collections } = await open(set('a', '甲', 1), {
      ...demo,
      manifest: { ...demo.manifest, synthetic: true },
    })
    await collections.refresh(store)
    const before = collections.frameOf('demo')
    await store.correct(correction)
    await collections.refresh(store)
    expect(collections.frameOf('demo')).toBe(before)
    expect(values(collections)).toEqual([8])
  })

  it('set a damaged dataset aside, name it, and go on with the others', async () => {
    const { store, collections } = await open(damaged(set('a', '甲', 1)), set('b', '乙', 2))
    await collections.refresh(store)
    expect(values(collections)).toEqual([2])
    expect([...collections.damaged].map(([id, { reason }]) => [id, reason])).toEqual([['a', 'damaged']])
    expect(collections.manifests.map(({ id }) => id)).toEqual(['a', 'b'])
    await store.save({ prepared: [set('a', '甲', 1)] })
    await collections.retry(store)
    expect([values(collections), collections.damaged.size]).toEqual([[1, 2], 0])
  })

  it.each(['segments', 'meta'] as const)('set a dataset aside that has lost its %s', async (table) => {
    const { tables, store, collections } = await open(set('a', '甲', 1), set('b', '乙', 2))
    await tables.write([table], (tx) => tx.removeUnder(table, ['a']))
    await collections.refresh(store)
    expect([values(collections), [...collections.damaged.keys()]]).toEqual([[2], ['a']])
  })

  it('set a dataset aside whose record is no longer what it was', async () => {
    const { tables, store, collections } = await open(set('a', '甲', 1), set('b', '乙', 2))
    const [segment] = (await store.readDatasets(['a']))[0]!.segments
    await tables.write(['segments'], (tx) =>
      tx.put('segments', [{ ...segment!, index: { ...segment!.index, keys: 'x', table: new Uint32Array(1) } }]),
    )
    await collections.refresh(store)
    expect([values(collections), [...collections.damaged.keys()]]).toEqual([[2], ['a']])
  })

  it('name lost raw text and what nothing leads to, and clear that away', async () => {
    const { tables, store } = await open(set('a', '甲', 1), set('b', '乙', 2))
    await tables.write(['evidence', 'datasets'], async (tx) => {
      await tx.removeUnder('evidence', ['a'])
      await tx.remove('datasets', 'b')
    })
    const { lost, orphans } = await store.inspect()
    expect([...lost]).toEqual([['a', { evidence: 1, texts: 0 }]])
    expect(orphans.map(({ table }) => table).sort()).toEqual(['evidence', 'meta', 'segments'])
    expect(await store.sweep()).toBe(3)
    expect((await store.inspect()).orphans).toEqual([])
    expect(await store.listDatasets()).toHaveLength(1)
  })
})
