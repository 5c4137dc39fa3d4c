import { METRICS_ASKED, QUERIES } from './engines/engine'
import { median, short, tableText } from './measure/statistics'
import type { AppResult } from './app'
import { ratiosOf } from './ratios'
import type { SizeResult } from './run'

const MEGABYTE = 1e6
const PEERS = ['duckdb', 'arquero', 'crossfilter'] as const

const megabytes = (bytes: number | undefined): string => (bytes === undefined ? '–' : short(bytes / MEGABYTE))
const times = (above: number | undefined, below: number | undefined): string =>
  above === undefined || below === undefined ? '–' : `${short(above / below)}x`
const overall = (of: Record<string, number> | undefined): number | undefined => of && median(Object.values(of))

/** The best of DuckDB-WASM, Arquero and crossfilter2. */
const best = (of: readonly (number | undefined)[]): number | undefined => {
  const known = of.filter((value) => value !== undefined)
  return known.length > 0 ? Math.min(...known) : undefined
}

function queryRows({ queries }: SizeResult): string[][] {
  return QUERIES.flatMap((query) => {
    const of = queries[query]
    const row = (label: string, read: (held: Record<string, number> | undefined) => number | undefined): string[] => {
      const ours = read(of.ours)
      const peers = PEERS.map((name) => read(of[name]))
      return [
        label,
        ...[ours, ...peers, read(of.dexie)].map((ms) => (ms === undefined ? '–' : short(ms))),
        times(best(peers), ours),
      ]
    }
    const dense = METRICS_ASKED[0]
    return [
      row(query, overall),
      ...(of.ours && dense in of.ours ? [row(`${query}, densest`, (held) => held?.[dense])] : []),
    ]
  })
}

/** One size as text: milliseconds unless a heading says otherwise. */
export function printSize(result: SizeResult): string {
  const { reports, imports, warm, limits, memory, stored, files } = result
  const part = (title: string, headings: readonly string[], rows: readonly (readonly string[])[]): string =>
    `\n${title}\n${tableText(headings, rows)}`
  return [
    `\n=== ${reports.toLocaleString('en')} reports ===`,
    part(
      'Files (MB)',
      ['file', 'MB'],
      Object.entries(files).map(([name, bytes]) => [name, megabytes(bytes)]),
    ),
    part(
      'Import (ms)',
      ['route', 'ms'],
      Object.entries(imports).map(([name, ms]) => [name, short(ms)]),
    ),
    part(
      'Open to first chart data, fresh browser (ms)',
      ['engine', 'ms', 'to ours'],
      Object.entries(warm).map(([name, ms]) => [name, short(ms), times(ms, warm.ours)]),
    ),
    part('Queries, hot (ms)', ['query', 'ours', ...PEERS, 'dexie', 'best peer to ours'], queryRows(result)),
    part(
      'Limits (ms)',
      ['work', 'ms'],
      Object.entries(limits).map(([name, ms]) => [name, short(ms)]),
    ),
    part(
      'Memory over a blank tab (MB)',
      ['engine', 'now', 'most', 'to ours'],
      Object.entries(memory).map(([name, { now, most }]) => [
        name,
        megabytes(now),
        megabytes(most),
        times(now, memory.ours?.now),
      ]),
    ),
    part(
      'Stored (MB)',
      ['engine', 'MB'],
      Object.entries(stored).map(([name, bytes]) => [name, megabytes(bytes)]),
    ),
    part(
      'Ratios',
      ['goal', 'measured', 'aimed at for a nation', 'reached'],
      ratiosOf(result).map(({ goal, ratio, target, reached }) => [
        goal,
        short(ratio),
        short(target),
        reached ? 'yes' : 'no',
      ]),
    ),
  ].join('\n')
}

export function printApp(title: string, { script, open, firstVisit, again, unfinished }: AppResult): string {
  const row = (label: string, times: { first: number; painted: number; longest: number }): string[] => [
    label,
    short(times.first),
    short(times.painted),
    short(times.longest),
  ]
  return [
    `\n=== The app: ${title} ===`,
    `first load: ${short(script / 1000)} kB of gzipped script; ${short(open)} ms to the first charts, painted, in a fresh browser`,
    tableText(
      ['click (ms)', 'first paint', 'all painted', 'longest task'],
      [
        ...Object.entries(firstVisit).map(([name, times]) => row(`${name}, first visit`, times)),
        ...Object.entries(again).map(([name, times]) => row(name, times)),
      ],
    ),
    ...(unfinished.length > 0 ? [`not finished in time: ${unfinished.join(', ')}`] : []),
  ].join('\n')
}
