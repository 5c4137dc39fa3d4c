import type { MatrixResult } from '../spec'
import type { State } from '../../pack/states'
import { matrixFigure } from './reading'
import { crossesBreak, smallBase } from '../../domain/metrics/comparable'

export interface IndexLine {
  /** One number for each of the matrix's years, base year = 100; NaN where there is none. */
  values: number[]
  /** The base is so small that the index exaggerates: say so beside it. */
  smallBase: boolean
  /** Why the whole line is left out. A negative base would turn the line over. */
  suppressed?: 'zero-base' | 'negative-base' | 'missing-base'
  /** What the base is instead of a number. */
  state?: Exclude<State, 'value'>
}

/** One office's figures as an index. Years across a break of the form are left out. */
export function indexFrom(matrix: MatrixResult, row: number, baseYear: number): IndexLine {
  const { metric, years } = matrix
  const base = matrixFigure(matrix, row, baseYear)
  const none = { values: years.map(() => NaN), smallBase: false }
  if (!('value' in base)) return { ...none, suppressed: 'missing-base', state: base.state }
  if (base.value <= 0) return { ...none, suppressed: base.value === 0 ? 'zero-base' : 'negative-base' }
  return {
    values: years.map((year) => {
      const reading = matrixFigure(matrix, row, year)
      return 'value' in reading && !crossesBreak(metric, baseYear, year) ? (reading.value / base.value) * 100 : NaN
    }),
    smallBase: base.value < smallBase(metric),
  }
}
