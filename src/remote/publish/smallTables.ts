import { RULES } from '../../checks'
import { failing } from '../../checks/inFrame'
import { LEVELS } from '../../domain/orgs'
import type { Org } from '../../domain/orgs'
import { containers, parentRows } from '../../map/parents'
import type { Frame } from '../../frame/frame'
import type { Prepared } from '../../pack/records'
import { listsColumn, nativeBlock, numbersColumn, sameTextColumn, textsColumn } from '../native'
import type { NativeColumn } from '../native'
import type { LOADED } from '../schema'
import { doubtsOfYear } from './reportRows'

const PIECE = 50_000
/** A circle of parents ends after as many steps as there are offices in it: depth is bounded to be safe. */
const DEEPEST = 16

/** Rows of one of the small tables, a block at a time. */
export interface SmallBlock {
  table: (typeof LOADED)[number]
  rows: number
  bytes(): Uint8Array<ArrayBuffer>
}

const pieces = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / PIECE) }, (_, i) => all.slice(i * PIECE, (i + 1) * PIECE))

const numbersOf = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

function pathOf(parents: Int32Array, row: number): number[] {
  const path: number[] = []
  for (let at = parents[row]!, depth = 0; at >= 0 && depth < DEEPEST; at = parents[at]!, depth++)
    if (at !== row) path.push(at)
  return path
}

/** Rows of a table, each with the load it belongs to; its columns are made when they are sent. */
const smallBlock = (
  table: SmallBlock['table'],
  rows: number,
  load: string,
  columns: () => readonly NativeColumn[],
): SmallBlock => ({
  table,
  rows,
  bytes: () => nativeBlock(rows, [sameTextColumn('load', rows, load), ...columns()]),
})

const sameYear = (rows: number, year: number): NativeColumn => numbersColumn('year', new Uint16Array(rows).fill(year))

function* offices(frame: Frame, load: string): Generator<SmallBlock> {
  for (const rows of pieces(numbersOf(frame.orgs.length))) {
    const orgs = rows.map((row) => frame.orgs[row]!)
    const texts = (name: string, of: (org: Org) => string): NativeColumn => textsColumn(name, orgs.map(of))
    yield smallBlock('offices', rows.length, load, () => [
      numbersColumn('row', Uint32Array.from(rows)),
      texts('id', ({ id }) => id),
      texts('name', ({ name }) => name),
      numbersColumn(
        'level',
        Uint8Array.from(orgs, ({ level }) => LEVELS.indexOf(level)),
      ),
      texts('parents', ({ parents }) => JSON.stringify(parents)),
      texts('former', ({ formerNames }) => (formerNames ? JSON.stringify(formerNames) : '')),
    ])
  }
}

function* places(frame: Frame, load: string): Generator<SmallBlock> {
  const grouping = containers(frame)
  for (const year of frame.years) {
    const parents = parentRows(frame, year)
    const owner = frame.byYear.get(year)?.owner
    for (const rows of pieces(numbersOf(frame.orgs.length))) {
      const flags = (name: string, of: (row: number) => boolean): NativeColumn =>
        numbersColumn(
          name,
          Uint8Array.from(rows, (row) => Number(of(row))),
        )
      const paths = rows.map((row) => pathOf(parents, row))
      yield smallBlock('places', rows.length, load, () => [
        sameYear(rows.length, year),
        numbersColumn('row', Uint32Array.from(rows)),
        numbersColumn(
          'level',
          Uint8Array.from(rows, (row) => LEVELS.indexOf(frame.orgs[row]!.level)),
        ),
        listsColumn(
          'path',
          paths.map(({ length }) => length),
          Uint32Array.from(paths.flat()),
        ),
        flags(
          'exists',
          (row) => parents[row]! >= 0 || frame.orgs[row]!.parents.length === 0 || (owner?.[row] ?? 0) > 0,
        ),
        flags('counts', (row) => frame.reports[row] === 1 || grouping[row] === 0),
      ])
    }
  }
}

function* doubts(frame: Frame, load: string): Generator<SmallBlock> {
  for (const year of frame.years) {
    for (const some of pieces(doubtsOfYear(frame, year))) {
      yield smallBlock('doubts', some.length, load, () => [
        sameYear(some.length, year),
        textsColumn(
          'code',
          some.map(([code]) => code),
        ),
        numbersColumn(
          'row',
          Uint32Array.from(some, ([, row]) => row),
        ),
        textsColumn(
          'reliability',
          some.map(([, , { reliability }]) => reliability),
        ),
        textsColumn(
          'rules',
          some.map(([, , { rules }]) => rules.join()),
        ),
      ])
    }
  }
}

function* failures(frame: Frame, load: string): Generator<SmallBlock> {
  for (const rule of RULES) {
    for (const year of frame.years) {
      const { rows, counts } = failing(frame, rule, year)
      if (rows.length === 0) continue
      yield smallBlock('failures', rows.length, load, () => [
        sameTextColumn('rule', rows.length, rule),
        sameYear(rows.length, year),
        numbersColumn('row', rows),
        numbersColumn('count', counts),
      ])
    }
  }
}

/** Reports as they were given, where the dataset kept them: their raw text, places and sources. */
function* evidence(frame: Frame, { evidence: held }: Pick<Prepared, 'evidence'>, load: string): Generator<SmallBlock> {
  for (const some of pieces(held)) {
    yield smallBlock('evidence', some.length, load, () => [
      numbersColumn(
        'row',
        Uint32Array.from(some, ({ org }) => frame.rowOf.get(org)!),
      ),
      numbersColumn(
        'year',
        Uint16Array.from(some, ({ year }) => year),
      ),
      textsColumn(
        'report',
        some.map(({ report }) => JSON.stringify(report)),
      ),
    ])
  }
}

/** Everything of a version but its reports. */
export function* smallBlocks(frame: Frame, prepared: Pick<Prepared, 'evidence'>, load: string): Generator<SmallBlock> {
  yield* offices(frame, load)
  yield* places(frame, load)
  yield* doubts(frame, load)
  yield* failures(frame, load)
  yield* evidence(frame, prepared, load)
}
