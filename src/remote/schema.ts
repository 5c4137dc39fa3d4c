import { METRIC_CODES } from '../domain/metrics'
import type { MetricCode } from '../domain/metrics'
import { LEVELS } from '../domain/orgs'
import type { Level } from '../domain/orgs'
import { checksum } from '../pack/checksum'
import { columnName } from '../formats/parquet/parquetTable'
import { Sql, identifier, joined, sql } from './sql'

/** Version of what the tables below mean. */
const VERSION = 2

/**
 * What the tables below hold, as a number: another where they mean something else, or where the catalogue has other
 * figures or another order of them. A source written by another is not read.
 */
export const SCHEMA = parseInt(checksum([String(VERSION), ...METRIC_CODES]).slice(-8), 16)

/** The column of a metric's numbers, NaN where there is none. Money in yuan. */
export const valueColumn = (code: MetricCode): Sql => identifier(`v_${columnName(code)}`)

/**
 * The column of what stands in place of a metric's number: 0 a number, else a kind of absence by its position in STATES
 * (1 blank, 2 dash, 3 unreadable, 6 not-extracted), 255 not listed by the report, whose forms tell why.
 */
export const stateColumn = (code: MetricCode): Sql => identifier(`s_${columnName(code)}`)

/** The column of the area of a level that an office stands under in the report's year: its row plus one, 0 for none. */
export const underColumn = (level: Level): Sql => identifier(`under_${level}`)

/**
 * Which of a report's rows count. A report without corrections has one row (0). One with corrections has two: as
 * published (1), and a row that overrides it (2).
 */
export const EDITION = { only: 0, published: 1, corrected: 2 } as const

/**
 * The offices above a row's own and its own, from the top, as they last stood: `/110000/110101/110101001/`. What a user
 * may see of every table is told by it, where the server has row policies.
 */
const AREA = sql`area String`

/**
 * One wide row a report, in the order of the map: a district is followed by its offices. Each office is on one shard.
 */
const REPORT_COLUMNS: readonly Sql[] = [
  sql`load String`,
  sql`year UInt16`,
  sql`row UInt32`,
  sql`org String`,
  AREA,
  sql`level UInt8`,
  sql`edition UInt8`,
  // The loading's unit: present with all its rows or not at all.
  sql`block UInt32`,
  sql`forms UInt8`,
  sql`filled UInt16`,
  ...LEVELS.map((level) => sql`${underColumn(level)} UInt32`),
  // Codes of figures that cannot be relied on.
  sql`doubt Array(String)`,
  // What is known beside the figures, by the name of its column: marks, wordings, sentences, the day of publication.
  sql`beside Array(String)`,
  sql`besides Array(Float64)`,
  // The same report in one piece, for who reads all of it: positions in METRIC_CODES, numbers (NaN for none), states.
  sql`listed Array(UInt8)`,
  sql`numbers Array(Float64)`,
  sql`kinds Array(UInt8)`,
  ...METRIC_CODES.flatMap((code) => [sql`${valueColumn(code)} Float64`, sql`${stateColumn(code)} UInt8`]),
]

/** Everything a server holds beside the reports: small, and whole on every shard. */
interface Table {
  name: string
  columns: readonly Sql[]
  partition: Sql
  order: Sql
  /**
   * Rows between two marks, the least that is read of a column; the server's own number (8192) where absent. A report
   * with its neighbours is a few rows of wide arrays or of text: fewer rows between marks read less beside them.
   */
  granularity?: number
}
const TABLES: readonly Table[] = [
  {
    name: 'reports',
    columns: REPORT_COLUMNS,
    partition: sql`(load, year)`,
    order: sql`(load, year, row)`,
    granularity: 1024,
  },
  {
    // What can be read: a version counts from its row `ready` on, and no longer after `retired`.
    name: 'versions',
    columns: [
      sql`dataset String`,
      sql`load String`,
      sql`state String`,
      sql`at UInt64`,
      sql`schema UInt32`,
      sql`manifest String`,
      sql`corrections String`,
    ],
    partition: sql`tuple()`,
    order: sql`(dataset, at)`,
  },
  {
    name: 'offices',
    columns: [
      sql`load String`,
      sql`row UInt32`,
      sql`id String`,
      sql`name String`,
      sql`level UInt8`,
      sql`parents String`,
      sql`former String`,
      AREA,
    ],
    partition: sql`load`,
    order: sql`(load, row)`,
  },
  {
    // Where each office stands by year: the areas above it, whether it exists, whether it counts without its level
    // named.
    name: 'places',
    columns: [
      sql`load String`,
      sql`year UInt16`,
      sql`row UInt32`,
      sql`level UInt8`,
      sql`path Array(UInt32)`,
      sql`exists UInt8`,
      sql`counts UInt8`,
      AREA,
    ],
    partition: sql`load`,
    order: sql`(load, year, row)`,
  },
  {
    name: 'doubts',
    columns: [
      sql`load String`,
      sql`year UInt16`,
      sql`code String`,
      sql`row UInt32`,
      sql`reliability String`,
      sql`rules String`,
      AREA,
    ],
    partition: sql`load`,
    order: sql`(load, year, code, row)`,
  },
  {
    name: 'failures',
    columns: [sql`load String`, sql`rule String`, sql`year UInt16`, sql`row UInt32`, sql`count UInt16`, AREA],
    partition: sql`load`,
    order: sql`(load, rule, year, row)`,
  },
  {
    name: 'evidence',
    columns: [sql`load String`, sql`row UInt32`, sql`year UInt16`, sql`report String`, AREA],
    partition: sql`load`,
    order: sql`(load, row, year)`,
    granularity: 128,
  },
]

/** The tables whose rows belong to one version, with how its rows are dropped. */
export const LOADED = ['offices', 'places', 'doubts', 'failures', 'evidence'] as const

/** The table that readers ask of all shards; without a cluster, the reports themselves. */
export const ALL_REPORTS = 'reports_all'

/** What makes a database ready to be published to; each may be run again. */
export function creations(database: string, cluster?: string, isReplicated = false): Sql[] {
  const of = identifier(database)
  // The macros shard and replica are each server's own.
  const pathOf = (name: string): Sql => new Sql(`'/clickhouse/tables/{shard}/${of.text}/${name}'`)
  const engineOf = (name: string): Sql =>
    isReplicated ? sql`ReplicatedMergeTree(${pathOf(name)}, ${new Sql("'{replica}'")})` : sql`MergeTree()`
  return [
    sql`CREATE DATABASE IF NOT EXISTS ${of}`,
    ...TABLES.map(
      ({ name, columns, partition, order, granularity }) =>
        sql`CREATE TABLE IF NOT EXISTS ${of}.${identifier(name)} (${joined(columns, ', ')})
          ENGINE = ${engineOf(name)} PARTITION BY ${partition} ORDER BY ${order}
          ${granularity ? sql`SETTINGS index_granularity = ${granularity}` : sql``}`,
    ),
    ...(cluster === undefined
      ? []
      : [
          sql`CREATE TABLE IF NOT EXISTS ${of}.${identifier(ALL_REPORTS)} AS ${of}.reports
            ENGINE = Distributed(${identifier(cluster)}, ${of}, reports)`,
        ]),
  ]
}
