import { gzipSync } from 'fflate'
import type { TextsRecord } from '../pack/records'
import type { TextSink } from './json/reportScanner'

const PART_BYTES = 256 * 1024
const encode = new TextEncoder()

async function gzip(bytes: Uint8Array): Promise<ArrayBuffer> {
  if (typeof CompressionStream === 'undefined') return gzipSync(bytes, { level: 3 }).slice().buffer
  return new Response(
    new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new CompressionStream('gzip')),
  ).arrayBuffer()
}

/** Gathers lines to parts and gzips these; `settle` between pieces of a file keeps what waits small. */
export class Texts implements TextSink {
  private buffer = new Uint8Array(PART_BYTES * 2)
  private at = 0
  private waiting: { part: number; bytes: Uint8Array }[] = []
  readonly parts: Omit<TextsRecord, 'dataset'>[] = []
  part = 0
  private next = 0

  line(fill: (write: (text: string | Uint8Array) => void) => void): void {
    if (this.at > PART_BYTES) this.cut()
    fill((text) => this.write(typeof text === 'string' ? encode.encode(text) : text))
    this.write(encode.encode('\n'))
    this.part = this.next
  }

  private write(bytes: Uint8Array): void {
    if (this.at + bytes.length > this.buffer.length) {
      const wider = new Uint8Array(this.buffer.length * 2 + bytes.length)
      wider.set(this.buffer.subarray(0, this.at))
      this.buffer = wider
    }
    if (bytes.length > 64) this.buffer.set(bytes, this.at)
    else for (let i = 0; i < bytes.length; i++) this.buffer[this.at + i] = bytes[i]!
    this.at += bytes.length
  }

  private cut(): void {
    if (this.at > 0) this.waiting.push({ part: this.next++, bytes: this.buffer.slice(0, this.at) })
    this.at = 0
  }

  /** Gzips the parts that are full; at the end, all. */
  async settle(final = false): Promise<void> {
    if (final) this.cut()
    for (const { part, bytes } of this.waiting.splice(0)) this.parts.push({ part, bytes: await gzip(bytes) })
  }
}
