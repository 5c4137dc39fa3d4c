import { bitsetWords } from './bitset'
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
}

export interface PackedSegment { index: SegmentIndex; bytes: ArrayBuffer }

export interface Segment {
  rows: number
  keys: readonly string[]
  /** A view on the segment's bytes, made when first asked for. */
  column(key: string): Column | undefined
}

const STRIDE = 4
/** Flags: bits 0 to 2 as named, 4 to 7 the number layout, 8 to 15 the state of the rest. */
const HAS_BITMAP = 1
const IS_DENSE = 2
const IN_CENTS = 4

/** The parts of a column in the order they are stored, each aligned to its own width. */
const sectionsOf = (c: Column) => [c.numbers, c.present, c.indexes, c.oddRows, c.oddStates].filter((s) => s !== undefined)

const align = (offset: number, width: number): number => Math.ceil(offset / width) * width

const flagsOf = (c: Column): number =>
  (c.present ? HAS_BITMAP : 0) | (c.indexes ? 0 : IS_DENSE) | (c.scale === 100 ? IN_CENTS : 0)
  | (layoutOf(c.numbers) << 4) | (c.rest << 8)

/** Columns of equal length as one buffer and its offset table. Numbers are little-endian, as on every current machine. */
export function encodeSegment(rows: number, columns: ReadonlyMap<string, Column>): PackedSegment {
  const table = new Uint32Array(columns.size * STRIDE)
  const placed: { section: ArrayBufferView; offset: number }[] = []
  let size = 0
  let at = 0
  for (const column of columns.values()) {
    if (column.rows !== rows) throw new RangeError(`a column of ${column.rows} rows in a segment of ${rows}`)
    size = align(size, 8)
    table.set([size, column.numbers.length, column.oddRows.length, flagsOf(column)], at)
    at += STRIDE
    for (const section of sectionsOf(column)) {
      const offset = align(size, section.BYTES_PER_ELEMENT)
      placed.push({ section, offset })
      size = offset + section.byteLength
    }
  }
  const bytes = new ArrayBuffer(size)
  const target = new Uint8Array(bytes)
  for (const { section, offset } of placed) {
    target.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), offset)
  }
  return { index: { rows, keys: [...columns.keys()].join('\n'), table }, bytes }
}

/** The same, back from a database. Nothing is read before a column is asked for. */
export function openSegment({ index, bytes }: PackedSegment): Segment {
  const keys = index.keys === '' ? [] : index.keys.split('\n')
  const places = new Map(keys.map((key, i) => [key, i]))
  const opened = new Map<string, Column>()
  return {
    rows: index.rows,
    keys,
    column(key) {
      const place = places.get(key)
      if (place === undefined) return undefined
      const column = opened.get(key) ?? view(index, bytes, place)
      opened.set(key, column)
      return column
    },
  }
}

type Layout<T> = { new (bytes: ArrayBuffer, offset: number, length: number): T; readonly BYTES_PER_ELEMENT: number }

function view({ rows, table }: SegmentIndex, bytes: ArrayBuffer, place: number): Column {
  const [start = 0, count = 0, odd = 0, flags = 0] = table.subarray(place * STRIDE, (place + 1) * STRIDE)
  let offset = start
  const take = <T extends ArrayBufferView>(layout: Layout<T>, length: number): T => {
    const section = new layout(bytes, align(offset, layout.BYTES_PER_ELEMENT), length)
    offset = section.byteOffset + section.byteLength
    return section
  }
  const wide: Layout<Indexes> = indexLayout(rows)
  const numbers = take<Numbers>(LAYOUTS[(flags >>> 4) & 15]!, count)
  const present = flags & HAS_BITMAP ? take(Uint32Array, bitsetWords(rows)) : undefined
  const indexes = flags & IS_DENSE ? undefined : take(wide, count)
  const oddRows = take(wide, odd)
  return {
    rows, numbers, oddRows, oddStates: take(Uint8Array, odd),
    scale: flags & IN_CENTS ? 100 : 1, rest: (flags >>> 8) & 255,
    ...(present && { present }), ...(indexes && { indexes }),
  }
}
