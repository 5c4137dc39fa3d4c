import { METRICS } from '../domain/metrics'
import type { MetricCode, MetricId } from '../domain/metrics'
import { eachBit } from '../engine/bitset'
import type { Bitset } from '../engine/bitset'
import { stateAt } from '../engine/column'
import { ANY, pack } from '../engine/pack'
import { sparse } from '../engine/sparse'
import type { Sparse } from '../engine/sparse'
import { tally } from '../engine/verbs/tally'
import { operandsOf, readMetric, readParts } from './derived'
import type { Figures } from './figures'
import { lacking } from './formCodes'
import type { Frame } from './frame'
import { columnKey } from './prepare'
import { remembered } from './remembered'
import { ownedIn } from './selection'
import { STATES } from './spec'
import type { State } from './spec'
import { CODE, UNLISTED } from './stateCodes'

/** One metric of one year over the rows of a frame, packed: what the verbs loop over. */
export interface Series {
  column: Sparse
  /** Rows that hold a report that year; the others are `no-report`. */
  owned: Bitset
  /** State of a row that holds a report but no value. */
  absence(row: number): number
}

/** Whether the frame is one dataset in its own order, so that its columns are the frame's. */
const isPlain = (frame: Frame): boolean => remembered(frame, 'plain', () =>
  frame.layers.length === 1 && frame.layers[0]!.rows.length === frame.orgs.length && frame.layers[0]!.rows.every((row, i) => row === i))

const nothing = (rows: number, rest: number): Sparse =>
  ({ rows, present: new Uint32Array((rows + 31) >>> 5), numbers: new Uint8Array(0), indexes: new Uint16Array(0), scale: 1, rest, oddRows: new Uint16Array(0), oddStates: new Uint8Array(0) })

/** Figures of all rows as a column; rows without a report are none of its odd ones. */
function packed({ values, states }: Figures): Sparse {
  const own = states.map((state) => (state === CODE['no-report'] ? ANY : state))
  return sparse(pack(values, own))
}

function stored(frame: Frame, code: MetricCode, year: number): Series {
  const column = frame.layers[0]!.segment.column(columnKey(year, code))
  const lacks = lacking(code)
  const forms = frame.byYear.get(year)?.forms
  const held = column ? sparse(column) : nothing(frame.orgs.length, UNLISTED)
  return {
    column: held, owned: ownedIn(frame, year),
    absence: (row) => {
      const state = stateAt(held, row)
      return state !== UNLISTED && state !== ANY ? state : lacks[forms?.[row] ?? 0] ? CODE['not-in-form'] : CODE['not-extracted']
    },
  }
}

/** A published, derived or joined figure of one year. Where datasets overlap, and for derived figures, it is computed once and kept packed. */
export const seriesOf = (frame: Frame, metric: MetricId, year: number): Series => remembered(frame, `series ${metric} ${year}`, () => {
  const codes = operandsOf(metric)
  if (isPlain(frame) && codes.length === 1 && codes[0] === metric && Object.hasOwn(METRICS, metric)) return stored(frame, codes[0], year)
  const column = packed(readMetric(frame, metric, year))
  return { column, owned: ownedIn(frame, year), absence: (row) => stateAt(column, row) }
})

/** Numerator and denominator of a quotient, and the rows that have both. */
export interface Parts { above: Sparse; below: Sparse; both: Bitset }

export const partsOf = (frame: Frame, metric: MetricId, year: number): Parts | undefined => remembered(frame, `parts ${metric} ${year}`, () => {
  const parts = readParts(frame, metric, year)
  if (!parts) return undefined
  const above = packed(parts.above)
  const below = packed(parts.below)
  const owned = ownedIn(frame, year)
  return { above, below, both: owned.map((word, i) => word & (above.present?.[i] ?? word) & (below.present?.[i] ?? word)) }
})

export type MissingCounts = Partial<Record<Exclude<State, 'value'>, number>>

/** How many rows of a scope have no value, by kind. `total`: all rows of the scope. */
export function missingOf({ column, owned, absence }: Series, total: number, mask?: Bitset): { reported: number; missing: MissingCounts } {
  const counts = tally(column, owned, mask)
  const kinds = new Uint32Array(STATES.length)
  let all = counts[CODE.value]!
  for (let state = 1; state < STATES.length; state++) { kinds[state]! += counts[state]!; all += counts[state]! }
  if (counts[UNLISTED]! + counts[ANY]! > 0) {
    kinds.fill(0)
    eachBit(owned, (row) => { kinds[absence(row)]!++ }, column.present ?? owned, mask)
    all += counts[UNLISTED]! + counts[ANY]!
  }
  kinds[CODE['no-report']]! += total - all
  const missing: MissingCounts = {}
  STATES.forEach((state, code) => { if (state !== 'value' && kinds[code]! > 0) missing[state] = kinds[code]! })
  return { reported: counts[CODE.value]!, missing }
}
