import type { Random } from '../../../src/cli/synthetic/random'
import { gridOf, placesOf } from '../render/places'
import type { Places } from '../render/places'
import type { Grid, Part, Printed } from '../render/model'
import { atCell, blocksOf, inBlock, isWord, rowsOf, shuffled } from './shape'
import type { Block } from './shape'

/** What befalls a table; nothing where the table has no place for it. */
export type Damage = (grid: Grid, random: Random) => Grid | undefined

const ODD = [
  'O',
  'o',
  '#REF!',
  '#N/A',
  '·',
  '×',
  '*',
  '?',
  '…',
  '○',
  '-------',
  '？',
  '^',
  '详见附件',
  '约3',
  'l',
  '3、5',
]
const FILLERS = ['', '无', '3', '见说明', '-']
const MARGINAL = ['备注', '说明', '同比', '填报说明']
const STRANGE = '幵厈囯巳末曰毋犮'

const isFigure = ({ code }: Printed): boolean => code !== undefined
const isFirstFigure = (cell: Printed, x: number, row: readonly Printed[]): boolean =>
  isFigure(cell) && !(row[x - 1] && isFigure(row[x - 1]!))

/** A word with a character wrong, lost or put in; 万元 that loses its 万 is another unit and no misspelling. */
function misspelt(text: string, random: Random): string {
  const chars = [...text]
  const at = random.int(0, chars.length - 1)
  const kind = random.int(0, 2)
  const isLost = kind === 1 && chars[at] !== '万'
  chars.splice(at, kind === 2 ? 0 : 1, ...(isLost ? [] : [random.pick([...STRANGE])]))
  return chars.join('')
}

const without = (places: Places, xs: ReadonlySet<number>): Places =>
  places.map((row) => row.filter((_, x) => !xs.has(x)))

const placesIn = ({ x, width }: Block['columns'][number]): number[] => Array.from({ length: width }, (_, i) => x + i)

/** Puts a column of its own before place `x`; what is merged over the place stays merged. */
function withColumn(block: Block, x: number, heading: string, texts: () => string): Places {
  const own: Printed = { text: heading }
  return rowsOf(block).map((row, i) => {
    const [before, behind] = [row[x - 1], row[x]]
    const titled = new Set(row).size === 1
    const covering = before !== undefined && (before === behind || (titled && behind === undefined))
    const place = covering ? before : i < block.body - block.from ? own : { text: texts() }
    return [...row.slice(0, x), place, ...row.slice(x)]
  })
}

/** The columns in another order: what stood at `order[i]` now stands at the ith column's place. */
function withOrder(block: Block, order: Block['columns']): Places {
  const first = block.columns[0]!.x
  const last = block.columns[block.columns.length - 1]!
  const taken = order.flatMap(placesIn)
  return rowsOf(block).map((row) => [
    ...row.slice(0, first),
    ...taken.flatMap((x) => (row[x] === undefined ? [] : [row[x]])),
    ...row.slice(last.x + last.width),
  ])
}

/** Rows of figures whose labels stand under the same merged cells, so that they can change places. */
function alike(places: Places, block: Block, y: number): number[] {
  const above = places[y]!.filter(
    (cell) => (places[y - 1] ?? []).includes(cell) || (places[y + 1] ?? []).includes(cell),
  )
  return places.flatMap((row, other) =>
    other >= block.body &&
    other < block.to &&
    other !== y &&
    row.some(isFigure) &&
    above.every((cell) => row.includes(cell))
      ? [other]
      : [],
  )
}

const figureRows = (places: Places): number[] => places.flatMap((row, y) => (row.some(isFigure) ? [y] : []))

const merged = (first: Printed, second: Printed, random: Random): Printed => ({
  text: random.pick([first.text, `${first.text}、${second.text}`, '', '-']),
})

/** Damages that leave the table a rectangle. */
export const RECTANGULAR: Record<string, Damage> = {
  'a first cell that is no number': (grid, random) =>
    atCell(grid, random, isFirstFigure, (cell) => [{ ...cell, text: random.pick(ODD) }]),
  'cells that are no numbers': (grid, random) => {
    let out: Grid | undefined = grid
    for (let left = random.int(1, 6); left > 0 && out; left--)
      out = atCell(out, random, isFigure, (cell) => [{ ...cell, text: random.pick(ODD) }])
    return out
  },
  'a row missing': (grid, random) => {
    const places = placesOf(grid)
    const rows = figureRows(places)
    if (rows.length < 2) return undefined
    const lost = random.pick(rows)
    return gridOf(places.filter((_, y) => y !== lost))
  },
  'a row doubled': (grid, random) => {
    const places = placesOf(grid)
    const again = random.pick(figureRows(places))
    const copy = places[again]!.map((cell) =>
      cell === places[again + 1]?.[places[again]!.indexOf(cell)] ? cell : { ...cell },
    )
    return gridOf([...places.slice(0, again + 1), copy, ...places.slice(again + 1)])
  },
  'rows exchanged': (grid, random) => {
    const block = random.pick(blocksOf(grid))
    const { places } = block
    const one = random.int(block.body, block.to - 1)
    const others = alike(places, block, one)
    if (others.length === 0) return undefined
    const other = random.pick(others)
    return gridOf(places.map((row, y) => (y === one ? places[other]! : y === other ? places[one]! : row)))
  },
  'a column missing': (grid, random) =>
    inBlock(grid, random, (block) =>
      block.columns.length < 2 ? undefined : without(rowsOf(block), new Set(placesIn(random.pick(block.columns)))),
    ),
  'the last column missing': (grid, random) =>
    inBlock(grid, random, (block) =>
      block.columns.length < 2 ? undefined : without(rowsOf(block), new Set(placesIn(block.columns.at(-1)!))),
    ),
  'a column of remarks at the end': (grid, random) =>
    inBlock(grid, random, (block) => {
      const last = block.columns.at(-1)!
      const filler = random.pick(FILLERS)
      return withColumn(block, last.x + last.width, random.pick(MARGINAL), () => (random.chance(0.7) ? filler : ''))
    }),
  'a column of the organ’s own': (grid, random) =>
    inBlock(grid, random, (block) =>
      withColumn(block, random.pick(block.columns).x, random.pick(MARGINAL), () => random.pick(FILLERS)),
    ),
  'a column doubled': (grid, random) =>
    inBlock(grid, random, (block) => {
      const { x, width } = random.pick(block.columns)
      return rowsOf(block).map((row) => {
        const own = row.slice(x, x + width)
        const torn = new Map(
          own.map((cell) => [cell, row[x - 1] === cell || row[x + width] === cell ? cell : { ...cell }]),
        )
        return [...row.slice(0, x + width), ...own.map((cell) => torn.get(cell)!), ...row.slice(x + width)]
      })
    }),
  'two columns exchanged': (grid, random) =>
    inBlock(grid, random, (block) => {
      if (block.columns.length < 2) return undefined
      const [one, other] = shuffled(block.columns, random)
      return withOrder(
        block,
        block.columns.map((column) => (column === one ? other! : column === other ? one! : column)),
      )
    }),
  'columns in any order': (grid, random) =>
    inBlock(grid, random, (block) => withOrder(block, shuffled(block.columns, random))),
  'blocks exchanged': (grid, random) =>
    inBlock(grid, random, (block) => {
      if (block.columns.length !== 15) return undefined
      const [review, direct, reviewed] = [0, 5, 10].map((at) => block.columns.slice(at, at + 5)) as [
        Block['columns'],
        Block['columns'],
        Block['columns'],
      ]
      const order = random.pick([
        [direct, reviewed, review],
        [review, reviewed, direct],
        [reviewed, direct, review],
      ])
      return withOrder(block, order.flat())
    }),
  'a heading misspelt': (grid, random) => {
    const heads = new Set(blocksOf(grid).flatMap(({ places, from, body }) => places.slice(from, body).flat()))
    const texts = new Set([...heads].map(({ text }) => text))
    return atCell(
      grid,
      random,
      (cell) => isWord(cell) && texts.has(cell.text),
      (cell) => [{ ...cell, text: misspelt(cell.text, random) }],
    )
  },
  'a heading left empty': (grid, random) => {
    const [block] = shuffled(blocksOf(grid), random)
    const cell = block && random.pick(block.columns.map(({ x }) => block.places[block.body - 1]![x]!))
    return (
      cell &&
      gridOf(
        placesOf(grid).map((row, y) =>
          row.map((one) =>
            one.text === cell.text && y < block.to && y >= block.from && !isFigure(one) ? emptied(one) : one,
          ),
        ),
      )
    )
  },
  'a label misspelt': (grid, random) =>
    atCell(
      grid,
      random,
      (cell, _, row) => isWord(cell) && row.some(isFigure),
      (cell) => [{ ...cell, text: misspelt(cell.text, random) }],
    ),
  'a label left empty': (grid, random) =>
    atCell(
      grid,
      random,
      (cell, _, row) => isWord(cell) && row.some(isFigure),
      (cell) => [{ ...cell, text: '' }],
    ),
}

const empties = new WeakMap<Printed, Printed>()
function emptied(cell: Printed): Printed {
  const held = empties.get(cell) ?? { ...cell, text: '' }
  empties.set(cell, held)
  return held
}

/** Damages that a layout shows only where it shows merged cells. */
export const MERGED_ACROSS: Record<string, Damage> = {
  'cells merged across': (grid, random) => {
    const places = placesOf(grid)
    const y = random.pick(figureRows(places))
    const row = places[y]!
    const xs = row.flatMap((cell, x) =>
      isFigure(cell) && row[x + 1] && row[x + 1] !== cell && isFigure(row[x + 1]!) ? [x] : [],
    )
    if (xs.length === 0) return undefined
    const x = random.pick(xs)
    const [first, second] = [row[x]!, row[x + 1]!]
    const one = merged(first, second, random)
    return gridOf(places.map((cells) => cells.map((cell) => (cell === first || cell === second ? one : cell))))
  },
}
export const MERGED_DOWN: Record<string, Damage> = {
  'cells merged down': (grid, random) => {
    const places = placesOf(grid)
    const ys = figureRows(places).filter((y) => places[y + 1]?.some(isFigure))
    if (ys.length === 0) return undefined
    const y = random.pick(ys)
    const xs = places[y]!.flatMap((cell, x) =>
      isFigure(cell) && places[y + 1]![x] && isFigure(places[y + 1]![x]!) ? [x] : [],
    )
    if (xs.length === 0) return undefined
    const x = random.pick(xs)
    const [first, second] = [places[y]![x]!, places[y + 1]![x]!]
    const one = merged(first, second, random)
    return gridOf(places.map((cells) => cells.map((cell) => (cell === first || cell === second ? one : cell))))
  },
}

/** Damages that make a row shorter or longer than its table: its cells then stand below other headings. */
export const RAGGED: Record<string, Damage> = {
  'a cell missing': (grid, random) => atCell(grid, random, isFigure, () => []),
  'a first cell missing': (grid, random) => atCell(grid, random, isFirstFigure, () => []),
  'a cell twice': (grid, random) => atCell(grid, random, isFigure, (cell) => [cell, { ...cell }]),
  'an empty cell put in': (grid, random) => atCell(grid, random, isFigure, (cell) => [{ text: '' }, cell]),
  'a label cell missing': (grid, random) =>
    atCell(
      grid,
      random,
      (cell, _, row) => isWord(cell) && row.some(isFigure),
      () => [],
    ),
}

/** What a page's end puts between a table's parts. */
const BETWEEN: readonly string[][] = [[], [], ['— 3 —'], ['3'], ['政府信息公开工作年度报告', '第 4 页'], ['续表']]

/** Cuts a table between two rows, with its headings printed again or not. */
export function split(grid: Grid, random: Random): Part[] | undefined {
  const places = placesOf(grid)
  // Where a page ends within a figure of two rows, each part shows one that belongs to its own row alone.
  const isTorn = (y: number): boolean =>
    places[y]!.some((cell) => !isFigure(cell) && !isWord(cell) && (places[y - 1] ?? []).includes(cell))
  const rows = figureRows(places).filter((y) => !isTorn(y))
  const head = rows[0]!
  const from = random.chance(0.2) ? head : (random.pick(rows) ?? head)
  if (from === 0) return undefined
  // What is merged over the page's end is printed on the first page only, or again.
  const again = random.chance(0.5)
  const rest = again
    ? places.slice(from)
    : places
        .slice(from)
        .map((row, i) => row.map((cell, x) => (i >= 0 && places[from - 1]![x] === cell ? emptied(cell) : cell)))
  const headings = from > head && random.chance(0.5) ? places.slice(0, head) : []
  return [gridOf(places.slice(0, from)), ...random.pick(BETWEEN), gridOf([...headings, ...rest])]
}
