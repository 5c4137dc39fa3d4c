import type { FigureDoubt } from '../../checks/inFrame'
import { doubtsIn } from '../../checks/inFrame'
import { METRIC_CODES } from '../../domain/metrics'
import { LEVELS } from '../../domain/orgs'
import type { Segment } from '../../engine/codec'
import { PRESENT, stateAt, valueAt } from '../../engine/column'
import { fill } from '../../engine/fill'
import type { Frame } from '../../frame/frame'
import type { Layer } from '../../frame/layer'
import { rememberIn } from '../../frame/remembered'
import { areasBy } from '../../map/selection'
import { FILLED_COLUMN, FORMS_COLUMN, PUBLISHED_COLUMN, columnKey, isBeside } from '../../pack/columnNames'
import { UNLISTED } from '../../pack/states'
import { noneOf } from '../../engine/verbs/groups'
import { areaPath } from './areaPath'
import { listsColumn, nativeBlock, numbersColumn, sameTextColumn, textListsColumn, textsColumn } from '../native'
import { EDITION, stateColumn, underColumn, valueColumn } from '../schema'

/** Offices of one block: what is in memory at a time, and what a server takes whole or not at all. */
export const BLOCK_ROWS = 8192

/** A figure's column of some rows of a segment; those of no report are left out before. */
interface Gathered {
  segment: Segment
  /** Rows of the segment, ascending. */
  at: readonly number[]
  edition: number
}

/** What a year's reports are known by: doubts of every figure, areas of every level. */
interface YearContext {
  doubts: ReadonlyMap<number, readonly string[]>
  under: readonly Uint32Array[]
}

/** All doubts of a year, by code. */
export const doubtsOfYear = (frame: Frame, year: number): readonly (readonly [string, number, FigureDoubt])[] =>
  rememberIn(frame, `all doubts ${year}`, () =>
    METRIC_CODES.flatMap((code) => [...doubtsIn(frame, code, year)].map(([row, doubt]) => [code, row, doubt] as const)),
  )

const contextOf = (frame: Frame, year: number): YearContext =>
  rememberIn(frame, `published with ${year}`, () => {
    const doubts = new Map<number, string[]>()
    for (const [code, row, { reliability }] of doubtsOfYear(frame, year))
      if (reliability === 'unreliable') doubts.set(row, [...(doubts.get(row) ?? []), code])
    return {
      doubts,
      under: LEVELS.map((level) => {
        const { rows, groups } = areasBy(frame, level, year)
        const none = noneOf(groups.of)
        return Uint32Array.from(groups.of, (group) => (group === none ? 0 : rows[group]! + 1))
      }),
    }
  })

/** Names and numbers of what is known of a report beside its figures. */
function besides(published: Segment, year: number, at: readonly number[]): { names: string[][]; numbers: number[][] } {
  const prefix = `${year}/`
  const names = at.map((): string[] => [])
  const numbers = at.map((): number[] => [])
  for (const key of published.keys) {
    const name = key.slice(prefix.length)
    if (!key.startsWith(prefix) || !(isBeside(name) || name === PUBLISHED_COLUMN)) continue
    const column = published.column(key)!
    at.forEach((row, i) => {
      if (stateAt(column, row) !== PRESENT) return
      names[i]!.push(name)
      numbers[i]!.push(valueAt(column, row))
    })
  }
  return { names, numbers }
}

/** The rows of a layer's year that a block has, by what counts in them. */
function rowsOfBlock(
  frame: Frame,
  { published, segment, rows }: Layer,
  year: number,
  from: number,
  to: number,
  isHere: (row: number) => boolean,
): Gathered[] {
  const forms = published.column(columnKey(year, FORMS_COLUMN))
  if (!forms) return []
  const [plain, overridden]: [number[], number[]] = [[], []]
  for (let i = from; i < to; i++) {
    if (stateAt(forms, i) !== PRESENT || !isHere(rows[i]!)) continue
    const { id } = frame.orgs[rows[i]!]!
    ;(frame.hasCorrections && frame.correctionsOf(id, year).length > 0 ? overridden : plain).push(i)
  }
  return [
    { segment: published, at: plain, edition: EDITION.only },
    { segment: published, at: overridden, edition: EDITION.published },
    { segment, at: overridden, edition: EDITION.corrected },
  ].filter(({ at }) => at.length > 0)
}

/** Figures of some rows, one a metric code. */
interface Figures {
  numbers: Float64Array
  kinds: Uint8Array
}

/** Each row's listed figures in one piece: how many, and of all behind one another the metric, the number, the kind. */
function inOnePiece(figures: readonly Figures[], rows: number) {
  const lengths = new Uint16Array(rows)
  let size = 0
  for (const { kinds } of figures)
    for (let row = 0; row < rows; row++)
      if (kinds[row] !== UNLISTED) {
        lengths[row]!++
        size++
      }
  const [listed, numbers, kinds] = [new Uint8Array(size), new Float64Array(size), new Uint8Array(size)]
  const next = new Uint32Array(rows)
  for (let row = 1; row < rows; row++) next[row] = next[row - 1]! + lengths[row - 1]!
  figures.forEach((of, code) => {
    for (let row = 0; row < rows; row++) {
      if (of.kinds[row] === UNLISTED) continue
      const at = next[row]!++
      listed[at] = code
      numbers[at] = of.numbers[row]!
      kinds[at] = of.kinds[row]!
    }
  })
  return { lengths, listed, numbers, kinds }
}

/** One year's rows of a block as the server takes them, under a name. `isHere`: the offices of its shard. */
export function reportBlock(
  frame: Frame,
  layer: Layer,
  year: number,
  block: number,
  name: number,
  load: string,
  isHere: (row: number) => boolean,
): { rows: number; bytes(): Uint8Array<ArrayBuffer> } {
  const first = layer.rows[0] ?? 0
  const from = block * BLOCK_ROWS - first
  const [start, end] = [Math.max(0, from), Math.min(layer.rows.length, from + BLOCK_ROWS)]
  const parts = rowsOfBlock(frame, layer, year, start, end, isHere)
  const size = parts.reduce((sum, { at }) => sum + at.length, 0)
  return { rows: size, bytes: () => blockBytes(frame, layer, year, name, load, parts, size, start, end) }
}

function blockBytes(
  frame: Frame,
  layer: Layer,
  year: number,
  block: number,
  load: string,
  parts: readonly Gathered[],
  size: number,
  start: number,
  end: number,
): Uint8Array<ArrayBuffer> {
  const { doubts, under } = contextOf(frame, year)
  const at = parts.flatMap((part) => part.at)
  const rows = Uint32Array.from(at, (i) => layer.rows[i]!)
  const editions = Uint8Array.from(parts.flatMap((part) => part.at.map(() => part.edition)))
  const [values, states] = [new Float64Array(end - start), new Uint8Array(end - start)]
  /** A column of each part's segment, row by row. */
  const gathered = (key: string): Figures => {
    const numbers = new Float64Array(size).fill(NaN)
    const kinds = new Uint8Array(size).fill(UNLISTED)
    let n = 0
    for (const part of parts) {
      const column = part.segment.column(key)
      if (!column) {
        n += part.at.length
        continue
      }
      fill(column, values, states, start, end)
      for (const i of part.at) {
        kinds[n] = states[i - start]!
        numbers[n++] = states[i - start] === PRESENT ? values[i - start]! : NaN
      }
    }
    return { numbers, kinds }
  }
  const doubtful = at.map((_, i) => {
    const own = doubts.get(rows[i]!) ?? []
    if (editions[i] !== EDITION.corrected) return own
    return own.filter((code) => !frame.corrected.get(`${year}/${code}`)?.has(rows[i]!))
  })
  const beside = besides(layer.published, year, at)
  const figures = METRIC_CODES.map((code) => gathered(columnKey(year, code)))
  const pieces = inOnePiece(figures, size)
  return nativeBlock(size, [
    sameTextColumn('load', size, load),
    numbersColumn('year', new Uint16Array(size).fill(year)),
    numbersColumn('row', rows),
    textsColumn(
      'org',
      Array.from(rows, (row) => frame.orgs[row]!.id),
    ),
    textsColumn(
      'area',
      Array.from(rows, (row) => areaPath(frame, row)),
    ),
    numbersColumn(
      'level',
      Uint8Array.from(rows, (row) => LEVELS.indexOf(frame.orgs[row]!.level)),
    ),
    numbersColumn('edition', editions),
    numbersColumn('block', new Uint32Array(size).fill(block)),
    numbersColumn('forms', Uint8Array.from(gathered(columnKey(year, FORMS_COLUMN)).numbers)),
    numbersColumn('filled', Uint16Array.from(gathered(columnKey(year, FILLED_COLUMN)).numbers)),
    ...LEVELS.map((level, l) =>
      numbersColumn(
        underColumn(level).text,
        Uint32Array.from(rows, (row) => under[l]![row]!),
      ),
    ),
    textListsColumn('doubt', doubtful),
    textListsColumn('beside', beside.names),
    listsColumn(
      'besides',
      beside.numbers.map(({ length }) => length),
      Float64Array.from(beside.numbers.flat()),
    ),
    listsColumn('listed', pieces.lengths, pieces.listed),
    listsColumn('numbers', pieces.lengths, pieces.numbers),
    listsColumn('kinds', pieces.lengths, pieces.kinds),
    ...METRIC_CODES.flatMap((code, c) => {
      const { numbers, kinds } = figures[c]!
      return [numbersColumn(valueColumn(code).text, numbers), numbersColumn(stateColumn(code).text, kinds)]
    }),
  ])
}
