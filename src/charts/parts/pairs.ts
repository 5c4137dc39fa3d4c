import { keptOfTwo } from '../../domain/keptOfTwo'
import { STATES } from '../../pack/states'
import type { MatrixResult } from '../../query/spec'
import type { State } from '../../pack/states'
import { rankCorrelation } from '../../query/measures'

/** The offices that have both of two figures, and how many lack each, by kind. */
export interface Pairs {
  /** Rows of the matrices. */
  rows: Uint32Array
  xs: Float64Array
  ys: Float64Array
  /** Of all offices. An office may lack both. */
  lackX: Partial<Record<Exclude<State, 'value'>, number>>
  lackY: Partial<Record<Exclude<State, 'value'>, number>>
  /** Whether those high in one are high in the other, from -1 to 1; nothing where too few or all alike. */
  correlation?: number
}

/** Fewer than this say nothing of a tendency. */
export const FEWEST_FOR_TENDENCY = 10

const named = (counts: Uint32Array): Pairs['lackX'] =>
  Object.fromEntries(
    STATES.flatMap((state, code) => (state !== 'value' && counts[code]! > 0 ? [[state, counts[code]!]] : [])),
  )

function pair(x: MatrixResult, y: MatrixResult): Pairs {
  const rows = new Uint32Array(x.orgs.length)
  const xs = new Float64Array(x.orgs.length)
  const ys = new Float64Array(x.orgs.length)
  const lackX = new Uint32Array(STATES.length)
  const lackY = new Uint32Array(STATES.length)
  let size = 0
  for (let row = 0; row < x.orgs.length; row++) {
    const a = x.states[row]!
    const b = y.states[row]!
    lackX[a]!++
    lackY[b]!++
    if (a !== 0 || b !== 0) continue
    rows[size] = row
    xs[size] = x.values[row]!
    ys[size++] = y.values[row]!
  }
  const own = {
    rows: rows.subarray(0, size),
    xs: xs.subarray(0, size),
    ys: ys.subarray(0, size),
    lackX: named(lackX),
    lackY: named(lackY),
  }
  const correlation = size < FEWEST_FOR_TENDENCY ? undefined : rankCorrelation(own.xs, own.ys)
  return { ...own, ...(correlation !== undefined && { correlation }) }
}

/** Two metrics of the same offices in one year, paired once: both matrices are of one scope and one year. */
export const pairsOf = keptOfTwo(pair)
