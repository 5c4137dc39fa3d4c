const SLOTS = 16

/**
 * Texts of bytes; those that were asked about lately are not decoded again. Columns of a table repeat themselves from
 * line to line.
 */
export class LastTexts {
  private readonly bytes = Array.from({ length: SLOTS }, () => new Uint8Array(0))
  private readonly texts = new Array<string>(SLOTS).fill('')

  /** `decode` is called where the bytes are not among the last. */
  of(bytes: Uint8Array, from: number, to: number, decode: (bytes: Uint8Array) => string): string {
    if (from === to) return ''
    const slot = (to - from + bytes[to - 1]!) % SLOTS
    const last = this.bytes[slot]!
    if (last.length === to - from) {
      let i = 0
      while (i < last.length && last[i] === bytes[from + i]) i++
      if (i === last.length) return this.texts[slot]!
    }
    this.bytes[slot] = bytes.slice(from, to)
    return (this.texts[slot] = decode(bytes.subarray(from, to)))
  }
}
