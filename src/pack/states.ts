import type { Missing } from '../domain/cell'

/**
 * Why a figure has no value. `undefined-rate`: the denominator is zero. `doubtful`: a number is printed that cannot be
 * relied on, and is left out.
 */
export type State = 'value' | Missing | 'undefined-rate' | 'doubtful'

/** States as stored in `MatrixResult.states`, by index. The order is fixed: columns in the database use it. */
export const STATES = [
  'value',
  'blank',
  'dash',
  'unreadable',
  'not-in-form',
  'no-report',
  'not-extracted',
  'undefined-rate',
  'doubtful',
] as const satisfies readonly State[]

/** Position of each state in STATES. */
export const CODE = Object.fromEntries(STATES.map((state, i) => [state, i])) as Record<State, number>

/**
 * Stored state of a figure that its report does not list: its form tells whether it is not in the form or not
 * extracted.
 */
export const UNLISTED = 255

/**
 * Which kind of absence a computed figure takes from its parts: the most telling one. Positions in STATES map to a
 * weight; `value` weighs nothing.
 */
const TELLING: readonly State[] = [
  'value',
  'not-in-form',
  'dash',
  'blank',
  'unreadable',
  'not-extracted',
  'doubtful',
  'no-report',
  'undefined-rate',
]
export const WEIGHT = Uint8Array.from(STATES, (state) => TELLING.indexOf(state))

/** The state that a list of them holds at a position. */
export const stateOf = (states: Uint8Array, i: number): State => STATES[states[i] ?? -1] ?? 'no-report'
