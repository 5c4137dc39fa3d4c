import { statutoryCells } from '../../pack/formCodes'
import type { Frame } from '../../frame/frame'
import { rememberIn } from '../../frame/remembered'

/** Completeness of every office and year, as counted at import. */
export interface FilledSpec {
  kind: 'filled'
  years: readonly number[]
}

export interface FilledResult {
  kind: 'filled'
  years: readonly number[]
  /**
   * For each of the years and the offices in the frame's order: statutory cells that hold a number or a dash; 0 where
   * no report is held. The frame's own: not to be changed.
   */
  filled: readonly Uint16Array[]
  /** Cells that the report's form has; 0 where no report is held. */
  cells: readonly Uint16Array[]
}

/** The cells of each report's form, which never change. */
const cellsIn = (frame: Frame, year: number): Uint16Array =>
  rememberIn(frame, `cells ${year}`, () => {
    const cells = new Uint16Array(frame.orgs.length)
    const of = frame.byYear.get(year)
    if (of)
      for (let row = 0; row < cells.length; row++)
        if (of.owner[row]) cells[row] = statutoryCells(of.forms[row]!, year).length
    return cells
  })

/** Gives what was counted when the reports were imported; of a year that none is held of, zeros. */
export const runFilled = (frame: Frame, { years }: FilledSpec): FilledResult => ({
  kind: 'filled',
  years,
  filled: years.map((year) => frame.byYear.get(year)?.filled ?? cellsIn(frame, year)),
  cells: years.map((year) => cellsIn(frame, year)),
})
