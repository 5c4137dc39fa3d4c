const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Reads an answer in RowBinary, field by field; `isDone` after the last. Numbers are little-endian. */
export class RowReader {
  private at = 0
  private readonly view: DataView
  constructor(private readonly bytes: ArrayBuffer) {
    this.view = new DataView(bytes)
  }

  get isDone(): boolean {
    return this.at >= this.bytes.byteLength
  }

  u8(): number {
    return this.view.getUint8(this.at++)
  }

  u16(): number {
    this.at += 2
    return this.view.getUint16(this.at - 2, true)
  }

  u32(): number {
    this.at += 4
    return this.view.getUint32(this.at - 4, true)
  }

  /** A count or a sum of whole numbers; beyond 2^53 it would no longer be exact. */
  u64(): number {
    this.at += 8
    return Number(this.view.getBigUint64(this.at - 8, true))
  }

  i64(): number {
    this.at += 8
    return Number(this.view.getBigInt64(this.at - 8, true))
  }

  f64(): number {
    this.at += 8
    return this.view.getFloat64(this.at - 8, true)
  }

  private length(): number {
    let length = 0
    for (let shift = 1; ; shift *= 128) {
      const byte = this.u8()
      length += (byte & 127) * shift
      if (byte < 128) return length
    }
  }

  /** A list, item by item. */
  list<T>(read: () => T): T[] {
    return Array.from({ length: this.length() }, read)
  }

  text(): string {
    const length = this.length()
    this.at += length
    return decoder.decode(new Uint8Array(this.bytes, this.at - length, length))
  }
}

/** Every row of an answer. */
export function eachRow<T>(bytes: ArrayBuffer, read: (row: RowReader) => T): T[] {
  const reader = new RowReader(bytes)
  const rows: T[] = []
  while (!reader.isDone) rows.push(read(reader))
  return rows
}
