import { spawnSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { packedFile } from '../../src/formats/lens/packedFile'
import { parquetFile } from '../../src/formats/parquet/parquet'
import { wideCsv } from '../../src/formats/csv/wideCsv'
import { arrowStream } from './data/arrow'
import { makeNation } from './data/nation'
import { packNation } from './data/packed'
import { datasetText } from './data/wire'
import { METRICS_ASKED, QUERIES } from './engines/engine'
import type { Answer, QueryName } from './engines/engine'
import { difference } from './engines/same'
import { launch, memoryOf, openPage } from './measure/browser'
import type { Memory } from './measure/browser'
import { median } from './measure/statistics'
import type { EngineName } from './page/main'
import type { Limits } from './page/limits'

export interface SizeResult {
  reports: number
  offices: number
  /** Bytes. */
  files: Record<string, number>
  /** Milliseconds. */
  imports: Record<string, number>
  warm: Partial<Record<EngineName, number>>
  queries: Record<QueryName, Partial<Record<EngineName, Record<string, number>>>>
  limits: Record<keyof Limits, number>
  /** Bytes over a blank tab; of the blank tab, all. */
  memory: Partial<Record<EngineName | 'blank', Memory>>
  /** Bytes the origin uses. */
  stored: Partial<Record<EngineName, number>>
  compared: number
}

export interface Bench {
  port: number
  folder: string
  engines: readonly EngineName[]
  log(text: string): void
}

export const ENGINES = ['ours', 'duckdb', 'arquero', 'crossfilter', 'dexie'] as const satisfies readonly EngineName[]
const LIMITS = ['copyDense', 'sumDense', 'copyBitmaps', 'parseMetric'] as const satisfies readonly (keyof Limits)[]
/** Queries of one record a report take seconds above this. */
const MANY_OFFICES = 5_000
const ROUNDS = 5

/** Dataset JSON is a province's at most: a browser holds no text as long as the nation's. */
export const PART = 1_430
const FILES = { packed: 'nation.lens', csv: 'nation.csv.gz', json: 'part.json' } as const

/** Each engine has an origin of its own, and so a process and a store of its own. */
const urlOf = (port: number, name: EngineName | 'blank'): string =>
  `http://${name}.localhost:${port}/${name === 'blank' ? 'blank.html' : ''}`

const push = <K extends string>(into: Partial<Record<K, number[]>>, key: K, value: number): void => {
  ;(into[key] ??= []).push(value)
}
const medians = <K extends string>(samples: Partial<Record<K, number[]>>): Record<K, number> =>
  Object.fromEntries(
    Object.entries<number[] | undefined>(samples).map(([key, values]) => [key, median(values ?? [])]),
  ) as Record<K, number>

function writeFiles(bench: Bench, offices: number): Record<string, number> {
  const nation = makeNation(offices)
  const folder = join(bench.folder, 'files')
  mkdirSync(folder, { recursive: true })
  const arrow = arrowStream(nation)
  writeFileSync(join(folder, 'reports.arrow'), arrow)
  const prepared = packNation(nation)
  const sizes: Record<string, number> = { 'Arrow, as it is in memory': arrow.byteLength }
  const write = (name: string, label: string, pieces: Iterable<Uint8Array | string>, zipped: boolean): void => {
    const whole = Buffer.concat([...pieces].map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)))
    const bytes = zipped ? gzipSync(whole) : whole
    writeFileSync(join(folder, name), bytes)
    sizes[label] = bytes.byteLength
  }
  write(FILES.packed, 'packed file, gzipped', packedFile(prepared), true)
  write(FILES.csv, 'wide CSV, gzipped', wideCsv(prepared), true)
  const part = offices > PART ? makeNation(PART) : nation
  write(
    FILES.json,
    `dataset JSON of ${part.offices.length * part.years.length} reports`,
    datasetText(part, 'bench-part'),
    false,
  )
  // Pages go through files to be compressed: a part of the nation stands for it, beside the same part packed.
  const packedPart = offices > PART ? packNation(part) : prepared
  const parquet = parquetSize(packedPart, bench.folder)
  if (parquet === undefined) return sizes
  return {
    ...sizes,
    'part, packed and gzipped': gzipSync(Buffer.concat([...packedFile(packedPart)])).byteLength,
    'part, Parquet with ZSTD': parquet,
  }
}

/**
 * Bytes of the Parquet file with ZSTD; nothing without the system's zstd, as neither Node 20 nor a browser has one. It
 * is written twice: once to gather the pages, which one call then compresses, and once with these in place.
 */
function parquetSize(prepared: Parameters<typeof parquetFile>[0], folder: string): number | undefined {
  if (spawnSync('zstd', ['--version']).status !== 0) return undefined
  const pages = join(folder, 'pages')
  mkdirSync(pages, { recursive: true })
  let gathered = 0
  parquetFile(prepared, {
    codec: 'ZSTD',
    with: (bytes) => {
      writeFileSync(join(pages, String(gathered++)), bytes)
      return bytes
    },
  })
  if (spawnSync('zstd', ['-q', '-9', '--rm', '-r', pages]).status !== 0) throw new Error('zstd failed')
  let placed = 0
  const size = parquetFile(prepared, {
    codec: 'ZSTD',
    with: () => new Uint8Array(readFileSync(join(pages, `${placed++}.zst`))),
  }).byteLength
  rmSync(pages, { recursive: true })
  return size
}

async function withPage<T>(
  bench: Bench,
  profile: string,
  name: EngineName | 'blank',
  work: (page: Page, context: BrowserContext) => Promise<T>,
): Promise<T> {
  const context = await launch(profile)
  try {
    return await work(await openPage(context, urlOf(bench.port, name)), context)
  } finally {
    await context.close()
  }
}

async function importAll(
  bench: Bench,
  profile: string,
  offices: number,
): Promise<Pick<SizeResult, 'imports' | 'stored'>> {
  const samples: Partial<Record<string, number[]>> = {}
  const stored: SizeResult['stored'] = {}
  const many = offices > MANY_OFFICES
  const rounds = many ? 2 : 3
  for (let round = 0; round < rounds; round++) {
    await withPage(bench, profile, 'ours', async (page) => {
      for (const [kind, file] of Object.entries(FILES)) {
        push(samples, `fetch ${kind}`, await page.evaluate((f) => window.bench.fetch(f), file))
        const { all, read, store } = await page.evaluate(([f, keep]) => window.bench.importOurs(f, keep), [
          file,
          kind !== 'json',
        ] as const)
        push(samples, `ours: import ${kind}`, all)
        push(samples, `ours: import ${kind}, of that reading and packing`, read)
        if (kind !== 'json') push(samples, `ours: import ${kind}, of that storing`, store)
      }
      push(samples, 'JSON.parse json', await page.evaluate((f) => window.bench.parseJson(f), FILES.json))
      await page.evaluate((n) => window.bench.storeOurs(n), offices)
      stored.ours = await page.evaluate(() => window.bench.stored())
    })
    await withPage(bench, profile, 'duckdb-opfs', async (page) => {
      const { fetch, insert } = await page.evaluate(() => window.bench.importDuck())
      push(samples, 'duckdb: fetch Arrow', fetch)
      push(samples, 'duckdb: insert Arrow, persisted', insert)
      stored['duckdb-opfs'] = await page.evaluate(() => window.bench.stored())
    })
    if (bench.engines.includes('dexie') && (round === 0 || !many)) {
      await withPage(bench, profile, 'dexie', async (page) => {
        push(samples, 'dexie: a record a report', await page.evaluate((n) => window.bench.importDexie(n), offices))
        stored.dexie = await page.evaluate(() => window.bench.stored())
      })
    }
    bench.log(`  import, round ${round + 1} of ${rounds}`)
  }
  return { imports: medians(samples), stored }
}

async function warmAll(bench: Bench, profile: string, offices: number): Promise<SizeResult['warm']> {
  const samples: Partial<Record<EngineName, number[]>> = {}
  const { focus } = makeNation(offices)
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of ['ours', 'duckdb-opfs', ...bench.engines.filter((one) => one === 'dexie')] as const) {
      push(
        samples,
        name,
        await withPage(bench, profile, name, (page) =>
          page.evaluate(([n, f]) => window.bench.warm(n, f), [name, focus] as const),
        ),
      )
    }
  }
  return medians(samples)
}

/**
 * One record a report takes up to a minute a query where there are many: it is asked once, for one metric, and that is
 * its sample.
 */
const isSlow = (name: EngineName, many: boolean): boolean => many && name === 'dexie'
const takesPart = (name: EngineName, metric: string, many: boolean): boolean =>
  !isSlow(name, many) || metric === METRICS_ASKED[1]

async function askAll(
  bench: Bench,
  profile: string,
  offices: number,
): Promise<Pick<SizeResult, 'queries' | 'limits' | 'compared'>> {
  const context = await launch(profile)
  try {
    const many = offices > MANY_OFFICES
    const pages = new Map<EngineName, Page>()
    for (const name of bench.engines) {
      const page = await openPage(context, urlOf(bench.port, name))
      const spent = await page.evaluate(([n, size]) => window.bench.open(n, size), [name, offices] as const)
      bench.log(`  ${name} is ready (${Math.round(spent)} ms)`)
      pages.set(name, page)
    }
    const samples = Object.fromEntries(QUERIES.map((query) => [query, {}])) as Record<
      QueryName,
      Partial<Record<EngineName, Record<string, number[]>>>
    >
    const add = (name: EngineName, query: QueryName, metric: string, ms: number): void =>
      push((samples[query][name] ??= {}), query === 'report' || query === 'completeness' ? 'all' : metric, ms)
    const compared = await compareAll(pages, many, add)
    bench.log(`  ${compared} answers are the same`)
    const limits: Partial<Record<keyof Limits, number[]>> = {}
    // The first round is for the compilers of all engines to see what is hot; it is not counted.
    for (let round = -1; round < ROUNDS; round++) {
      for (const query of QUERIES) {
        for (const metric of query === 'report' || query === 'completeness'
          ? METRICS_ASKED.slice(1, 2)
          : METRICS_ASKED) {
          for (const name of bench.engines) {
            if ((query === 'completeness' && name === 'crossfilter') || isSlow(name, many)) continue
            const spent = await pages.get(name)!.evaluate(([q, m]) => window.bench.time(q, m), [query, metric] as const)
            if (round >= 0) add(name, query, metric, spent)
          }
        }
      }
      for (const name of round >= 0 ? LIMITS : [])
        push(
          limits,
          name,
          await pages.get('ours')!.evaluate(([n, size]) => window.bench.limit(n, size), [name, offices] as const),
        )
      bench.log(`  queries, round ${round + 1} of ${ROUNDS}`)
    }
    const queries = Object.fromEntries(
      QUERIES.map((query) => [
        query,
        Object.fromEntries(Object.entries(samples[query]).map(([name, of]) => [name, medians(of)])),
      ]),
    ) as SizeResult['queries']
    return { queries, limits: medians(limits), compared }
  } finally {
    await context.close()
  }
}

/** Throws where two engines disagree. */
async function compareAll(
  pages: ReadonlyMap<EngineName, Page>,
  many: boolean,
  onSlow: (name: EngineName, query: QueryName, metric: string, ms: number) => void,
): Promise<number> {
  let compared = 0
  for (const query of QUERIES) {
    for (const metric of METRICS_ASKED) {
      for (const year of query === 'rank' || query === 'quartiles' || query === 'yoy' ? [2020, 2022, 2025] : [2025]) {
        let first: { name: string; answer: Answer } | undefined
        for (const [name, page] of pages) {
          if (!takesPart(name, metric, many) || (many && name === 'dexie' && year !== 2025)) continue
          const given = await page.evaluate(([q, m, y]) => window.bench.answer(q, m, y), [query, metric, year] as const)
          if (given === null) continue
          const { answer, ms } = given
          if (isSlow(name, many)) onSlow(name, query, metric, ms)
          if (!first) first = { name, answer }
          else {
            const found = difference(first.answer, answer)
            if (found !== undefined)
              throw new Error(`${first.name} and ${name} disagree on ${query} of ${metric} in ${year}: ${found}`)
            compared++
          }
        }
        if (query === 'report' || query === 'completeness') break
      }
      if (query === 'report' || query === 'completeness') break
    }
  }
  return compared
}

async function memoryAll(bench: Bench, profile: string, offices: number): Promise<SizeResult['memory']> {
  const blank = await withPage(bench, profile, 'blank', (page, context) => memoryOf(context, page))
  const memory: SizeResult['memory'] = { blank }
  const { focus } = makeNation(offices)
  for (const name of [...bench.engines, 'duckdb-opfs'] as const) {
    if (name === 'dexie') continue
    await withPage(bench, profile, name, async (page, context) => {
      await page.evaluate(([n, f, size]) => window.bench.fill(n, f, size), [name, focus, offices] as const)
      const { now, most, js } = await memoryOf(context, page)
      memory[name] = {
        now: now - blank.now,
        most: most - blank.most,
        ...(js !== undefined && { js: js - (blank.js ?? 0) }),
      }
    })
  }
  return memory
}

/** Everything measured at one size. The profile folder is new and stays on disk from import to opening. */
export async function runSize(bench: Bench, offices: number): Promise<SizeResult> {
  const profile = join(bench.folder, `profile-${offices}`)
  bench.log(`${offices * 7} reports`)
  const files = writeFiles(bench, offices)
  bench.log('  files are written')
  const imported = await importAll(bench, profile, offices)
  const warm = await warmAll(bench, profile, offices)
  const asked = await askAll(bench, profile, offices)
  const memory = await memoryAll(bench, profile, offices)
  return { reports: offices * 7, offices, files, ...imported, warm, ...asked, memory }
}
