import { deflateSync } from 'fflate'
import { joined } from '../joined'

async function allOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return all
}

/**
 * Deflated bytes, raw, in pieces; at least one. The library's own packing piece by piece gives wrong bytes for some
 * content, so what the platform has is used, or the whole packed at once.
 */
export async function deflate(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>[]> {
  let stream: CompressionStream
  try {
    stream = new CompressionStream('deflate-raw')
  } catch {
    return [deflateSync(joined(await allOf(pieces)))]
  }
  const writer = stream.writable.getWriter()
  const feeding = (async () => {
    for await (const piece of pieces) await writer.write(piece as Uint8Array<ArrayBuffer>)
    await writer.close()
  })()
  feeding.catch((error: unknown) => writer.abort(error).catch(() => undefined))
  const packed: Uint8Array<ArrayBuffer>[] = []
  const reader = stream.readable.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read())
    packed.push(next.value as Uint8Array<ArrayBuffer>)
  await feeding
  return packed
}
