import { Inflate, inflateSync } from 'fflate'

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

/**
 * What is small is inflated at once, into room that is kept: new room for every piece costs more than the work itself.
 */
const SMALL = 262_144
const ROOM = 1_048_576
let room: Uint8Array | undefined

/** As `inflateBounded`; nothing where the data may be too much or is broken: then it must be looked at in pieces. */
function atOnce(packed: Uint8Array, most: number): Inflating | undefined {
  if (packed.length === 0 || packed.length > SMALL) return undefined
  room ??= new Uint8Array(ROOM)
  try {
    const out = inflateSync(packed, { out: room })
    return out.length < ROOM && out.length <= most ? { bytes: out.slice(), ended: true } : undefined
  } catch {
    return undefined
  }
}

/** Inflates raw deflated data; `bomb` once more than `most` bytes come out, counted while they do. Never throws. */
export function inflateBounded(packed: Uint8Array, most: number): Inflating {
  const small = atOnce(packed, most)
  if (small) return small
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
