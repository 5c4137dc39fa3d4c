import { METRIC_CODES } from '../../../src/domain/metrics'
import type { MetricCode } from '../../../src/domain/metrics'
import type { Frame } from '../../../src/frame/frame'
import { loadFrame, loadRest } from '../../../src/query/load'
import { indexedDbTables, storeOver } from '../../../src/storage'
import type { EvidenceReader } from '../../../src/query/evidenceReader'
import { YEARS, makeNation } from '../data/nation'
import type { Nation } from '../data/nation'
import { DATASET, packNation } from '../data/packed'
import { flatten } from '../data/table'
import { METRICS_ASKED } from '../engines/engine'
import type { Answer, Asked, Engine, QueryName } from '../engines/engine'
import type { ImportTask, ImportTimes } from './import.worker'
import { createLimits } from './limits'
import type { Limits } from './limits'
import { sample } from './sample'

export type EngineName = 'ours' | 'duckdb' | 'duckdb-opfs' | 'arquero' | 'crossfilter' | 'dexie'

/** The metric and year of the first chart after opening. */
const FIRST = ['penalty.decisions', 2025] as const

let engine: Engine | undefined
let frame: Frame | undefined
let nation: Nation | undefined

const made = (offices: number): Nation => (nation ??= makeNation(offices))
const bytesOf = async (url: string): Promise<Uint8Array> => new Uint8Array(await (await fetch(url)).arrayBuffer())

async function oursFromDatabase(of: Nation): Promise<Engine> {
  const { createOurs } = await import('../engines/ours')
  const store = storeOver(await indexedDbTables())
  const reader: EvidenceReader = (ids, org, year, part) => store.readEvidence(ids, org, year, part)
  frame = await loadFrame(store, [DATASET])
  return createOurs(of, frame, reader)
}

/**
 * What an engine whose data are stored needs to know of the nation to be asked: not the nation itself, which only the
 * comparison of answers needs.
 */
const bare = (focus: Nation['focus']): Nation => ({
  orgs: [],
  offices: new Uint32Array(),
  rowOf: new Map(),
  focus,
  years: YEARS,
  year: () => {
    throw new Error('there is no nation in a bare page')
  },
})

/** Makes an engine ready to answer; what it needs was imported before, or is made in memory. */
const open: Record<EngineName, (of: Nation) => Promise<Engine>> = {
  ours: oursFromDatabase,
  async duckdb(of) {
    const { createDuck, fillDuck, openDuck } = await import('../engines/duckdb')
    const { connection } = await openDuck(false)
    await fillDuck(connection, await bytesOf('/files/reports.arrow'))
    return createDuck(of, connection)
  },
  async 'duckdb-opfs'(of) {
    const { createDuck, openDuck } = await import('../engines/duckdb')
    return createDuck(of, (await openDuck(true)).connection)
  },
  async arquero(of) {
    const { createArquero } = await import('../engines/arquero')
    return createArquero(of, flatten(of))
  },
  async crossfilter(of) {
    const { createCrossfilter } = await import('../engines/crossfilter')
    return createCrossfilter(of, flatten(of))
  },
  async dexie(of) {
    const { createDexie, openReports } = await import('../engines/dexie')
    return createDexie(of, openReports())
  },
}

/** A question; `i` varies what may vary, so that no answer is asked for twice in a row. */
function ask(query: QueryName, metric: MetricCode, i: number): Asked {
  const years = nation!.years
  const year = years[years.length - 1 - (i % (years.length - 1))]!
  const report = (): Asked =>
    engine!.report(nation!.orgs[nation!.offices[(i * 7919) % nation!.offices.length]!]!.id, year)
  switch (query) {
    case 'rank':
      return engine!.rank(metric, year)
    case 'quartiles':
      return engine!.quartiles(metric, year)
    case 'yoy':
      return engine!.yoy(metric, year)
    case 'rollup':
      return engine!.rollup(metric)
    case 'report':
      return report()
    case 'completeness':
      return engine!.completeness!()
  }
}

let limits: Limits | undefined

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const bench = {
  /** Milliseconds until the engine answers. */
  async open(name: EngineName, offices: number): Promise<number> {
    const of = made(offices)
    return timed(async () => {
      engine = await open[name](of)
      // The app reads the rest in the background: memory and hot queries are those of all data loaded.
      if (name === 'ours') await loadRest(frame!)
    })
  },

  /**
   * The first chart's data from what an earlier page stored: milliseconds from the call, code loaded, nothing else done
   * before.
   */
  async warm(name: EngineName, focus: Nation['focus']): Promise<number> {
    await Promise.all([import('../engines/duckdb'), import('../engines/dexie'), import('../engines/ours')])
    return timed(async () => {
      await (await open[name](bare(focus))).rank(...FIRST)
    })
  },

  /** One answer in the form that is compared, and the milliseconds it took, cold or hot. */
  async answer(query: QueryName, metric: MetricCode, year: number): Promise<{ answer: Answer; ms: number } | null> {
    if (!engine![query]) return null
    const start = performance.now()
    const asked =
      query === 'report'
        ? engine!.report(nation!.focus.id, year)
        : query === 'rollup'
          ? engine!.rollup(metric)
          : query === 'completeness'
            ? engine!.completeness!()
            : engine![query](metric, year)
    const read = await asked
    const ms = performance.now() - start
    return { answer: read(), ms }
  },

  /** Milliseconds of one query. */
  time: (query: QueryName, metric: MetricCode): Promise<number> => sample((i) => ask(query, metric, i)),

  async limit(name: keyof Limits, offices: number): Promise<number> {
    limits ??= createLimits(made(offices), METRICS_ASKED[0], METRIC_CODES.length)
    return sample(() => limits![name]())
  },

  /** Stores the nation as the project does; milliseconds of storing alone. */
  async storeOurs(offices: number): Promise<number> {
    const prepared = packNation(made(offices))
    const store = storeOver(await indexedDbTables())
    const spent = await timed(() => store.save({ prepared: [prepared] }))
    store.close()
    return spent
  },

  /** Stores many datasets of one report each, or one of as many reports. */
  storeMany: async (count: number, together: boolean): Promise<void> =>
    (await import('./many')).storeMany(count, together),

  /** Fetches the Arrow stream and stores it in a new DuckDB file. */
  async importDuck(): Promise<{ fetch: number; insert: number }> {
    const { OPFS_FILE, fillDuck, openDuck } = await import('../engines/duckdb')
    const root = await navigator.storage.getDirectory()
    for (const name of [OPFS_FILE, `${OPFS_FILE}.wal`]) await root.removeEntry(name).catch(() => undefined)
    const { db, connection } = await openDuck(true)
    let arrow: Uint8Array = new Uint8Array()
    const fetched = await timed(async () => {
      arrow = await bytesOf('/files/reports.arrow')
    })
    const insert = await timed(() => fillDuck(connection, arrow))
    await connection.close()
    await db.terminate()
    return { fetch: fetched, insert }
  },

  async importDexie(offices: number): Promise<number> {
    const { fillReports, openReports } = await import('../engines/dexie')
    const db = openReports()
    const spent = await fillReports(db, made(offices))
    db.close()
    return spent
  },

  /**
   * Opens all data of an engine and asks everything once, without the nation in memory where the engine does not need
   * it.
   */
  async fill(name: EngineName, focus: Nation['focus'], offices: number): Promise<void> {
    const needsNation = name === 'arquero' || name === 'crossfilter'
    engine = await open[name](needsNation ? makeNation(offices) : bare(focus))
    if (name === 'ours') await loadRest(frame!)
    for (const metric of METRICS_ASKED) {
      for (const year of YEARS.slice(1))
        await Promise.all([engine.rank(metric, year), engine.quartiles(metric, year), engine.yoy(metric, year)])
      await engine.rollup(metric)
    }
    await engine.completeness?.()
  },

  /** Imports a file into the project's database, or only reads and packs it. */
  importOurs(file: string, store: boolean): Promise<ImportTimes> {
    const worker = new Worker(new URL('./import.worker.ts', import.meta.url), { type: 'module' })
    return new Promise<ImportTimes>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<{ times: ImportTimes } | { error: string }>) => {
        worker.terminate()
        if ('times' in data) resolve(data.times)
        else reject(new Error(data.error))
      }
      worker.onerror = ({ message }) => {
        reject(new Error(message))
      }
      worker.postMessage({ url: `/files/${file}`, name: file, store } satisfies ImportTask)
    })
  },

  /** `JSON.parse` of a file's text alone: the text is there before the clock starts. */
  async parseJson(file: string): Promise<number> {
    const text = await (await fetch(`/files/${file}`)).text()
    const start = performance.now()
    const { reports } = JSON.parse(text) as { reports: unknown[] }
    const spent = performance.now() - start
    if (reports.length === 0) throw new Error(`${file} has no reports`)
    return spent
  },

  fetch: (file: string): Promise<number> => timed(() => bytesOf(`/files/${file}`)),

  /**
   * Bytes kept by this origin. What the browser says of private files includes room it only reserves: they are asked
   * one by one.
   */
  async stored(): Promise<number> {
    let files = 0
    for await (const entry of (await navigator.storage.getDirectory()).values()) {
      if (entry instanceof FileSystemFileHandle) files += (await entry.getFile()).size
    }
    const { usage = NaN } = await navigator.storage.estimate()
    return files > 0 ? files : usage
  },
}

export type Bench = typeof bench

declare global {
  interface Window {
    bench: Bench
  }
}
window.bench = bench
