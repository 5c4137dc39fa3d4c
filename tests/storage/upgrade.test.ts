import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { afterEach, describe, expect, it } from 'vitest'
import type { MetricId } from '../../src/domain/metrics'
import { loadFrame, loadRest } from '../../src/query/load'
import { runMatrix } from '../../src/query/answers/matrix'
import { STATES } from '../../src/pack/states'
import { DB_NAME, indexedDbTables, storeOver } from '../../src/storage'
import { lensDb } from '../../src/storage/db'
import { LEDGER, WRITTEN_BY } from './writtenBy'

afterEach(() => Dexie.delete(DB_NAME))

async function write(version: number): Promise<void> {
  const { stores, rows } = WRITTEN_BY[version]!
  const old = new Dexie(DB_NAME)
  old.version(version).stores(stores)
  for (const [table, data] of Object.entries(rows)) await old.table(table).bulkPut(data)
  old.close()
}

describe.each(Object.keys(WRITTEN_BY).map(Number))('a database of version %i', (version) => {
  it('opens with everything in it', async () => {
    await write(version)
    const store = storeOver(await indexedDbTables())
    expect(await store.listDatasets()).toMatchObject([{ id: 'imported', order: 3, counts: { reports: 1 } }])
    const frame = await loadFrame(store, ['imported'])
    await loadRest(frame)
    const read = (metric: MetricId) => {
      const { values, states } = runMatrix(frame, { kind: 'matrix', metric, scope: { year: 2019 }, years: [2019] })
      return [...values].map((value, i) => (states[i] === 0 ? value : STATES[states[i]!]))
    }
    expect(frame.orgs.map(({ name }) => name)).toEqual(['甲办事处', '乙办事处'])
    expect(read('penalty.decisions')).toEqual([288, 'no-report'])
    expect(read('penalty.previous')).toEqual(['dash', 'no-report'])
    expect(read('procurement.amount')).toEqual([7117339.04, 'no-report'])
    expect(read('normative.issued')).toEqual(['not-in-form', 'no-report'])
    expect(read('review.total')).toEqual(['not-extracted', 'no-report'])
    expect(await store.readEvidence(['imported'], '甲', 2019)).toMatchObject({
      report: { cells: { 'penalty.decisions': { value: 288, raw: '288' } } },
    })
    expect(await store.readSetting('locale')).toBe('en')
    const figure = { collection: 'real', org: '甲', year: 2019, in: 'cells', code: 'service.decisions' } as const
    if (version >= 2) {
      expect(read('service.decisions')).toEqual([7, 'no-report'])
      const event = { ...figure, now: { value: 7 }, was: 'not-extracted', reason: '漏读', time: 1_600_000_000_000 }
      expect(await store.historyOf(figure)).toEqual([event])
      expect(await store.readEdits()).toEqual({
        corrections: [event],
        choices: [{ org: '甲', year: 2019, dataset: 'imported' }],
      })
    }
    if (version >= 4) expect(await store.readDrafts()).toEqual([{ key: 'd', content: { file: '年报.txt' } }])
    expect(await store.readLedger()).toEqual(version >= 6 ? LEDGER : [])
    const decks = [{ id: 'deck', time: 1_600_000_000_000, content: { name: '通报' } }]
    expect(await store.readDecks()).toEqual(version >= 7 ? decks : [])
    store.close()
  })
})

it('keeps the latest of two datasets’ corrections of one figure, and both in its history', async () => {
  const [one] = WRITTEN_BY[3]!.rows.corrections as { time: number }[]
  const manifest = WRITTEN_BY[3]!.rows.datasets![0]!
  WRITTEN_BY[3]!.rows.corrections!.push(
    { ...one!, dataset: 'later', now: { value: 8 } },
    { ...one!, dataset: 'demo', now: { value: 9 } },
    { ...one!, dataset: 'gone', now: { value: 6 }, time: one!.time - 1 },
  )
  WRITTEN_BY[3]!.rows.datasets!.push({ ...manifest, id: 'later' }, { ...manifest, id: 'demo', synthetic: true })
  await write(3)
  const store = storeOver(await indexedDbTables())
  const { corrections } = await store.readEdits()
  expect(corrections.map(({ collection, now }) => [collection, now])).toEqual([
    ['demo', { value: 9 }],
    ['real', { value: 8 }],
  ])
  const figure = { collection: 'real', org: '甲', year: 2019, in: 'cells', code: 'service.decisions' } as const
  expect((await store.historyOf(figure)).map(({ now }) => now)).toEqual([{ value: 6 }, { value: 7 }, { value: 8 }])
  store.close()
})

it('has an entry for the newest version', () => {
  expect(Math.max(...Object.keys(WRITTEN_BY).map(Number))).toBe(lensDb(DB_NAME).verno)
})
