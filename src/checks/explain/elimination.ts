/** One equation over the unknowns of an elimination: Σ coefficients × unknowns = right. */
export interface EquationRow {
  coefficients: readonly number[]
  right: number
}

/** A combination of rows: how often each counts. */
export type Combination = readonly number[]

export interface Elimination {
  /**
   * For each unknown that stands alone in a row: `scale` × unknown + Σ `free` coefficients × free unknowns = `right`,
   * and the combination of rows that it comes from.
   */
  pivots: { unknown: number; scale: number; right: number; coefficients: readonly number[]; from: Combination }[]
  /** Unknowns that nothing determines. */
  free: number[]
  /** Combinations in which no unknown is left, and yet the right side is not 0: no values can satisfy the rows. */
  contradictions: Combination[]
}

const gcd = (a: number, b: number): number => (b === 0 ? Math.abs(a) : gcd(b, a % b))

/** Divides a row by what divides all of it, so that whole numbers stay small. */
function reduce(row: number[]): void {
  let divisor = 0
  for (const value of row) if (value !== 0) divisor = gcd(value, divisor)
  if (divisor > 1) for (let i = 0; i < row.length; i++) row[i]! /= divisor
}

/**
 * Solves a few equations of whole numbers exactly (Gauss–Jordan without fractions), and tells of every result which
 * equations it comes from.
 */
export function eliminate(rows: readonly EquationRow[], unknowns: number): Elimination {
  const width = unknowns + 1 + rows.length
  const matrix = rows.map(({ coefficients, right }, i) => {
    const line = new Array<number>(width).fill(0)
    coefficients.forEach((value, c) => (line[c] = value))
    line[unknowns] = right
    line[unknowns + 1 + i] = 1
    return line
  })
  const pivotOf: number[] = []
  const free: number[] = []
  for (let c = 0; c < unknowns; c++) {
    const rank = pivotOf.length
    const at = matrix.findIndex((row, i) => i >= rank && row[c] !== 0)
    if (at < 0) {
      free.push(c)
      continue
    }
    const pivot = matrix[at]!
    matrix[at] = matrix[rank]!
    matrix[rank] = pivot
    matrix.forEach((row, i) => {
      const times = row[c]!
      if (i === rank || times === 0) return
      for (let k = 0; k < width; k++) row[k] = row[k]! * pivot[c]! - pivot[k]! * times
      reduce(row)
    })
    pivotOf.push(c)
  }
  const from = (row: number[]): Combination => row.slice(unknowns + 1)
  return {
    pivots: pivotOf.map((unknown, i) => {
      const row = matrix[i]!
      return {
        unknown,
        scale: row[unknown]!,
        right: row[unknowns]!,
        coefficients: row.slice(0, unknowns),
        from: from(row),
      }
    }),
    free,
    contradictions: matrix
      .slice(pivotOf.length)
      .filter((row) => row[unknowns] !== 0)
      .map(from),
  }
}
