import { METRICS_ASKED, QUERIES } from './engines/engine'
import type { QueryName } from './engines/engine'
import { median } from './measure/statistics'
import type { SizeResult } from './run'

/** One goal: how many times longer (or larger) the other is than ours, or ours than a limit; and what was aimed at. */
export interface Ratio {
  goal: string
  ratio: number
  target: number
  reached: boolean
}

const BEST: Record<QueryName, number> = {
  rank: 100,
  quartiles: 30,
  yoy: 20,
  rollup: 35,
  report: 40,
  completeness: 1000,
}
/** The same for the densest metric, the worst case. */
const DENSEST: Partial<Record<QueryName, number>> = { rank: 30, quartiles: 12, yoy: 15, rollup: 30 }
const PEERS = ['duckdb', 'arquero', 'crossfilter'] as const

const atLeast = (goal: string, ratio: number, target: number): Ratio => ({
  goal,
  ratio,
  target,
  reached: ratio >= target,
})
const atMost = (goal: string, ratio: number, target: number): Ratio => ({
  goal,
  ratio,
  target,
  reached: ratio <= target,
})

/** Milliseconds of the best of the peers that answer it. */
function bestPeer(
  { queries }: SizeResult,
  query: QueryName,
  read: (of: Record<string, number>) => number | undefined,
): number {
  const known = PEERS.flatMap((name) => {
    const of = queries[query][name]
    return (of && read(of)) ?? []
  })
  return Math.min(...known)
}

/** The goals of the project for the size of a nation, as ratios of one run. What was not measured is left out. */
export function ratiosOf(result: SizeResult): Ratio[] {
  const { warm, imports, queries, limits, memory, files } = result
  const overall = (of: Record<string, number>): number => median(Object.values(of))
  const dense = (of: Record<string, number>): number | undefined => of[METRICS_ASKED[0]]
  const found = [
    atLeast('open: DuckDB-WASM, persisted / ours', warm['duckdb-opfs']! / warm.ours!, 15),
    atLeast('open: one record a report / ours', (warm.dexie ?? NaN) / warm.ours!, 25),
    atLeast(
      'import: DuckDB-WASM, Arrow / packed file',
      (imports['duckdb: fetch Arrow']! + imports['duckdb: insert Arrow, persisted']!) / imports['ours: import packed']!,
      25,
    ),
    atMost('import: packed file / fetching it', imports['ours: import packed']! / imports['fetch packed']!, 3),
    atMost(
      'dataset JSON to columns / JSON.parse',
      imports['ours: import json, of that reading and packing']! / imports['JSON.parse json']!,
      0.2,
    ),
    atMost('import: gzipped CSV / fetching it', imports['ours: import csv']! / imports['fetch csv']!, 1.5),
    ...QUERIES.map((query) =>
      atLeast(
        `${query}: best peer / ours`,
        bestPeer(result, query, overall) / overall(queries[query].ours!),
        BEST[query],
      ),
    ),
    ...Object.entries(DENSEST).map(([query, target]) =>
      atLeast(
        `${query}, densest metric: best peer / ours`,
        bestPeer(result, query as QueryName, dense) / (dense(queries[query as QueryName].ours!) ?? NaN),
        target,
      ),
    ),
    atMost(
      'quartiles, densest metric / plain sum of all its years',
      (dense(queries.quartiles.ours!) ?? NaN) / limits.sumDense,
      3,
    ),
    atMost('completeness / memcpy of the bitmaps', overall(queries.completeness.ours!) / limits.copyBitmaps, 15),
    atLeast('memory over a blank tab: DuckDB-WASM / ours', memory.duckdb!.now / memory.ours!.now, 25),
    atMost(
      'file: packed and gzipped / Parquet with ZSTD',
      (files['part, packed and gzipped'] ?? NaN) / (files['part, Parquet with ZSTD'] ?? NaN),
      0.65,
    ),
  ]
  return found.filter(({ ratio }) => Number.isFinite(ratio))
}
