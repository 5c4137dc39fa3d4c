import { asCell } from '../../domain/cell'
import type { MetricCode } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import { changeOf, judgeWith } from './change'
import type { SuggestedChange } from './change'
import type { ReportEquation } from './equation'
import { codesOf, printedLines } from './printedLines'
import type { PrintedLine } from './printedLines'
import { ownCells } from './system'

/** Lines placed together, and ways to place them: with more, too many would agree to tell of any. */
const MOST_LINES = 3
const MOST_PLACINGS = 4_000
/** More ways than this tell a reader nothing. */
const MOST_SETS = 3

/** Figures of a line that was read as a whole, as nothing told the column of each. */
const FIGURES = /^\d{1,9}(?: \d{1,9})+$/u

export interface Placing {
  sets: SuggestedChange[][]
  /** The equations that hold with the figures in place. */
  settled: ReportEquation[]
}

/** The figures of a line none of whose cells could be told from the others; nothing for any other line. */
function figuresOf(report: Report, codes: readonly MetricCode[]): number[] | undefined {
  const cells = codes.map((code) => asCell(report.cells[code as keyof Report['cells']] ?? { missing: 'not-extracted' }))
  const raw = cells[0]?.raw?.replace(/\s+/gu, ' ')
  if (raw === undefined || !cells.every((cell) => cell.missing === 'unreadable' && cell.raw === cells[0]!.raw))
    return undefined
  if (!FIGURES.test(raw)) return undefined
  const figures = raw.split(' ').map(Number)
  return figures.length < codes.length && figures.some((figure) => figure > 0) ? figures : undefined
}

/** Every way to put figures, in their order, into `width` cells; what stays empty is nothing. */
function placings(figures: readonly number[], width: number): number[][] {
  if (figures.length === 0) return [Array.from({ length: width }, () => 0)]
  if (figures.length > width) return []
  const [first, ...rest] = figures as [number, ...number[]]
  return [
    ...placings(rest, width - 1).map((others) => [first, ...others]),
    ...placings(figures, width - 1).map((others) => [0, ...others]),
  ]
}

/** Whether the sums within the line hold. */
function addsUp(line: PrintedLine, figures: readonly number[]): boolean {
  let at = 0
  return line.every(({ parts }) => {
    const sum = figures.slice(at, at + parts.length).reduce((all, figure) => all + figure, 0)
    at += parts.length + 1
    return sum === figures[at - 1]
  })
}

interface Unplaced {
  codes: MetricCode[]
  ways: number[][]
}

function unplacedIn(report: Report): Unplaced[] {
  return printedLines(report).flatMap((line): Unplaced[] => {
    const codes = codesOf(line)
    const figures = figuresOf(report, codes)
    if (!figures) return []
    const ways = placings(figures, codes.length).filter((way) => addsUp(line, way))
    return [{ codes, ways: [...new Map(ways.map((way) => [way.join(), way])).values()] }]
  })
}

/** Every choice of one way for each line. */
const together = (lines: readonly Unplaced[]): number[][][] =>
  lines.reduce<number[][][]>(
    (chosen, { ways }) => chosen.flatMap((before) => ways.map((way) => [...before, way])),
    [[]],
  )

/**
 * Where the figures of lines of tables 三 and 四 may stand, if nothing in the document tells their columns: the ways in
 * which every sum about them holds, and at least one beyond the line itself bears them out. Only cells that get a
 * figure above 0 are changed, as nobody knows which of the others is empty and which is 0.
 */
export function placingsIn(report: Report, form: readonly ReportEquation[]): Placing | undefined {
  const lines = unplacedIn(report)
  if (lines.length === 0 || lines.length > MOST_LINES) return undefined
  if (lines.reduce((product, { ways }) => product * ways.length, 1) > MOST_PLACINGS) return undefined
  const codes = new Set(lines.flatMap((line) => line.codes))
  const about = form.filter((equation) => ownCells(equation).some((code) => codes.has(code)))
  const beyond = about.filter((equation) => ownCells(equation).some((code) => !codes.has(code)))
  const found = together(lines).flatMap((choice) => {
    const all = lines.flatMap((line, i) => line.codes.map((code, k) => changeOf(report, 'cells', code, choice[i]![k]!)))
    if (about.some((equation) => judgeWith(equation, all).status === 'fails')) return []
    const settled = beyond.filter((equation) => {
      const verdict = judgeWith(equation, all)
      return verdict.status === 'holds' && verdict.published > 0
    })
    return settled.length === 0 ? [] : [{ changes: all.filter(({ to }) => to !== 0), settled }]
  })
  if (found.length === 0 || found.length > MOST_SETS) return undefined
  return {
    sets: found.map(({ changes }) => changes),
    settled: about.filter((equation) => found.every(({ settled }) => settled.includes(equation))),
  }
}
