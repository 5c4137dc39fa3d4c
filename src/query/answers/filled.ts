import { statutoryCells } from '../formCodes'
import type { Frame } from '../frame'
import { remembered } from '../remembered'

/** Completeness of every office and year, as counted at import. */
export interface FilledSpec { kind: 'filled'; years: readonly number[] }

export interface FilledResult {
  kind: 'filled'
  years: readonly number[]
  /** Offices of the frame; a year's counts stand together, in the order of the frame's offices. */
  offices: number
  /** Statutory cells that hold a number or a dash; 0 where no report is held. */
  filled: Uint16Array
  /** Cells that the report's form has; 0 where no report is held. */
  cells: Uint16Array
}

/** The cells of each report's form, which never change. */
const cellsIn = (frame: Frame, year: number): Uint16Array => remembered(frame, `cells ${year}`, () => {
  const cells = new Uint16Array(frame.orgs.length)
  const of = frame.byYear.get(year)
  if (of) for (let row = 0; row < cells.length; row++) if (of.owner[row]) cells[row] = statutoryCells(of.forms[row]!, year).length
  return cells
})

/** Copies what was counted when the reports were imported. */
export function runFilled(frame: Frame, { years }: FilledSpec): FilledResult {
  const offices = frame.orgs.length
  const filled = new Uint16Array(offices * years.length)
  const cells = new Uint16Array(offices * years.length)
  years.forEach((year, y) => {
    const of = frame.byYear.get(year)
    if (of) filled.set(of.filled, y * offices)
    cells.set(cellsIn(frame, year), y * offices)
  })
  return { kind: 'filled', years, offices, filled, cells }
}
