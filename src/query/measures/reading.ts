import type { MatrixResult } from '../spec'
import type { State } from '../../pack/states'
import { stateOf } from '../../pack/states'

/** One figure of a matrix: a number, or why there is none. A year the matrix does not hold is `no-report`. */
export type MatrixReading = { value: number } | { state: Exclude<State, 'value'> }

export function matrixFigure({ values, states, years }: MatrixResult, row: number, year: number): MatrixReading {
  const column = years.indexOf(year)
  if (column < 0) return { state: 'no-report' }
  const at = row * years.length + column
  const state = stateOf(states, at)
  return state === 'value' ? { value: values[at]! } : { state }
}
