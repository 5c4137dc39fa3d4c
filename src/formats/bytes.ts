import { FormatError } from './source'

/** Whole numbers as variable-length bytes, seven bits each, lowest first; those below zero through zigzag. Up to 2^53. */
export class ByteWriter {
  private bytes = new Uint8Array(1 << 16)
  private at = 0

  private room(size: number): void {
    if (this.at + size <= this.bytes.length) return
    const wider = new Uint8Array(Math.max(this.bytes.length * 2, this.at + size))
    wider.set(this.bytes)
    this.bytes = wider
  }

  varint(value: number): void {
    this.room(8)
    while (value > 127) {
      this.bytes[this.at++] = (value % 128) | 128
      value = Math.floor(value / 128)
    }
    this.bytes[this.at++] = value
  }

  zigzag(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value)
  }

  raw(bytes: Uint8Array): void {
    this.room(bytes.length)
    this.bytes.set(bytes, this.at)
    this.at += bytes.length
  }

  done(): Uint8Array { return this.bytes.slice(0, this.at) }
}

/** Reads the same back. Throws a FormatError beyond the end. */
export class ByteReader {
  private at = 0
  constructor(private readonly bytes: Uint8Array) {}

  varint(): number {
    const { bytes } = this
    let byte = bytes[this.at++]
    if (byte === undefined) throw new FormatError('file-damaged', { reason: 'unexpected end' })
    if (byte < 128) return byte
    let value = byte & 127
    for (let scale = 128; ; scale *= 128) {
      byte = bytes[this.at++]
      if (byte === undefined || scale > 2 ** 49) throw new FormatError('file-damaged', { reason: 'number' })
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }

  zigzag(): number {
    const value = this.varint()
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2
  }

  raw(size: number): Uint8Array {
    if (this.at + size > this.bytes.length) throw new FormatError('file-damaged', { reason: 'unexpected end' })
    this.at += size
    return this.bytes.subarray(this.at - size, this.at)
  }

  get isDone(): boolean { return this.at === this.bytes.length }
}
