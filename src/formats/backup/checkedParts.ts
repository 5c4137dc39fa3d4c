import type { ZipEntry } from '../../readers/zip/directory'
import { joined } from '../joined'
import { FormatError } from '../source'
import type { Chunks } from '../source'
import { BackupError } from './backupError'
import { crcOf } from './backupFile'
import { contentOf } from './zipParts'
import type { PartedFile } from './zipParts'

/** A longer line than this is no record: a text can hold no more. */
const MOST_LINE = 2 ** 28

/** The content of a part; at its end its size and checksum are compared. Throws a BackupError. */
export async function* checkedChunks(
  file: PartedFile,
  entry: ZipEntry,
  { name, size = entry.size, crc = entry.crc }: { name: string; size?: number; crc?: number },
): Chunks {
  let [seen, sum] = [0, 0]
  try {
    for await (const chunk of contentOf(file, entry)) {
      seen += chunk.length
      sum = crcOf(chunk, sum)
      yield chunk
    }
  } catch (error) {
    throw error instanceof FormatError || error instanceof RangeError ? new BackupError('damaged', name) : error
  }
  if (seen !== size || sum !== crc) throw new BackupError('damaged', name)
}

/** The lines of a text that are not empty. Throws a BackupError. */
export async function* linesOf(chunks: Chunks, name: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
    } catch {
      throw new BackupError('damaged', name)
    }
  }
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + decode(chunk)).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > MOST_LINE) throw new BackupError('too-large')
    for (const line of lines) if (line !== '') yield line
  }
  rest += decode()
  if (rest !== '') yield rest
}

/** Bytes that are read once, from beginning to end; what is asked for must lie behind what was asked for before. */
export class Forward {
  private readonly chunks: AsyncIterator<Uint8Array>
  private chunk = new Uint8Array()
  /** Where the chunk at hand begins. */
  private at = 0

  constructor(chunks: Chunks) {
    this.chunks = chunks[Symbol.asyncIterator]()
  }

  private async next(): Promise<boolean> {
    const next = await this.chunks.next()
    if (next.done) return false
    this.at += this.chunk.length
    this.chunk = next.value as Uint8Array<ArrayBuffer>
    return true
  }

  /** Throws a RangeError for what is past, or beyond the end. */
  async take(from: number, to: number): Promise<Uint8Array> {
    if (from < this.at) throw new RangeError('not in order')
    const pieces: Uint8Array[] = []
    for (let at = from; at < to;) {
      if (at >= this.at + this.chunk.length) {
        if (!(await this.next())) throw new RangeError('beyond the end')
        continue
      }
      const piece = this.chunk.subarray(at - this.at, Math.min(to - this.at, this.chunk.length))
      pieces.push(piece)
      at += piece.length
    }
    return joined(pieces)
  }

  async close(): Promise<void> {
    await this.chunks.return?.()
  }

  /** Reads to the end, where what is wrong with the whole shows. */
  async rest(): Promise<void> {
    while (await this.next());
  }
}
