import type { Column } from '../engine/column'
import type { Segment } from '../engine/codec'
import { PRESENT } from '../engine/column'
import { pack } from '../engine/pack'
import { METRIC_CODES, isMetricCode } from '../domain/metrics'
import type { MetricCode } from '../domain/metrics'
import { PUBLISHED_COLUMN, columnKey, isBeside, yearOfKey } from '../pack/columnNames'
import { UNLISTED } from '../pack/states'
import type { OfficeRows } from './officeRows'
import { RowReader } from './rows'
import { EDITION, stateColumn, valueColumn } from './schema'
import { joined, sql } from './sql'
import type { Sql } from './sql'
import type { Asked } from './wire'

/** Puts a query to the server that a source was opened at. */
export type Ask = (query: Sql, asked?: Asked) => Promise<ArrayBuffer>

const split = (key: string): [year: number, name: string] => [yearOfKey(key), key.slice(key.indexOf('/') + 1)]

/** What one row has in a column. */
interface Found {
  row: number
  value: number
  state: number
}

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

  const packed = (fillIn: (values: Float64Array, states: Uint8Array) => void): Column | undefined => {
    const values = new Float64Array(count).fill(NaN)
    const states = new Uint8Array(count).fill(UNLISTED)
    fillIn(values, states)
    return states.some((state) => state !== UNLISTED) ? pack(values, states) : undefined
  }
  const whole = (of: readonly number[]): Sql =>
    sql`load = ${load} AND has(${of}, year) AND edition != ${EDITION.corrected} AND ${where}`

  async function loadFigures(of: readonly number[], codes: readonly MetricCode[], asked: Asked): Promise<void> {
    const columns = codes.flatMap((code) => [valueColumn(code), stateColumn(code)])
    const bytes = await ask(
      sql`SELECT year, row, ${joined(columns, ', ')} FROM ${reports} WHERE ${whole(of)} FORMAT RowBinary`,
      asked,
    )
    // Fixed in width: each column is read in one go through the answer.
    const width = 6 + codes.length * 9
    const view = new DataView(bytes)
    codes.forEach((code, c) => {
      for (const year of of)
        held.set(
          columnKey(year, code),
          packed((values, states) => {
            for (let at = 0; at < bytes.byteLength; at += width) {
              if (view.getUint16(at, true) !== year) continue
              const row = here(view.getUint32(at + 2, true))
              if (row === undefined) continue
              states[row] = view.getUint8(at + 6 + c * 9 + 8)
              if (states[row] === PRESENT) values[row] = view.getFloat64(at + 6 + c * 9, true)
            }
          }),
        )
    })
  }

  /** Columns by key of what was found for some rows, those of `wanted` without any too. */
  function hold(found: ReadonlyMap<string, readonly Found[]>, wanted: readonly string[] = []): void {
    for (const key of new Set([...wanted, ...found.keys()]))
      held.set(
        key,
        packed((values, states) => {
          for (const { row, value, state } of found.get(key) ?? []) {
            states[row] = state
            if (state === PRESENT) values[row] = value
          }
        }),
      )
  }

  const add = (found: Map<string, Found[]>, key: string, one: Found): void => {
    const own = found.get(key)
    if (own) own.push(one)
    else found.set(key, [one])
  }

  /** Without names, all there are. */
  async function loadBesides(of: readonly number[], asked: Asked, names?: readonly string[]): Promise<void> {
    const named = names ? sql`has(${names}, name)` : sql`1`
    const bytes = await ask(
      sql`SELECT year, row, name, x
        FROM ${reports} ARRAY JOIN beside AS name, besides AS x WHERE ${whole(of)} AND ${named} FORMAT RowBinary`,
      asked,
    )
    const found = new Map<string, Found[]>()
    const reader = new RowReader(bytes)
    while (!reader.isDone) {
      const [year, row, name] = [reader.u16(), here(reader.u32()), reader.text()]
      const value = reader.f64()
      if (row !== undefined) add(found, `${year}/${name}`, { row, value, state: PRESENT })
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
    const found = new Map<string, Found[]>()
    const reader = new RowReader(bytes)
    while (!reader.isDone) {
      const [year, row] = [reader.u16(), here(reader.u32())]
      const listed = reader.list(() => reader.u8())
      const numbers = reader.list(() => reader.f64())
      const kinds = reader.list(() => reader.u8())
      if (row === undefined) continue
      listed.forEach((c, i) => {
        add(found, columnKey(year, METRIC_CODES[c]!), { row, value: numbers[i]!, state: kinds[i]! })
      })
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
