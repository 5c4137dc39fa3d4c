import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { afterEach, describe, expect, it } from 'vitest'
import type { MetricId } from '../../src/domain/metrics'
import { loadFrame, loadRest } from '../../src/query/load'
import { runMatrix } from '../../src/query/answers/matrix'
import { STATES } from '../../src/pack/states'
import type { SegmentRecord } from '../../src/pack/records'
import { DB_NAME, indexedDbTables, storeOver } from '../../src/storage'
import { lensDb } from '../../src/storage/db'

/**
 * One entry a version, in the manner of Dexie's tests-upgrading: its stores and data as that version wrote them,
 * literally, never made with today's code. A new version adds an entry; the old ones stay and must open with today's.
 */
const WRITTEN_BY: Record<number, { stores: Record<string, string>; rows: Record<string, unknown[]> }> = {
  1: {
    stores: {
      datasets: 'id',
      segments: '[dataset+part]',
      meta: 'dataset',
      evidence: '[dataset+org+year]',
      settings: 'key',
    },
    rows: {
      datasets: [
        {
          id: 'imported',
          title: '导入',
          synthetic: false,
          shipped: false,
          checksum: '1f',
          version: 1,
          order: 3,
          counts: { orgs: 2, reports: 1, cells: 2 },
          years: [2019],
          addedAt: 1_600_000_000_000,
        },
      ],
      segments: [
        {
          dataset: 'imported',
          part: 0,
          first: 0,
          index: {
            rows: 2,
            keys: '2019/penalty.previous\n2019/penalty.decisions\n2019/procurement.amount\n2019/@forms\n2019/@filled',
            table: Uint32Array.of(0, 0, 0, 513, 8, 1, 0, 65057, 24, 1, 0, 65093, 40, 2, 0, 65027, 48, 2, 0, 65027),
          },
          bytes: Uint8Array.of(
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            32,
            1,
            0,
            0,
            1,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            144,
            50,
            108,
            42,
            1,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            9,
            0,
            0,
            0,
            1,
            0,
            0,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            0,
            0,
          ).buffer,
        },
      ],
      meta: [
        {
          dataset: 'imported',
          orgs: '{"ids":["甲","乙"],"names":["甲办事处","乙办事处"],"levels":[4,4],"families":[[]],"family":[0,0]}',
        },
      ],
      evidence: [
        {
          dataset: 'imported',
          org: '甲',
          year: 2019,
          report: {
            org: '甲',
            year: 2019,
            forms: { 2: '2019' },
            cells: { 'penalty.decisions': { value: 288, raw: '288' } },
            prose: {},
          },
        },
      ],
      settings: [{ key: 'locale', value: 'en' }],
    },
  },
}
WRITTEN_BY[2] = {
  stores: {
    ...WRITTEN_BY[1]!.stores,
    corrections: '[dataset+org+year+in+code]',
    choices: '[org+year], dataset',
    sources: '[dataset+org+year]',
  },
  rows: {
    ...WRITTEN_BY[1]!.rows,
    corrections: [
      {
        dataset: 'imported',
        org: '甲',
        year: 2019,
        in: 'cells',
        code: 'service.decisions',
        now: { value: 7 },
        was: 'not-extracted',
        reason: '漏读',
        time: 1_600_000_000_000,
      },
    ],
    choices: [{ org: '甲', year: 2019, dataset: 'imported' }],
    sources: [],
  },
}

WRITTEN_BY[3] = {
  stores: { ...WRITTEN_BY[2].stores, texts: '[dataset+part]' },
  rows: {
    ...WRITTEN_BY[2].rows,
    meta: [
      {
        dataset: 'imported',
        orgs: {
          ids: '甲\n乙',
          names: '甲办事处\n乙办事处',
          levels: Uint8Array.of(4, 4),
          family: Uint32Array.of(0, 0),
          families: '[[]]',
        },
      },
    ],
    segments: WRITTEN_BY[1]!.rows.segments!.map((one) => ({
      ...(one as SegmentRecord),
      bytes: new Blob([(one as SegmentRecord).bytes]),
    })),
    texts: [],
  },
}

WRITTEN_BY[4] = {
  stores: {
    ...WRITTEN_BY[1]!.stores,
    choices: '[org+year], dataset',
    sources: '[dataset+org+year]',
    texts: '[dataset+part]',
    figureCorrections: '[world+org+year+in+code]',
    history: '[world+org+year+in+code+time]',
    drafts: 'key',
  },
  rows: {
    ...WRITTEN_BY[3].rows,
    figureCorrections: [
      {
        world: 'real',
        org: '甲',
        year: 2019,
        in: 'cells',
        code: 'service.decisions',
        now: { value: 7 },
        was: 'not-extracted',
        reason: '漏读',
        time: 1_600_000_000_000,
      },
    ],
    history: [
      {
        world: 'real',
        org: '甲',
        year: 2019,
        in: 'cells',
        code: 'service.decisions',
        now: { value: 7 },
        was: 'not-extracted',
        reason: '漏读',
        time: 1_600_000_000_000,
      },
    ],
    drafts: [{ key: 'd', content: { file: '年报.txt' } }],
  },
}
delete WRITTEN_BY[4].rows.corrections

const { figureCorrections: _current, history: _history, ...STORES_KEPT } = WRITTEN_BY[4].stores
const { figureCorrections: ROWS_CURRENT, history: ROWS_HISTORY, ...ROWS_KEPT } = WRITTEN_BY[4].rows
const inCollection = (rows: unknown[] | undefined): unknown[] =>
  (rows as { world: string }[]).map(({ world, ...one }) => ({ ...one, collection: world }))
WRITTEN_BY[5] = {
  stores: {
    ...STORES_KEPT,
    currentCorrections: '[collection+org+year+in+code]',
    correctionHistory: '[collection+org+year+in+code+time]',
  },
  rows: {
    ...ROWS_KEPT,
    currentCorrections: inCollection(ROWS_CURRENT),
    correctionHistory: inCollection(ROWS_HISTORY),
  },
}

const LEDGER = [
  {
    collection: 'real',
    kind: 'roster',
    key: '某市甲区',
    time: 1_600_000_000_000,
    content: { entries: [{ name: '甲街道' }] },
  },
]
WRITTEN_BY[6] = {
  stores: { ...WRITTEN_BY[5].stores, ledger: '[collection+kind+key]' },
  rows: { ...WRITTEN_BY[5].rows, ledger: LEDGER },
}

WRITTEN_BY[7] = {
  stores: { ...WRITTEN_BY[6].stores, decks: 'id' },
  rows: { ...WRITTEN_BY[6].rows, decks: [{ id: 'deck', time: 1_600_000_000_000, content: { name: '通报' } }] },
}

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
