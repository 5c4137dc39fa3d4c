import { FormatError } from '../source'

/** A line longer than this is none: a table's has some kilobytes. */
const MOST_LINE = 8 * 1024 * 1024

/**
 * What has come of a file and has not been taken yet. Behind it stands a zero byte, which no text has: who meets it
 * lacks bytes.
 */
export class LineBuffer {
  bytes = new Uint8Array(1 << 20)
  view = new DataView(this.bytes.buffer)
  at = 0
  end = 0

  /** Takes the next piece; what was taken before `at` is let go. */
  add(chunk: Uint8Array): void {
    const left = this.end - this.at
    if (left > MOST_LINE) throw new FormatError('file-damaged', { reason: 'a line without end' })
    const needed = left + chunk.length + 16
    const target = needed > this.bytes.length ? new Uint8Array(Math.max(this.bytes.length * 2, needed)) : this.bytes
    if (left > 0 && (this.at > 0 || target !== this.bytes)) target.set(this.bytes.subarray(this.at, this.end))
    target.set(chunk, left)
    if (target !== this.bytes) this.view = new DataView(target.buffer)
    this.bytes = target
    this.at = 0
    this.end = left + chunk.length
    target[this.end] = 0
  }

  /** No more comes: a last line without a line feed gets one. */
  close(): void {
    this.add(new Uint8Array(0))
    if (this.end > 0 && this.bytes[this.end - 1] !== 0x0a) this.bytes[this.end++] = 0x0a
    this.bytes[this.end] = 0
  }
}
