import { Inflate } from 'fflate'
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
/** Deflate gives at most 1,032 times what it takes: 16 MB at a time before the count is looked at. */
const PIECE = 16_384

const joined = (pieces: readonly Uint8Array[], size: number): Uint8Array => {
  const out = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    out.set(piece, at)
    at += piece.length
  }
  return out
}

function inflateRaw(packed: Uint8Array, most: number): Uint8Array | 'bomb' | 'broken' {
  const pieces: Uint8Array[] = []
  let size = 0
  let ended = false
  try {
    const inflate = new Inflate((piece, last) => {
      size += piece.length
      ended ||= last
      if (size <= most) pieces.push(piece)
    })
    for (let at = 0; at < packed.length && size <= most && !ended; at += PIECE)
      inflate.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length)
  } catch {
    return size > most ? 'bomb' : 'broken'
  }
  if (size > most) return 'bomb'
  return ended ? joined(pieces, size) : 'broken'
}

/**
 * The content of one file of a zip. At most `most` bytes, and no more than the budget has left, come out, counted while
 * they do: what the zip claims of its sizes is not believed. Never throws.
 */
export function inflateEntry(zip: Uint8Array, entry: ZipEntry, most: number, budget: Budget): Inflated {
  if (entry.encrypted) return { failed: 'password' }
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const { offset } = entry
  if (offset + LOCAL_SIZE > zip.length || view.getUint32(offset, true) !== LOCAL) return { failed: 'broken' }
  const from = offset + LOCAL_SIZE + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (from + entry.packed > zip.length) return { failed: 'broken' }
  const packed = zip.subarray(from, from + entry.packed)
  const limit = Math.min(most, budget.left)
  if (entry.method === STORED && packed.length > limit) return { failed: 'bomb' }
  if (entry.method !== STORED && entry.method !== DEFLATED) return { failed: 'broken' }
  const bytes = entry.method === STORED ? packed : inflateRaw(packed, limit)
  if (typeof bytes === 'string') return { failed: bytes }
  budget.left -= bytes.length
  return { bytes }
}
