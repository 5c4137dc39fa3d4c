import { isDeepStrictEqual } from 'node:util'
import { nationOrgs, nationReports } from '../../src/cli/synthetic/nation'
import { Packer } from '../../src/pack/packer'
import type { Prepared } from '../../src/pack/records'
import { createClient } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import type { Frame } from '../../src/query/load'
import type { QueryClient, QuerySpec } from '../../src/query/spec'
import { createRemoteClient } from '../../src/remote/client'
import { publish } from '../../src/remote/publish/publish'
import { openSource } from '../../src/remote/source'
import type { Source } from '../../src/remote/source'
import { currentAt } from '../../src/remote/versions'
import { received } from '../../src/remote/wire'
import { CLUSTER_NAME, serverBinary, startCluster } from '../cluster/support/servers'
import { tiled } from './data/tiled'
import { median, short, tableText } from './measure/statistics'

/**
 * The same questions in the tab, on one ClickHouse server and on two shards: time, and bytes that came over the wire.
 */

const ROUNDS = 3

export interface ClusterQuestion {
  tab: number
  one: { ms: number; bytes: number }
  two: { ms: number; bytes: number }
}

export interface ClusterResult {
  reports: number
  /** Seconds of publishing, and the most memory that took, in bytes. */
  publish: { one: number; two: number; memory: number }
  /** Milliseconds to open, and bytes of it: offices and who reported. */
  open: { one: { ms: number; bytes: number }; two: { ms: number; bytes: number } }
  questions: Record<string, ClusterQuestion>
}

function packed(offices: number): Prepared {
  const packer = new Packer()
  const spec = { orgs: offices, years: 7, seed: '1' }
  for (const org of nationOrgs(spec)) packer.office(org)
  for (const report of nationReports(spec)) packer.report(report)
  return packer.finish({ id: 'nation', title: 'nation', synthetic: true })
}

/** What screens ask of a whole nation, and of a few of its offices. */
function questionsOf({ orgs, years }: Frame): Record<string, QuerySpec> {
  const year = years.at(-1)!
  const scope = { year, level: 'street' as const }
  const streets = orgs.filter(({ level }) => level === 'street')
  const metric = 'applications.new.total'
  const around = streets[Math.floor(streets.length / 2)]!.id
  const offices = streets.slice(100, 120).map(({ id }) => id)
  return {
    rank: { kind: 'rank', metric, scope, year, top: 20, bottom: 20, around, summary: true },
    'rank, a rate': { kind: 'rank', metric: 'rate.granted', scope, year, top: 20, bottom: 20, summary: true },
    'spread by district': { kind: 'spread', metric, scope, year, by: 'district' },
    movers: { kind: 'movers', metric, scope, year },
    'roll-up by province': { kind: 'rollup', metric, scope, years, by: 'province' },
    'roll-up by district, medians': { kind: 'rollup', metric, scope, years, by: 'district', medians: true },
    'sample of 20': { kind: 'sample', metric, scope, years, offices },
    'lines of 20': { kind: 'lines', metric, years, offices },
    failures: { kind: 'failures', rule: 'sum-balance', year },
    'report, checked': { kind: 'report', org: around, year, checked: true },
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; bytes: number; result: T }> {
  received.bytes = 0
  const start = performance.now()
  const result = await work()
  return { ms: performance.now() - start, bytes: received.bytes, result }
}

/** A question put several times, each to a door that remembers nothing; the first is not counted. */
async function asked(door: () => QueryClient, spec: QuerySpec) {
  const rounds = []
  for (let round = 0; round <= ROUNDS; round++) rounds.push(await timed(() => door().run(spec)))
  const [first, ...others] = rounds
  return { ms: median(others.map(({ ms }) => ms)), bytes: first!.bytes, answer: first!.result }
}

async function at(prepared: Prepared, shards: number) {
  const cluster = await startCluster(shards)
  let peak = 0
  const published = await timed(() =>
    publish(prepared, cluster.loading('bench'), {
      ...(shards > 1 && { cluster: CLUSTER_NAME }),
      onProgress: () => {
        peak = Math.max(peak, process.memoryUsage().rss)
      },
    }),
  )
  const address = cluster.reading('bench')
  const opened = await timed(async () => openSource(address, (await currentAt(address))[0]!))
  return {
    cluster,
    seconds: published.ms / 1000,
    peak,
    opened: { ms: opened.ms, bytes: opened.bytes },
    source: opened.result,
  }
}

/** Throws where the three do not give the same answer. */
export async function runCluster(offices: number, copies: number, log: (text: string) => void): Promise<ClusterResult> {
  if (!serverBinary()) throw new Error('no ClickHouse here: apt-get install clickhouse-server')
  const once = packed(offices)
  const prepared = copies > 1 ? tiled(once, copies) : once
  log(`${prepared.manifest.counts.reports} reports are packed`)
  const frame = frameOf([{ ...prepared, manifest: { ...prepared.manifest, evidence: 0 } }])
  const tabDoor = () => createClient(frame, () => Promise.resolve(undefined))
  const answers = new Map<string, unknown>()
  const questions: Record<string, ClusterQuestion> = {}
  const none = { ms: NaN, bytes: NaN }
  for (const [name, spec] of Object.entries(questionsOf(frame))) {
    const { ms, answer } = await asked(tabDoor, spec)
    answers.set(name, answer)
    questions[name] = { tab: ms, one: none, two: none }
  }
  const result = { reports: prepared.manifest.counts.reports, questions } as ClusterResult
  result.publish = { one: 0, two: 0, memory: 0 }
  result.open = { one: none, two: none }
  for (const [shards, name] of [
    [1, 'one'],
    [2, 'two'],
  ] as const) {
    const { cluster, seconds, peak, opened, source } = await at(prepared, shards)
    result.publish[name] = seconds
    result.publish.memory = Math.max(result.publish.memory, peak)
    result.open[name] = opened
    log(`published to ${shards} in ${short(seconds)} s`)
    try {
      await ask(source, name)
    } finally {
      await cluster.stop()
    }
  }
  return result

  async function ask(source: Source, name: 'one' | 'two'): Promise<void> {
    for (const [question, spec] of Object.entries(questionsOf(frame))) {
      const { ms, bytes, answer } = await asked(() => createRemoteClient(source), spec)
      if (!isDeepStrictEqual(answer, answers.get(question))) throw new Error(`${question}: another answer there`)
      questions[question]![name] = { ms, bytes }
    }
  }
}

export function printCluster({ reports, publish: published, open, questions }: ClusterResult): string {
  const kb = (bytes: number): string => short(bytes / 1000)
  return [
    `\n=== a cluster, ${reports.toLocaleString('en')} reports ===`,
    `published in ${short(published.one)} s to one server, ${short(published.two)} s to two shards; ${short(published.memory / 1e6)} MB`,
    `opened in ${short(open.one.ms)} ms, ${kb(open.one.bytes)} kB; two shards ${short(open.two.ms)} ms`,
    tableText(
      ['question', 'tab ms', 'one ms', 'kB', 'two ms', 'kB'],
      Object.entries(questions).map(([name, { tab, one, two }]) => [
        name,
        short(tab),
        short(one.ms),
        kb(one.bytes),
        short(two.ms),
        kb(two.bytes),
      ]),
    ),
  ].join('\n')
}
