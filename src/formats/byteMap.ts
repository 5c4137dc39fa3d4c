import { grown } from '../engine/entries'

/** Byte strings, each with a number from 0 on in the order in which they were added. */
export class ByteMap {
  private bytes = new Uint8Array(1 << 12)
  private starts = new Uint32Array(1 << 8)
  /** Number plus one by hash; open addressing. */
  private slots = new Uint32Array(1 << 9)
  size = 0
  /** What was found last: often it is asked for again. */
  private last = -1

  private slotOf(bytes: Uint8Array, from: number, to: number): number {
    let hash = 0x811c9dc5
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193)
    const mask = this.slots.length - 1
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const held = this.slots[slot]!
      if (held === 0 || this.isSame(held - 1, bytes, from, to)) return slot
    }
  }

  private isSame(number: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.starts[number]!
    if (this.starts[number + 1]! - start !== to - from) return false
    for (let i = from; i < to; i++) if (this.bytes[start + i - from] !== bytes[i]) return false
    return true
  }

  /** The number of the bytes from `from` up to `to`, or -1. */
  find(bytes: Uint8Array, from = 0, to = bytes.length): number {
    if (this.last >= 0 && this.isSame(this.last, bytes, from, to)) return this.last
    return (this.last = this.slots[this.slotOf(bytes, from, to)]! - 1)
  }

  /** Adds bytes that are not held; gives their number. */
  add(bytes: Uint8Array, from = 0, to = bytes.length): number {
    if (this.size * 2 >= this.slots.length) this.widen()
    const start = this.starts[this.size]!
    const end = start + to - from
    if (end > this.bytes.length) this.bytes = grown(this.bytes, Math.max(this.bytes.length * 2, end))
    if (this.size + 2 > this.starts.length) this.starts = grown(this.starts)
    this.bytes.set(bytes.subarray(from, to), start)
    const slot = this.slotOf(bytes, from, to)
    this.starts[this.size + 1] = end
    this.slots[slot] = ++this.size
    return this.size - 1
  }

  private widen(): void {
    this.slots = new Uint32Array(this.slots.length * 4)
    for (let number = 0; number < this.size; number++)
      this.slots[this.slotOf(this.bytes, this.starts[number]!, this.starts[number + 1]!)] = number + 1
  }
}
