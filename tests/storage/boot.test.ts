import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { afterEach, expect, it } from 'vitest'
import { createClient } from '../../src/query/client'
import { loadFrame } from '../../src/query/load'
import { prepare } from '../../src/pack/prepare'
import { DB_NAME, indexedDbTables, storeOver } from '../../src/storage'
import { dataset, org, report } from '../query/small'

const open = async () => storeOver(await indexedDbTables())
afterEach(() => Dexie.delete(DB_NAME))

it('answers from what was stored, after the database was closed and opened again', async () => {
  const set = dataset(
    'seed',
    [org('区', 'district'), org('甲', 'street', [{ org: '区' }]), org('乙', 'street', [{ org: '区' }])],
    [
      report('甲', 2019, { cells: { 'penalty.decisions': 288, 'procurement.amount': 7117339.04 } }),
      report('甲', 2021, { cells: { 'penalty.decisions': 0 } }),
      report('乙', 2021, { cells: { 'penalty.decisions': { missing: 'dash', raw: '—' } } }),
    ],
  )
  const first = await open()
  await first.save({ prepared: [prepare(set, { shipped: true })] })
  first.close()
  const store = await open()
  const frame = await loadFrame(store, ['seed', 'not-held'])
  const client = createClient(frame, (ids, of, year) => store.readEvidence(ids, of, year))

  const spec = {
    kind: 'matrix',
    metric: 'penalty.decisions',
    scope: { area: '区', year: 2021 },
    years: [2019, 2020, 2021],
  } as const
  const matrix = await client.run(spec)
  expect(matrix.orgs.map(({ id }) => id)).toEqual(['甲', '乙'])
  expect([...matrix.values]).toEqual([288, NaN, 0, NaN, NaN, NaN])
  expect([...matrix.states]).toEqual([0, 5, 0, 5, 5, 2])
  expect(matrix.summaries[2]).toEqual({
    year: 2021,
    total: 2,
    reported: 1,
    missing: { dash: 1 },
    sum: 0,
    min: 0,
    q1: 0,
    median: 0,
    q3: 0,
    max: 0,
  })
  expect(await client.run(spec)).toBe(matrix)

  const amount = await client.run({ ...spec, metric: 'procurement.amount' })
  expect(amount.values[0]).toBe(7117339.04)
  expect([...amount.states]).toEqual([0, 5, 4, 5, 5, 4])

  expect(await client.run({ kind: 'report', org: '乙', year: 2021 })).toEqual({
    kind: 'report',
    org: set.orgs[2],
    year: 2021,
    versions: ['seed'],
    report: set.reports[2],
    dataset: 'seed',
  })
  expect(await client.run({ kind: 'report', org: '乙', year: 2019 })).toEqual({
    kind: 'report',
    org: set.orgs[2],
    year: 2019,
    versions: [],
  })
  await expect(client.run({ kind: 'report', org: '丙', year: 2019 })).rejects.toThrow('丙')
  store.close()
})
