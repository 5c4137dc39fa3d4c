import { deflateSync } from 'fflate'
import { joined } from '../joined'

async function allOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return all
}

/**
 * Deflated bytes, raw, in pieces; the content is asked for as they are taken. The library's own packing piece by piece
 * gives wrong bytes for some content, so what the platform has is used, or the whole packed at once.
 */
export async function* deflate(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let stream: CompressionStream
  try {
    stream = new CompressionStream('deflate-raw')
  } catch {
    yield deflateSync(joined(await allOf(pieces)))
    return
  }
  const writer = stream.writable.getWriter()
  const feeding = (async () => {
    for await (const piece of pieces) {
      await writer.ready
      await writer.write(piece as Uint8Array<ArrayBuffer>)
    }
    await writer.close()
  })()
  feeding.catch((error: unknown) => writer.abort(error).catch(() => undefined))
  const reader = stream.readable.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read())
      yield next.value as Uint8Array<ArrayBuffer>
    await feeding
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
