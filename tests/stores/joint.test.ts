import { describe, expect, it, vi } from 'vitest'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { indexedDbTables, jointPlace, storeOver } from '../../src/storage'
import { Collections } from '../../src/stores/collections'
import { metricValues } from '../torture/figures'
import { correctionOf, setOf } from '../torture/material'

const COUNT = 100
const named = (i: number): string => `单位${i}`

describe('many small datasets', () => {
  const filled = async () => {
    const dexie = { indexedDB: new IDBFactory(), IDBKeyRange }
    const tables = await indexedDbTables({ dexie })
    const store = storeOver(tables)
    await store.save({ prepared: Array.from({ length: COUNT }, (_, i) => setOf(`d${i}`, i, named(i))) })
    const copies = jointPlace(dexie)
    /** As a page does that opens, and looks through what is held. */
    const visit = async (isChecked = true) => {
      const collections = new Collections()
      collections.copies = copies
      const read = vi.spyOn(store, 'readDatasets')
      await collections.refresh(store)
      const asked = read.mock.calls.flatMap(([ids]) => ids)
      const shown = metricValues(collections.frameOf('real')!)
      if (isChecked) await collections.check(store)
      read.mockRestore()
      return { collections, asked, shown }
    }
    return { tables, store, copies, visit }
  }
  const all = new Map(Array.from({ length: COUNT }, (_, i) => [named(i), i]))

  it('open from one record after they were looked through once, with what was imported since', async () => {
    const { store, visit } = await filled()
    expect((await visit()).asked).toHaveLength(COUNT)
    const second = await visit()
    expect([second.asked, second.shown]).toEqual([[], all])

    await store.save({ prepared: [setOf('d7', 700, named(7)), setOf('new', 5, '新')] })
    await store.correct(correctionOf(9, named(8)), {})
    await store.remove('d9')
    const third = await visit(false)
    const expected = new Map([...all, [named(7), 700], [named(8), 9], ['新', 5]] as const)
    expected.delete(named(9))
    expect([third.asked.sort(), third.shown]).toEqual([['d7', 'new'], expected])
  })

  it('show what was read anew in the page that made the record', async () => {
    const { store, visit } = await filled()
    const { collections } = await visit()
    await store.save({ prepared: [setOf('new', 5, '新')] })
    await collections.refresh(store)
    expect(metricValues(collections.frameOf('real')!)).toEqual(new Map([...all, ['新', 5]]))
  })

  it.each(['segments', 'meta'] as const)(
    'name the one whose %s are lost, though a copy of it is held',
    async (table) => {
      const { tables, visit } = await filled()
      await visit()
      await tables.write([table], (tx) => tx.removeUnder(table, ['d3']))
      const { collections, shown } = await visit()
      expect(shown).toEqual(all)
      expect([...collections.damaged.keys()]).toEqual(['d3'])
      const next = await visit()
      expect([[...next.collections.damaged.keys()], next.shown.has(named(3)), next.shown.size]).toEqual([
        ['d3'],
        false,
        COUNT - 1,
      ])
    },
  )

  it('are read one by one where the record is damaged or gone', async () => {
    const { copies, visit } = await filled()
    await visit()
    const record = (await copies.read()) as { bytes: ArrayBuffer }
    new Uint8Array(record.bytes)[record.bytes.byteLength >> 1]! ^= 1
    await copies.write(record)
    const second = await visit()
    expect([second.asked.length, second.shown]).toEqual([COUNT, all])
    await copies.forget()
    expect((await visit()).shown).toEqual(all)
  })

  it('leave no copy when they are removed', async () => {
    const { store, copies, visit } = await filled()
    const { collections } = await visit()
    await store.remove(...Array.from({ length: COUNT - 10 }, (_, i) => `d${i}`))
    await collections.refresh(store)
    await collections.check(store)
    expect(await copies.read()).toBeUndefined()
  })
})
