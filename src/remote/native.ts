/** ClickHouse's own format of blocks, as columns one after another: what is held as columns is sent without a detour. */

import { joined } from '../formats/joined'

const encoder = new TextEncoder()

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

const text = (value: string): Uint8Array[] => {
  const bytes = encoder.encode(value)
  return [varint(bytes.length), bytes]
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

export const textsColumn = (name: string, values: readonly string[]): NativeColumn => ({
  name,
  type: 'String',
  bytes: values.flatMap(text),
})

/** Where each row's list ends, as 64 bits. */
const ends = (lists: readonly (readonly unknown[])[]): Uint8Array => {
  const at = new BigUint64Array(lists.length)
  let end = 0
  lists.forEach((list, i) => {
    at[i] = BigInt((end += list.length))
  })
  return new Uint8Array(at.buffer)
}

export const textListsColumn = (name: string, lists: readonly (readonly string[])[]): NativeColumn => ({
  name,
  type: 'Array(String)',
  bytes: [ends(lists), ...lists.flat().flatMap(text)],
})

/** Lists of numbers, one after another in `all`. */
const listsColumn = (name: string, lists: readonly (readonly number[])[], all: Width): NativeColumn => ({
  name,
  type: `Array(${TYPES.get(all.constructor)!})`,
  bytes: [ends(lists), plain(all)],
})

export const numberListsColumn = (name: string, lists: readonly (readonly number[])[]): NativeColumn =>
  listsColumn(name, lists, Float64Array.from(lists.flat()))

export const rowListsColumn = (name: string, lists: readonly (readonly number[])[]): NativeColumn =>
  listsColumn(name, lists, Uint32Array.from(lists.flat()))

export const byteListsColumn = (name: string, lists: readonly (readonly number[])[]): NativeColumn =>
  listsColumn(name, lists, Uint8Array.from(lists.flat()))

/** One block of so many rows. */
export const nativeBlock = (rows: number, columns: readonly NativeColumn[]): Uint8Array<ArrayBuffer> =>
  joined([
    varint(columns.length),
    varint(rows),
    ...columns.flatMap(({ name, type, bytes }) => [...text(name), ...text(type), ...bytes]),
  ])
