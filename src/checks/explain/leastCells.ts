import { eliminate } from './elimination'
import type { Combination, Elimination } from './elimination'

/** Σ coefficient × cell + constant = 0, with whole coefficients. */
export interface LinearEquation {
  terms: readonly { cell: string; coefficient: number }[]
  constant: number
}

/** What a cell holds, and the step that its values go in: 1 for counts, 0.01 for money in yuan. */
export interface CellAmount {
  value: number
  step: number
}

export interface CellChange {
  cell: string
  from: number
  to: number
}

/**
 * `none`: every equation holds. `found`: the smallest sets, all of one size. `beyond`: the smallest set is larger than
 * was asked for, or the search met its limit, or there are sets whose new values nothing determines.
 */
export interface LeastCells {
  kind: 'none' | 'found' | 'beyond'
  sets: CellChange[][]
}

export interface SearchLimits {
  /** The most cells in a set. */
  most?: number
  /** The most steps of the search; some 200 a millisecond. */
  work?: number
}

export const MOST_CELLS = 4
const MOST_WORK = 4000
/** Values are held in hundredths, so that money stays exact. */
const UNIT = 100
/** Where one unknown is free: how many of its values are tried for one that all others admit. */
const MOST_TRIED = 1000

interface Line {
  cells: number[]
  coefficients: number[]
}

class Search {
  private readonly names: string[] = []
  private readonly values: number[] = []
  private readonly steps: number[] = []
  private readonly lines: Line[] = []
  /** By how much each equation fails. */
  private readonly offs: number[] = []
  private readonly linesOf: number[][] = []
  /** The equations, shortest first. */
  private readonly byLength: number[]

  private chosen: number[] = []
  private readonly isTaken: boolean[] = []
  /** How many chosen cells each equation has. */
  private readonly touched: number[] = []
  /** By cell, the step of the search that last met it. */
  private readonly seen: number[]
  private size = 0
  private left: number
  private exhausted = false
  private undetermined = false
  private sets: CellChange[][] = []

  constructor(
    equations: readonly LinearEquation[],
    cells: ReadonlyMap<string, CellAmount>,
    private readonly most: number,
    work: number,
  ) {
    const index = new Map<string, number>()
    for (const [name, { value, step }] of cells) {
      index.set(name, this.names.length)
      this.names.push(name)
      this.values.push(Math.round(value * UNIT))
      this.steps.push(Math.round(step * UNIT))
      this.linesOf.push([])
      this.isTaken.push(false)
    }
    for (const { terms, constant } of equations) {
      const sums = new Map<number, number>()
      let off = Math.round(constant * UNIT)
      for (const { cell, coefficient } of terms) {
        const at = index.get(cell)
        if (at === undefined) throw new RangeError(`no such cell: ${cell}`)
        sums.set(at, (sums.get(at) ?? 0) + coefficient)
        off += coefficient * this.values[at]!
      }
      const used = [...sums].filter(([, coefficient]) => coefficient !== 0)
      for (const [cell] of used) this.linesOf[cell]!.push(this.lines.length)
      this.lines.push({ cells: used.map(([cell]) => cell), coefficients: used.map(([, by]) => by) })
      this.offs.push(off)
      this.touched.push(0)
    }
    this.byLength = this.lines
      .map((_, at) => at)
      .sort((a, b) => this.lines[a]!.cells.length - this.lines[b]!.cells.length)
    this.seen = new Array<number>(this.names.length).fill(-1)
    this.left = work
  }

  run(): LeastCells {
    if (this.offs.every((off) => off === 0)) return { kind: 'none', sets: [] }
    for (this.size = 1; this.size <= this.most; this.size++) {
      this.grow()
      if (this.exhausted || this.undetermined) break
      if (this.sets.length > 0) return { kind: 'found', sets: this.sorted() }
    }
    return { kind: 'beyond', sets: [] }
  }

  /** Sets in the order of their cells, whatever way the search took. */
  private sorted(): CellChange[][] {
    const rank = new Map(this.names.map((name, i) => [name, i]))
    const order = (set: CellChange[]): number[] => set.map(({ cell }) => rank.get(cell)!)
    const before = (a: number[], b: number[]): number => {
      const at = a.findIndex((value, i) => value !== b[i])
      return at < 0 ? 0 : a[at]! - b[at]!
    }
    const each = this.sets.map((set) => set.sort((a, b) => rank.get(a.cell)! - rank.get(b.cell)!))
    return each.sort((a, b) => before(order(a), order(b)))
  }

  /** Grows the chosen cells in every way that can lead to a set of the size looked for. */
  private grow(): void {
    if (this.exhausted || this.left-- <= 0) {
      this.exhausted = true
      return
    }
    const room = this.size - this.chosen.length
    const { fewest, candidates } = this.demanded()
    if (fewest > room) return
    if (candidates) {
      this.branch(candidates)
      return
    }
    const lines = [...new Set(this.chosen.flatMap((cell) => this.linesOf[cell]!))]
    const solved = eliminate(
      lines.map((at) => ({
        coefficients: this.chosen.map((cell) => this.coefficient(at, cell)),
        right: -this.offs[at]!,
      })),
      this.chosen.length,
    )
    if (room > 0) {
      const further = this.toSatisfy(solved, lines)
      if (further) this.branch(further)
      return
    }
    if (solved.contradictions.length === 0) this.record(solved)
  }

  /**
   * Equations that need one more of their cells: those that fail with no cell chosen, and those that hold with only
   * one, whose change would break them. Gives the cells of the narrowest, and how many cells are needed at the fewest:
   * as many as there are such equations that share no cell.
   */
  private demanded(): { fewest: number; candidates?: number[] } {
    let fewest = 0
    let narrowest = -1
    let width = Infinity
    for (const at of this.byLength) {
      if (this.offs[at] === 0 ? this.touched[at] !== 1 : this.touched[at] !== 0) continue
      const { cells } = this.lines[at]!
      let open = 0
      let isApart = true
      for (const cell of cells) {
        if (this.isTaken[cell]) continue
        open++
        if (this.seen[cell] === this.left) isApart = false
      }
      if (open < width) {
        width = open
        narrowest = at
      }
      if (!isApart) continue
      fewest++
      for (const cell of cells) this.seen[cell] = this.left
    }
    return narrowest < 0
      ? { fewest }
      : { fewest, candidates: this.lines[narrowest]!.cells.filter((cell) => !this.isTaken[cell]) }
  }

  /**
   * Where the chosen cells alone cannot do: cells of which one at least must be changed too. An implied equation, a
   * combination of those of the report, fails for every value of the chosen cells, or leaves one of them a value that
   * it cannot have; only a cell that stands in it can mend that.
   */
  private toSatisfy({ contradictions, pivots, free }: Elimination, lines: number[]): number[] | undefined {
    const implied = [
      ...contradictions,
      ...(free.length > 0
        ? []
        : pivots.filter(({ unknown, scale, right }) => !this.admits(unknown, right / scale)).map(({ from }) => from)),
    ]
    let narrowest: number[] | undefined
    for (const combination of implied) {
      const open = this.cellsOf(combination, lines)
      if (!narrowest || open.length < narrowest.length) narrowest = open
    }
    return narrowest
  }

  /** The cells not taken yet that do not cancel out in a combination of equations. */
  private cellsOf(combination: Combination, lines: number[]): number[] {
    const sums = new Map<number, number>()
    combination.forEach((times, i) => {
      if (times === 0) return
      const { cells, coefficients } = this.lines[lines[i]!]!
      cells.forEach((cell, k) => sums.set(cell, (sums.get(cell) ?? 0) + times * coefficients[k]!))
    })
    return [...sums].filter(([cell, by]) => by !== 0 && !this.isTaken[cell]).map(([cell]) => cell)
  }

  /** Tries each candidate in turn; those tried before are left alone, so that no set is reached twice. */
  private branch(candidates: number[]): void {
    for (const cell of candidates) {
      this.isTaken[cell] = true
      this.chosen.push(cell)
      for (const at of this.linesOf[cell]!) this.touched[at]!++
      this.grow()
      for (const at of this.linesOf[cell]!) this.touched[at]!--
      this.chosen.pop()
      if (this.exhausted) break
    }
    for (const cell of candidates) this.isTaken[cell] = false
  }

  private coefficient(at: number, cell: number): number {
    const { cells, coefficients } = this.lines[at]!
    return coefficients[cells.indexOf(cell)] ?? 0
  }

  /** Whether the cell chosen at a place may change by so much: to another value, in its steps and not negative. */
  private admits(place: number, by: number): boolean {
    const cell = this.chosen[place]!
    const to = this.values[cell]! + by
    return by !== 0 && to >= 0 && to % this.steps[cell]! === 0
  }

  private record(solved: Elimination): void {
    const found = this.valuesOf(solved)
    if (found === 'many') this.undetermined = true
    else if (found !== 'none')
      this.sets.push(
        this.chosen.map((cell, i) => ({
          cell: this.names[cell]!,
          from: this.values[cell]! / UNIT,
          to: (this.values[cell]! + found[i]!) / UNIT,
        })),
      )
  }

  /** By how much each chosen cell changes; `many` where more than one way is possible. */
  private valuesOf({ pivots, free }: Elimination): number[] | 'none' | 'many' {
    const changes = (freed: number): number[] => {
      const all = new Array<number>(this.chosen.length).fill(0)
      if (free[0] !== undefined) all[free[0]] = freed
      for (const { unknown, scale, right, coefficients } of pivots)
        all[unknown] = (right - (free[0] === undefined ? 0 : coefficients[free[0]]! * freed)) / scale
      return all
    }
    const isAdmitted = (all: number[]): boolean => all.every((by, i) => this.admits(i, by))
    const [only] = free
    if (only === undefined) {
      const all = changes(0)
      return isAdmitted(all) ? all : 'none'
    }
    // With two and more free there is no telling, and hardly ever a set.
    if (free.length > 1) return 'none'
    const step = this.steps[this.chosen[only]!]!
    const least = -this.values[this.chosen[only]!]!
    let found: number[] | undefined
    for (let i = 0; i < MOST_TRIED; i++) {
      const all = changes(least + i * step)
      if (!isAdmitted(all)) continue
      if (found) return 'many'
      found = all
    }
    return found ?? 'none'
  }
}

/**
 * The smallest sets of cells whose change makes every equation hold: the error localisation of Fellegi and Holt
 * (1976), with all cells equally likely to be wrong. New values are not negative and in the cells' steps. Cells not in
 * `cells` cannot be changed and belong into the constants. Sets come in the order of `cells`; the same question always
 * has the same answer.
 */
export const leastCells = (
  equations: readonly LinearEquation[],
  cells: ReadonlyMap<string, CellAmount>,
  { most = MOST_CELLS, work = MOST_WORK }: SearchLimits = {},
): LeastCells => new Search(equations, cells, most, work).run()
