import CRC32 from 'crc-32'
import { inflateBounded } from './bounded'
import type { ZipEntry } from './directory'

/** How many bytes may still come out of a zip: shared by all its files, and by the zips within it. */
export interface Budget {
  left: number
}
export type Inflated = { bytes: Uint8Array } | { failed: 'bomb' | 'broken' | 'password' }

const LOCAL = 0x04034b50
const LOCAL_SIZE = 30
const STORED = 0
const DEFLATED = 8
/** Where a file's packed bytes begin; nothing where its own head is not the one that the directory tells of. */
export function contentAt(zip: Uint8Array, { offset, rawName, method }: ZipEntry): number | undefined {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  if (offset + LOCAL_SIZE > zip.length || view.getUint32(offset, true) !== LOCAL) return undefined
  const [length, extra] = [view.getUint16(offset + 26, true), view.getUint16(offset + 28, true)]
  const name = offset + LOCAL_SIZE
  const same =
    view.getUint16(offset + 8, true) === method &&
    length === rawName.length &&
    rawName.every((byte, i) => zip[name + i] === byte)
  return same ? name + length + extra : undefined
}

/**
 * The content of one file of a zip. At most `most` bytes, and no more than the budget has left, come out, counted while
 * they do: what the zip claims of its sizes is not believed. `broken` unless the content has the checksum that the zip
 * keeps of it (CRC-32). Never throws.
 */
export function inflateEntry(zip: Uint8Array, entry: ZipEntry, most: number, budget: Budget): Inflated {
  if (entry.encrypted) return { failed: 'password' }
  const from = contentAt(zip, entry)
  if (from === undefined || from + entry.packed > zip.length) return { failed: 'broken' }
  const packed = zip.subarray(from, from + entry.packed)
  const limit = Math.min(most, budget.left)
  if (entry.method === STORED && packed.length > limit) return { failed: 'bomb' }
  if (entry.method !== STORED && entry.method !== DEFLATED) return { failed: 'broken' }
  const inflating = entry.method === STORED ? { bytes: packed, ended: true } : inflateBounded(packed, limit)
  if (typeof inflating === 'string') return { failed: inflating }
  const { bytes, ended } = inflating
  if (!ended || CRC32.buf(bytes) >>> 0 !== entry.crc) return { failed: 'broken' }
  budget.left -= bytes.length
  return { bytes }
}
