import { METRICS, METRIC_CODES } from '../../domain/metrics'
import { ByteMap } from '../byteMap'

const encode = new TextEncoder()

/** The one sentence that has no cell and no column of its own stands behind the codes. */
export const LITIGATION = METRIC_CODES.length

/** Keys of figures as they stand in a file, quotation marks included, by code. */
const KEYS = [...METRIC_CODES, 'litigation.total'].map((code) => encode.encode(`"${code}"`))
const numbers = new ByteMap()
for (const key of KEYS) numbers.add(key)

/** The code whose key stands between two places, or -1. */
export const codeOf = (bytes: Uint8Array, from: number, to: number): number => numbers.find(bytes, from, to)

/** 1 for the codes that only prose gives. */
export const IS_PROSE = Uint8Array.from([...METRIC_CODES, undefined], (code) =>
  code === undefined || METRICS[code].table === undefined ? 1 : 0,
)

/**
 * The order in which reports list their figures: mostly the same codes one after another, mostly zeros. It is kept as
 * the text that a report of zeros would have, `"a":0,"b":0,`, so that a stretch of it is compared eight bytes at a
 * time.
 */
export class KeyOrder {
  codes = new Uint16Array(0)
  text = new Uint8Array(0)
  view = new DataView(this.text.buffer)
  /** Where the key and the zero of each stand. */
  keys = new Uint32Array(1)
  zeros = new Uint32Array(0)
  /** Which of them a byte of the text belongs to. */
  at = new Uint16Array(0)
  /** Place in the order plus one, by code. */
  private readonly places = new Uint16Array(KEYS.length)
  private readonly fresh: { code: number; before: number }[] = []

  /** The place of a code in the order, or -1. */
  placeOf(code: number): number {
    return this.places[code]! - 1
  }

  /** A report has a code that the order lacks, behind another; -1 where it is the first. */
  note(code: number, before: number): void {
    this.fresh.push({ code, before })
  }

  /** Takes up what was noted. */
  learn(): void {
    if (this.fresh.length === 0) return
    const order = [...this.codes]
    for (const { code, before } of this.fresh.splice(0))
      if (!order.includes(code)) order.splice(order.indexOf(before) + 1, 0, code)
    this.codes = Uint16Array.from(order)
    this.zeros = new Uint32Array(order.length)
    this.keys = new Uint32Array(order.length + 1)
    order.forEach((code, i) => {
      this.zeros[i] = this.keys[i]! + KEYS[code]!.length + 1
      this.keys[i + 1] = this.zeros[i]! + 2
      this.places[code] = i + 1
    })
    this.text = new Uint8Array(this.keys[order.length]!)
    this.at = new Uint16Array(this.text.length)
    order.forEach((code, i) => {
      this.text.set(KEYS[code]!, this.keys[i])
      this.text.set([0x3a, 0x30, 0x2c], this.zeros[i]! - 1)
      this.at.fill(i, this.keys[i], this.keys[i + 1])
    })
    this.view = new DataView(this.text.buffer)
  }
}
