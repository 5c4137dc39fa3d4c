/**
 * ClickHouse's own format of blocks, as columns one after another: what is held as columns is sent without a detour.
 */

import { joined } from '../formats/joined'

const encoder = new TextEncoder()
/** Bytes of the length of the longest text that is sent. */
const LONGEST_VARINT = 5

export interface NativeColumn {
  name: string
  type: string
  bytes: readonly Uint8Array[]
}

function varint(value: number): Uint8Array {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest])
    bytes.push((rest % 128) | 128)
  }
}

type Width = Uint8Array | Uint16Array | Uint32Array | Float64Array

const TYPES = new Map<unknown, string>([
  [Uint8Array, 'UInt8'],
  [Uint16Array, 'UInt16'],
  [Uint32Array, 'UInt32'],
  [Float64Array, 'Float64'],
])

const plain = (values: Width): Uint8Array => new Uint8Array(values.buffer, values.byteOffset, values.byteLength)

/** Numbers as they lie in memory, little-endian as on every current machine. */
export const numbersColumn = (name: string, values: Width): NativeColumn => ({
  name,
  type: TYPES.get(values.constructor)!,
  bytes: [plain(values)],
})

/** Texts behind one another, each with its length before it, in an array that grows. */
class TextWriter {
  private bytes = new Uint8Array(4096)
  private at = 0

  private room(more: number): void {
    if (this.at + more <= this.bytes.length) return
    const larger = new Uint8Array(2 ** Math.ceil(Math.log2(this.at + more)))
    larger.set(this.bytes.subarray(0, this.at))
    this.bytes = larger
  }

  text(value: string): void {
    // As many bytes as the text can take, before its length is known.
    this.room(value.length * 3 + LONGEST_VARINT)
    const from = this.at + (value.length < 43 ? 1 : LONGEST_VARINT)
    const { written } = encoder.encodeInto(value, this.bytes.subarray(from))
    const head = varint(written)
    this.bytes.set(head, this.at)
    if (from !== this.at + head.length) this.bytes.copyWithin(this.at + head.length, from, from + written)
    this.at += head.length + written
  }

  written(): Uint8Array {
    return this.bytes.subarray(0, this.at)
  }
}

function texts(values: Iterable<string>): Uint8Array {
  const writer = new TextWriter()
  for (const value of values) writer.text(value)
  return writer.written()
}

export const textsColumn = (name: string, values: Iterable<string>): NativeColumn => ({
  name,
  type: 'String',
  bytes: [texts(values)],
})

/** The same text in every row. */
export function sameTextColumn(name: string, rows: number, value: string): NativeColumn {
  const one = texts([value])
  const bytes = new Uint8Array(rows * one.length)
  for (let row = 0; row < rows; row++) bytes.set(one, row * one.length)
  return { name, type: 'String', bytes: [bytes] }
}

/** Where each row's list ends, as 64 bits. */
function ends(lengths: Iterable<number>, rows: number): Uint8Array {
  const at = new BigUint64Array(rows)
  let row = 0
  let end = 0
  for (const length of lengths) at[row++] = BigInt((end += length))
  return new Uint8Array(at.buffer)
}

export const textListsColumn = (name: string, lists: readonly (readonly string[])[]): NativeColumn => ({
  name,
  type: 'Array(String)',
  bytes: [
    ends(
      lists.map(({ length }) => length),
      lists.length,
    ),
    texts(lists.flat()),
  ],
})

/** Lists of numbers, one after another in `items`; so long is that of each row. */
export const listsColumn = (
  name: string,
  lengths: ArrayLike<number> & Iterable<number>,
  items: Width,
): NativeColumn => ({
  name,
  type: `Array(${TYPES.get(items.constructor)!})`,
  bytes: [ends(lengths, lengths.length), plain(items)],
})

/** One block of so many rows. */
export const nativeBlock = (rows: number, columns: readonly NativeColumn[]): Uint8Array<ArrayBuffer> =>
  joined([
    varint(columns.length),
    varint(rows),
    ...columns.flatMap(({ name, type, bytes }) => [texts([name, type]), ...bytes]),
  ])
