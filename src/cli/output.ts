import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const CHUNK = 1 << 20

/** Many small pieces are slow to write; this joins them to pieces of about a megabyte. */
async function* joined(pieces: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  let text = ''
  for await (const piece of pieces) {
    text += piece
    if (text.length < CHUNK) continue
    yield text
    text = ''
  }
  yield text
}

/** Writes pieces to a file as fast as the disk takes them; without a path, to standard output. */
export async function writeText(
  path: string | undefined,
  pieces: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const source = Readable.from(joined(pieces))
  if (path !== undefined) return pipeline(source, createWriteStream(path))
  for await (const piece of source)
    if (!process.stdout.write(piece)) await new Promise((resolve) => process.stdout.once('drain', resolve))
}
