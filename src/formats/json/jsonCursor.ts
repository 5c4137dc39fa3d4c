import { QUOTE } from './jsonBytes'
import { NumberBytes } from '../numberBytes'

/** In place of a place: it takes more bytes; or this is not of the plain shape. */
export const MORE = -1
export const UNUSUAL = -2

/** Longest text in bytes that is surely within the limit of the schema. */
const LONGEST = 2000

/** Reads JSON of the plainest kind from bytes: methods give the place past what they read, or MORE, or UNUSUAL. */
export class JsonCursor {
  bytes = new Uint8Array(0)
  view = new DataView(new ArrayBuffer(0))
  end = 0
  private readonly numbers = new NumberBytes()
  /** Of the number read last. */
  value = 0

  over(bytes: Uint8Array, end: number): void {
    if (bytes !== this.bytes) {
      this.bytes = bytes as Uint8Array<ArrayBuffer>
      this.view = new DataView(this.bytes.buffer, bytes.byteOffset, bytes.byteLength)
    }
    this.end = end
  }

  matches(text: Uint8Array, at: number): boolean {
    if (at + text.length > this.end) return false
    for (let i = 0; i < text.length; i++) if (this.bytes[at + i] !== text[i]) return false
    return true
  }

  /** Which of some texts stands at a place. */
  oneOf(texts: readonly Uint8Array[], at: number): number {
    for (let i = 0; i < texts.length; i++) if (this.matches(texts[i]!, at)) return i
    return this.end - at < 24 ? MORE : UNUSUAL
  }

  /** Past a string without escapes and control characters, of a length that is surely allowed. */
  text(at: number): number {
    const { bytes, end } = this
    if (at >= end) return MORE
    if (bytes[at] !== QUOTE) return UNUSUAL
    for (let i = at + 1; i < end; i++) {
      const byte = bytes[i]!
      if (byte === QUOTE) return i - at > LONGEST ? UNUSUAL : i + 1
      if (byte === 0x5c || byte < 0x20) return UNUSUAL
    }
    return MORE
  }

  /** Past a number without an exponent; its value is in `value`. */
  number(at: number): number {
    const { bytes, end, numbers } = this
    // The longest number that is read has a sign, a point and fifteen digits.
    const isNearEnd = end - at < 24
    const past = numbers.read(bytes, at)
    if (past >= end || (past === at && isNearEnd)) return MORE
    if (past === at) return UNUSUAL
    if (numbers.whole > 1 && bytes[bytes[at] === 0x2d ? at + 1 : at] === 0x30) return UNUSUAL
    this.value = numbers.value
    return past
  }
}
