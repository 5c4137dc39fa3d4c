import { FormatError } from '../source'
import type { Chunks } from '../source'

/** Takes a file apart into sections of known sizes as it comes, each in a buffer of its own. */
export class Sections {
  private readonly pieces: AsyncIterator<Uint8Array>
  private piece: Uint8Array = new Uint8Array(0)

  constructor(chunks: Chunks) {
    this.pieces = chunks[Symbol.asyncIterator]()
  }

  /**
   * The next bytes, so many. Rejects with a FormatError where the file ends before, or says that it has more than
   * memory can hold.
   */
  async take(size: number): Promise<Uint8Array<ArrayBuffer>> {
    let bytes: Uint8Array<ArrayBuffer>
    try {
      bytes = new Uint8Array(size)
    } catch {
      throw new FormatError('file-damaged', { reason: 'size' })
    }
    for (let at = 0; at < size;) {
      if (this.piece.length === 0 && !(await this.more()))
        throw new FormatError('file-damaged', { reason: 'unexpected end' })
      const part = this.piece.subarray(0, size - at)
      bytes.set(part, at)
      at += part.length
      this.piece = this.piece.subarray(part.length)
    }
    return bytes
  }

  private async more(): Promise<boolean> {
    const next = await this.pieces.next()
    if (!next.done) this.piece = next.value
    return !next.done
  }

  /** Whether nothing is left. */
  async isDone(): Promise<boolean> {
    while (this.piece.length === 0) if (!(await this.more())) return true
    return false
  }

  /** Lets the file go. */
  async close(): Promise<void> {
    await this.pieces.return?.()
  }
}
