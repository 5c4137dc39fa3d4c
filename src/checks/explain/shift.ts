import type { Reading } from '../../domain/cell'
import type { Report } from '../../domain/report'
import { readFigure } from '../../domain/report'
import { changeOf, withChanges } from './change'
import type { SuggestedChange } from './change'
import type { ReportEquation } from './equation'
import { formEquations } from './formEquations'
import { codesOf, printedLines } from './printedLines'
import type { PrintedLine } from './printedLines'

const isEmpty = (reading: Reading): boolean => reading === 'blank' || reading === 'dash'

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)

/** The figures of a line moved by one place, where one end is empty and all else is there; the one lost is added up. */
function moved(line: PrintedLine, readings: readonly Reading[]): number[] | undefined {
  const isRight = isEmpty(readings[0]!)
  const figures = isRight ? readings.slice(1) : readings.slice(0, -1)
  if (!isRight && !isEmpty(readings.at(-1)!)) return undefined
  if (!figures.every((reading) => typeof reading === 'number') || figures.every((figure) => figure === 0))
    return undefined
  const last = line.at(-1)!
  const first = line[0]!
  if (isRight) return [...figures, sum(figures.slice(figures.length - last.parts.length))]
  // The first figure went: what the first total, now in its place, leaves for it.
  const rest = figures.slice(0, first.parts.length - 1)
  const lost = figures[first.parts.length - 1]! - sum(rest)
  return lost < 0 ? undefined : [lost, ...figures]
}

const failing = (equations: readonly ReportEquation[]): Set<string> =>
  new Set(
    equations
      .filter(({ verdict }) => verdict.status === 'fails')
      .map(({ rule, stated: [first] }) => `${rule} ${first?.code}`),
  )

export interface Shift {
  changes: SuggestedChange[]
  /** The equations that hold after it and failed before. */
  settled: ReportEquation[]
}

/**
 * Lines of tables 三 and 四 whose figures stand one place to the right, the first cell empty and the last figure lost, or
 * one to the left; found where moving them back breaks no sum and mends some. All figures of the line move.
 */
export function shiftsIn(report: Report): Shift[] {
  const shifts: Shift[] = []
  let held = report
  for (const line of printedLines(report)) {
    const codes = codesOf(line)
    const figures = moved(
      line,
      codes.map((code) => readFigure(held, code)),
    )
    if (!figures) continue
    const changes = codes
      .map((code, i) => changeOf(report, 'cells', code, figures[i]!))
      .filter(({ from, to }) => from !== to)
    const before = formEquations(held)
    const shifted = withChanges(held, changes)
    const [was, is] = [failing(before), failing(formEquations(shifted))]
    if (is.size >= was.size || [...is].some((name) => !was.has(name))) continue
    shifts.push({
      changes,
      settled: before.filter(({ verdict, rule, stated: [first] }) => {
        const name = `${rule} ${first?.code}`
        return verdict.status === 'fails' && !is.has(name)
      }),
    })
    held = shifted
  }
  return shifts
}
