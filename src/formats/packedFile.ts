import * as v from 'valibot'
import { LEVELS } from '../domain/orgs'
import type { Org } from '../domain/orgs'
import { isMetricCode } from '../domain/metrics'
import { bitsetWords, countBits, hasBit } from '../engine/bitset'
import type { Bitset } from '../engine/bitset'
import { encodeSegment, openSegment } from '../engine/codec'
import type { Column } from '../engine/column'
import { columnOf } from '../engine/pack'
import { sparse } from '../engine/sparse'
import { packOffices, unpackOffices } from '../query/offices'
import { checksumOfBytes } from '../query/packer'
import { FILLED_COLUMN, FORMS_COLUMN, PACKING, columnKey } from '../query/prepare'
import { FORM_CODES } from '../query/formCodes'
import { STATES } from '../query/spec'
import { UNLISTED } from '../query/stateCodes'
import type { Prepared, SegmentRecord } from '../storage/records'
import { ByteReader, ByteWriter } from './bytes'
import { FormatError } from './source'

/**
 * The packed file (.lens), before gzip: eight bytes of signature, the length of a JSON header, the header, then each segment as five streams
 * (bitmaps, counts, gaps between rows, numbers, other states), so that like stands beside like. Figures and kinds of absence, without raw text.
 */
const SIGNATURE = Uint8Array.of(0x44, 0x4c, 0x45, 0x4e, 0x53, 0x01, 0x0d, 0x0a)
const DENSE_DOUBLE = 1

interface SegmentHead { rows: number; keys: string; sizes: number[]; checksum: string }

const year = v.pipe(v.number(), v.integer(), v.minValue(2008), v.maxValue(2100))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const headerSchema = v.object({
  format: v.literal('disclosure-lens'),
  version: v.literal(1),
  id: v.pipe(v.string(), v.regex(/^[\w.-]{1,80}$/u)),
  title: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  synthetic: v.boolean(),
  start: v.optional(v.object({ org: v.string(), year })),
  years: v.array(year),
  counts: v.object({ orgs: count, reports: count, cells: count }),
  offices: v.object({
    ids: v.string(), names: v.string(), families: v.string(),
    levels: v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LEVELS.length - 1))), family: v.array(count),
  }),
  segments: v.array(v.object({ rows: count, keys: v.string(), sizes: v.pipe(v.array(count), v.length(5)), checksum: v.string() })),
})

function packSegment({ index, bytes }: Pick<SegmentRecord, 'index'> & { bytes: ArrayBuffer }): { head: SegmentHead; streams: Uint8Array[] } {
  const segment = openSegment({ index, bytes })
  const [bitmaps, counts, gaps, numbers, odd] = [new ByteWriter(), new ByteWriter(), new ByteWriter(), new ByteWriter(), new ByteWriter()]
  const places = new Map<string, number>()
  const keys = segment.keys.filter((key) => !key.endsWith('/@texts'))
  for (const key of keys) {
    const column = sparse(segment.column(key)!)
    let bitmap = 0
    if (column.present) {
      const text = column.present.join()
      bitmap = places.get(text) ?? 0
      if (bitmap === 0) {
        places.set(text, bitmap = places.size + 1)
        bitmaps.raw(new Uint8Array(column.present.buffer, column.present.byteOffset, column.present.byteLength))
      }
    }
    const isDouble = column.numbers instanceof Float64Array
    counts.varint(bitmap)
    counts.varint(column.indexes.length)
    counts.varint(column.oddRows.length)
    counts.varint(column.rest * 4 + (isDouble ? DENSE_DOUBLE : 0) + (column.scale === 100 ? 2 : 0))
    let last = -1
    for (const row of column.indexes) { gaps.varint(row - last - 1); last = row }
    if (isDouble) numbers.raw(new Uint8Array(column.numbers.buffer, column.numbers.byteOffset, column.numbers.byteLength))
    else for (const value of column.numbers) numbers.zigzag(value)
    last = -1
    column.oddRows.forEach((row, k) => { odd.varint(row - last - 1); odd.varint(column.oddStates[k]!); last = row })
  }
  const streams = [bitmaps, counts, gaps, numbers, odd].map((writer) => writer.done())
  return {
    head: { rows: segment.rows, keys: keys.join('\n'), sizes: streams.map(({ length }) => length), checksum: sumOf(streams) },
    streams,
  }
}

const sumOf = (streams: readonly Uint8Array[]): string =>
  checksumOfBytes(streams.map((one) => { const padded = new Uint8Array(Math.ceil(one.length / 4) * 4 + 4); padded.set(one); padded[padded.length - 1] = one.length & 255; return padded.buffer }))

/** A packed dataset as a file, piece by piece; to be gzipped. Its segments must be in memory. */
export function* packedFile({ manifest, meta, segments }: Pick<Prepared, 'manifest' | 'meta' | 'segments'>): Generator<Uint8Array> {
  const packed = segments.map(({ index, bytes }) => packSegment({ index, bytes: bytes as ArrayBuffer }))
  const { id, title, synthetic, start, years, counts } = manifest
  const { ids, names, families, levels, family } = packOffices(unpackOffices(meta.orgs))
  const header = new TextEncoder().encode(JSON.stringify({
    format: 'disclosure-lens', version: 1, id, title, synthetic, ...(start && { start }), years, counts,
    offices: { ids, names, families, levels: [...levels], family: [...family] }, segments: packed.map(({ head }) => head),
  }))
  yield SIGNATURE
  yield new Uint8Array(Uint32Array.of(header.length).buffer)
  yield header
  for (const { streams } of packed) yield* streams
}

const damaged = (reason: string): FormatError => new FormatError('file-damaged', { reason })

function readRows(gaps: ByteReader, size: number, rows: number): Uint32Array {
  const found = new Uint32Array(size)
  let last = -1
  for (let k = 0; k < size; k++) {
    last += gaps.varint() + 1
    if (last >= rows) throw damaged('row')
    found[k] = last
  }
  return found
}

const KNOWN_STATES = new Set([...STATES.keys()].slice(1, -1).concat(UNLISTED, 254))

function unpackSegment({ rows, keys, sizes, checksum }: SegmentHead, body: ByteReader, years: readonly number[]): ReturnType<typeof encodeSegment> {
  const streams = sizes.map((size) => body.raw(size))
  if (sumOf(streams) !== checksum) throw damaged('checksum')
  const words = bitsetWords(rows)
  const bitmapBytes = streams[0]!
  const [counts, gaps, numbers, odd] = streams.slice(1).map((stream) => new ByteReader(stream)) as [ByteReader, ByteReader, ByteReader, ByteReader]
  if (words > 0 && bitmapBytes.length % (words * 4) !== 0) throw damaged('bitmaps')
  const bitmaps: Bitset[] = Array.from({ length: words === 0 ? 0 : bitmapBytes.length / (words * 4) }, (_, i) => new Uint32Array(bitmapBytes.slice(i * words * 4, (i + 1) * words * 4).buffer))
  for (const bits of bitmaps) if ((rows & 31) && bits[words - 1]! >= 2 ** (rows & 31)) throw damaged('bitmap')
  const columns = new Map<string, Column>()
  for (const key of keys === '' ? [] : keys.split('\n')) {
    const [inYear = '', ...code] = key.split('/')
    const name = code.join('/')
    if (!years.includes(Number(inYear)) || !(isMetricCode(name) || name === FORMS_COLUMN || name === FILLED_COLUMN) || columns.has(key)) throw damaged(`column ${key.slice(0, 60)}`)
    const bitmap = counts.varint()
    const size = counts.varint()
    const odds = counts.varint()
    const flags = counts.varint()
    const present = bitmap === 0 ? undefined : bitmaps[bitmap - 1]
    const rest = flags >>> 2
    if ((bitmap > 0 && !present) || size > rows || odds > rows || !KNOWN_STATES.has(rest)) throw damaged(`column ${key}`)
    const at = readRows(gaps, size, rows)
    let values: Float64Array
    if (flags & DENSE_DOUBLE) values = new Float64Array(numbers.raw(size * 8).slice().buffer)
    else {
      values = new Float64Array(size)
      for (let k = 0; k < size; k++) values[k] = numbers.zigzag()
    }
    const oddRows = new Uint32Array(odds)
    const oddStates = new Uint8Array(odds)
    let last = -1
    for (let k = 0; k < odds; k++) {
      last += odd.varint() + 1
      if (last >= rows) throw damaged('row')
      oddRows[k] = last
      const state = odd.varint()
      if (!KNOWN_STATES.has(state) || (present ? hasBit(present, last) : true)) throw damaged('state')
      oddStates[k] = state
    }
    for (let k = 0; k < size; k++) {
      if (!Number.isFinite(values[k]!) || values[k] === 0 || (present && !hasBit(present, at[k]!))) throw damaged(`number in ${key}`)
      if (flags & 2) values[k] = values[k]! / 100
    }
    if (name === FORMS_COLUMN && values.some((value) => value < 0 || value >= FORM_CODES || !Number.isInteger(value))) throw damaged('forms')
    if (name === FILLED_COLUMN && values.some((value) => value < 0 || value > 1000 || !Number.isInteger(value))) throw damaged('counts')
    columns.set(key, columnOf({ rows, values, at, rest, oddRows, oddStates, ...(present && { present }) }))
  }
  if (![counts, gaps, numbers, odd].every((stream) => stream.isDone)) throw damaged('length')
  for (const inYear of years) {
    const forms = columns.get(columnKey(inYear, FORMS_COLUMN))
    const all = (one: Column | undefined): Bitset | undefined => one?.present
    for (const [key, column] of columns) {
      if (!key.startsWith(`${inYear}/`)) continue
      if (!forms) throw damaged('forms')
      const held = all(forms)
      const own = all(column)
      // A figure can only be one of a report that is held.
      if (held && (own ? countBits(own, held) !== countBits(own) : rows > 0)) throw damaged(`column ${key}`)
    }
  }
  return encodeSegment(rows, columns)
}

function readOffices(offices: v.InferOutput<typeof headerSchema>['offices'], wanted: number): Org[] {
  if (offices.levels.length !== wanted || offices.family.length !== wanted) throw damaged('offices')
  let orgs: Org[]
  try {
    orgs = unpackOffices({ ...offices, levels: Uint8Array.from(offices.levels), family: Uint32Array.from(offices.family) })
  } catch {
    throw damaged('offices')
  }
  const ids = new Set(orgs.map(({ id }) => id))
  const parenthood = v.array(v.object({ org: v.string(), from: v.optional(year), to: v.optional(year) }))
  const checked = new Set<unknown>()
  for (const { id, name, parents } of orgs) {
    if (typeof id !== 'string' || typeof name !== 'string' || id === '' || name === '' || id.length > 200 || name.length > 200) throw damaged('offices')
    if (checked.has(parents)) continue
    checked.add(parents)
    if (!v.is(parenthood, parents) || parents.some(({ org }) => !ids.has(org))) throw damaged('parents')
  }
  if (ids.size !== wanted) throw damaged('offices')
  return orgs
}

export const isPacked = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, i) => bytes[i] === byte)

/** A packed file, already unzipped. Everything in it is checked; throws a FormatError where something is not as it must be. */
export function readPacked(given: Uint8Array): Prepared {
  // Node's buffers cut without copying: a plain view does not.
  const bytes = new Uint8Array(given.buffer, given.byteOffset, given.byteLength)
  if (!isPacked(bytes) || bytes.length < 12) throw new FormatError('not-dataset')
  const reader = new ByteReader(bytes)
  reader.raw(SIGNATURE.length)
  const [size = 0] = new Uint32Array(reader.raw(4).slice().buffer)
  let input: unknown
  try {
    input = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(reader.raw(size)))
  } catch (error) {
    throw error instanceof FormatError ? error : damaged('header')
  }
  const parsed = v.safeParse(headerSchema, input)
  if (!parsed.success) throw damaged('header')
  const { id, title, synthetic, start, years, counts, offices, segments: heads } = parsed.output
  const orgs = readOffices(offices, counts.orgs)
  if (heads.reduce((sum, { rows }) => sum + rows, 0) !== orgs.length) throw damaged('rows')
  let first = 0
  const segments = heads.map((head, part): SegmentRecord => {
    const { index, bytes: body } = unpackSegment(head, reader, years)
    const record = { dataset: id, part, first, index, bytes: body }
    first += head.rows
    return record
  })
  if (!reader.isDone) throw damaged('length')
  return {
    manifest: {
      id, title, synthetic, shipped: false, years, version: PACKING, counts, ...(start && { start }),
      checksum: checksumOfBytes(segments.map((one) => one.bytes as ArrayBuffer)),
    },
    meta: { dataset: id, orgs: packOffices(orgs) }, segments, evidence: [], corrections: [],
  }
}
