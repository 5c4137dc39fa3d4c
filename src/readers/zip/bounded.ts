import { Inflate } from 'fflate'

/** Deflate gives at most 1,032 times what it takes: 16 MB at a time before the count is looked at. */
const PIECE = 16_384

/** What came out before the end or a fault; `ended` where the data has its last block. */
export type Inflating = { bytes: Uint8Array; ended: boolean } | 'bomb' | 'broken'

const joined = (pieces: readonly Uint8Array[], size: number): Uint8Array => {
  const [only] = pieces
  if (only?.length === size) return only
  const out = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    out.set(piece, at)
    at += piece.length
  }
  return out
}

/** Inflates raw deflated data; `bomb` once more than `most` bytes come out, counted while they do. Never throws. */
export function inflateBounded(packed: Uint8Array, most: number): Inflating {
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
  return size > most ? 'bomb' : { bytes: joined(pieces, size), ended }
}
