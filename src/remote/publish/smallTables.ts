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
import { areaPath, pathOf } from './areaPath'
import { doubtsOfYear } from './reportRows'

const PIECE = 50_000
/** Rows of one of the small tables, a block at a time. */
export interface SmallBlock {
  table: (typeof LOADED)[number]
  rows: number
  bytes(): Uint8Array<ArrayBuffer>
}

const pieces = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / PIECE) }, (_, i) => all.slice(i * PIECE, (i + 1) * PIECE))

const numbersOf = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

/**
 * Rows of a table, each with the load it belongs to and the area of its office; its columns are made when they are
 * sent.
 */
const smallBlock = (
  table: SmallBlock['table'],
  frame: Frame,
  rows: readonly number[] | Uint32Array,
  load: string,
  columns: () => readonly NativeColumn[],
): SmallBlock => ({
  table,
  rows: rows.length,
  bytes: () =>
    nativeBlock(rows.length, [
      sameTextColumn('load', rows.length, load),
      numbersColumn('row', Uint32Array.from(rows)),
      ...columns(),
      textsColumn(
        'area',
        Array.from(rows, (row) => areaPath(frame, row)),
      ),
    ]),
})

const sameYear = (rows: number, year: number): NativeColumn => numbersColumn('year', new Uint16Array(rows).fill(year))

function* offices(frame: Frame, load: string): Generator<SmallBlock> {
  for (const rows of pieces(numbersOf(frame.orgs.length))) {
    const orgs = rows.map((row) => frame.orgs[row]!)
    const texts = (name: string, of: (org: Org) => string): NativeColumn => textsColumn(name, orgs.map(of))
    yield smallBlock('offices', frame, rows, load, () => [
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
      yield smallBlock('places', frame, rows, load, () => [
        sameYear(rows.length, year),
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
      const rows = some.map(([, row]) => row)
      yield smallBlock('doubts', frame, rows, load, () => [
        sameYear(some.length, year),
        textsColumn(
          'code',
          some.map(([code]) => code),
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
      yield smallBlock('failures', frame, rows, load, () => [
        sameTextColumn('rule', rows.length, rule),
        sameYear(rows.length, year),
        numbersColumn('count', counts),
      ])
    }
  }
}

/** Reports as they were given, where the dataset kept them: their raw text, places and sources. */
function* evidence(frame: Frame, { evidence: held }: Pick<Prepared, 'evidence'>, load: string): Generator<SmallBlock> {
  for (const some of pieces(held)) {
    const rows = some.map(({ org }) => frame.rowOf.get(org)!)
    yield smallBlock('evidence', frame, rows, load, () => [
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
