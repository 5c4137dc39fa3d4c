import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nationOrgs, nationReports } from '../../src/cli/synthetic/nation'
import type { Dataset } from '../../src/domain/dataset'
import { prepare } from '../../src/pack/prepare'
import { createClient } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import type { QuerySpec } from '../../src/query/spec'
import { createRemoteClient } from '../../src/remote/client'
import { areaPath } from '../../src/remote/publish/areaPath'
import { publish } from '../../src/remote/publish/publish'
import { openSource } from '../../src/remote/source'
import { LOADED } from '../../src/remote/schema'
import { identifier, sql } from '../../src/remote/sql'
import type { Sql } from '../../src/remote/sql'
import { currentAt } from '../../src/remote/versions'
import { ask } from '../../src/remote/wire'
import type { Address } from '../../src/remote/wire'
import { startCluster } from './support/servers'
import type { Cluster } from './support/servers'
import { questionsAbout, unmarked } from './support/specs'

const spec = { orgs: 300, years: 3, seed: '3' }
const nation: Dataset = {
  format: 'disclosure-dataset',
  version: 1,
  id: 'nation',
  title: 'nation',
  synthetic: true,
  orgs: [...nationOrgs(spec)],
  reports: [...nationReports(spec)],
}
const prepared = prepare(nation)
const whole = frameOf([prepared])
const areas = new Map(whole.orgs.map(({ id }, row) => [id, areaPath(whole, row)]))
/** A district that is neither the first nor the last. */
const AREA = [...areas.values()].filter((area) => area.split('/').length === 5)[1]!

let cluster: Cluster
beforeAll(async () => {
  cluster = await startCluster(1)
})
afterAll(() => cluster.stop())

/** What a row policy on `area` leaves of every table: 18.16 has none, so that views stand in their place. */
async function seenBy(database: string): Promise<Address> {
  const [loader] = cluster.loading('policies')
  const run = (query: Sql) => ask(loader!, query)
  const name = identifier(database)
  await run(sql`CREATE DATABASE ${name}`)
  const own = sql`startsWith(area, ${AREA})`
  for (const table of ['reports', ...LOADED].map(identifier)) {
    const seen = table.text === 'offices' ? sql`${own} OR startsWith(${AREA}, area)` : own
    await run(sql`CREATE VIEW ${name}.${table} AS SELECT * FROM policies.${table} WHERE ${seen}`)
  }
  await run(sql`CREATE VIEW ${name}.versions AS SELECT * FROM policies.versions`)
  return cluster.reading(database)
}

describe('a user who may see one area', () => {
  it('gets the answers of a set of that area alone', async () => {
    await publish(prepared, cluster.loading('policies'))
    const address = await seenBy('district')
    const source = await openSource(address, (await currentAt(address))[0]!)
    const isSeen = (id: string): boolean => areas.get(id)!.startsWith(AREA)
    const tab = frameOf([
      prepare({
        ...nation,
        orgs: nation.orgs.filter(({ id }) => isSeen(id) || AREA.startsWith(areas.get(id)!)),
        reports: nation.reports.filter(({ org }) => isSeen(org)),
      }),
    ])
    expect(source.frame.orgs.map(({ id }) => id)).toEqual(tab.orgs.map(({ id }) => id))
    expect(source.frame.orgs.length).toBeLessThan(whole.orgs.length)
    expect(source.frame.rowOf.get(tab.orgs.at(-1)!.id)).not.toBe(source.rows.there(tab.orgs.length - 1))
    const [wanted, found] = [createClient(tab, () => Promise.resolve(undefined)), createRemoteClient(source)]
    const questions = questionsAbout(tab, ['penalty.decisions', 'fee.amount', 'rate.granted', 'applications.new.total'])
    await fc.assert(
      fc.asyncProperty(
        questions.filter(({ kind }) => !['failures', 'findings', 'report', 'brief'].includes(kind)),
        async (question) => {
          const asked = { ...question, basis: { doubtful: 'counted' } } as QuerySpec
          expect(unmarked(await found.run(asked))).toEqual(unmarked(await wanted.run(asked)))
        },
      ),
      { numRuns: 15 },
    )
  })
})
