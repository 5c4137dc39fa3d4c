import { LAST_YEAR_OF_2019_FORM, METRIC_CODES } from '../domain/metrics'
import { bitsetWords, countBits, popcount, setBit } from '../engine/bitset'
import type { Bitset } from '../engine/bitset'
import type { Column } from '../engine/column'
import { Entries, grown } from '../engine/entries'
import { columnOf } from '../engine/pack'
import { firstFrom } from '../engine/search'
import { transpose } from '../engine/transpose'
import { FORM_CODES, statutoryCells } from './formCodes'
import { FILLED_COLUMN, FORMS_COLUMN, TEXTS_COLUMN, columnKey } from './columnNames'
import type { ColumnKey } from './columnNames'
import { CODE, UNLISTED } from './states'

/** A code's position in METRIC_CODES: how the packer names figures. */
export const CODE_AT: ReadonlyMap<string, number> = new Map(METRIC_CODES.map((code, i) => [code, i]))

/** Words of a report's bits: one bit a code. */
export const REPORT_WORDS = bitsetWords(METRIC_CODES.length)

/** Which codes count as statutory cells, by forms number, for the years before and after the change of form. */
const statutory = ([LAST_YEAR_OF_2019_FORM, LAST_YEAR_OF_2019_FORM + 1] as const).map((year) =>
  Array.from({ length: FORM_CODES }, (_, forms) => {
    const bits = new Uint32Array(REPORT_WORDS)
    for (const code of statutoryCells(forms, year)) setBit(bits, CODE_AT.get(code)!)
    return bits
  }),
)

/** Some rows of the year's table as one column's parts: all of a segment. */
interface Cut {
  first: number
  rows: number
  slots: Int32Array
  bitmaps: Bitset[]
  held: number
}

/**
 * One year's reports while they are gathered. A report is a slot with a bit for each code that has a number, so that a
 * zero costs no more than a bit; numbers that are not zero, and other states, are listed by code. The bits become
 * columns at the end, 32 by 32.
 */
export class PackedYear {
  /** Slot plus one, by the office's row. */
  private slots = new Uint32Array(1024)
  private rows = new Uint32Array(1024)
  private formCodes = new Uint8Array(1024)
  private parts = new Uint32Array(1024)
  private words = new Uint32Array(1024 * REPORT_WORDS)
  /** The same for the codes that have a state instead. */
  private stated = new Uint32Array(1024 * REPORT_WORDS)
  private readonly numbers: (Entries | undefined)[] = []
  private readonly states: (Entries | undefined)[] = []
  /** Figures of columns beside those of the catalogue, by the column's name. */
  private readonly beside = new Map<ColumnKey, Entries>()
  private count = 0
  private hasTexts = false

  constructor(private readonly year: number) {}

  slotOf(row: number): number {
    return (this.slots[row] ?? 0) - 1
  }

  /** A new slot, or -1 where the office has one. */
  begin(row: number, forms: number): number {
    if (row >= this.slots.length) this.slots = grown(this.slots, Math.max(this.slots.length * 2, row + 1))
    if (this.slots[row]! > 0) return -1
    if (this.count === this.rows.length) {
      this.rows = grown(this.rows)
      this.formCodes = grown(this.formCodes)
      this.parts = grown(this.parts)
      this.words = grown(this.words)
      this.stated = grown(this.stated)
    }
    const slot = this.count++
    this.slots[row] = slot + 1
    this.rows[slot] = row
    this.formCodes[slot] = forms
    return slot
  }

  number(slot: number, code: number, value: number): void {
    this.words[slot * REPORT_WORDS + (code >>> 5)]! |= 1 << (code & 31)
    if (value !== 0) (this.numbers[code] ??= new Entries()).push(slot, value)
  }

  bits(slot: number, words: Uint32Array): void {
    const at = slot * REPORT_WORDS
    for (let w = 0; w < REPORT_WORDS; w++) this.words[at + w]! |= words[w]!
  }

  state(slot: number, code: number, state: number): void {
    this.stated[slot * REPORT_WORDS + (code >>> 5)]! |= 1 << (code & 31)
    ;(this.states[code] ??= new Entries()).push(slot, state)
  }

  texts(slot: number, part: number): void {
    this.parts[slot] = part + 1
    this.hasTexts = true
  }

  /** A number of a column beside the figures: each slot at most once. */
  besides(slot: number, name: ColumnKey, value: number): void {
    const entries = this.beside.get(name) ?? new Entries()
    this.beside.set(name, entries)
    entries.push(slot, value)
  }

  held(slot: number, code: number): { value?: number; state?: number } | undefined {
    if (isSet(this.words, slot, code)) return { value: this.numbers[code]?.find(slot) ?? 0 }
    return isSet(this.stated, slot, code) ? { state: this.states[code]!.find(slot)! } : undefined
  }

  setForms(decide: (codes: readonly number[]) => number): void {
    for (let slot = 0; slot < this.count; slot++) {
      const codes: number[] = []
      for (let code = 0; code < METRIC_CODES.length; code++)
        if (isSet(this.words, slot, code) || isSet(this.stated, slot, code)) codes.push(code)
      this.formCodes[slot] = decide(codes)
    }
  }

  /** A statutory cell counts as filled with a number, or a dash that says there is none to give. */
  private filled(): Uint16Array {
    const masks = statutory[this.year <= LAST_YEAR_OF_2019_FORM ? 0 : 1]!
    const filled = new Uint16Array(this.count)
    for (let slot = 0; slot < this.count; slot++) {
      const mask = masks[this.formCodes[slot]!]!
      for (let w = 0; w < REPORT_WORDS; w++) filled[slot]! += popcount(this.words[slot * REPORT_WORDS + w]! & mask[w]!)
    }
    this.states.forEach((of, code) =>
      of?.each((slot, state) => {
        if (state === CODE.dash && (masks[this.formCodes[slot]!]![code >>> 5]! >>> (code & 31)) & 1) filled[slot]!++
      }),
    )
    return filled
  }

  /**
   * Puts the year's columns among those of the segments, `cut` rows each; gives how many numbers they hold. `order` is
   * the row at which an office's row stands in the end. The year is used up.
   */
  finish(order: Uint32Array, cut: number, parts: readonly Map<string, Column>[]): number {
    const place = Uint32Array.from(this.rows.subarray(0, this.count), (row) => order[row]!)
    const slots = new Int32Array(order.length).fill(-1)
    place.forEach((row, slot) => {
      slots[row] = slot
    })
    const cuts = parts.map((_, part) => this.cutOf(slots, part * cut, Math.min(cut, order.length - part * cut)))
    const scratch = new Uint32Array(order.length)
    const filled = this.filled()
    cuts.forEach((of, part) => {
      if (of.held === 0) return
      const add = (name: ColumnKey, values: ArrayLike<number>): void => {
        parts[part]!.set(columnKey(this.year, name), this.perReport(of, values))
      }
      add(FORMS_COLUMN, this.formCodes)
      add(FILLED_COLUMN, filled)
      if (this.hasTexts) add(TEXTS_COLUMN, this.parts)
    })
    for (const [name, entries] of this.beside) {
      const numbers = entries.ordered(place, scratch)
      cuts.forEach(({ first, rows }, part) => {
        const column = besideColumn(between(numbers, first, rows), rows)
        if (column) parts[part]!.set(columnKey(this.year, name), column)
      })
    }
    let cells = 0
    METRIC_CODES.forEach((name, code) => {
      const numbers = (this.numbers[code] ?? NONE).ordered(place, scratch)
      const states = (this.states[code] ?? NONE).ordered(place, scratch)
      cuts.forEach((of, part) => {
        const column = figureColumn(of, code, numbers, states)
        if (!column) return
        cells += column.present ? countBits(column.present) : column.rows
        parts[part]!.set(columnKey(this.year, name), column)
      })
      delete this.numbers[code]
      delete this.states[code]
    })
    return cells
  }

  /** Which slots stand in a segment's rows, and the bitmap of every code over them. */
  private cutOf(all: Int32Array, first: number, rows: number): Cut {
    const slots = all.subarray(first, first + rows)
    const length = bitsetWords(rows)
    const words = new Uint32Array(length * 32 * REPORT_WORDS)
    const block = new Uint32Array(32)
    for (let b = 0; b < length; b++) {
      for (let w = 0; w < REPORT_WORDS; w++) {
        for (let i = 0; i < 32; i++) {
          const slot = slots[b * 32 + i] ?? -1
          block[i] = slot < 0 ? 0 : this.words[slot * REPORT_WORDS + w]!
        }
        transpose(block)
        for (let j = 0; j < 32; j++) words[(w * 32 + j) * length + b] = block[j]!
      }
    }
    let held = 0
    for (let i = 0; i < rows; i++) if (slots[i]! >= 0) held++
    return {
      first,
      rows,
      slots,
      held,
      bitmaps: METRIC_CODES.map((_, code) => words.subarray(code * length, (code + 1) * length)),
    }
  }

  /** A column that every report has a number in. */
  private perReport({ rows, slots, held }: Cut, of: ArrayLike<number>): Column {
    const present = new Uint32Array(bitsetWords(rows))
    const at: number[] = []
    const values: number[] = []
    for (let row = 0; row < rows; row++) {
      const slot = slots[row]!
      if (slot < 0) continue
      setBit(present, row)
      if (of[slot] === 0) continue
      at.push(row)
      values.push(of[slot]!)
    }
    return columnOf({ rows, rest: UNLISTED, values, at, oddRows: [], oddStates: [], ...(held < rows && { present }) })
  }
}

const isSet = (words: Uint32Array, slot: number, code: number): boolean =>
  ((words[slot * REPORT_WORDS + (code >>> 5)]! >>> (code & 31)) & 1) === 1

const NONE = new Entries()

type Ordered = ReturnType<Entries['ordered']>

/** The pairs of some rows, which then count from the first of these. */
function between({ at, values }: Ordered, first: number, rows: number): Ordered {
  const from = firstFrom(at, first)
  const to = firstFrom(at, first + rows)
  return {
    at: first === 0 ? at.subarray(from, to) : at.subarray(from, to).map((row) => row - first),
    values: values.subarray(from, to),
  }
}

/** A column whose every entry is a number, zeros too; none without entries. */
function besideColumn({ at, values }: Ordered, rows: number): Column | undefined {
  if (at.length === 0) return undefined
  const present = new Uint32Array(bitsetWords(rows))
  for (const row of at) setBit(present, row)
  const filled = Array.from(at.keys()).filter((k) => values[k] !== 0)
  return columnOf({
    rows,
    rest: UNLISTED,
    at: filled.map((k) => at[k]!),
    values: filled.map((k) => values[k]!),
    oddRows: [],
    oddStates: [],
    ...(at.length < rows && { present }),
  })
}

/**
 * A figure's column over a segment; none where no report lists it. Where every report does, the commonest of the other
 * states need not be listed.
 */
function figureColumn(
  { first, rows, held, bitmaps }: Cut,
  code: number,
  allNumbers: Ordered,
  allStates: Ordered,
): Column | undefined {
  const present = bitmaps[code]!
  const numbers = countBits(present)
  const { at, values } = between(allNumbers, first, rows)
  const odd = between(allStates, first, rows)
  if (numbers === 0 && odd.at.length === 0) return undefined
  const rest = numbers + odd.at.length === held ? commonest(odd.values) : UNLISTED
  const listed: number[] = []
  odd.values.forEach((state, k) => {
    if (state !== rest) listed.push(k)
  })
  return columnOf({
    rows,
    rest,
    values,
    at,
    oddRows: listed.map((k) => odd.at[k]!),
    oddStates: listed.map((k) => odd.values[k]!),
    ...(numbers < rows && { present }),
  })
}

function commonest(states: ArrayLike<number>): number {
  let most = UNLISTED
  let times = 0
  for (const state of KINDS) {
    let count = 0
    for (let k = 0; k < states.length; k++) if (states[k] === state) count++
    if (count <= times) continue
    most = state
    times = count
  }
  return most
}

/** States that a report can list. */
const KINDS = (['blank', 'dash', 'unreadable', 'not-extracted'] as const).map((kind) => CODE[kind])
