import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manyReports } from '../query/many'
import { readDataset } from '../../src/domain/dataset'
import type { Dataset } from '../../src/domain/dataset'
import { DERIVED_CODES, METRIC_CODES, operandsOf } from '../../src/domain/metrics'
import type { MetricId } from '../../src/domain/metrics'
import { nationOrgs, nationReports } from '../../src/cli/synthetic/nation'
import { prepare } from '../../src/pack/prepare'
import { createClient } from '../../src/query/client'
import { countedDoor } from '../../src/query/provenance'
import { frameOf } from '../../src/query/load'
import type { QueryClient, QuerySpec } from '../../src/query/spec'
import { createRemoteClient } from '../../src/remote/client'
import { publish } from '../../src/remote/publish/publish'
import { openSource } from '../../src/remote/source'
import { currentAt } from '../../src/remote/versions'
import { received } from '../../src/remote/wire'
import { datasets } from '../query/arbitrary'
import { CLUSTER_NAME, startCluster } from './support/servers'
import type { Cluster } from './support/servers'
import { questionsAbout } from './support/specs'

const METRICS: readonly MetricId[] = [
  'applications.new.total',
  'penalty.decisions',
  'fee.amount',
  'procurement.amount',
  'published.total',
  'applications.other.total',
  'license.change',
  ...DERIVED_CODES,
]

let cluster: Cluster
beforeAll(async () => {
  cluster = await startCluster(2)
})
afterAll(() => cluster.stop())

/** The same dataset twice: in the tab, and on the cluster, asked at one of its servers. */
async function both(
  dataset: Dataset,
  at = 0,
): Promise<{ tab: QueryClient; there: QueryClient; frame: ReturnType<typeof frameOf> }> {
  const prepared = prepare(dataset)
  await publish(prepared, cluster.loading('equal'), { cluster: CLUSTER_NAME })
  const address = cluster.reading('equal', at)
  const current = (await currentAt(address)).find((one) => one.dataset === dataset.id)!
  const reports = new Map(prepared.evidence.map(({ org, year, report }) => [`${year} ${org}`, report]))
  const frame = frameOf([{ ...prepared, manifest: { ...prepared.manifest, evidence: prepared.evidence.length } }])
  const tab = createClient(frame, (_, org, year) => {
    const report = reports.get(`${year} ${org}`)
    return Promise.resolve(report && { report, dataset: dataset.id })
  })
  return { tab, there: createRemoteClient(await openSource(address, current)), frame }
}

async function sameAnswers(dataset: Dataset, numRuns: number, at = 0): Promise<void> {
  const { tab, there, frame } = await both(dataset, at)
  await fc.assert(
    fc.asyncProperty(questionsAbout(frame, METRICS), async (spec) => {
      const [wanted, found] = await Promise.all([tab.run(spec), there.run(spec)])
      expect(found).toEqual(wanted)
    }),
    { numRuns },
  )
}

/** Street offices of a nation made up, with their districts, cities and provinces. */
const nation = (id: string, orgs: number, years: number): Dataset => ({
  format: 'disclosure-dataset',
  version: 1,
  id,
  title: id,
  synthetic: true,
  orgs: [...nationOrgs({ orgs, years, seed: '3' })],
  reports: [...nationReports({ orgs, years, seed: '3' })],
})

const shipped = (name: string): Dataset => {
  const path = fileURLToPath(new URL(`../../data/${name}.json`, import.meta.url))
  return readDataset(JSON.parse(readFileSync(path, 'utf8'))).dataset!
}

describe('a cluster answers as the tab does, to the last digit and kind of absence', () => {
  it.each([
    ['demo-district', 20],
    ['pingtan', 12],
    ['real-reports', 12],
  ])('of %s', (name, numRuns) => sameAnswers(shipped(name), numRuns))

  it('of reports of every kind, asked at either server', async () => {
    await sameAnswers(manyReports('cluster', 60, [2019, 2020, 2021, 2022]), 20, 1)
  })

  it('of a province made up', async () => {
    await sameAnswers(nation('province', 300, 4), 10)
  })

  it('of small sets with corrections, odd numbers and parents that change', async () => {
    const codes = [...new Set(METRICS.slice(0, 9).flatMap((metric) => operandsOf(metric)))]
    const samples = fc.sample(datasets(codes), 4).map(([set], i) => ({ ...set!, id: `small${i}` }))
    for (const set of samples) if (set.reports.length > 0) await sameAnswers(set, 12)
  })

  it('with the rows asked for alone, not with a column', async () => {
    const { there, frame } = await both(nation('bytes', 1500, 1))
    const ask = async (spec: QuerySpec): Promise<number> => {
      received.bytes = 0
      await there.run(spec)
      return received.bytes
    }
    const about = { metric: 'applications.new.total', scope: { year: 2025 }, year: 2025 } as const
    const column = frame.orgs.length * 8
    for (const spec of [
      { kind: 'rank', ...about, top: 20, bottom: 20, summary: true },
      { kind: 'spread', ...about, by: 'province' },
      { kind: 'movers', ...about },
      { kind: 'rollup', ...about, years: [2025], by: 'nation', medians: true },
    ] as const)
      expect(await ask(spec), spec.kind).toBeLessThan(column / 8)
  })

  it('of metrics from every part of the catalogue', async () => {
    const { tab, there } = await both(manyReports('all metrics', 20, [2020, 2021]))
    const year = 2021
    const ask = async (metric: MetricId): Promise<void> => {
      const spec = { kind: 'movers' as const, metric, scope: { year }, year, most: 2 }
      const [wanted, found] = [countedDoor(tab), countedDoor(there)]
      expect(await found.door.run(spec)).toEqual(await wanted.door.run(spec))
      expect(found.read()).toMatchObject({ engine: 'clickhouse', rows: wanted.read()!.rows })
    }
    const all = [...METRIC_CODES.filter((_, i) => i % 6 === 0), ...DERIVED_CODES]
    for (let i = 0; i < all.length; i += 8) await Promise.all(all.slice(i, i + 8).map(ask))
  })
})
