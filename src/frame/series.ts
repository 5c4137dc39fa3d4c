import { METRICS } from '../domain/metrics'
import type { MetricCode, MetricId } from '../domain/metrics'
import type { Bitset } from '../engine/bitset'
import { countBits, hasBit } from '../engine/bitset'
import { stateAt } from '../engine/column'
import { ANY, pack } from '../engine/pack'
import { sparse } from '../engine/sparse'
import type { Sparse } from '../engine/sparse'
import { eachAbsent } from '../engine/verbs/absent'
import { readMetric, readParts } from './derived'
import { operandsOf } from '../domain/metrics'
import type { Figures } from './figures'
import { lacking } from '../pack/formCodes'
import type { Frame } from './frame'
import { columnKey } from '../pack/columnNames'
import { rememberIn } from './remembered'
import { ownedIn } from './owned'
import { STATES } from '../pack/states'
import type { State } from '../pack/states'
import { CODE, UNLISTED } from '../pack/states'

/** One metric of one year over the rows of a frame, packed: what the verbs loop over. */
export interface Series {
  column: Sparse
  /** Rows that hold a report that year; the others are `no-report`. */
  owned: Bitset
  /** State of a row that holds a report but no value. */
  absence(row: number): number
  /** The same from what the column stores for it: where a report does not list the figure, its form tells why. */
  named(row: number, stored: number): number
  /**
   * State of all rows that hold a report, have no value and are none of the column's odd rows, where it is one state
   * for all.
   */
  rest?: number
}

/** Whether the frame is one dataset in its own order, so that its columns are the frame's. */
export const isPlain = (frame: Frame): boolean =>
  rememberIn(
    frame,
    'plain',
    () =>
      frame.layers.length === 1 &&
      frame.layers[0]!.rows.length === frame.orgs.length &&
      frame.layers[0]!.rows.every((row, i) => row === i),
  )

const nothing = (rows: number, rest: number): Sparse => ({
  rows,
  present: new Uint32Array((rows + 31) >>> 5),
  numbers: new Uint8Array(0),
  indexes: new Uint16Array(0),
  scale: 1,
  rest,
  oddRows: new Uint16Array(0),
  oddStates: new Uint8Array(0),
})

/** Figures of all rows as a column; rows without a report are none of its odd ones. */
export function packFigures({ values, states }: Figures): Sparse {
  const own = states.map((state) => (state === CODE['no-report'] ? ANY : state))
  return sparse(pack(values, own))
}

/** The forms numbers of the reports of a year. */
const formsHeld = (frame: Frame, year: number): ReadonlySet<number> =>
  rememberIn(frame, `forms ${year}`, () => {
    const of = frame.byYear.get(year)
    const held = new Set<number>()
    if (of)
      for (let row = 0, last = -1; row < of.forms.length; row++)
        if (of.owner[row] && of.forms[row] !== last) held.add((last = of.forms[row]!))
    return held
  })

function stored(frame: Frame, code: MetricCode, year: number): Series {
  const column = frame.layers[0]!.segment.column(columnKey(year, code))
  const lacks = lacking(code)
  const forms = frame.byYear.get(year)?.forms
  const held = column ? sparse(column) : nothing(frame.orgs.length, UNLISTED)
  const why = Uint8Array.from(lacks, (is) => (is ? CODE['not-in-form'] : CODE['not-extracted']))
  const named = (row: number, state: number): number =>
    state !== UNLISTED && state !== ANY ? state : why[forms?.[row] ?? 0]!
  const rests = new Set(
    [...formsHeld(frame, year)].map((form) => (held.rest !== UNLISTED && held.rest !== ANY ? held.rest : why[form]!)),
  )
  const [rest] = rests
  return {
    column: held,
    owned: ownedIn(frame, year),
    named,
    absence: (row) => named(row, stateAt(held, row)),
    ...(rests.size === 1 && rest !== undefined && { rest }),
  }
}

/**
 * A published, derived or joined figure of one year. Where datasets overlap, and for derived figures, it is computed
 * once and kept packed.
 */
export const seriesOf = (frame: Frame, metric: MetricId, year: number): Series =>
  rememberIn(frame, `series ${metric} ${year}`, () => {
    const codes = operandsOf(metric)
    if (isPlain(frame) && codes.length === 1 && codes[0] === metric && Object.hasOwn(METRICS, metric))
      return stored(frame, codes[0], year)
    const column = packFigures(readMetric(frame, metric, year))
    return {
      column,
      owned: ownedIn(frame, year),
      absence: (row) => stateAt(column, row),
      named: (_, state) => state,
      ...(column.rest < STATES.length && { rest: column.rest }),
    }
  })

/** Numerator and denominator of a quotient, and the rows that have both. */
export interface QuotientParts {
  above: Sparse
  below: Sparse
  both: Bitset
}

export const partsOf = (frame: Frame, metric: MetricId, year: number): QuotientParts | undefined =>
  rememberIn(frame, `parts ${metric} ${year}`, () => {
    const parts = readParts(frame, metric, year)
    if (!parts) return undefined
    const above = packFigures(parts.above)
    const below = packFigures(parts.below)
    const owned = ownedIn(frame, year)
    return {
      above,
      below,
      both: owned.map((word, i) => word & (above.present?.[i] ?? word) & (below.present?.[i] ?? word)),
    }
  })

export type MissingCounts = Partial<Record<Exclude<State, 'value'>, number>>

/** Calls `visit` with the states of the column's odd rows that count. */
export function eachOdd(
  { column: { oddRows, oddStates }, owned, named }: Series,
  visit: (row: number, state: number) => void,
  mask?: Bitset,
): void {
  for (let k = 0; k < oddRows.length; k++) {
    const row = oddRows[k]!
    if (hasBit(owned, row) && (!mask || hasBit(mask, row))) visit(row, named(row, oddStates[k]!))
  }
}

interface Counts {
  reported: number
  missing: MissingCounts
}
const counted = new WeakMap<Series, Map<Bitset | undefined, Counts & { total: number }>>()

/** How many rows of a scope have no value, by kind. `total`: all rows of the scope. Counted once; not to be changed. */
export function missingCountsOf(series: Series, total: number, mask?: Bitset): Counts {
  const own = counted.get(series) ?? new Map<Bitset | undefined, Counts & { total: number }>()
  counted.set(series, own)
  const held = own.get(mask)
  if (held?.total === total) return held
  const made = { ...countMissing(series, total, mask), total }
  own.set(mask, made)
  return made
}

function countMissing(series: Series, total: number, mask?: Bitset): { reported: number; missing: MissingCounts } {
  const { column, owned, named, rest } = series
  const all = countBits(owned, mask)
  const reported = column.present ? countBits(column.present, mask) : all
  const kinds = new Uint32Array(STATES.length)
  if (rest === undefined)
    eachAbsent(
      column,
      owned,
      (row, state) => {
        kinds[named(row, state)]!++
      },
      mask,
    )
  else {
    kinds[rest] = all - reported
    eachOdd(
      series,
      (_, state) => {
        kinds[rest]!--
        kinds[state]!++
      },
      mask,
    )
  }
  kinds[CODE['no-report']]! += total - all
  const missing: MissingCounts = {}
  STATES.forEach((state, code) => {
    if (state !== 'value' && kinds[code]! > 0) missing[state] = kinds[code]!
  })
  return { reported, missing }
}
