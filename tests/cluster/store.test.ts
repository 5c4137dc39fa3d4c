import 'fake-indexeddb/auto'
import { createPinia, setActivePinia } from 'pinia'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { manyReports } from '../query/many'
import { prepare } from '../../src/pack/prepare'
import { publish } from '../../src/remote/publish/publish'
import { useDatasets } from '../../src/stores/datasets'
import { useRemote } from '../../src/stores/remote'
import { startCluster } from './support/servers'
import type { Cluster } from './support/servers'

const ID = 'remote:many'
const RANK = { kind: 'rank', metric: 'penalty.decisions', scope: { year: 2021 }, year: 2021 } as const
const set = (seed: string) => prepare(manyReports(seed, 30, [2020, 2021]))

let cluster: Cluster
beforeAll(async () => {
  cluster = await startCluster(1)
  await publish(set('store'), cluster.loading('store'))
})
afterAll(() => cluster.stop())
beforeEach(() => setActivePinia(createPinia()))

const settled = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve))

describe('a page connected to a server', () => {
  it('shows its datasets as collections of their own, and asks them there', async () => {
    const [datasets, remote] = [useDatasets(), useRemote()]
    await remote.connect(cluster.reading('store'))
    expect(remote.state).toBe('connected')
    expect(datasets.collections.map(({ id }) => id)).toEqual([ID])
    const frame = datasets.frameOfCollection(ID)!
    expect(await datasets.clientOf(frame).run(RANK)).toMatchObject({
      kind: 'rank',
      total: expect.any(Number) as number,
    })
    expect(datasets.dataMark(ID)).not.toBe('')
  })

  it('corrects nothing there', async () => {
    const [datasets, remote] = [useDatasets(), useRemote()]
    await remote.connect(cluster.reading('store'))
    const figure = { org: '机关1', year: 2021, in: 'cells', code: 'penalty.decisions' } as const
    const correction = { ...figure, now: { value: 1 }, was: 2, reason: '', time: 1 }
    await expect(datasets.correct(correction, { dataset: ID })).rejects.toMatchObject({ reason: 'read-only' })
  })

  it('keeps no password, and forgets it when it leaves', async () => {
    const remote = useRemote()
    await remote.connect(cluster.reading('store'))
    remote.disconnect()
    expect([remote.state, remote.opened, remote.address.password]).toEqual(['none', [], undefined])
  })

  it('says why it could not connect, and keeps what was open', async () => {
    const remote = useRemote()
    await expect(remote.connect({ ...cluster.reading('store'), password: 'no' })).rejects.toThrow()
    expect([remote.state, remote.problem?.reason]).toEqual(['none', 'refused'])
    await remote.connect(cluster.reading('store'))
    await expect(remote.connect(cluster.reading('nowhere'))).rejects.toThrow()
    expect([remote.state, remote.problem?.reason, remote.opened.length]).toEqual(['away', 'no-database', 1])
  })

  it('says that the server is away, and that it is back', async () => {
    const [datasets, remote] = [useDatasets(), useRemote()]
    await remote.connect(cluster.reading('store'))
    const client = datasets.clientOf(datasets.frameOfCollection(ID)!)
    const [server] = cluster.servers
    await server!.stop()
    await expect(client.run(RANK)).rejects.toThrow()
    expect([remote.state, remote.problem?.reason]).toEqual(['away', 'away'])
    await server!.start()
    await client.run(RANK)
    await settled()
    expect([remote.state, remote.problem]).toEqual(['connected', undefined])
  })

  it('opens the version that took the place of the one shown', async () => {
    const [datasets, remote] = [useDatasets(), useRemote()]
    await remote.connect(cluster.reading('store'))
    const before = datasets.dataMark(ID)
    const client = datasets.clientOf(datasets.frameOfCollection(ID)!)
    await publish(set('second'), cluster.loading('store'))
    await publish(set('third'), cluster.loading('store'))
    await expect(client.run(RANK)).rejects.toMatchObject({ reason: 'replaced' })
    await expect.poll(() => remote.state, { timeout: 20_000 }).toBe('connected')
    expect(datasets.dataMark(ID)).not.toBe(before)
    await datasets.clientOf(datasets.frameOfCollection(ID)!).run(RANK)
  })
})
