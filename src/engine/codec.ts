import { bitsetWords } from './bitset'
import type { Bitset } from './bitset'
import type { Column } from './column'
import { LAYOUTS, indexLayout, layoutOf } from './narrow'
import type { Indexes, Numbers } from './narrow'

/** Where each column of a segment stands in its bytes. Plain and cheap to clone: a database keeps it as it is. */
export interface SegmentIndex {
  /** Rows of every column. */
  rows: number
  /** Column keys in the order of `table`, joined by line feeds. */
  keys: string
  /** `STRIDE` numbers a column: offset, numbers, odd rows, flags. */
  table: Uint32Array
  /**
   * Checksums of the index with what stands before the columns, then of each column's bytes. Segments of databases
   * written before have none.
   */
  sums?: Uint32Array
}

/** What is stored is not what was stored. */
export class DamagedSegment extends Error {
  override name = 'DamagedSegment'
}

export interface PackedSegment {
  index: SegmentIndex
  bytes: ArrayBuffer
}
/** A segment as a database gives it back: its bytes in memory, or in a file to be read in parts. */
export interface StoredSegment {
  index: SegmentIndex
  bytes: ArrayBuffer | Blob
}

export interface Segment {
  rows: number
  keys: readonly string[]
  has(key: string): boolean
  /** A view on the segment's bytes, made when first asked for. Throws where these have not been loaded. */
  column(key: string): Column | undefined
  /**
   * Reads the columns named, where they are not in memory; all of them without names. What is read is compared with its
   * checksum once, or, where there is none, looked at. Rejects where the file cannot be read, with a DamagedSegment or
   * a RangeError where it is not what was stored.
   */
  load(keys?: readonly string[], signal?: AbortSignal): Promise<void>
  /** Whether every column is in memory. */
  isWhole(): boolean
  /** The segment that these rows are a part of, from which row on, where they are one. */
  slice?: { of: Segment; from: number }
}

const STRIDE = 4
/**
 * Flags: bits 0 to 3 as named, 4 to 7 the number layout, 8 to 15 the state of the rest, 16 to 31 the number of the
 * shared bitmap.
 */
const HAS_BITMAP = 1
const IS_DENSE = 2
const IN_CENTS = 4
/**
 * The column's bitmap is one of those at the beginning of the segment: most figures of a year are given by the same
 * reports.
 */
const IS_SHARED = 8
const MOST_SHARED = 65_535

const align = (offset: number, width: number): number => Math.ceil(offset / width) * width

/** A checksum of words: a change of a single one always changes it. */
function sumOf(words: Uint32Array, start = 0x9e3779b1): number {
  let sum = start
  for (let i = 0; i < words.length; i++) {
    sum = Math.imul(sum ^ words[i]!, 0x85ebca6b)
    sum ^= sum >>> 15
  }
  return sum >>> 0
}

/** The words between two places of a segment; `base` is where its bytes begin. Shorter where bytes are missing. */
const wordsIn = (bytes: ArrayBuffer, base: number, from: number, to: number): Uint32Array => {
  const end = Math.min(to - base, bytes.byteLength)
  return new Uint32Array(bytes, from - base, Math.max(0, end - (from - base)) >>> 2)
}

/** The checksum of an index with the bytes before the first column. */
function headSum({ rows, keys, table }: SegmentIndex, head: Uint32Array): number {
  let sum = sumOf(table, rows)
  for (let i = 0; i < keys.length; i++) sum = Math.imul(sum ^ keys.charCodeAt(i), 0x85ebca6b)
  return sumOf(head, sum)
}

/** An index with the checksums of its segment's bytes, which must be whole. */
export function withSums(index: SegmentIndex, bytes: ArrayBuffer): SegmentIndex {
  const columns = index.table.length / STRIDE
  const startOf = (place: number): number => (place < columns ? index.table[place * STRIDE]! : bytes.byteLength)
  const sums = new Uint32Array(columns + 1)
  sums[0] = headSum(index, wordsIn(bytes, 0, 0, startOf(0)))
  for (let place = 0; place < columns; place++)
    sums[place + 1] = sumOf(wordsIn(bytes, 0, startOf(place), startOf(place + 1)))
  return { ...index, sums }
}

function hashOf(bits: Bitset): number {
  let hash = bits.length
  for (let i = 0; i < bits.length; i++) hash = Math.imul(hash ^ bits[i]!, 0x9e3779b1)
  return hash
}

const isSame = (a: Bitset, b: Bitset): boolean => a.length === b.length && a.every((word, i) => word === b[i])

/** Bitmaps that more than one column has, each once, and the number of each column's among them. */
function sharedBitmaps(columns: Iterable<Column>): { bitmaps: Bitset[]; numberOf: Map<Column, number> } {
  const groups = new Map<number, { bits: Bitset; of: Column[] }[]>()
  for (const column of columns) {
    if (!column.present) continue
    const hash = hashOf(column.present)
    const held = groups.get(hash) ?? []
    groups.set(hash, held)
    const same = held.find(({ bits }) => isSame(bits, column.present!))
    if (same) same.of.push(column)
    else held.push({ bits: column.present, of: [column] })
  }
  const bitmaps: Bitset[] = []
  const numberOf = new Map<Column, number>()
  for (const group of groups.values()) {
    for (const { bits, of } of group) {
      if (of.length < 2 || bitmaps.length > MOST_SHARED) continue
      for (const column of of) numberOf.set(column, bitmaps.length)
      bitmaps.push(bits)
    }
  }
  return { bitmaps, numberOf }
}

/**
 * Columns of equal length as one buffer and its offset table, in the order given. Numbers are little-endian, as on
 * every current machine.
 */
export function encodeSegment(rows: number, columns: ReadonlyMap<string, Column>): PackedSegment {
  const table = new Uint32Array(columns.size * STRIDE)
  const { bitmaps, numberOf } = sharedBitmaps(columns.values())
  const placed: { section: ArrayBufferView; offset: number }[] = []
  let size = 0
  const place = (section: ArrayBufferView & { BYTES_PER_ELEMENT: number }): void => {
    const offset = align(size, section.BYTES_PER_ELEMENT)
    placed.push({ section, offset })
    size = offset + section.byteLength
  }
  bitmaps.forEach(place)
  let at = 0
  for (const column of columns.values()) {
    if (column.rows !== rows) throw new RangeError(`a column of ${column.rows} rows in a segment of ${rows}`)
    const shared = numberOf.get(column)
    const flags =
      (shared !== undefined ? IS_SHARED : column.present ? HAS_BITMAP : 0) |
      (column.indexes ? 0 : IS_DENSE) |
      (column.scale === 100 ? IN_CENTS : 0) |
      (layoutOf(column.numbers) << 4) |
      (column.rest << 8) |
      ((shared ?? 0) << 16)
    size = align(size, 8)
    table.set([size, column.numbers.length, column.oddRows.length, flags], at)
    at += STRIDE
    place(column.numbers)
    if (column.present && shared === undefined) place(column.present)
    if (column.indexes) place(column.indexes)
    place(column.oddRows)
    place(column.oddStates)
  }
  const bytes = new ArrayBuffer(align(size, 8))
  const target = new Uint8Array(bytes)
  for (const { section, offset } of placed) {
    target.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), offset)
  }
  return { index: withSums({ rows, keys: [...columns.keys()].join('\n'), table }, bytes), bytes }
}

type Layout<T> = { new (bytes: ArrayBuffer, offset: number, length: number): T; readonly BYTES_PER_ELEMENT: number }

/** A part of a segment in memory: the bytes from `base` on, a multiple of eight. */
interface Piece {
  bytes: ArrayBuffer
  base: number
}

function view(
  { rows, table }: SegmentIndex,
  place: number,
  { bytes, base }: Piece,
  shared: (number: number) => Bitset,
): Column {
  const [start = 0, count = 0, odd = 0, flags = 0] = table.subarray(place * STRIDE, (place + 1) * STRIDE)
  if (start % 8 !== 0) throw new RangeError(`a column at ${start}, between words`)
  let offset = start - base
  const take = <T extends ArrayBufferView>(layout: Layout<T>, length: number): T => {
    const section = new layout(bytes, align(offset, layout.BYTES_PER_ELEMENT), length)
    offset = section.byteOffset + section.byteLength
    return section
  }
  const wide: Layout<Indexes> = indexLayout(rows)
  const numbers = take<Numbers>(LAYOUTS[(flags >>> 4) & 15]!, count)
  const present =
    flags & IS_SHARED ? shared(flags >>> 16) : flags & HAS_BITMAP ? take(Uint32Array, bitsetWords(rows)) : undefined
  const indexes = flags & IS_DENSE ? undefined : take(wide, count)
  const oddRows = take(wide, odd)
  return {
    rows,
    numbers,
    oddRows,
    oddStates: take(Uint8Array, odd),
    scale: flags & IN_CENTS ? 100 : 1,
    rest: (flags >>> 8) & 255,
    ...(present && { present }),
    ...(indexes && { indexes }),
  }
}

/** Columns that stand this near to one another are read in one go. */
const NEAR = 64 * 1024

interface Keys {
  keys: readonly string[]
  places: ReadonlyMap<string, number>
}

/** Many segments have the same columns: the last lists of them are kept, each once. */
const KEPT_LISTS = 256
const lists = new Map<string, Keys>()
function listOf(text: string): Keys {
  const held = lists.get(text)
  if (held) return held
  const keys = text === '' ? [] : text.split('\n')
  const list = { keys, places: new Map(keys.map((key, i) => [key, i])) }
  if (lists.size >= KEPT_LISTS) lists.delete(lists.keys().next().value!)
  lists.set(text, list)
  return list
}

/** A segment back from a database. Nothing is read before a column is asked for. */
export function openSegment({ index, bytes }: StoredSegment): Segment {
  const { keys, places } = listOf(index.keys)
  const opened = new Map<string, Column>()
  const pieces = new Map<number, Piece>()
  const file = bytes instanceof ArrayBuffer ? undefined : bytes
  const end = bytes instanceof ArrayBuffer ? bytes.byteLength : bytes.size
  const startOf = (place: number): number => (place < keys.length ? index.table[place * STRIDE]! : end)
  let whole: Piece | undefined = bytes instanceof ArrayBuffer ? { bytes, base: 0 } : undefined
  let head: Piece | undefined = whole
  let wholeComing: Promise<void> | undefined

  /** One view for all columns that share a bitmap, so that what is counted of it is counted once. */
  const bitmaps = new Map<number, Bitset>()
  const shared = (number: number): Bitset => {
    const words = bitsetWords(index.rows)
    const held = bitmaps.get(number) ?? new Uint32Array(head!.bytes, number * words * 4, words)
    bitmaps.set(number, held)
    return held
  }

  const read = async (from: number, to: number): Promise<Piece> => ({
    bytes: await file!.slice(from, to).arrayBuffer(),
    base: from,
  })

  const { sums } = index
  /** Columns whose bytes were compared with their checksum; -1 stands for what is before them. */
  const verified = new Set<number>()
  function verify(place: number, { bytes: held, base }: Piece): void {
    if (!sums || verified.has(place)) return
    const words =
      place < 0 ? wordsIn(held, base, 0, startOf(0)) : wordsIn(held, base, startOf(place), startOf(place + 1))
    const sum = place < 0 ? headSum(index, words) : sumOf(words)
    if (sum !== sums[place + 1]) throw new DamagedSegment(place < 0 ? 'head' : keys[place])
    verified.add(place)
  }

  async function loadSome(wanted: readonly string[]): Promise<void> {
    const missing = [...new Set(wanted.flatMap((key) => places.get(key) ?? []))]
      .filter((place) => !pieces.has(place))
      .sort((a, b) => a - b)
    const runs: number[][] = []
    for (const place of missing) {
      const run = runs.at(-1)
      if (run && startOf(place) - startOf(run.at(-1)! + 1) <= NEAR) run.push(place)
      else runs.push([place])
    }
    const [first] = await Promise.all([
      head ?? read(0, startOf(0)),
      ...runs.map(async (run) => {
        const piece = await read(startOf(run[0]!), startOf(run.at(-1)! + 1))
        for (const place of run) {
          verify(place, piece)
          pieces.set(place, piece)
        }
      }),
    ])
    verify(-1, first)
    head ??= first
  }

  function verifyAll(piece: Piece): void {
    for (let place = -1; place < keys.length; place++) verify(place, piece)
  }

  async function loadWhole(): Promise<void> {
    const piece = await read(0, end)
    verifyAll(piece)
    // One buffer for all: what was read before in parts is let go.
    whole = head = piece
    pieces.clear()
    opened.clear()
    bitmaps.clear()
    lookAtAll()
  }

  let isSeen = false
  /** What was stored before there were checksums shows its damage when it is looked at. */
  function lookAtAll(): void {
    if (!sums && !isSeen) for (const key of keys) column(key)
    isSeen = true
  }

  function column(key: string): Column | undefined {
    const held = opened.get(key)
    if (held) return held
    const place = places.get(key)
    if (place === undefined) return undefined
    const piece = whole ?? pieces.get(place)
    if (!piece || !head) throw new RangeError(`column ${key} was asked for before it was loaded`)
    const made = view(index, place, piece, shared)
    opened.set(key, made)
    return made
  }

  return {
    rows: index.rows,
    keys,
    has: (key) => places.has(key),
    isWhole: () => whole !== undefined,
    async load(wanted) {
      // What came from memory is small, and compared as a whole.
      if (whole) {
        verifyAll(whole)
        lookAtAll()
      } else if (wanted) await loadSome(wanted)
      else {
        wholeComing ??= loadWhole()
        await wholeComing
      }
    },
    column,
  }
}
