import type { FigureTable, TableColumn, FigureRow } from '../figure'

type Sortable = number | string | undefined

/** A table whose rows are made when they are looked at; `sortOf` tells what a row is sorted by without making it. */
export function longTable(
  columns: TableColumn[],
  count: number,
  row: (i: number) => FigureRow,
  sortOf: (i: number, column: number) => Sortable,
): FigureTable {
  let all: FigureRow[] | undefined
  return {
    columns,
    count,
    row,
    sortOf,
    get rows() {
      return (all ??= Array.from({ length: count }, (_, i) => row(i)))
    },
  }
}

export const countOf = (table: FigureTable): number => table.count ?? table.rows.length
export const rowAt = (table: FigureTable, i: number): FigureRow => table.row?.(i) ?? table.rows[i]!
const sortAt = (table: FigureTable, i: number, column: number): Sortable =>
  table.sortOf ? table.sortOf(i, column) : table.rows[i]?.entries[column]?.sort

const collator = new Intl.Collator('zh-CN', { numeric: true })
const places = new WeakMap<readonly string[], Float64Array>()

/** Each text's place among all in dictionary order: texts that read alike share one. Collated once a list. */
function placesOf(texts: readonly string[]): Float64Array {
  const held = places.get(texts)
  if (held) return held
  const distinct = [...new Set(texts)].sort(collator.compare)
  const at = new Map(distinct.map((text, i) => [text, i]))
  const made = Float64Array.from(texts, (text) => at.get(text)!)
  places.set(texts, made)
  return made
}

const texted = new WeakMap<FigureTable, Map<number, string[]>>()

/** One number a row that sorts as its entry does; NaN where there is nothing to sort by. */
function keysOf(table: FigureTable, column: number): Float64Array {
  const count = countOf(table)
  const keys = new Float64Array(count).fill(NaN)
  const texts: string[] = []
  const rows: number[] = []
  for (let i = 0; i < count; i++) {
    const key = sortAt(table, i, column)
    if (typeof key === 'number') keys[i] = key
    else if (key !== undefined) {
      texts.push(key)
      rows.push(i)
    }
  }
  if (texts.length === 0) return keys
  const own = texted.get(table) ?? new Map<number, string[]>()
  texted.set(table, own)
  const kept = own.get(column) ?? texts
  own.set(column, kept)
  placesOf(kept).forEach((place, i) => {
    keys[rows[i]!] = place
  })
  return keys
}

/** Rows in the order of a column; those without anything to sort by come last, and equals stay as they were. */
export function sortedBy(table: FigureTable, column: number, down: boolean): Uint32Array {
  const keys = keysOf(table, column)
  const order = Uint32Array.from(keys, (_, i) => i)
  const known = order.filter((i) => !Number.isNaN(keys[i]!))
  const unknown = order.filter((i) => Number.isNaN(keys[i]!))
  known.sort((a, b) => (down ? keys[b]! - keys[a]! : keys[a]! - keys[b]!) || a - b)
  order.set(known)
  order.set(unknown, known.length)
  return order
}
