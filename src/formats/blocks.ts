import { METRICS, METRIC_CODES } from '../domain/metrics'
import type { CellMissing } from '../domain/cell'
import type { Org } from '../domain/orgs'
import { PRESENT } from '../engine/column'
import { openSegment } from '../engine/codec'
import type { Segment } from '../engine/codec'
import { fill } from '../engine/fill'
import { unpackOffices } from '../pack/offices'
import { FORMS_COLUMN, columnKey } from '../pack/columnNames'
import { STATES } from '../pack/states'
import { UNLISTED } from '../pack/states'
import type { Prepared } from '../pack/records'
import { KINDS } from './wideTable'

/**
 * Some rows of the wide table: an office with one of its reports, or with none where it has none. Figures stand by
 * code, in the order of METRIC_CODES: those of code `c` from `c * rows` on.
 */
export interface ColumnBlock {
  rows: number
  orgs: readonly Org[]
  /** 0 where the office has no report. */
  years: Uint16Array
  /** As `encodeForms` gives them. */
  forms: Uint8Array
  values: Float64Array
  /** `PRESENT`, `UNLISTED`, or a kind of absence as STATES has it. */
  states: Uint8Array
}

type Source = Pick<Prepared, 'manifest' | 'meta' | 'segments'>

/** The name of the absence behind a state, where a file names it. */
export const KIND_NAMES: readonly (CellMissing | undefined)[] = Array.from({ length: 256 }, (_, state) =>
  KINDS.find((kind) => kind === STATES[state]),
)

/**
 * The figure of a row as its report lists it, by its code's position: a number, the kind of its absence, or nothing.
 */
export function blockFigure(
  { rows, values, states }: ColumnBlock,
  code: number,
  row: number,
): number | CellMissing | undefined {
  const at = code * rows + row
  return states[at] === PRESENT ? values[at] : KIND_NAMES[states[at]!]
}

const inTable = METRIC_CODES.map((code) => METRICS[code].table !== undefined)

function blockOf(
  segment: Segment,
  orgs: readonly Org[],
  first: number,
  from: number,
  to: number,
  years: readonly number[],
): ColumnBlock {
  const size = to - from
  const values = new Float64Array(size)
  const states = new Uint8Array(size)
  const held = years.map((year) => {
    const column = segment.column(columnKey(year, FORMS_COLUMN))
    const forms = new Uint8Array(size).fill(NONE)
    if (!column) return forms
    fill(column, values, states, from, to)
    for (let i = 0; i < size; i++) if (states[i] === PRESENT) forms[i] = values[i]!
    return forms
  })
  // Where the report of an office and year stands in the block.
  const places = years.map(() => new Int32Array(size).fill(-1))
  const at: { org: Org; year: number; forms: number }[] = []
  for (let i = 0; i < size; i++) {
    const org = orgs[first + from + i]!
    const before = at.length
    years.forEach((year, y) => {
      if (held[y]![i] !== NONE) places[y]![i] = at.push({ org, year, forms: held[y]![i]! }) - 1
    })
    if (at.length === before) at.push({ org, year: 0, forms: 0 })
  }
  const rows = at.length
  const block: ColumnBlock = {
    rows,
    orgs: at.map(({ org }) => org),
    years: Uint16Array.from(at, ({ year }) => year),
    forms: Uint8Array.from(at, ({ forms }) => forms),
    values: new Float64Array(rows * METRIC_CODES.length),
    states: new Uint8Array(rows * METRIC_CODES.length).fill(UNLISTED),
  }
  METRIC_CODES.forEach((code, c) => {
    years.forEach((year, y) => {
      const column = segment.column(columnKey(year, code))
      if (!column) return
      fill(column, values, states, from, to)
      const place = places[y]!
      for (let i = 0; i < size; i++) {
        if (place[i]! < 0 || (states[i] !== PRESENT && !(inTable[c] && KIND_NAMES[states[i]!] !== undefined))) continue
        block.values[c * rows + place[i]!] = values[i]!
        block.states[c * rows + place[i]!] = states[i]!
      }
    })
  })
  return block
}

const NONE = 255

/**
 * A packed dataset in blocks of so many rows at most, offices in map order, figures as published. Its segments must be
 * in memory.
 */
export function* columnBlocksOf(
  { manifest: { years }, meta, segments }: Source,
  mostRows: number,
): Generator<ColumnBlock> {
  const orgs = unpackOffices(meta.orgs)
  const step = Math.max(1, Math.floor(mostRows / Math.max(1, years.length)))
  for (const { first, index, bytes } of segments) {
    const segment = openSegment({ index, bytes })
    for (let from = 0; from < segment.rows; from += step)
      yield blockOf(segment, orgs, first, from, Math.min(segment.rows, from + step), years)
  }
}
