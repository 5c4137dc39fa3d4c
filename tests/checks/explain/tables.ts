import fc from 'fast-check'
import type { CellAmount, LinearEquation } from '../../../src/checks/explain/leastCells'

/** A small table with a total for every row and column, as equations over named cells. */
export interface SmallTable {
  equations: LinearEquation[]
  /** Values that make all of them hold. */
  truth: Map<string, number>
}

const at = (row: number, column: number): string => `${row}.${column}`

const sum = (parts: readonly string[], total: string): LinearEquation => ({
  terms: [...parts.map((cell) => ({ cell, coefficient: 1 })), { cell: total, coefficient: -1 }],
  constant: 0,
})

/** The last row and column are the totals. */
export function tableOf(parts: readonly (readonly number[])[]): SmallTable {
  const [rows, columns] = [parts.length, parts[0]?.length ?? 0]
  const truth = new Map<string, number>()
  const valueOf = (cells: readonly string[]): number => cells.reduce((all, cell) => all + (truth.get(cell) ?? 0), 0)
  const equations: LinearEquation[] = []
  parts.forEach((row, r) => row.forEach((value, c) => truth.set(at(r, c), value)))
  for (let c = 0; c < columns; c++) {
    const cells = parts.map((_, r) => at(r, c))
    truth.set(at(rows, c), valueOf(cells))
    equations.push(sum(cells, at(rows, c)))
  }
  for (let r = 0; r <= rows; r++) {
    const cells = Array.from({ length: columns }, (_, c) => at(r, c))
    truth.set(at(r, columns), valueOf(cells))
    equations.push(sum(cells, at(r, columns)))
  }
  equations.push(
    sum(
      parts.map((_, r) => at(r, columns)),
      at(rows, columns),
    ),
  )
  return { equations, truth }
}

export const amounts = (values: ReadonlyMap<string, number>): Map<string, CellAmount> =>
  new Map([...values].map(([cell, value]) => [cell, { value, step: 1 }]))

export const smallTables = (rows: number, columns: number, most: number): fc.Arbitrary<SmallTable> =>
  fc
    .array(fc.array(fc.integer({ min: 0, max: most }), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    })
    .map(tableOf)

export const offBy = ({ terms, constant }: LinearEquation, values: ReadonlyMap<string, number>): number =>
  terms.reduce((all, { cell, coefficient }) => all + coefficient * values.get(cell)!, constant)
