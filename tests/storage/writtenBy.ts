import type { SegmentRecord } from '../../src/pack/records'

/**
 * One entry a version, in the manner of Dexie's tests-upgrading: its stores and data as that version wrote them,
 * literally, never made with today's code. A new version adds an entry; the old ones stay and must open with today's.
 */
export const WRITTEN_BY: Record<number, { stores: Record<string, string>; rows: Record<string, unknown[]> }> = {
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

export const LEDGER = [
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
