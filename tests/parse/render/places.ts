import type { Grid, Printed } from './model'

/** A table as places, row by row: the cell that covers each. */
export type Places = Printed[][]

export function placesOf(grid: Grid): Places {
  const out: Places = grid.map(() => [])
  grid.forEach((row, y) => {
    let x = 0
    for (const cell of row) {
      const { span = 1, down = 1 } = cell
      while (out[y]![x] !== undefined) x++
      for (let dy = 0; dy < down; dy++) for (let dx = 0; dx < span; dx++) (out[y + dy] ?? [])[x + dx] = cell
      x += span
    }
  })
  return out
}

/** The grid that prints these places: a cell is merged where it covers several, and printed again where it is torn. */
export function gridOf(places: Places): Grid {
  const seen = places.map((row) => row.map(() => false))
  return places.map((row, y) =>
    row.flatMap((cell, x): Printed[] => {
      if (seen[y]![x]) return []
      let span = 1
      while (row[x + span] === cell && !seen[y]![x + span]) span++
      const covers = (at: number): boolean =>
        Array.from({ length: span }, (_, i) => places[at]?.[x + i] === cell).every(Boolean)
      let down = 1
      while (covers(y + down)) down++
      for (let dy = 0; dy < down; dy++) for (let dx = 0; dx < span; dx++) seen[y + dy]![x + dx] = true
      return [{ ...cell, span, down }]
    }),
  )
}

/** Every place as a text: a merged cell fills its first, `rest` its others. */
export function textsOf(grid: Grid, rest: (text: string) => string): string[][] {
  const seen = new Set<Printed>()
  return placesOf(grid).map((row) =>
    row.map((cell) => {
      if (seen.has(cell)) return rest(cell.text)
      seen.add(cell)
      return cell.text
    }),
  )
}
