import { isMetricCode } from '../../domain/metrics'
import { impossibility, isMoney } from '../../domain/possible'
import { bitsetWords, countBits, hasBit } from '../../engine/bitset'
import type { Bitset } from '../../engine/bitset'
import { openSegment, withSums } from '../../engine/codec'
import type { PackedSegment, Segment } from '../../engine/codec'
import type { Column } from '../../engine/column'
import type { Indexes } from '../../engine/narrow'
import { FORM_CODES } from '../../pack/formCodes'
import { FILLED_COLUMN, FORMS_COLUMN, PUBLISHED_COLUMN, codeBeside, columnKey, isBeside } from '../../pack/columnNames'
import { CODE, UNLISTED } from '../../pack/states'
import { FormatError } from '../source'

const damaged = (reason: string): FormatError => new FormatError('file-damaged', { reason: reason.slice(0, 120) })

/** 254 stands where every row has a value. */
const KNOWN_STATES = Uint8Array.from({ length: 256 }, (_, state) =>
  (state > 0 && state < CODE['undefined-rate']) || state === UNLISTED || state === 254 ? 1 : 0,
)

/** Differences back to row numbers, in place: they must go up and stay below `rows`. */
function toRows(gaps: Indexes, rows: number): void {
  let row = 0
  for (let k = 0; k < gaps.length; k++) {
    const gap = gaps[k]!
    if (gap === 0 && k > 0) throw damaged('row')
    row += gap
    gaps[k] = row
  }
  if (row >= rows && gaps.length > 0) throw damaged('row')
}

function checkBitmap(bits: Bitset, rows: number): void {
  if ((rows & 31) > 0 && bits[bitsetWords(rows) - 1]! >= 2 ** (rows & 31)) throw damaged('bitmap')
}

/**
 * Numbers that are what their code's figures can be. Whole ones that are not negative, and money in fen, need no look.
 */
function checkFigures({ numbers, scale }: Column, name: string): void {
  const code = name.replace(/^=(?!\?)/u, '')
  if (!isMetricCode(code) && code !== 'litigation.total') return
  const isUnsigned = numbers instanceof Uint8Array || numbers instanceof Uint16Array || numbers instanceof Uint32Array
  if (isUnsigned && (scale === 1 || isMoney(code))) return
  for (const value of numbers) if (impossibility(code, value / scale) !== undefined) throw damaged(`number in ${name}`)
}

/** Twice the days from 1970 to 2100. */
const MOST_DAY = 2 * 47_482

/** Numbers that may stand in a column: finite, none a zero that is listed, and what forms and counts can be. */
function checkNumbers({ numbers, indexes, present, scale }: Column, name: string): void {
  const most =
    name === FORMS_COLUMN
      ? FORM_CODES - 1
      : name === FILLED_COLUMN
        ? 1000
        : name === PUBLISHED_COLUMN
          ? MOST_DAY
          : Infinity
  const least = most === Infinity ? -Infinity : 0
  const isDouble = numbers instanceof Float64Array
  if (
    (most < Infinity || isDouble) &&
    numbers.some(
      (value) =>
        !Number.isFinite(value) ||
        value < least ||
        value > most ||
        (most < Infinity && (scale !== 1 || !Number.isInteger(value))),
    )
  )
    throw damaged(`number in ${name}`)
  if (!indexes) return
  for (let k = 0; k < indexes.length; k++)
    if (numbers[k] === 0 || (present && !hasBit(present, indexes[k]!))) throw damaged(`number in ${name}`)
}

function checkStates({ rest, oddRows, oddStates, present }: Column, name: string): void {
  if (!KNOWN_STATES[rest]) throw damaged(`state in ${name}`)
  for (let k = 0; k < oddRows.length; k++)
    if (!KNOWN_STATES[oddStates[k]!] || !present || hasBit(present, oddRows[k]!)) throw damaged(`state in ${name}`)
}

const isKnown = (name: string): boolean =>
  isMetricCode(name) ||
  name === FORMS_COLUMN ||
  name === FILLED_COLUMN ||
  name === PUBLISHED_COLUMN ||
  (isBeside(name) && (isMetricCode(codeBeside(name)) || codeBeside(name) === 'litigation.total'))

/** The columns of a segment, views on its bytes: none may reach into another's. */
function columnsOf(segment: Segment): Map<string, Column> {
  const columns = new Map<string, Column>()
  let end = 0
  for (const key of segment.keys) {
    let column: Column
    try {
      column = segment.column(key)!
    } catch {
      throw damaged('offsets')
    }
    if (columns.has(key) || column.numbers.byteOffset < end) throw damaged('offsets')
    end = column.oddStates.byteOffset + column.oddStates.byteLength
    columns.set(key, column)
  }
  return columns
}

/**
 * Makes a segment of a packed file what a database keeps: rows in place of their differences, in the same bytes.
 * Everything in it is checked; throws a FormatError where something is not as it must be.
 */
export function unpackSegment(packed: PackedSegment, years: readonly number[]): PackedSegment {
  const { rows } = packed.index
  const segment = openSegment(packed)
  const columns = columnsOf(segment)
  const seen = new Set<Bitset>()
  for (const [key, column] of columns) {
    const slash = key.indexOf('/')
    const name = key.slice(slash + 1)
    if (!years.includes(Number(key.slice(0, slash))) || !isKnown(name)) throw damaged(`column ${key}`)
    if (column.indexes) toRows(column.indexes, rows)
    toRows(column.oddRows, rows)
    if (column.present && !seen.has(column.present)) {
      checkBitmap(column.present, rows)
      seen.add(column.present)
    }
    checkNumbers(column, name)
    checkFigures(column, name)
    checkStates(column, name)
  }
  // A figure can only be one of a report that is held.
  const within = new Map<Bitset, Set<Bitset>>()
  for (const [key, column] of columns) {
    const forms = columns.get(columnKey(Number(key.slice(0, key.indexOf('/'))), FORMS_COLUMN))
    if (!forms) throw damaged('forms')
    const held = forms.present
    if (!held || column.present === held) continue
    if (!column.present) throw damaged(`column ${key}`)
    const known = within.get(held) ?? new Set()
    within.set(held, known)
    if (known.has(column.present)) continue
    if (countBits(column.present, held) !== countBits(column.present)) throw damaged(`column ${key}`)
    known.add(column.present)
  }
  return { ...packed, index: withSums(packed.index, packed.bytes) }
}
