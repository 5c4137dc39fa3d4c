import type { SchemaElement } from 'hyparquet'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import { METRIC_CODES } from '../../domain/metrics'
import { PRESENT } from '../../engine/column'
import { decodeForms } from '../../pack/formCodes'
import type { MetaRecord, Prepared } from '../../pack/records'
import { KIND_NAMES, columnBlocksOf } from '../blocks'
import type { ColumnBlock } from '../blocks'
import { joined } from '../joined'
import { META, TEXT_COLUMNS, columnName } from './parquetTable'
import type { TextColumn } from './parquetTable'
import { FORMER, hasFormerNames } from '../wideTable'

/** Rows of a group: what is held in memory at a time. */
const GROUP = 10_000
const REQUIRED: ReadonlySet<string> = new Set<TextColumn>(['org', 'name', 'level', 'parents'])

const schemaOf = (texts: readonly TextColumn[]): SchemaElement[] => [
  { name: 'root', num_children: texts.length + 1 + METRIC_CODES.length },
  ...texts.map((name): SchemaElement => ({
    name,
    type: 'BYTE_ARRAY',
    converted_type: 'UTF8',
    repetition_type: REQUIRED.has(name) ? 'REQUIRED' : 'OPTIONAL',
  })),
  { name: 'year', type: 'INT32', repetition_type: 'OPTIONAL' },
  ...METRIC_CODES.map((code): SchemaElement => ({
    name: columnName(code),
    type: 'DOUBLE',
    repetition_type: 'OPTIONAL',
  })),
]

/** How a program that has one compresses a page; without it, Snappy. */
export type Compress = { codec: 'ZSTD'; with: (bytes: Uint8Array) => Uint8Array }

type Column = { name: string; data: (string | number | undefined)[] }

/** The columns of texts that a dataset needs. */
const textsOf = (meta: MetaRecord): readonly TextColumn[] =>
  hasFormerNames(meta) ? [...TEXT_COLUMNS, FORMER] : TEXT_COLUMNS

function columnsOf({ rows, orgs, years, forms, values, states }: ColumnBlock, wanted: readonly TextColumn[]): Column[] {
  const missing = new Array<string | undefined>(rows).fill(undefined)
  const figures = METRIC_CODES.map((code, c): Column => {
    const data = new Array<number | undefined>(rows).fill(undefined)
    for (let row = 0, at = c * rows; row < rows; row++, at++) {
      const kind = KIND_NAMES[states[at]!]
      if (states[at] === PRESENT) data[row] = values[at]!
      else if (kind) missing[row] = missing[row] === undefined ? `${code}=${kind}` : `${missing[row]};${code}=${kind}`
    }
    return { name: columnName(code), data }
  })
  const parents = new Map(orgs.map((org) => [org, JSON.stringify(org.parents)]))
  const table = (of: '2' | '3' | '4') =>
    orgs.map((_, row) => (years[row] === 0 ? undefined : decodeForms(forms[row]!)[of]))
  const texts: Record<TextColumn, (string | undefined)[]> = {
    org: orgs.map(({ id }) => id),
    name: orgs.map(({ name }) => name),
    level: orgs.map(({ level }) => level),
    parents: orgs.map((org) => parents.get(org)),
    form2: table('2'),
    form3: table('3'),
    form4: table('4'),
    missing,
    former: orgs.map(({ formerNames }) => formerNames && JSON.stringify(formerNames)),
  }
  return [
    ...wanted.map((name) => ({ name, data: texts[name] })),
    { name: 'year', data: Array.from(years, (year) => year || undefined) },
    ...figures,
  ]
}

/**
 * A packed dataset as Parquet, piece by piece: a row for each office and year, a nullable column for each figure. Money
 * in yuan. Corrections are no part of it: figures are as published.
 */
export function* parquetPieces(
  prepared: Pick<Prepared, 'manifest' | 'meta' | 'segments'>,
  compress?: Compress,
): Generator<Uint8Array> {
  const { id, title, synthetic, extent, start } = prepared.manifest
  const texts = textsOf(prepared.meta)
  const writer = new ByteWriter()
  const parquet = new ParquetWriter({
    writer,
    schema: schemaOf(texts),
    codec: compress?.codec ?? 'SNAPPY',
    ...(compress && { compressors: { ZSTD: compress.with } }),
    kvMetadata: [
      {
        key: META,
        value: JSON.stringify({ id, title, synthetic, ...(extent && { extent }), ...(start && { start }) }),
      },
    ],
  })
  const take = (): Uint8Array => {
    const piece = writer.getBytes().slice()
    // The writer keeps count of what went before by its offset.
    writer.index = 0
    return piece
  }
  for (const block of columnBlocksOf(prepared, GROUP)) {
    void parquet.write({ columnData: columnsOf(block, texts), rowGroupSize: GROUP })
    yield take()
  }
  void parquet.finish()
  yield take()
}

/** The same, whole. */
export function parquetFile(
  prepared: Pick<Prepared, 'manifest' | 'meta' | 'segments'>,
  compress?: Compress,
): Uint8Array {
  return joined([...parquetPieces(prepared, compress)])
}
