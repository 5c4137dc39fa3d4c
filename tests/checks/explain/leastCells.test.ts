import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leastCells } from '../../../src/checks/explain/leastCells'
import type { CellChange, LinearEquation } from '../../../src/checks/explain/leastCells'
import { amounts, offBy, smallTables, tableOf } from './tables'

/** Values that are tried for every cell: more than any sum in the tables made here. */
const HIGHEST = 16

const combinations = <T>(items: readonly T[], size: number): T[][] =>
  size === 0
    ? [[]]
    : items.flatMap((item, i) => combinations(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]))

/** All ways of giving every one of some cells another value so that the equations hold, by trying. */
function waysOf(
  cells: readonly string[],
  values: Map<string, number>,
  equations: readonly LinearEquation[],
): number[][] {
  const [first, ...rest] = cells
  if (first === undefined) return equations.every((equation) => offBy(equation, values) === 0) ? [[]] : []
  const was = values.get(first)!
  const ways: number[][] = []
  for (let to = 0; to <= HIGHEST; to++) {
    if (to === was) continue
    values.set(first, to)
    ways.push(...waysOf(rest, values, equations).map((more) => [to, ...more]))
  }
  values.set(first, was)
  return ways
}

/** The smallest sets by trying everything, or `many` where one of them has more than one way. */
function byTrying(values: Map<string, number>, equations: readonly LinearEquation[], most: number): string[] | 'many' {
  for (let size = 1; size <= most; size++) {
    const found: string[] = []
    for (const cells of combinations([...values.keys()], size)) {
      const ways = waysOf(cells, values, equations)
      if (ways.length > 1) return 'many'
      if (ways[0]) found.push(cells.map((cell, i) => `${cell}=${ways[0]![i]}`).join())
    }
    if (found.length > 0) return found
  }
  return []
}

const named = (sets: readonly CellChange[][]): string[] =>
  sets.map((set) => set.map(({ cell, to }) => `${cell}=${to}`).join())

const slips = fc.array(fc.record({ cell: fc.nat(), to: fc.integer({ min: 0, max: 8 }) }), {
  minLength: 1,
  maxLength: 3,
})

function slipped(
  truth: ReadonlyMap<string, number>,
  made: readonly { cell: number; to: number }[],
): Map<string, number> {
  const values = new Map(truth)
  const cells = [...truth.keys()]
  for (const { cell, to } of made) values.set(cells[cell % cells.length]!, to)
  return values
}

describe('the least cells', () => {
  it('are none where everything holds', () => {
    fc.assert(
      fc.property(smallTables(3, 3, 20), ({ equations, truth }) => {
        expect(leastCells(equations, amounts(truth))).toEqual({ kind: 'none', sets: [] })
      }),
    )
  })

  it('make every equation hold, in whole numbers that are not negative', () => {
    fc.assert(
      fc.property(smallTables(4, 3, 30), slips, ({ equations, truth }, made) => {
        const values = slipped(truth, made)
        for (const set of leastCells(equations, amounts(values)).sets) {
          const changed = new Map([...values, ...set.map(({ cell, to }): [string, number] => [cell, to])])
          expect(equations.map((equation) => offBy(equation, changed))).toEqual(equations.map(() => 0))
          for (const { cell, from, to } of set) {
            expect(from).toBe(values.get(cell))
            expect(to).not.toBe(from)
            expect(to >= 0 && Number.isInteger(to)).toBe(true)
          }
        }
      }),
    )
  })

  it('are all the smallest sets that trying everything finds, and no others', () => {
    fc.assert(
      fc.property(smallTables(2, 2, 2), slips, ({ equations, truth }, made) => {
        const values = slipped(truth, made)
        const { kind, sets } = leastCells(equations, amounts(values), { most: 3 })
        const tried = byTrying(values, equations, 3)
        if (tried === 'many') expect(kind).toBe('beyond')
        else if (kind !== 'none') expect(named(sets).sort()).toEqual(tried.sort())
        if (kind === 'beyond') expect(tried === 'many' || tried.length === 0).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('are the same where equations are missing, so that some cells stand in one alone', () => {
    const some = fc.array(fc.boolean(), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(smallTables(2, 2, 2), slips, some, ({ equations, truth }, made, kept) => {
        const fewer = equations.filter((_, i) => kept[i])
        const values = slipped(truth, made)
        const { kind, sets } = leastCells(fewer, amounts(values), { most: 2 })
        if (kind === 'none') return
        const tried = byTrying(values, fewer, 2)
        if (tried === 'many') expect(kind).toBe('beyond')
        else expect(named(sets).sort()).toEqual(tried.sort())
      }),
      { numRuns: 60 },
    )
  })

  it('always hold the truth where a single cell is wrong', () => {
    fc.assert(
      fc.property(
        smallTables(6, 4, 40),
        fc.nat(),
        fc.integer({ min: 0, max: 200 }),
        ({ equations, truth }, cell, to) => {
          const values = slipped(truth, [{ cell, to }])
          const [wrong] = [...truth].filter(([name, value]) => values.get(name) !== value)
          if (!wrong) return
          expect(named(leastCells(equations, amounts(values)).sets)).toContain(`${wrong[0]}=${wrong[1]}`)
        },
      ),
    )
  })

  it('hold the truth, or are fewer, where more are wrong', () => {
    fc.assert(
      fc.property(smallTables(5, 4, 20), slips, ({ equations, truth }, made) => {
        const values = slipped(truth, made)
        const wrong = [...truth].filter(([name, value]) => values.get(name) !== value)
        const { kind, sets } = leastCells(equations, amounts(values))
        if (kind !== 'found') return
        expect(sets[0]!.length).toBeLessThanOrEqual(wrong.length)
        if (sets[0]!.length === wrong.length)
          expect(named(sets)).toContain(wrong.map(([name, value]) => `${name}=${value}`).join())
      }),
    )
  })

  it('come in the order of the cells, whatever the order of the equations', () => {
    fc.assert(
      fc.property(smallTables(4, 3, 9), slips, ({ equations, truth }, made) => {
        const cells = amounts(slipped(truth, made))
        expect(leastCells([...equations].reverse(), cells)).toEqual(leastCells(equations, cells))
      }),
    )
  })

  it('leave alone what is not among the cells, and take money in fen', () => {
    const equations = [
      {
        terms: [
          { cell: 'a', coefficient: 1 },
          { cell: 'b', coefficient: 1 },
        ],
        constant: -0.3,
      },
    ]
    const cells = new Map([
      ['a', { value: 0.1, step: 0.01 }],
      ['b', { value: 0.25, step: 1 }],
    ])
    expect(leastCells(equations, cells).sets).toEqual([[{ cell: 'a', from: 0.1, to: 0.05 }]])
    expect(() => leastCells(equations, new Map())).toThrow(RangeError)
  })

  it('are given where only one way is open, and beyond reach where there are several', () => {
    const both = (constant: number) => [
      {
        terms: [
          { cell: 'a', coefficient: 1 },
          { cell: 'b', coefficient: 1 },
        ],
        constant,
      },
    ]
    const cells = amounts(
      new Map([
        ['a', 5],
        ['b', 6],
      ]),
    )
    expect(named(leastCells(both(0), cells).sets)).toEqual(['a=0,b=0'])
    expect(leastCells(both(-1), cells)).toEqual({ kind: 'beyond', sets: [] })
    expect(named(leastCells(both(-6), cells).sets)).toEqual(['a=0', 'b=1'])
  })

  it('are beyond reach where more are wrong than asked for, or the search takes too long', () => {
    const { equations, truth } = tableOf([
      [5, 1, 2],
      [3, 4, 8],
      [1, 0, 6],
    ])
    const values = new Map(truth)
    for (const cell of ['0.0', '1.1', '2.2']) values.set(cell, values.get(cell)! + 7)
    expect(leastCells(equations, amounts(values), { most: 2 })).toEqual({ kind: 'beyond', sets: [] })
    expect(leastCells(equations, amounts(values), { work: 3 })).toEqual({ kind: 'beyond', sets: [] })
    expect(named(leastCells(equations, amounts(values)).sets)).toContain('0.0=5,1.1=4,2.2=6')
  })
})
