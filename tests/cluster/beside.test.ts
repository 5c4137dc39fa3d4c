import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RULES } from '../../src/checks'
import { manyReports } from '../query/many'
import type { Dataset } from '../../src/domain/dataset'
import type { MetricId } from '../../src/domain/metrics'
import { NO_EDITS } from '../../src/frame/frame'
import { prepare } from '../../src/pack/prepare'
import type { Prepared } from '../../src/pack/records'
import { createClient } from '../../src/query/client'
import type { EvidenceReader } from '../../src/query/evidenceReader'
import { besideReports } from '../../src/query/ledger'
import { frameOf, openPart } from '../../src/query/load'
import type { QuerySpec } from '../../src/query/spec'
import { besideSource } from '../../src/remote/beside'
import { createRemoteClient } from '../../src/remote/client'
import { publish } from '../../src/remote/publish/publish'
import { openSource } from '../../src/remote/source'
import { currentAt } from '../../src/remote/versions'
import { CLUSTER_NAME, startCluster } from './support/servers'
import type { Cluster } from './support/servers'
import { questionsAbout, unmarked } from './support/specs'

const YEARS = [2020, 2021, 2022]
/** None of these is judged by other figures, so that each side's doubts are those of both together. */
const METRICS: readonly MetricId[] = ['penalty.decisions', 'fee.amount', 'rate.granted']

let cluster: Cluster
beforeAll(async () => {
  cluster = await startCluster(2)
})
afterAll(() => cluster.stop())

/** Evidence of a set by office and year. */
function reader(...sets: readonly (readonly [Dataset, Prepared])[]): EvidenceReader {
  return (ids, org, year) => {
    const [set] = sets.find(([{ id }]) => ids.includes(id)) ?? []
    const report = set?.reports.find((one) => one.org === org && one.year === year)
    return Promise.resolve(report && { report, dataset: set!.id })
  }
}

describe('reports of this browser over those of a server', () => {
  it('are answered as both together in the tab are', async () => {
    const whole = manyReports('province', 50, YEARS)
    // The district's own files: some that the server has too, with other figures, and offices that it does not know.
    const own = manyReports('district', 60, YEARS)
    const there = { ...whole, id: 'province' }
    const here = {
      ...own,
      id: 'district',
      orgs: own.orgs.slice(40),
      reports: own.reports.filter(({ org }) => Number(org.slice(2)) >= 40),
    }
    const [above, below] = [prepare(here), prepare(there)]
    await publish(below, cluster.loading('beside'), { cluster: CLUSTER_NAME })
    const address = cluster.reading('beside')
    const source = await openSource(address, (await currentAt(address))[0]!)
    const read = reader([there, below], [here, above])
    const part = await openPart({
      ...above,
      segments: [...above.segments],
      manifest: { ...above.manifest, order: 0, addedAt: 0 },
    })
    const both = besideSource(source, {
      parts: [part],
      edits: NO_EDITS,
      beside: besideReports('real', []),
      frame: frameOf([above]),
      evidence: read,
      mark: 'own',
    })
    const tab = frameOf([below, above])
    expect(both.frame.orgs.map(({ id }) => id)).toEqual(tab.orgs.map(({ id }) => id))
    const [wanted, found] = [createClient(tab, read), createRemoteClient(both)]
    const basis = { doubtful: 'counted' } as const
    await fc.assert(
      fc.asyncProperty(
        questionsAbout(tab, METRICS).filter(({ kind }) => !['failures', 'findings', 'report', 'brief'].includes(kind)),
        async (spec) => {
          const asked = { ...spec, basis } as QuerySpec
          expect(unmarked(await found.run(asked))).toEqual(unmarked(await wanted.run(asked)))
        },
      ),
      { numRuns: 40 },
    )
    for (const rule of RULES.filter((one) => one.startsWith('sum-'))) {
      const failures = { kind: 'failures', rule, year: 2021 } as const
      expect(await found.run(failures), rule).toEqual(await wanted.run(failures))
    }
    const office = here.reports[0]!
    const report = { kind: 'report', org: office.org, year: office.year } as const
    expect(await found.run(report)).toEqual(await wanted.run(report))
    expect((await found.run(report)).dataset).toBe('district')
  })
})
