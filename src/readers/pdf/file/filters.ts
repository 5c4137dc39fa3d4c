import ADLER32 from 'adler-32'
import { inflateBounded } from '../../zip/bounded'

/**
 * What a stream's filters give. `checked` where a checksum vouches for it; `foreign` where a filter of pictures is
 * among them, which is not undone.
 */
export type Decoded = { bytes: Uint8Array; checked: boolean; foreign?: boolean } | 'bomb' | 'damaged'

type Filter = (bytes: Uint8Array, most: number, parameters: string) => Decoded

/** The checksum stands at the end of the data, before at most an end of line. */
const TAIL = 12
const ADLER_SIZE = 4

/** Bytes as they come, doubled where they need more room, given up beyond `most`. */
class Growing {
  private bytes = new Uint8Array(4096)
  size = 0
  constructor(private readonly most: number) {}
  /** False where the limit is passed. */
  put(piece: Uint8Array): boolean {
    if (this.size + piece.length > this.most) return false
    if (this.size + piece.length > this.bytes.length) {
      const wider = new Uint8Array(Math.max(2 * this.bytes.length, this.size + piece.length))
      wider.set(this.bytes.subarray(0, this.size))
      this.bytes = wider
    }
    this.bytes.set(piece, this.size)
    this.size += piece.length
    return true
  }
  taken = (): Uint8Array => this.bytes.subarray(0, this.size)
}

/** Whether the four bytes of a checksum stand near the end of the packed data. */
function endsWith(packed: Uint8Array, sum: number): boolean {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  for (let at = packed.length - ADLER_SIZE; at >= Math.max(2, packed.length - TAIL); at--)
    if (view.getUint32(at) === sum) return true
  return false
}

const flate: Filter = (packed, most) => {
  const [method = 0, flags = 0] = packed
  // A stream of nothing is written so.
  if (packed.length === 0) return { bytes: packed, checked: true }
  if ((method & 15) !== 8 || ((method << 8) | flags) % 31 !== 0 || (flags & 0x20) !== 0) return 'damaged'
  const data = packed.subarray(2)
  const inflating = inflateBounded(data, most)
  if (inflating === 'bomb') return 'bomb'
  if (inflating === 'broken' || !inflating.ended) return 'damaged'
  const { bytes } = inflating
  if (endsWith(packed, ADLER32.buf(bytes) >>> 0)) return { bytes, checked: true }
  // Some writers leave the checksum out: then the data ends with its last block.
  const shorter = inflateBounded(data.subarray(0, -ADLER_SIZE), most)
  return typeof shorter !== 'string' && shorter.ended ? 'damaged' : { bytes, checked: false }
}

/** Lempel, Ziv and Welch's coding as PDF has it: codes of 9 to 12 bits, 256 clears, 257 ends (ISO 32000-1, 7.4.4). */
const lzw: Filter = (packed, most, parameters) => {
  const early = /\/EarlyChange\s+0/u.test(parameters) ? 0 : 1
  const out = new Growing(most)
  let table: Uint8Array[] = []
  let width = 9
  let [held, bits] = [0, 0]
  let before: Uint8Array | undefined
  const clear = (): void => {
    table = []
    width = 9
    before = undefined
  }
  for (const byte of packed) {
    held = ((held << 8) | byte) & 0xffffff
    bits += 8
    if (bits < width) continue
    bits -= width
    const code = (held >> bits) & ((1 << width) - 1)
    if (code === 257) break
    if (code === 256) {
      clear()
      continue
    }
    let entry = code < 256 ? Uint8Array.of(code) : table[code - 258]
    if (!entry) {
      if (!before || code - 258 !== table.length) return 'damaged'
      entry = Uint8Array.of(...before, before[0]!)
    }
    if (!out.put(entry)) return 'bomb'
    if (before && table.length < 4096 - 258) {
      const longer = new Uint8Array(before.length + 1)
      longer.set(before)
      longer[before.length] = entry[0]!
      table.push(longer)
    }
    before = entry
    const next = table.length + 258 + early
    width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9
  }
  return { bytes: out.taken(), checked: false }
}

const runLength: Filter = (packed, most) => {
  const out = new Growing(most)
  for (let at = 0; at < packed.length;) {
    const length = packed[at++]!
    if (length === 128) break
    const piece =
      length < 128 ? packed.subarray(at, at + length + 1) : new Uint8Array(257 - length).fill(packed[at] ?? 0)
    at += length < 128 ? length + 1 : 1
    if (!out.put(piece)) return 'bomb'
  }
  return { bytes: out.taken(), checked: false }
}

const isSpace = (byte: number): boolean => byte <= 0x20

const hex: Filter = (packed) => {
  const digits: number[] = []
  for (const byte of packed) {
    if (byte === 0x3e) break
    if (isSpace(byte)) continue
    const digit = Number.parseInt(String.fromCharCode(byte), 16)
    if (Number.isNaN(digit)) return 'damaged'
    digits.push(digit)
  }
  const bytes = Uint8Array.from(
    { length: Math.ceil(digits.length / 2) },
    (_, i) => digits[2 * i]! * 16 + (digits[2 * i + 1] ?? 0),
  )
  return { bytes, checked: false }
}

const ascii85: Filter = (packed, most) => {
  const out = new Growing(most)
  let group: number[] = []
  const flush = (): boolean => {
    const count = group.length - 1
    while (group.length < 5) group.push(84)
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0)
    group = []
    if (value > 0xffffffff) return false
    return out.put(Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value).subarray(0, count))
  }
  for (const byte of packed) {
    if (byte === 0x7e) break
    if (isSpace(byte)) continue
    if (byte === 0x7a && group.length === 0) {
      if (!out.put(new Uint8Array(4))) return 'bomb'
      continue
    }
    if (byte < 0x21 || byte > 0x75) return 'damaged'
    group.push(byte - 0x21)
    if (group.length === 5 && !flush()) return 'damaged'
  }
  if (group.length === 1 || (group.length > 1 && !flush())) return 'damaged'
  return { bytes: out.taken(), checked: false }
}

const FILTERS: Record<string, Filter> = {
  FlateDecode: flate,
  Fl: flate,
  LZWDecode: lzw,
  LZW: lzw,
  RunLengthDecode: runLength,
  RL: runLength,
  ASCIIHexDecode: hex,
  AHx: hex,
  ASCII85Decode: ascii85,
  A85: ascii85,
}
/** What only pictures are packed with, and what says nothing of the bytes. */
const FOREIGN = new Set(['DCTDecode', 'DCT', 'JPXDecode', 'CCITTFaxDecode', 'CCF', 'JBIG2Decode', 'Crypt'])

/** Undoes filters one after another; no more than `most` bytes come out of any. Never throws. */
export function decodeStream(
  packed: Uint8Array,
  filters: readonly string[],
  most: number,
  parameters: string,
): Decoded {
  let bytes = packed
  let checked = false
  for (const name of filters) {
    if (FOREIGN.has(name)) return { bytes, checked, foreign: true }
    const decoded = Object.hasOwn(FILTERS, name) ? FILTERS[name]!(bytes, most, parameters) : 'damaged'
    if (typeof decoded === 'string') return decoded
    bytes = decoded.bytes
    checked ||= decoded.checked
  }
  return { bytes, checked }
}
