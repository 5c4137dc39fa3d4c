import type { Column } from '../engine/column'
import type { Segment } from '../engine/codec'
import { PRESENT } from '../engine/column'
import { SomeRows } from '../engine/packSome'
import { METRIC_CODES, isMetricCode } from '../domain/metrics'
import type { MetricCode } from '../domain/metrics'
import { PUBLISHED_COLUMN, columnKey, isBeside, yearOfKey } from '../pack/columnNames'
import { UNLISTED } from '../pack/states'
import type { OfficeRows } from './officeRows'
import { RowReader } from './rows'
import { EDITION, stateColumn, valueColumn } from './schema'
import { joined, listOf, sql } from './sql'
import type { Sql } from './sql'
import type { Asked } from './wire'

/** Puts a query to the server that a source was opened at. */
export type Ask = (query: Sql, asked?: Asked) => Promise<ArrayBuffer>

const split = (key: string): [year: number, name: string] => [yearOfKey(key), key.slice(key.indexOf('/') + 1)]

/** What the columns are of: `count` offices that may be seen. */
interface Of {
  load: string
  reports: Sql
  count: number
  rows: OfficeRows
  years: readonly number[]
}

/** Columns that every report has, in memory from the beginning. */
export type Base = ReadonlyMap<string, Column>

/**
 * The columns of a version as published, fetched from the server when they are loaded: those of the rows that `where`
 * names, the others read as not listed.
 */
export function remoteSegment(
  ask: Ask,
  { load, reports, count, rows: { here }, years }: Of,
  base: Base,
  where: Sql,
): Segment {
  const held = new Map<string, Column | undefined>(base)
  let isWhole = false

  /** Columns by key of what was found, those of `wanted` without anything too. */
  function hold(found: ReadonlyMap<string, SomeRows>, wanted: readonly string[] = []): void {
    for (const key of new Set([...wanted, ...found.keys()])) held.set(key, found.get(key)?.pack(count, UNLISTED))
  }
  const rowsAt = (found: Map<string, SomeRows>, key: string): SomeRows => {
    const own = found.get(key) ?? new SomeRows()
    found.set(key, own)
    return own
  }
  const whole = (of: readonly number[]): Sql =>
    sql`load = ${load} AND year IN ${listOf(of)} AND edition != ${EDITION.corrected} AND ${where}`

  async function loadFigures(of: readonly number[], codes: readonly MetricCode[], asked: Asked): Promise<void> {
    const columns = codes.flatMap((code) => [valueColumn(code), stateColumn(code)])
    const bytes = await ask(
      sql`SELECT year, row, ${joined(columns, ', ')} FROM ${reports} WHERE ${whole(of)} FORMAT RowBinary`,
      asked,
    )
    // Fixed in width: read in one go, without a text or list between.
    const width = 6 + codes.length * 9
    const view = new DataView(bytes)
    const found = new Map<string, SomeRows>()
    const columnsOf = new Map(of.map((year) => [year, codes.map((code) => rowsAt(found, columnKey(year, code)))]))
    for (let at = 0; at < bytes.byteLength; at += width) {
      const row = here(view.getUint32(at + 2, true))
      if (row === undefined) continue
      columnsOf.get(view.getUint16(at, true))!.forEach((column, c) => {
        const value = at + 6 + c * 9
        column.add(row, view.getFloat64(value, true), view.getUint8(value + 8))
      })
    }
    hold(found)
  }

  /** Without names, all there are. */
  async function loadBesides(of: readonly number[], asked: Asked, names?: readonly string[]): Promise<void> {
    const named = names ? sql`has(${names}, name)` : sql`1`
    const bytes = await ask(
      sql`SELECT year, row, name, x
        FROM ${reports} ARRAY JOIN beside AS name, besides AS x WHERE ${whole(of)} AND ${named} FORMAT RowBinary`,
      asked,
    )
    const found = new Map<string, SomeRows>()
    const reader = new RowReader(bytes)
    while (!reader.isDone) {
      const [year, row, name] = [reader.u16(), here(reader.u32()), reader.text()]
      const value = reader.f64()
      if (row !== undefined) rowsAt(found, `${year}/${name}`).add(row, value, PRESENT)
    }
    hold(
      found,
      of.flatMap((year) => (names ?? []).map((name) => `${year}/${name}`)),
    )
  }

  /** Every figure of the rows asked for, each report in one piece. */
  async function loadAll(asked: Asked): Promise<void> {
    const bytes = await ask(
      sql`SELECT year, row, listed, numbers, kinds FROM ${reports} WHERE ${whole(years)} FORMAT RowBinary`,
      asked,
    )
    const found = new Map<string, SomeRows>()
    const reader = new RowReader(bytes)
    while (!reader.isDone) {
      const [year, row] = [reader.u16(), here(reader.u32())]
      const listed = reader.list(() => reader.u8())
      const numbers = reader.list(() => reader.f64())
      const kinds = reader.list(() => reader.u8())
      if (row === undefined) continue
      listed.forEach((c, i) => rowsAt(found, columnKey(year, METRIC_CODES[c]!)).add(row, numbers[i]!, kinds[i]!))
    }
    hold(found)
  }

  return {
    rows: count,
    get keys() {
      return [...held].flatMap(([key, column]) => (column ? [key] : []))
    },
    has: (key) => held.get(key) !== undefined,
    isWhole: () => isWhole,
    async load(keys, signal) {
      const asked = signal ? { signal } : {}
      if (!keys) {
        if (isWhole) return
        if (years.length > 0) await Promise.all([loadAll(asked), loadBesides(years, asked)])
        isWhole = true
        return
      }
      if (isWhole) return
      const missing = [...new Set(keys)].filter((key) => !held.has(key)).map(split)
      // Years that lack the same columns are asked for together.
      const groups = new Map<string, { of: number[]; names: string[] }>()
      for (const year of years) {
        const names = missing.flatMap(([of, name]) => (of === year ? [name] : []))
        const group = groups.get(names.join()) ?? { of: [], names }
        groups.set(names.join(), group)
        group.of.push(year)
      }
      await Promise.all(
        [...groups.values()].flatMap(({ of, names }) => {
          const codes = names.filter(isMetricCode)
          const besides = names.filter((name) => isBeside(name) || name === PUBLISHED_COLUMN)
          return [
            ...(codes.length > 0 ? [loadFigures(of, codes, asked)] : []),
            ...(besides.length > 0 ? [loadBesides(of, asked, besides)] : []),
          ]
        }),
      )
    },
    column: (key) => held.get(key),
  }
}
