import { change, indexFrom, share } from '../query/measures'
import { smallBase } from '../domain/metrics/comparable'
import type { MatrixResult } from '../query/spec'

/** A matrix turned into lines of another kind: an index, or a change in percent. NaN where nothing may be said. */
export interface Lines {
  values: Float64Array
  left: number
}

/** A figure of lines by its row and column. */
export const lineAt =
  ({ values }: Lines, { years }: Pick<MatrixResult, 'years'>) =>
  (row: number, column: number): number =>
    values[row * years.length + column]!

/** Every office as an index of a base year. `left` counts the offices without a usable base. */
export function indexLines(result: MatrixResult, base: number): Lines {
  const values = new Float64Array(result.values.length)
  let left = 0
  result.orgs.forEach((_, row) => {
    const line = indexFrom(result, row, base)
    if (line.suppressed) left++
    values.set(line.values, row * result.years.length)
  })
  return { values, left }
}

/** Every office's change on the year before: a fraction, or a difference of rates. */
export function yoyLines(result: MatrixResult): Lines {
  const values = new Float64Array(result.values.length).fill(NaN)
  result.orgs.forEach((_, row) =>
    result.years.forEach((year, column) => {
      const step = change(result, row, year - 1, year)
      if (step.kind !== 'suppressed') values[row * result.years.length + column] = step.value
    }),
  )
  return { values, left: 0 }
}

/** Every office's part of each year's total, and the coverage of that total. */
export function shareLines(result: MatrixResult): { shares: Float64Array[]; suppressed: boolean } {
  const byYear = result.years.map((year) => share(result, year))
  return {
    shares: byYear.map(({ shares }) => shares),
    suppressed: byYear.every(({ suppressed }) => suppressed !== undefined),
  }
}

/** The first year in which most offices have a base that an index may stand on. */
export function baseYear(result: MatrixResult): number {
  const least = smallBase(result.metric)
  const counts = result.years.map((_, column) =>
    result.orgs.reduce((n, __, row) => n + Number(result.values[row * result.years.length + column]! >= least), 0),
  )
  const most = Math.max(...counts)
  return result.years[counts.indexOf(most)] ?? result.years[0] ?? 0
}
