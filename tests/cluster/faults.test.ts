import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manyReports } from '../query/many'
import type { Dataset } from '../../src/domain/dataset'
import { prepare } from '../../src/pack/prepare'
import type { Prepared } from '../../src/pack/records'
import { createClient } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import type { QueryClient } from '../../src/query/spec'
import { createRemoteClient } from '../../src/remote/client'
import { publish } from '../../src/remote/publish/publish'
import { openSource } from '../../src/remote/source'
import { identifier, sql } from '../../src/remote/sql'
import { currentAt } from '../../src/remote/versions'
import { ask } from '../../src/remote/wire'
import type { Address } from '../../src/remote/wire'
import { CLUSTER_NAME, LOADER, startCluster } from './support/servers'
import type { Cluster } from './support/servers'

const YEARS = [2020, 2021]
const set = (seed: string, offices = 40): Dataset => ({ ...manyReports(seed, offices, YEARS), id: 'faults' })
const RANK = { kind: 'rank', metric: 'penalty.decisions', scope: { year: 2021 }, year: 2021, top: 5 } as const

let cluster: Cluster
beforeAll(async () => {
  cluster = await startCluster(2)
})
afterAll(() => cluster.stop())

const load = (dataset: Dataset, database: string) =>
  publish(prepare(dataset), cluster.loading(database), { cluster: CLUSTER_NAME })

async function clientAt(address: Address): Promise<QueryClient> {
  const [current] = await currentAt(address)
  return createRemoteClient(await openSource(address, current!))
}

const tabOf = (prepared: Prepared): QueryClient => createClient(frameOf([prepared]), () => Promise.resolve(undefined))

const count = async (address: Address, table: string): Promise<number> =>
  Number(
    new TextDecoder().decode(await ask(address, sql`SELECT count() FROM ${identifier(table)} FORMAT TabSeparated`)),
  )

describe('a load', () => {
  it('is not repeated where the same is there', async () => {
    expect(await load(set('same'), 'loads')).toMatchObject({ isUnchanged: false })
    const rows = await count(cluster.reading('loads'), 'reports_all')
    expect(await load(set('same'), 'loads')).toMatchObject({ isUnchanged: true, rows: 0 })
    expect(await count(cluster.reading('loads'), 'reports_all')).toBe(rows)
  })

  it('is seen by no reader before it is whole, and gone on with after it broke off', async () => {
    const address = cluster.reading('broken')
    await load(set('first'), 'broken')
    const before = await (await clientAt(address)).run(RANK)
    const stop = new AbortController()
    const next = prepare(set('second', 60))
    const broken = publish(next, cluster.loading('broken'), {
      cluster: CLUSTER_NAME,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    })
    await expect(broken).rejects.toThrow()
    const half = await count(address, 'reports_all')
    expect(half).toBeGreaterThan(before.total)
    expect(await (await clientAt(address)).run(RANK)).toEqual(before)
    const sent: number[] = []
    const { rows } = await publish(next, cluster.loading('broken'), {
      cluster: CLUSTER_NAME,
      onProgress: (done) => sent.push(done),
    })
    expect(sent.at(-1)).toBe(rows)
    expect(await (await clientAt(address)).run(RANK)).toEqual(await tabOf(next).run(RANK))
    expect(await count(address, 'reports_all')).toBe(set('first').reports.length + rows)
  })

  it('outlives a restart of a server half-way', async () => {
    const restart: Promise<void>[] = []
    const published = await publish(prepare(set('restarted', 50)), cluster.loading('restarted'), {
      cluster: CLUSTER_NAME,
      onProgress: () => {
        if (restart.length > 0) return
        const [, second] = cluster.servers
        restart.push(second!.stop().then(() => second!.start()))
      },
    })
    await Promise.all(restart)
    expect(await count(cluster.reading('restarted'), 'reports_all')).toBe(published.rows)
  })

  it('that another took the place of is kept for its readers, and then no more', async () => {
    const address = cluster.reading('replaced')
    await load(set('a'), 'replaced')
    const reader = await clientAt(address)
    const before = await reader.run(RANK)
    await load(set('b'), 'replaced')
    expect(await reader.run({ ...RANK, top: 6 })).toMatchObject({ total: before.total, sum: before.sum })
    await load(set('c'), 'replaced')
    await expect(reader.run({ ...RANK, top: 7 })).rejects.toMatchObject({ reason: 'replaced' })
  })
})

describe('a reader', () => {
  beforeAll(async () => {
    await load(set('read'), 'read')
  })

  it('with a wrong password is refused', async () => {
    const address = { ...cluster.reading('read'), password: 'no' }
    await expect(currentAt(address)).rejects.toMatchObject({ reason: 'refused' })
  })

  it('is told that a database is not there', async () => {
    await expect(currentAt(cluster.reading('nowhere'))).rejects.toMatchObject({ reason: 'no-database' })
    await expect(currentAt(cluster.reading('default'))).rejects.toMatchObject({ reason: 'no-database' })
  })

  it('may change nothing', async () => {
    await expect(ask(cluster.reading('read'), sql`DROP TABLE reports`)).rejects.toThrow()
    await expect(ask(cluster.reading('read'), sql`CREATE DATABASE other`)).rejects.toThrow()
  })

  it('is told of a source written by another release', async () => {
    await load(set('older'), 'older')
    for (const address of cluster.loading('older'))
      await ask(address, sql`ALTER TABLE versions UPDATE schema = 1 WHERE 1`)
    const changed = async (): Promise<unknown> => currentAt(cluster.reading('older')).catch((error: unknown) => error)
    await expect.poll(changed, { timeout: 20_000 }).toMatchObject({ reason: 'other-schema' })
  })

  it('that gives up makes the server stop', async () => {
    const stop = new AbortController()
    const slow = ask(cluster.reading('read'), sql`SELECT count() FROM system.numbers WHERE NOT ignore(number)`, {
      signal: stop.signal,
    })
    const address = { url: cluster.servers[0]!.url, database: 'default', ...LOADER }
    const running = async (): Promise<string> =>
      new TextDecoder().decode(
        await ask(
          address,
          sql`SELECT count() FROM system.processes WHERE user = ${'lens_reader'} AND query LIKE ${'%numbers%'} FORMAT TabSeparated`,
        ),
      )
    await expect.poll(running, { timeout: 20_000 }).toBe('1\n')
    stop.abort()
    await expect(slow).rejects.toMatchObject({ name: 'AbortError' })
    await expect.poll(running, { timeout: 20_000 }).toBe('0\n')
  })

  it('is told that an answer does not come in time', async () => {
    const query = sql`SELECT count() FROM system.numbers WHERE NOT ignore(number)`
    await expect(ask(cluster.reading('read'), query, { patience: 300 })).rejects.toMatchObject({ reason: 'slow' })
  })

  it('is told of a part that does not answer in time, and gets no smaller sum', async () => {
    const [, second] = cluster.servers
    const query = sql`SELECT count() FROM reports_all FORMAT TabSeparated`
    second!.pause(true)
    try {
      await expect(ask(cluster.reading('read'), query, { patience: 1500 })).rejects.toMatchObject({ reason: 'slow' })
    } finally {
      second!.pause(false)
    }
    expect(await count(cluster.reading('read'), 'reports_all')).toBe(set('read').reports.length)
  })

  it('that gives up while columns are fetched makes the server stop', async () => {
    const reader = await clientAt(cluster.reading('read'))
    const [, second] = cluster.servers
    const stop = new AbortController()
    second!.pause(true)
    try {
      const asked = reader.run({ kind: 'matrix', metric: 'fee.amount', scope: { year: 2021 }, years: YEARS }, stop)
      setTimeout(() => stop.abort(new Error('left')), 200)
      await expect(asked).rejects.toThrow('left')
    } finally {
      second!.pause(false)
    }
    expect(await reader.run(RANK)).toMatchObject({ total: 40 })
  })

  it('is told which part is missing, and gets no smaller sum', async () => {
    const reader = await clientAt(cluster.reading('read'))
    const [first, second] = cluster.servers
    await second!.stop()
    try {
      await expect(reader.run(RANK)).rejects.toMatchObject({
        reason: 'part-away',
        where: `127.0.0.1:${second!.ports.tcp}`,
      })
      await first!.stop()
      await expect(reader.run({ ...RANK, top: 9 })).rejects.toMatchObject({ reason: 'away' })
    } finally {
      await Promise.all([first!.start(), second!.start()])
    }
    expect(await reader.run(RANK)).toMatchObject({ total: 40 })
  })
})
