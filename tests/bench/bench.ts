import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { serve } from './measure/server'
import { runApp } from './app'
import { printCluster, runCluster } from './cluster'
import type { ClusterResult } from './cluster'
import type { AppResult, ScopeName } from './app'
import { printMany, runMany } from './many'
import type { ManyResult } from './many'
import { printApp, printSize } from './report'
import { ratiosOf } from './ratios'
import type { Ratio } from './ratios'
import { ENGINES, runSize } from './run'
import type { SizeResult } from './run'

const HERE = dirname(fileURLToPath(import.meta.url))
/** Reports by the number of offices that send one in for each of seven years. */
const SIZES: Record<string, number> = { 1400: 200, 10000: 1430, 280000: 40_000 }
/** The same of a cluster, and how many times over; the last two are measured where they are asked for by name. */
const CLUSTER_SIZES: Record<string, readonly [offices: number, copies: number]> = {
  10000: [1430, 1],
  280000: [40_000, 1],
  2800000: [40_000, 10],
  10000000: [40_000, 36],
}

const { values } = parseArgs({
  options: {
    size: { type: 'string', multiple: true },
    only: { type: 'string' },
    without: { type: 'string', multiple: true, default: [] },
  },
})
const isCluster = values.only === 'cluster'
const there = isCluster ? CLUSTER_SIZES : SIZES
const asked = values.size ?? (isCluster ? ['10000', '280000'] : Object.keys(SIZES))
const unknown = asked.find((size) => !(size in there))
if (unknown !== undefined) throw new Error(`no such size: ${unknown}; there are ${Object.keys(there).join(', ')}`)

interface Results {
  machine: { processor: string; cores: number; memory: number }
  sizes: Record<string, SizeResult & { date: string; ratios: Ratio[] }>
  app?: Record<ScopeName, AppResult> & { date: string; size: number }
  many?: ManyResult & { date: string }
  cluster?: Record<string, ClusterResult & { date: string }>
}

const RESULTS = join(HERE, 'results.json')
const now = (): string => new Date().toISOString()

/** Writes what was measured at once, beside what was measured before of other sizes. */
function keep(fresh: Partial<Pick<Results, 'sizes' | 'app' | 'many' | 'cluster'>>): void {
  const held = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as Partial<Results>) : {}
  const machine = { processor: cpus()[0]?.model ?? '', cores: cpus().length, memory: totalmem() }
  const results: Results = {
    ...held,
    ...fresh,
    machine,
    sizes: { ...held.sizes, ...fresh.sizes },
    cluster: { ...held.cluster, ...fresh.cluster },
  }
  writeFileSync(RESULTS, `${JSON.stringify(results, undefined, 2)}\n`)
}

if (isCluster) {
  for (const size of asked) {
    const result = await runCluster(...CLUSTER_SIZES[size]!, (text) => console.error(text))
    keep({ cluster: { [size]: { date: now(), ...result } } })
    console.log(printCluster(result))
  }
  process.exit()
}

const folder = mkdtempSync(join(tmpdir(), 'disclosure-bench-'))
const site = join(folder, 'site')
const log = (text: string): void => {
  console.error(text)
}
try {
  await build({ configFile: join(HERE, 'vite.config.ts'), build: { outDir: site } })
  await build({ root: join(HERE, '../..'), logLevel: 'warn', build: { outDir: join(site, 'app'), emptyOutDir: true } })
  writeFileSync(join(site, 'blank.html'), '<!doctype html><link rel="icon" href="data:,"><title>blank</title>')
  const server = await serve({ '/': site, '/files/': join(folder, 'files') })
  try {
    const bench = { port: server.port, folder, log, engines: ENGINES.filter((name) => !values.without.includes(name)) }
    for (const size of values.only ? [] : asked) {
      const result = await runSize(bench, SIZES[size]!)
      keep({ sizes: { [size]: { date: now(), ...result, ratios: ratiosOf(result) } } })
      console.log(printSize(result))
    }
    if (values.only !== 'many') {
      log('the app')
      const size = asked.at(-1)!
      const app = await runApp(bench, SIZES[size]!)
      keep({ app: { date: now(), size: Number(size), ...app } })
      console.log(printApp('all offices of the nation', app.nation))
      console.log(printApp('one district of the nation', app.district))
    }
    if (values.only !== 'app') {
      log('many imports')
      const many = await runMany(bench)
      keep({ many: { date: now(), ...many } })
      console.log(printMany(many))
    }
  } finally {
    server.close()
  }
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
