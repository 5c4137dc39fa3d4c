/** A record of a binary workbook: what stands behind its head of type and size. */
export interface BiffRecord {
  type: number
  /** Where the record begins in its stream. */
  at: number
  data: Uint8Array
}

/** A text, parts of which may be set in fonts of their own. */
export interface RichString {
  text: string
  fonts: { from: number; font: number }[]
}

const HEAD = 4

/** The records from a place in the stream on ([MS-XLS] 2.1.4). */
export function* recordsFrom(stream: Uint8Array, from: number): Generator<BiffRecord> {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength)
  for (let at = from; at + HEAD <= stream.length;) {
    const size = view.getUint16(at + 2, true)
    if (at + HEAD + size > stream.length) return
    yield { type: view.getUint16(at, true), at, data: stream.subarray(at + HEAD, at + HEAD + size) }
    at += HEAD + size
  }
}

/** Reads numbers and strings from records that may go on in others (CONTINUE). */
export class BiffReader {
  private part = 0
  private at = 0
  constructor(private readonly parts: readonly Uint8Array[]) {}

  /** Whether anything is left. */
  get more(): boolean {
    while (this.part < this.parts.length && this.at >= this.parts[this.part]!.length) this.next()
    return this.part < this.parts.length
  }
  private next(): void {
    this.part++
    this.at = 0
  }
  byte(): number {
    if (!this.more) throw new RangeError('The record ends early.')
    return this.parts[this.part]![this.at++]!
  }
  short = (): number => this.byte() | (this.byte() << 8)
  long = (): number => (this.short() | (this.short() << 16)) >>> 0
  skip(count: number): void {
    for (let left = count; left > 0 && this.more;) {
      const step = Math.min(left, this.parts[this.part]!.length - this.at)
      this.at += step
      left -= step
    }
  }
  /** Characters of one or two bytes; where they go on in another record, that says anew how wide they are. */
  characters(count: number, wide: boolean): string {
    let text = ''
    let two = wide
    for (let i = 0; i < count; i++) {
      if (this.at >= this.parts[this.part]!.length && i > 0) {
        this.next()
        two = (this.byte() & 1) !== 0
      }
      text += String.fromCharCode(two ? this.short() : this.byte())
    }
    return text
  }
  /** A string with its length before it, in one byte or two ([MS-XLS] 2.5.293, 2.5.294, 2.5.240). */
  string = (lengthBytes: 1 | 2): string => this.richString(lengthBytes).text
  /** As `string`, with the fonts of its parts: from which character on each is set in which. */
  richString(lengthBytes: 1 | 2): RichString {
    const count = lengthBytes === 1 ? this.byte() : this.short()
    const flags = this.byte()
    const runs = flags & 8 ? this.short() : 0
    const phonetic = flags & 4 ? this.long() : 0
    const text = this.characters(count, (flags & 1) !== 0)
    const fonts = Array.from({ length: runs }, () => ({ from: this.short(), font: this.short() }))
    this.skip(phonetic)
    return { text, fonts }
  }
}
