import type { Random } from '../../../src/cli/synthetic/random'
import { gridOf, placesOf } from '../render/places'
import type { Places } from '../render/places'
import type { Grid, Printed } from '../render/model'

/** A part of a table whose rows share their headings: table 二 has one for each item, the others are one. */
export interface Block {
  places: Places
  /** Its rows: from the first heading to behind the last figure. */
  from: number
  to: number
  /** Its first row with figures. */
  body: number
  /** Its columns of figures: where each begins and how many places it is wide. */
  columns: { x: number; width: number }[]
}

const isTitle = (row: readonly Printed[]): boolean => new Set(row).size === 1
const hasFigures = (row: readonly Printed[]): boolean => row.some(({ code }) => code !== undefined)

function columnsOf(row: readonly Printed[]): Block['columns'] {
  const columns: Block['columns'] = []
  row.forEach((cell, x) => {
    if (cell.code === undefined) return
    if (row[x - 1] === cell) columns[columns.length - 1]!.width++
    else columns.push({ x, width: 1 })
  })
  return columns
}

/** The blocks of a table, those whose figures stand in columns below headings. */
export function blocksOf(grid: Grid): Block[] {
  const places = placesOf(grid)
  const starts = places.flatMap((row, y) => (isTitle(row) ? [y] : []))
  const bounds = starts[0] === 0 ? starts : [0, ...starts]
  return bounds.flatMap((from, i) => {
    const to = bounds[i + 1] ?? places.length
    const body = places.slice(from, to).findIndex(hasFigures) + from
    return body < from ? [] : [{ places, from, to, body, columns: columnsOf(places[body]!) }]
  })
}

/** Changes the rows of one block, chosen at random. */
export function inBlock(grid: Grid, random: Random, change: (block: Block) => Places | undefined): Grid | undefined {
  const blocks = blocksOf(grid)
  if (blocks.length === 0) return undefined
  const block = random.pick(blocks)
  const changed = change(block)
  return changed && gridOf([...block.places.slice(0, block.from), ...changed, ...block.places.slice(block.to)])
}

export const rowsOf = ({ places, from, to }: Block): Places => places.slice(from, to)

/** Changes one printed cell among those that `may` be, chosen at random; it may give several or none in its place. */
export function atCell(
  grid: Grid,
  random: Random,
  may: (cell: Printed, x: number, row: readonly Printed[], y: number) => boolean,
  change: (cell: Printed) => Printed[],
): Grid | undefined {
  const choices = grid.flatMap((row, y) => row.flatMap((cell, x) => (may(cell, x, row, y) ? [[y, x] as const] : [])))
  if (choices.length === 0) return undefined
  const [chosen, at] = random.pick(choices)
  return grid.map((row, y) => (y === chosen ? row.flatMap((cell, x) => (x === at ? change(cell) : [cell])) : row))
}

export const isWord = ({ code, text }: Printed): boolean => code === undefined && /[一-龥]/u.test(text)

export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const out = [...items]
  for (let i = out.length - 1; i > 0; i--) {
    const k = random.int(0, i)
    ;[out[i], out[k]] = [out[k]!, out[i]!]
  }
  return out
}
