import { Gunzip, Inflate } from 'fflate'

/** A file's bytes in pieces: from a browser's File, a disk, or memory. */
export type Chunks = AsyncIterable<Uint8Array>

/** Larger than this once unpacked, a file is refused: 8 GB of text, which packs to some hundred megabytes. */
export const MOST_INFLATED = 8 * 1024 ** 3

/** Why a file of a large set cannot be taken. `code` is one of the issues'; `params` fill its wording. */
export class FormatError extends Error {
  override name = 'FormatError'
  constructor(
    readonly code:
      'file-too-large' | 'file-damaged' | 'file-not-json' | 'key-duplicate' | 'not-dataset' | 'csv-column' | 'csv-row',
    readonly params: Record<string, string | number> = {},
    readonly at: { line?: number; path?: string } = {},
  ) {
    super(`${code} ${JSON.stringify(params)}`)
  }
}

export async function* once(bytes: Uint8Array): Chunks {
  yield bytes
}

/** The pieces of a browser's stream. */
export async function* chunksOf(stream: ReadableStream<Uint8Array>): Chunks {
  const reader = stream.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/**
 * The content of a gzipped file, or of raw deflated bytes, counted while it is unpacked. Throws a FormatError where it
 * is damaged, cut short or unpacks to more than `limit` bytes.
 */
export async function* inflate(chunks: Chunks, limit = MOST_INFLATED, format: 'gzip' | 'deflate-raw' = 'gzip'): Chunks {
  let bytes = 0
  const counted = (piece: Uint8Array): Uint8Array => {
    bytes += piece.length
    if (bytes > limit) throw new FormatError('file-too-large', { bytes, limit })
    return piece
  }
  if (typeof DecompressionStream === 'undefined') {
    yield* inflateHere(chunks, counted, format)
    return
  }
  const stream = new DecompressionStream(format)
  const writer = stream.writable.getWriter()
  const feeding = (async () => {
    for await (const chunk of chunks) await writer.write(chunk as Uint8Array<ArrayBuffer>)
    await writer.close()
  })()
  feeding.catch((error: unknown) => writer.abort(error).catch(() => undefined))
  const reader = stream.readable.getReader()
  try {
    for (;;) {
      const next = await reader.read().catch((error: unknown) => {
        throw asDamage(error)
      })
      if (next.done) break
      yield counted(next.value)
    }
    await feeding.catch((error: unknown) => {
      throw asDamage(error)
    })
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** A cancellation and a refusal pass as they are; what the unpacking throws means that the file is damaged. */
const asDamage = (error: unknown): unknown =>
  error instanceof FormatError || (error as { name?: string } | null)?.name === 'AbortError'
    ? error
    : new FormatError('file-damaged', { reason: String(error).slice(0, 120) })

/** The same without the browser's help. */
async function* inflateHere(
  chunks: Chunks,
  counted: (piece: Uint8Array) => Uint8Array,
  format: 'gzip' | 'deflate-raw',
): Chunks {
  let out: Uint8Array[] = []
  let ended = false
  const take = (piece: Uint8Array, final: boolean): void => {
    out.push(piece)
    ended ||= final
  }
  const stream = format === 'gzip' ? new Gunzip(take) : new Inflate(take)
  for await (const chunk of chunks) {
    try {
      stream.push(chunk)
    } catch (error) {
      throw asDamage(error)
    }
    for (const piece of out) yield counted(piece)
    out = []
  }
  try {
    stream.push(new Uint8Array(0), true)
  } catch (error) {
    throw asDamage(error)
  }
  for (const piece of out) yield counted(piece)
  if (!ended) throw new FormatError('file-damaged', { reason: 'unexpected end' })
}
