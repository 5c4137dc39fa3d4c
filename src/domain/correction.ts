import { asCell, asProse } from './cell'
import type { Cell, CellMissing, Correction, ProseFigure, StoredCell, StoredProse } from './cell'
import { METRICS, isMetricCode } from './metrics'
import type { ProseCode, TableCode } from './metrics'
import type { Report } from './report'

/** Where a corrected figure stands: a cell of a statutory table, or a figure stated in a sentence. */
export type CorrectedIn = 'cells' | 'prose'

/** What counts instead of a published figure: a number in a sentence, either in a table. Money is in yuan. */
export type Counted = { value: number } | { missing: CellMissing }

/**
 * A correction of an office's figure of a year, whichever dataset publishes it. `in` tells a table's cell from a
 * sentence that repeats it.
 */
export interface FigureCorrection {
  org: string
  year: number
  in: CorrectedIn
  code: ProseCode
  now: Counted
  /** What was published when it was made; `not-extracted` where nothing was. */
  was: number | CellMissing
  reason: string
  /** Milliseconds since 1970. */
  time: number
}

/** Where a figure of this code is read from for charts: published.* from prose, everything else from a table. */
export const homeOf = (code: ProseCode): CorrectedIn =>
  isMetricCode(code) && METRICS[code].table !== undefined ? 'cells' : 'prose'

/** A report's figure in one of the two places, its correction in place; nothing where it is not listed. */
export const figureIn = (report: Report, where: CorrectedIn, code: ProseCode): Cell | ProseFigure | undefined => {
  const stored: StoredCell | StoredProse | undefined =
    where === 'cells' ? report.cells[code as TableCode] : report.prose[code]
  return stored === undefined
    ? undefined
    : where === 'cells'
      ? asCell(stored as StoredCell)
      : asProse(stored as StoredProse)
}

/**
 * The figure that stands at a place of the document, looked for in the tables and then in sentences, or where `within`
 * says.
 */
export function figureStandingAt(
  report: Report,
  { line, cell }: { line: number; cell?: number },
  within: readonly CorrectedIn[] = ['cells', 'prose'],
): { in: CorrectedIn; code: ProseCode } | undefined {
  for (const where of within) {
    for (const code of Object.keys(report[where]) as ProseCode[]) {
      const at = figureIn(report, where, code)?.at
      if (at?.line === line && (cell === undefined || at.cell === undefined || at.cell === cell))
        return { in: where, code }
    }
  }
  return undefined
}

/** What a report says now at a place, its corrections included. */
export function countedAt(report: Report, where: CorrectedIn, code: ProseCode): number | CellMissing {
  const figure = figureIn(report, where, code)
  return figure?.value ?? (figure as Cell | undefined)?.missing ?? 'not-extracted'
}

/** What a report published at a place, whatever corrections say. */
export const publishedAt = (report: Report, where: CorrectedIn, code: ProseCode): number | CellMissing =>
  figureIn(report, where, code)?.correction?.was ?? countedAt(report, where, code)

const asNow = (reading: number | CellMissing): Counted =>
  typeof reading === 'number' ? { value: reading } : { missing: reading }

/** Whether another value is published today than the one that a correction was made over. */
export const isOutdated = (report: Report, { in: where, code, was }: FigureCorrection): boolean =>
  publishedAt(report, where, code) !== was

/** Which figure a correction is of. */
export type FigureKey = Pick<FigureCorrection, 'org' | 'year' | 'in' | 'code'>
export const figureKeyOf = ({ org, year, in: where, code }: FigureKey): string =>
  JSON.stringify([org, year, where, code])

/** One correction for each figure: of several the latest. */
export function latest<T extends FigureCorrection>(corrections: Iterable<T>): T[] {
  const found = new Map<string, T>()
  for (const one of corrections) {
    const held = found.get(figureKeyOf(one))
    if (!held || held.time <= one.time) found.set(figureKeyOf(one), one)
  }
  return [...found.values()]
}

/** A figure as it counts: the correction's value with what was published beside it; without one, as published. */
function replaced(figure: Cell | ProseFigure | undefined, now: Counted, correction: Correction | undefined): Cell {
  const { value: _value, missing: _missing, correction: _before, ...rest } = (figure ?? {}) as Cell
  return { ...rest, ...now, ...(correction && { correction }) }
}

function withFigure(report: Report, where: CorrectedIn, code: ProseCode, figure: Cell): Report {
  const { [code]: _, ...others } = report[where] as Partial<Record<ProseCode, Cell>>
  // Nothing was published here, and nothing is said instead: the report does not list it.
  const gone = figure.correction === undefined && figure.missing === 'not-extracted' && figure.raw === undefined
  return { ...report, [where]: gone ? others : { ...others, [code]: figure } } as Report
}

/**
 * The report with corrections in place of what they correct. The published value stays in each figure's
 * `correction.was`; `madeOver` says where a correction was made over another.
 */
export const correctReport = (report: Report, corrections: readonly FigureCorrection[]): Report =>
  corrections.reduce((held, correction) => {
    const { in: where, code, now, reason, time, was: madeOver } = correction
    const was = publishedAt(held, where, code)
    const own: Correction = { was, reason, time, ...(isOutdated(held, correction) && { madeOver }) }
    return withFigure(held, where, code, replaced(figureIn(held, where, code), now, own))
  }, report)

/** The report without its correction of one figure: as published. */
export const uncorrected = (report: Report, where: CorrectedIn, code: ProseCode): Report =>
  figureIn(report, where, code)?.correction === undefined
    ? report
    : withFigure(
        report,
        where,
        code,
        replaced(figureIn(report, where, code), asNow(publishedAt(report, where, code)), undefined),
      )

/** The corrections that a report carries. */
export function correctionsIn(report: Report): FigureCorrection[] {
  const found: FigureCorrection[] = []
  for (const where of ['cells', 'prose'] as const) {
    for (const code of Object.keys(report[where]) as ProseCode[]) {
      const figure = figureIn(report, where, code)
      if (!figure?.correction) continue
      const { was, madeOver, reason, time } = figure.correction
      found.push({
        org: report.org,
        year: report.year,
        in: where,
        code,
        now: asNow(countedAt(report, where, code)),
        was: madeOver ?? was,
        reason,
        time,
      })
    }
  }
  return found
}

/** The report as published, and the corrections it carried. */
export function splitCorrections(report: Report): { published: Report; corrections: FigureCorrection[] } {
  const corrections = correctionsIn(report)
  return {
    published: corrections.reduce((held, { in: where, code }) => uncorrected(held, where, code), report),
    corrections,
  }
}
