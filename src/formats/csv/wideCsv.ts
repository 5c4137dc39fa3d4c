import { METRIC_CODES } from '../../domain/metrics'
import { PRESENT } from '../../engine/column'
import { decodeForms } from '../../pack/formCodes'
import type { Prepared } from '../../pack/records'
import { KIND_NAMES, columnBlocksOf } from '../blocks'
import { EXTENT, FORMER, WIDE_HEAD, guarded, hasFormerNames, quoted } from '../wideTable'

const ROWS = 2048
const PIECE = 1 << 20
const encode = new TextEncoder()
const KIND_BYTES = KIND_NAMES.map((kind) => kind && encode.encode(kind))

/** Text in bytes that grows; handed out piece by piece. */
class Pieces {
  private bytes = new Uint8Array(PIECE + (1 << 16))
  private at = 0

  /** Room for so many bytes more. */
  private room(size: number): void {
    if (this.at + size <= this.bytes.length) return
    const wider = new Uint8Array(Math.max(this.bytes.length * 2, this.at + size))
    wider.set(this.bytes.subarray(0, this.at))
    this.bytes = wider
  }

  text(text: string): void {
    this.room(text.length * 3)
    this.at += encode.encodeInto(text, this.bytes.subarray(this.at)).written
  }

  bytesOf(bytes: Uint8Array): void {
    this.room(bytes.length)
    this.bytes.set(bytes, this.at)
    this.at += bytes.length
  }

  byte(byte: number): void {
    if (this.at === this.bytes.length) this.room(1)
    this.bytes[this.at++] = byte
  }

  number(value: number): void {
    if (value >= 0 && value < 10) this.digit(value)
    else if (!Number.isSafeInteger(value) || value < 0) this.text(String(value))
    else {
      let size = 1
      for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) size++
      this.room(size)
      for (let i = this.at + size - 1, rest = value; i >= this.at; i--) {
        const tens = Math.floor(rest / 10)
        this.bytes[i] = 0x30 + rest - tens * 10
        rest = tens
      }
      this.at += size
    }
  }

  private digit(value: number): void {
    if (Number.isInteger(value)) this.byte(0x30 + value)
    else this.text(String(value))
  }

  get isFull(): boolean {
    return this.at >= PIECE
  }

  take(): Uint8Array {
    const piece = this.bytes.slice(0, this.at)
    this.at = 0
    return piece
  }
}

/** A packed dataset as a wide table, piece by piece. Corrections are no part of it: figures are as published. */
export function* wideCsv(prepared: Pick<Prepared, 'manifest' | 'meta' | 'segments'>): Generator<Uint8Array> {
  const { id, title, synthetic, extent } = prepared.manifest
  const pieces = new Pieces()
  const former = hasFormerNames(prepared.meta)
  const head = WIDE_HEAD.flatMap((column) => [
    column,
    ...(column === 'synthetic' && extent ? [EXTENT] : []),
    ...(column === 'parents' && former ? [FORMER] : []),
  ])
  pieces.text(`${[...head, ...METRIC_CODES].join()}\r\n`)
  let set = [id, title, synthetic ? '1' : '0', ...(extent ? [extent] : [])]
  let last = ''
  for (const { rows, orgs, years, forms, values, states } of columnBlocksOf(prepared, ROWS)) {
    for (let row = 0; row < rows; row++) {
      const org = orgs[row]!
      const own = [
        org.name,
        org.level,
        JSON.stringify(org.parents),
        ...(former ? [org.formerNames ? JSON.stringify(org.formerNames) : ''] : []),
      ].map((text) => (org.id === last ? '' : text))
      last = org.id
      const of = years[row]! > 0 ? decodeForms(forms[row]!) : {}
      const lead = [
        ...set,
        org.id,
        ...own,
        years[row]! > 0 ? String(years[row]) : '',
        of[2] ?? '',
        of[3] ?? '',
        of[4] ?? '',
      ]
      set = set.map(() => '')
      pieces.text(lead.map((text) => quoted(guarded(text))).join())
      for (let at = row; at < states.length; at += rows) {
        pieces.byte(0x2c)
        const state = states[at]!
        if (state === PRESENT) pieces.number(values[at]!)
        else if (KIND_BYTES[state]) pieces.bytesOf(KIND_BYTES[state])
      }
      pieces.byte(0x0d)
      pieces.byte(0x0a)
      if (pieces.isFull) yield pieces.take()
    }
  }
  yield pieces.take()
}
