import { AsyncDuckDB, DuckDBAccessMode, VoidLogger } from '@duckdb/duckdb-wasm'
import type { AsyncDuckDBConnection, AsyncPreparedStatement } from '@duckdb/duckdb-wasm'
import wasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url'
import worker from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url'
import { METRIC_CODES } from '../../../src/domain/metrics'
import type { Nation } from '../data/nation'
import { TABLE_CODES } from '../data/table'
import { MOVERS, TOP, rollupKey } from './engine'
import type { Engine } from './engine'

export const OPFS_FILE = 'bench.duckdb'

/** A database of its own worker: in memory, or the file kept in the origin's private file system. */
export async function openDuck(persisted: boolean): Promise<{ db: AsyncDuckDB; connection: AsyncDuckDBConnection }> {
  const db = new AsyncDuckDB(new VoidLogger(), new Worker(worker))
  await db.instantiate(wasm)
  await db.open({
    query: { castBigIntToDouble: true },
    ...(persisted && { path: `opfs://${OPFS_FILE}`, accessMode: DuckDBAccessMode.READ_WRITE }),
  })
  return { db, connection: await db.connect() }
}

/** Fills the table from an Arrow stream and, where the database is a file, writes it out. */
export async function fillDuck(connection: AsyncDuckDBConnection, arrow: Uint8Array): Promise<void> {
  await connection.insertArrowFromIPCStream(arrow, { name: 'reports', create: true })
  await connection.query('CHECKPOINT')
}

const quoted = (name: string): string => `"${name}"`

const ranking = (metric: string): string => `
  with y as (select office, ${quoted(metric)} v from reports where year = ? and ${quoted(metric)} is not null),
  own as (select max(v) v from y where office = ?)
  select office, v::double v, (select count(*) from y)::int n,
    (select case when (select v from own) is null then null else 1 + count(*) end from y where v > (select v from own))::int p
  from y order by v desc, office limit ${TOP}`

const quartiles = (metric: string): string => `
  select district, count(${quoted(metric)})::int n, quantile_cont(${quoted(metric)}::double, [0.25, 0.5, 0.75]) q
  from reports where year = ? group by district having count(${quoted(metric)}) > 0`

const changes = (metric: string): string => `
  with m as (
    select a.office, a.v now, b.v past, (a.v - b.v)::double d from
      (select office, ${quoted(metric)} v from reports where year = ? and ${quoted(metric)} is not null) a
      join (select office, ${quoted(metric)} v from reports where year = ? and ${quoted(metric)} is not null) b using (office))
  select 0 kind, 0 office, count(*)::double d, coalesce(sum(now), 0)::double now, coalesce(sum(past), 0)::double past from m
  union all select * from (select 1, office, d, 0.0, 0.0 from m where d > 0 order by d desc, office limit ${MOVERS})
  union all select * from (select 2, office, d, 0.0, 0.0 from m where d < 0 order by d, office limit ${MOVERS})`

const rollup = (metric: string): string => `
  select province, year, count(${quoted(metric)})::int n, sum(${quoted(metric)})::double s from reports group by all having n > 0`

const COMPLETENESS = `select office, year, (dashes + ${TABLE_CODES.map((code) => `(${quoted(code)} is not null)::int`).join(' + ')}) / cells::double as share from reports`

type Row = Record<string, number>

/** Every statement is prepared once and kept. */
export function createDuck(nation: Nation, connection: AsyncDuckDBConnection): Engine {
  const prepared = new Map<string, Promise<AsyncPreparedStatement>>()
  const ask = async (sql: string, ...parameters: number[]) => {
    const statement = prepared.get(sql) ?? connection.prepare(sql)
    prepared.set(sql, statement)
    return (await statement).query(...parameters)
  }
  const idOf = (row: number): string => nation.orgs[row]!.id
  const rowsOf = (table: { toArray(): unknown[] }): Row[] => table.toArray() as Row[]
  return {
    async rank(metric, year) {
      const table = await ask(ranking(metric), year, nation.focus.row)
      return () => {
        const rows = rowsOf(table)
        return {
          reported: rows[0]?.n ?? 0,
          position: rows[0]?.p ?? null,
          top: rows.map(({ office, v }): [string, number] => [idOf(office!), v!]),
        }
      }
    },
    async quartiles(metric, year) {
      const table = await ask(quartiles(metric), year)
      return () =>
        Object.fromEntries(
          (table.toArray() as { district: number; n: number; q: { toArray(): Float64Array } }[]).map(
            ({ district, n, q }) => [idOf(district), [n, ...q.toArray()] as [number, number, number, number]],
          ),
        )
    },
    async yoy(metric, year) {
      const table = await ask(changes(metric), year, year - 1)
      return () => {
        const rows = rowsOf(table)
        const of = (kind: number): [string, number][] =>
          rows.filter((row) => row.kind === kind).map(({ office, d }) => [idOf(office!), d!])
        const sums = rows.find((row) => row.kind === 0)!
        return { both: sums.d!, now: sums.now!, before: sums.past!, up: of(1), down: of(2) }
      }
    },
    async rollup(metric) {
      const table = await ask(rollup(metric))
      return () =>
        Object.fromEntries(
          rowsOf(table).map(({ province, year, n, s }) => [rollupKey(idOf(province!), year!), [n!, s!]]),
        )
    },
    async report(office, year) {
      const table = await ask('select * from reports where office = ? and year = ?', nation.rowOf.get(office)!, year)
      return () => {
        const [row] = rowsOf(table)
        return METRIC_CODES.map((code) => row?.[code] ?? null)
      }
    },
    async completeness() {
      const table = await ask(COMPLETENESS)
      return () => {
        const [offices, years, share] = ['office', 'year', 'share'].map(
          (name) => table.getChild(name)!.toArray() as ArrayLike<number>,
        )
        const place = new Map([...nation.offices].map((row, i) => [row, i]))
        const shares: (number | null)[] = new Array<null>(nation.offices.length * nation.years.length).fill(null)
        for (let i = 0; i < share!.length; i++) {
          shares[place.get(offices![i]!)! * nation.years.length + nation.years.indexOf(years![i]!)] = share![i]!
        }
        return shares
      }
    },
  }
}
